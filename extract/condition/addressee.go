package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

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
