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

// addressee returns who is to bring the antecedent about.
func (f *finder) addressee(c *found, st *attache.Attribution) attache.Mention {
	if v := f.mainVerb(c.ante); v >= 0 && !c.phraseShape() {
		g := &f.tags.Groups[v]
		np := f.withName(f.clauseSubject(c.ante, v))
		if np.Len() > 0 {
			m := f.Names.Resolve(f.d.Span(np))
			head := f.tags.Head(np)
			switch {
			case g.Passive:
				if by := f.agent(v, c.ante.End); !by.IsZero() && !f.same(by, c.Holder) {
					return by
				}
			case m.Entity != "" && !f.same(m, c.Holder):
				return m
			case head >= 0 && in(&pronouns, f.d, head):
				if other := f.other(c, st); !other.IsZero() {
					return other
				}
				if m.Entity == "" {
					return attache.Mention{}
				}
			case m.Entity == "" && head >= 0 && in(&people, f.d, head):
				return m
			}
		}
	}
	if np := f.tags.PhraseFrom(c.ante.First); !c.phraseShape() && f.mainVerb(c.ante) < 0 && np.Len() > 0 {
		if m := f.Names.Resolve(f.d.Span(np)); f.acting(np, m) && !f.same(m, c.Holder) {
			return m
		}
	}
	if m := f.requester(c.cons, c); !m.IsZero() {
		return m
	}
	for _, m := range f.Names.In(f.d.Span(c.ante)) {
		if f.party(m) && !f.same(m.Mention, c.Holder) {
			return m.Mention
		}
	}
	if other := f.other(c, st); !other.IsZero() {
		return other
	}
	for _, m := range f.Names.In(f.d.Span(c.ante)) { // "the drivers held in Sudland": it can free them
		if m.Kind == attache.State && m.Mention.Entity != "" && !f.same(m.Mention, c.Holder) {
			return m.Mention
		}
	}
	if m := f.onlyOther(c); !m.IsZero() {
		return m
	}
	return f.counterpart(c)
}

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

// withName takes in the name that explains a noun phrase: "his uncle, Ada Okoro,".
func (f *finder) withName(np token.Range) token.Range {
	if np.Len() == 0 || np.End+1 >= len(f.d.Tokens) || f.d.Of(np.End) != "," {
		return np
	}
	if m, ok := f.Names.At(np.End + 1); ok && m.Kind == attache.Person && m.Tokens.First == np.End+1 {
		return token.Range{First: m.Tokens.First, End: m.Tokens.End}
	}
	return np
}

// onlyOther returns the one other party of the paragraph, where there is just one.
func (f *finder) onlyOther(c *found) attache.Mention {
	par := f.d.Paragraphs[f.d.Tokens[c.ante.First].Paragraph]
	var only attache.Mention
	const most = 30 // mentions; in a longer paragraph nothing is plain
	mentions := f.Names.In(par.Span)
	if len(mentions) > most {
		return only
	}
	for _, m := range mentions {
		if m.Mention.Entity == "" || m.Kind == attache.Place || f.same(m.Mention, c.Holder) {
			continue
		}
		if m.Kind == attache.Body && !f.party(m) {
			continue
		}
		if only.Entity != "" && only.Entity != m.Mention.Entity && !f.same(only, m.Mention) {
			return attache.Mention{}
		}
		if only.Entity == "" {
			only = m.Mention
		}
	}
	return only
}

var pronouns = table("it they he she you them")

func (c *found) phraseShape() bool { return c.marker != nil && c.marker.phrase }

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

// clauseSubject returns the subject of group v inside r: the noun phrase at the head of the clause,
// or what the tags find.
func (f *finder) clauseSubject(r token.Range, v int) token.Range {
	if np, how := f.tags.Subject(v); how != phrase.Nowhere && np.First >= r.First {
		return np
	}
	np := f.tags.PhraseFrom(r.First)
	if np.End <= f.tags.Groups[v].Tokens.First {
		return np
	}
	return token.Range{}
}

// agent returns the "by" phrase of a passive.
func (f *finder) agent(v, end int) attache.Mention {
	for i := f.tags.Groups[v].Tokens.End; i+1 < end; i++ {
		if f.d.Norm(i) == "by" {
			if np := f.tags.PhraseFrom(i + 1); np.Len() > 0 && !f.isTime(i+1) {
				return f.Names.Resolve(f.d.Span(np))
			}
		}
	}
	return attache.Mention{}
}

// other returns the other side: whom the statement is addressed to, a party of the consequent, or
// the only other party of the sentence.
func (f *finder) other(c *found, st *attache.Attribution) attache.Mention {
	if st != nil && st.Addressee.Entity != "" && !f.same(st.Addressee, c.Holder) {
		return st.Addressee
	}
	for _, m := range f.Names.In(f.d.Span(c.cons)) {
		if f.party(m) && !f.same(m.Mention, c.Holder) {
			return m.Mention
		}
	}
	var only attache.Mention
	s := f.d.Sentences[f.d.Tokens[c.ante.First].Sentence].Tokens
	s.First, s.End = max(s.First, c.ante.First-reach), min(s.End, c.ante.End+reach)
	for _, m := range f.Names.In(f.d.Span(s)) {
		if !f.party(m) || f.same(m.Mention, c.Holder) {
			continue
		}
		if only.Entity != "" && only.Entity != m.Mention.Entity {
			return attache.Mention{}
		}
		only = m.Mention
	}
	return only
}

// requester returns whose request the consequent answers: "agreed to Brandt's request".
func (f *finder) requester(r token.Range, c *found) attache.Mention {
	for i := r.First; i < r.End; i++ {
		if !in(&requests, f.d, i) {
			continue
		}
		for _, m := range f.Names.In(f.d.Span(f.tags.PhraseTo(i+1, r.First))) {
			if m.Mention.Entity != "" && !f.same(m.Mention, c.Holder) {
				return m.Mention
			}
		}
	}
	return attache.Mention{}
}

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
