package condition

import (
	"strings"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// actor is what a noun phrase stands for, as far as doing goes.
type actor struct {
	attache.Mention
	np   token.Range
	sort standing
}

// standing tells actors apart.
type standing uint8

const (
	nobody  standing = iota // no noun phrase
	self                    // I, we
	pronoun                 // he, she, it, they, who
	named                   // an entity, or a name that is none yet
	party                   // a noun of people: "the relatives"
	generic                 // anybody: "you", "passengers"
	thing
	fortunes // what comes and goes by itself: "the rain", "prices"
)

// acts reports whether the actor can do something as a side of an affair.
func (a actor) acts() bool {
	return a.sort == named || a.sort == party || a.sort == pronoun || a.sort == self
}

var (
	ourselves = table("i we us me")
	others    = table("he she it they him her them who")
	pointers  = table("this that these those there which what")
)

// actor reads a noun phrase.
func (f *finder) actor(np token.Range) actor {
	for np.First < np.End && f.d.Tokens[np.First].Any(token.Dateline) {
		np.First++ // "GENEVA, May 5 (Agency) - The council"
	}
	a := actor{np: np}
	head := f.tags.Head(np)
	if np.Len() > 2 && f.d.Norm(np.First) == "those" { // "those who oppose it"
		a.sort, a.Mention = party, attache.Mention{Span: f.d.Span(np)}
		return a
	}
	if np.Len() == 0 || head < 0 {
		if np.Len() == 1 && f.in(&others, np.First) {
			a.Mention, a.sort = f.Names.Resolve(f.d.Span(np)), pronoun // "who" is no noun to the tagger
		}
		return a
	}
	a.Mention = f.Names.Resolve(f.d.Span(np))
	if m, ok := f.Names.At(head); ok && m.Kind == attache.Place {
		if st, known := f.Names.StateOf(m.Mention.Entity); known { // a capital that acts is its state
			a.Entity, a.Name, a.Sure = st.ID, st.Name, 0.6
		}
	}
	if a.Entity == "" && f.is(head, organ) {
		if m, ok := f.principal(np, head); ok { // "U.S. officials", "Brightwell's board"
			a.Entity, a.Name, a.Sure = m.Mention.Entity, m.Mention.Name, m.Sure
		}
	}
	switch {
	case f.in(&ourselves, head):
		a.sort = self
	case f.d.Norm(head) == "you":
		a.sort = generic
	case f.in(&others, head):
		a.sort = pronoun
	case f.in(&pointers, head):
		a.sort = thing
	case a.Entity != "":
		a.sort = named
	case f.is(head, people):
		a.sort = party
	case f.is(head, anyone), f.is(head, observer):
		a.sort = generic
	case f.is(head, fortune|game):
		a.sort = fortunes
	case f.tags.Of[head] == phrase.Name && !f.isTime(head):
		a.sort = named
	case strings.HasSuffix(f.d.Norm(head), "ists"), strings.HasSuffix(f.d.Norm(head), "ians"), strings.HasSuffix(f.d.Norm(head), "men"):
		a.sort = party
	default:
		a.sort = thing
	}
	return a
}

// principal returns the state or body whose organ a noun names: the one right before the noun.
func (f *finder) principal(np token.Range, head int) (entity.Mention, bool) {
	for _, m := range f.Names.In(f.d.Span(token.Range{First: np.First, End: head})) {
		if m.Mention.Entity != "" && (m.Kind == attache.State || m.Kind == attache.Body) && m.Tokens.End >= head-2 {
			return m, true
		}
	}
	return entity.Mention{}, false
}

// party reports whether a mention can be a side of a condition. A state behind "in" or "from" is a
// place there.
func (f *finder) party(m entity.Mention) bool {
	if m.Mention.Entity == "" || m.Kind == attache.Place || m.Form == entity.Pronoun || m.Kind == attache.Body && f.holds(m.Tokens, press) {
		return false
	}
	return m.Kind != attache.State || !f.located(m)
}

func (f *finder) located(m entity.Mention) bool {
	i := m.Tokens.First - 1
	if i >= 0 && f.tags.Of[i] == phrase.Det {
		i--
	}
	return f.in(&located, i)
}

var located = table("in from to into near at across inside outside around through")

// same reports whether two mentions are of one side: the same entity, a person or body and its
// state, or two that are called by the same words.
func (f *finder) same(a, b attache.Mention) bool {
	if a.Entity != "" && a.Entity == b.Entity {
		return true
	}
	if a.Entity == "" || b.Entity == "" {
		return f.sameWords(a, b)
	}
	x, okX := f.Names.StateOf(a.Entity)
	y, okY := f.Names.StateOf(b.Entity)
	return okX && okY && x.ID == y.ID
}

// sameWords compares what two mentions are called, where one of them has no entity: "the rebels" and
// "rebels of the Northern Front".
func (f *finder) sameWords(a, b attache.Mention) bool {
	if a.IsZero() || b.IsZero() {
		return false
	}
	if a.Span == b.Span && !a.Span.Empty() {
		return true
	}
	if x, y := f.head(a), f.head(b); x != 0 && x == y {
		return true
	}
	return f.within(a, b) || f.within(b, a)
}

// within reports whether every name of a stands in b: "Sudland" and "the Sudland Ministry of Defence".
func (f *finder) within(a, b attache.Mention) bool {
	r, in := f.d.TokensIn(a.Span), f.d.TokensIn(b.Span)
	const longest = 20 // tokens of a name
	if r.Len() == 0 || in.Len() == 0 || r.Len() > longest || in.Len() > longest {
		return false
	}
	names := 0
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] != phrase.Name {
			if f.tags.Of[i] == phrase.Noun {
				return false
			}
			continue
		}
		names++
		found := false
		for k := in.First; k < in.End; k++ {
			found = found || f.d.Tokens[k].Hash == f.d.Tokens[i].Hash
		}
		if !found {
			return false
		}
	}
	return names > 0
}

// head returns the hash of the noun that a mention is called by, 0 when it has none.
func (f *finder) head(m attache.Mention) uint64 {
	r := f.d.TokensIn(m.Span)
	if r.Len() == 0 {
		return 0
	}
	if h := f.tags.Head(r); h >= 0 && (f.tags.Of[h] == phrase.Noun || f.tags.Of[h] == phrase.Name) {
		return f.d.Tokens[h].Hash
	}
	return 0
}

// observer reports whether the speaker is somebody who only foretells: an analyst, a survey.
func (f *finder) observer(st *attache.Attribution) bool {
	if st == nil {
		return false
	}
	r := f.d.TokensIn(st.Source.Span)
	if f.holds(r, observer) && !f.holds(r, people) {
		return true
	}
	e, ok := f.Names.Entity(st.Source.Entity)
	if !ok || e.Role == "" {
		return false
	}
	for _, w := range strings.Fields(strings.ToLower(e.Role)) {
		if set, _ := lex.words.Get(token.Hash(w)); set&observer != 0 && set&people == 0 {
			return true
		}
	}
	return false
}
