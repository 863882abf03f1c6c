package condition

import (
	"attache"
	"attache/extract/token"
)

// counterpart returns the other principal of the article: the state that is named most besides the
// holder's, where no third one comes near. It is a likely guess and says so.
func (f *finder) counterpart(c *found) attache.Mention {
	own, known := f.Names.StateOf(c.Holder.Entity)
	if !known {
		return attache.Mention{}
	}
	best, second := side{}, side{}
	for _, s := range f.sides {
		switch {
		case s.id == own.ID:
		case s.count > best.count:
			best, second = s, best
		case s.count > second.count:
			second = s
		}
	}
	const least, guess = 3, 0.45
	if best.count < least || best.count < 2*second.count {
		return attache.Mention{}
	}
	return attache.Mention{Entity: best.id, Name: best.name, Sure: guess}
}

// side is a state with how often it, its people and bodies are named.
type side struct {
	id    attache.EntityID
	name  string
	count int
}

// countSides counts the mentions of each state in the body of the text, in order of first mention.
func (f *finder) countSides() {
	at := map[attache.EntityID]int{}
	for i := range f.Names.Mentions {
		m := &f.Names.Mentions[i]
		if m.Mention.Entity == "" || m.Kind == attache.Place || f.d.Paragraphs[f.d.Tokens[m.Tokens.First].Paragraph].Kind != token.Body {
			continue
		}
		st, ok := f.Names.StateOf(m.Mention.Entity)
		if !ok {
			continue
		}
		k, seen := at[st.ID]
		if !seen {
			k = len(f.sides)
			at[st.ID] = k
			f.sides = append(f.sides, side{id: st.ID, name: st.Name})
		}
		f.sides[k].count++
	}
}
