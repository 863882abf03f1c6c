package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// holder returns who controls the consequent: whoever promises or threatens it, else its subject,
// else the speaker.
func (f *finder) holder(c *found, st *attache.Attribution) attache.Mention {
	source := f.source(st)
	if c.cons.verb < 0 {
		return f.owner(c, source)
	}
	g := &f.tags.Groups[c.cons.verb]
	who := c.cons.subject
	if by := f.agent(c.cons.verb, c.cons.End); by.acts() {
		return f.spelled(by)
	}
	switch who.sort {
	case self:
		if source.IsZero() {
			return f.lastSpeaker(c.cons.First)
		}
		return source
	case pronoun:
		return f.pronounHolder(who, st, source)
	case named, party:
		if st != nil && st.Source.Span.Overlaps(f.d.Span(who.np)) {
			return source
		}
		if f.tags.Of[who.np.First] == phrase.Owner && !source.IsZero() && who.Entity == "" { // "its members", "her side"
			return source
		}
		// "The gunmen would be given", "the policemen could go home": somebody else lets them.
		if (g.Passive || c.cons.permit && !c.cons.negated) && !source.IsZero() && !f.same(source, who.Mention) {
			return source
		}
		if g.Passive && source.IsZero() {
			return attache.Mention{}
		}
		return f.spelled(who)
	}
	return f.owner(c, source)
}

// source returns who voiced a statement, unless that is an observer. "It" and "they" that nobody
// resolved are who spoke or acted before.
func (f *finder) source(st *attache.Attribution) attache.Mention {
	if st == nil || f.observer(st) {
		return attache.Mention{}
	}
	r := f.d.TokensIn(st.Source.Span)
	if r.Len() > 0 && f.d.Tokens[r.First].Any(token.Dateline) {
		for r.First < r.End && f.d.Tokens[r.First].Any(token.Dateline) {
			r.First++
		}
		if r.Len() == 0 {
			return attache.Mention{} // the place of a dateline says nothing
		}
		return f.spelled(f.actor(r))
	}
	if st.Source.Entity != "" || st.Source.Span.Empty() {
		return st.Source
	}
	switch {
	case r.Len() == 1 && f.in(&others, r.First):
		if m := f.lastSpeaker(f.d.TokensIn(st.Content[0]).First); !m.IsZero() {
			return m
		}
		return f.antecedentOf(r.First)
	case f.in(&documents, f.tags.Head(r)): // whose statement it is
		if m := f.antecedentOf(r.First); !m.IsZero() {
			return m
		}
	}
	m := st.Source
	if r.Len() > 0 {
		m.Span = f.d.Span(f.short(r))
	}
	return m
}

var documents = table("statement declaration communique letter message readout document note proclamation broadcast")

// antecedentOf returns who an unresolved pronoun stands for: the subject of a clause before it, in its
// own sentence or in the few before.
func (f *finder) antecedentOf(i int) attache.Mention {
	n := f.sentenceOf(i)
	if m := f.firstActor(token.Range{First: max(f.d.Sentences[n].Tokens.First, i-reach), End: i}); !m.IsZero() {
		return m // the subject of the main clause before it
	}
	const back = 3 // sentences
	for k := n - 1; k >= 0 && k >= n-back; k-- {
		s := f.d.Sentences[k].Tokens
		if m := f.firstActor(token.Range{First: s.First, End: min(s.End, s.First+reach)}); !m.IsZero() {
			return m
		}
	}
	return attache.Mention{}
}

// firstActor returns the first subject of a sentence that names an actor.
func (f *finder) firstActor(s token.Range) attache.Mention {
	for k := s.First; k < s.End; k++ {
		g := f.tags.GroupAt(k)
		if g < 0 {
			continue
		}
		k = f.tags.Groups[g].Tokens.End - 1
		if !f.tags.Groups[g].Finite {
			continue
		}
		np, how := f.tags.Subject(g)
		if how == phrase.Nowhere || how == phrase.Relative {
			continue
		}
		if a := f.actor(f.whole(np, f.tags.Groups[g].Tokens.First)); a.sort == named || a.sort == party || a.sort == pronoun && a.Entity != "" {
			return f.spelled(a)
		}
	}
	return attache.Mention{}
}

// lastSpeaker returns who spoke last before token i in its paragraph or the one before: whose a
// quotation is that nobody is said to have made.
func (f *finder) lastSpeaker(i int) attache.Mention {
	const far = 6 // statements
	at, seen := f.d.Tokens[i].Start, 0
	for n := len(f.Statements) - 1; n >= 0 && seen < far; n-- {
		st := &f.Statements[n]
		if st.Content[0].Start >= at {
			continue
		}
		seen++
		if k := f.d.TokensIn(st.Content[0]).First; f.d.Tokens[k].Paragraph+1 < f.d.Tokens[i].Paragraph {
			break
		}
		r := f.d.TokensIn(st.Source.Span)
		if st.Source.IsZero() || f.observer(st) || st.Source.Entity == "" && r.Len() == 1 && f.in(&others, r.First) {
			continue
		}
		if f.in(&documents, f.tags.Head(r)) && st.Source.Entity == "" {
			if m := f.antecedentOf(r.First); !m.IsZero() {
				return m
			}
		}
		return st.Source
	}
	return attache.Mention{}
}

// spelled is the mention of an actor, with the words of its noun phrase where it has no name.
func (f *finder) spelled(a actor) attache.Mention {
	m := a.Mention
	if m.Entity == "" {
		m.Span = f.d.Span(f.short(a.np))
	}
	return m
}

// short cuts a noun phrase down to what names it: "Dockers at Rotterdam, Antwerp" to "Dockers".
func (f *finder) short(np token.Range) token.Range {
	if f.d.Norm(np.First) == "those" {
		return np
	}
	for k := np.First + 1; k < np.End; k++ {
		if f.tags.Of[k] == phrase.Prep && f.d.Norm(k) != "of" || f.tags.Of[k] == phrase.Mark && f.d.Norm(k) == "," || f.tags.Of[k] == phrase.Wh {
			np.End = k
		}
	}
	return np
}

// pronounHolder resolves "he would" and "they will". In reported speech they are the speaker, unless
// the pronoun is known to mean another.
func (f *finder) pronounHolder(who actor, st *attache.Attribution, source attache.Mention) attache.Mention {
	if st != nil && !source.IsZero() {
		if st.Form == attache.Direct && who.Entity != "" && !f.same(who.Mention, source) {
			return who.Mention // “He will resign if …”
		}
		return source
	}
	if who.Entity != "" {
		return who.Mention
	}
	return f.antecedentOf(who.np.First)
}

// owner returns who a promise without a subject belongs to: the source, or the owner of the noun that
// is promised, "Norland's offer to …", or the subject of the sentence.
func (f *finder) owner(c *found, source attache.Mention) attache.Mention {
	if !source.IsZero() {
		return source
	}
	if c.cons.verb < 0 || f.tags.Groups[c.cons.verb].Infinitive {
		s := f.d.Sentences[c.sentence].Tokens
		if m := f.firstActor(token.Range{First: max(s.First, c.cons.First-reach), End: c.cons.End}); !m.IsZero() {
			return m
		}
	}
	for _, m := range f.Names.In(f.d.Span(c.cons.Range)) {
		if f.party(m) {
			return m.Mention
		}
	}
	return f.earlierActor(c.cons.First)
}

// earlierActor returns the subject of the last clause before token i, in its sentence, that names an
// actor: what "it" or "they" means when no statement tells.
func (f *finder) earlierActor(i int) attache.Mention {
	s := f.d.Sentences[f.sentenceOf(i)].Tokens
	for k := i - 1; k >= s.First && k >= i-reach; k-- {
		g := f.tags.GroupAt(k)
		if g < 0 || !f.tags.Groups[g].Finite || f.tags.Groups[g].Main != k {
			continue
		}
		np, how := f.tags.Subject(g)
		if how == phrase.Nowhere || np.End > i {
			continue
		}
		if a := f.actor(f.whole(np, f.tags.Groups[g].Tokens.First)); a.sort == named || a.sort == party || a.sort == pronoun && a.Entity != "" {
			return f.spelled(a)
		}
	}
	return attache.Mention{}
}
