package condition

import (
	"cmp"
	"slices"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// side is somebody who takes part in the affair of an article: a state with its people and bodies,
// or a person or body without a state.
type side struct {
	attache.Mention
	count int
}

// principals is how many sides of an article can be the other side of a condition: those named most.
const principals = 8

// counterpart returns the other principal of the affair: the side other than the holder's that acts
// and is named most, where those near the condition count more. It is a likely guess and says so.
func (f *finder) counterpart(c *found, st *attache.Attribution) attache.Mention {
	f.countSides()
	const (
		sure = 0.45 // below half: shown as a guess
		lead = 1.2  // by how much the first has to pass the second
	)
	near := f.named(int(f.d.Tokens[c.ante.First].Paragraph))
	var best, second float64
	var who attache.Mention
	for _, s := range f.sides {
		if f.own(s.Mention, c, st) {
			continue
		}
		switch n := float64(s.count) + near[s.Entity]; {
		case n > best:
			best, second, who = n, best, s.Mention
		case n > second:
			second = n
		}
	}
	if best < 2 || best < lead*second {
		return attache.Mention{}
	}
	who.Sure = sure
	return who
}

// named weighs the sides that are named in a paragraph and in the few before it.
func (f *finder) named(par int) map[attache.EntityID]float64 {
	const (
		back = 3  // paragraphs
		most = 40 // mentions of a paragraph
	)
	near := map[attache.EntityID]float64{}
	for p := par; p >= 0 && p > par-back; p-- {
		weight := 2 / float64(par-p+1)
		for k, m := range f.Names.In(f.d.Paragraphs[p].Span) {
			if k == most {
				break
			}
			if who, ok := f.sideOf(m); ok {
				near[who.Entity] += weight
			}
		}
	}
	return near
}

// sideOf returns the side that a mention in the body belongs to.
func (f *finder) sideOf(m entity.Mention) (attache.Mention, bool) {
	first := &f.d.Tokens[m.Tokens.First]
	if m.Mention.Entity == "" || m.Kind == attache.Place || first.Any(token.Dateline) || f.d.Paragraphs[first.Paragraph].Kind != token.Body ||
		m.Kind == attache.Body && f.holds(m.Tokens, press) {
		return attache.Mention{}, false
	}
	if st, ok := f.Names.StateOf(m.Mention.Entity); ok {
		return attache.Mention{Entity: st.ID, Name: st.Name}, true
	}
	return attache.Mention{Entity: m.Mention.Entity, Name: m.Mention.Name}, true
}

// acts reports whether a verb follows a mention, or it stands for those who act: "Sudland said", "the
// Sudlandic officials". The boy everybody quarrels about is named more often than anybody, and is no
// side.
func (f *finder) mentionActs(m entity.Mention) bool {
	for k := m.Tokens.End; k < len(f.d.Tokens) && k < m.Tokens.End+3; k++ {
		if g := f.tags.GroupAt(k); g >= 0 {
			return f.tags.Groups[g].Finite && !f.tags.Groups[g].Passive
		}
		if f.is(k, organ) {
			return true
		}
		if f.tags.Of[k] != phrase.Adv && f.tags.Of[k] != phrase.Genitive && f.tags.Of[k] != phrase.Adj {
			return false
		}
	}
	return false
}

// countSides counts the sides of the text once and keeps those named most, in order of first mention
// where they are equal. Persons and bodies count only where they act.
func (f *finder) countSides() {
	if f.sides != nil {
		return
	}
	f.sides = []side{}
	at := map[attache.EntityID]int{}
	for _, m := range f.Names.Mentions {
		who, ok := f.sideOf(m)
		if !ok {
			continue
		}
		acts := f.mentionActs(m)
		if m.Kind != attache.State && !acts {
			continue
		}
		k, seen := at[who.Entity]
		if !seen {
			k = len(f.sides)
			at[who.Entity] = k
			f.sides = append(f.sides, side{Mention: who})
		}
		f.sides[k].count++
		if acts {
			f.sides[k].count++
		}
	}
	slices.SortStableFunc(f.sides, func(a, b side) int { return cmp.Compare(b.count, a.count) })
	f.sides = f.sides[:min(len(f.sides), principals)]
}
