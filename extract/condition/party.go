package condition

import (
	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// parties finds holder and addressee of a condition whose clauses are known.
func (f *finder) parties(c *found, v int, st *attache.Attribution) {
	c.Holder = f.holder(c, v, st)
	c.Addressee = f.addressee(c, st)
}

// holder returns who controls the consequent: whoever promises or threatens it, else its subject,
// else the speaker.
func (f *finder) holder(c *found, v int, st *attache.Attribution) attache.Mention {
	source := attache.Mention{}
	if st != nil {
		source = st.Source
	}
	if v < 0 {
		return f.orOwner(source, c)
	}
	g := &f.tags.Groups[v]
	np, how := f.tags.Subject(v)
	if how == phrase.Nowhere || np.Len() == 0 {
		if g.Infinitive || g.Bare || st != nil {
			return f.orOwner(source, c)
		}
		return attache.Mention{}
	}
	if st != nil && st.Source.Span.Overlaps(f.d.Span(np)) {
		return source
	}
	head := f.tags.Head(np)
	if head < 0 {
		return f.orOwner(source, c)
	}
	switch f.d.Norm(head) {
	case "i", "we":
		return source
	case "it", "they":
		if st != nil && (source.Entity != "" || !source.IsZero()) {
			return source
		}
		return f.earlierActor(np.First)
	case "he", "she", "who":
		m := f.Names.Resolve(f.d.Span(np))
		if m.Entity == "" && st != nil {
			return source
		}
		return m
	case "there", "this", "that", "these":
		return source
	}
	m := f.Names.Resolve(f.d.Span(np))
	if g.Passive || !f.acting(np, m) {
		if st != nil {
			return source
		}
		if g.Passive {
			return attache.Mention{}
		}
	}
	return m
}

// orOwner returns the source, or the owner of the noun that is promised: "Norland's offer to …".
func (f *finder) orOwner(source attache.Mention, c *found) attache.Mention {
	if !source.IsZero() {
		return source
	}
	for _, m := range f.Names.In(f.d.Span(c.cons)) {
		if m.Kind != attache.Place && m.Mention.Entity != "" {
			return m.Mention
		}
	}
	return source
}

// acting reports whether a noun phrase names somebody who can act.
func (f *finder) acting(np token.Range, m attache.Mention) bool {
	if m.Entity != "" {
		return true
	}
	head := f.tags.Head(np)
	return head >= 0 && (in(&people, f.d, head) || f.tags.Of[head] == phrase.Name)
}

// earlierActor returns the subject of the last clause before token i that names an actor: what "it"
// or "they" means when no statement tells.
func (f *finder) earlierActor(i int) attache.Mention {
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	for k := i - 1; k >= s.First && k >= i-reach; k-- {
		g := f.tags.GroupAt(k)
		if g < 0 || !f.tags.Groups[g].Finite || f.tags.Groups[g].Main != k {
			continue
		}
		np, how := f.tags.Subject(g)
		if how == phrase.Nowhere || np.End > i {
			continue
		}
		if m := f.Names.Resolve(f.d.Span(np)); f.acting(np, m) {
			return m
		}
	}
	return attache.Mention{}
}

// party reports whether a mention can be a side of a condition. A state behind "in" or "from" is a
// place there.
func (f *finder) party(m entity.Mention) bool {
	if m.Mention.Entity == "" || m.Kind == attache.Place || m.Form == entity.Pronoun {
		return false
	}
	return m.Kind != attache.State || !f.located(m)
}

func (f *finder) located(m entity.Mention) bool {
	i := m.Tokens.First - 1
	if i >= 0 && f.tags.Of[i] == phrase.Det {
		i--
	}
	return in(&located, f.d, i)
}

var located = table("in from to into near at across inside outside around through")

// same reports whether two mentions are of one side: the same entity, or a person or body and its
// state.
func (f *finder) same(a, b attache.Mention) bool {
	if a.Entity == "" || b.Entity == "" {
		return false
	}
	if a.Entity == b.Entity {
		return true
	}
	x, okX := f.Names.StateOf(a.Entity)
	y, okY := f.Names.StateOf(b.Entity)
	return okX && okY && x.ID == y.ID
}
