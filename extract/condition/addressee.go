package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// addressee returns who is to bring the antecedent about. The ways are tried from the surest down:
// who acts in the antecedent, who is named there, who is spoken to, the other side of the sentence,
// the other side of the affair.
func (f *finder) addressee(c *found, st *attache.Attribution) attache.Mention {
	if m := f.actsIn(c, st); !m.IsZero() {
		return m
	}
	if m := f.requester(c); !m.IsZero() {
		return m
	}
	for _, m := range f.Names.In(f.d.Span(c.ante.Range)) {
		if f.party(m) && !f.own(m.Mention, c, st) && (m.Kind != attache.Person || m.Tokens.End < len(f.d.Tokens) && f.tags.Of[m.Tokens.End] == phrase.Genitive) {
			return m.Mention // a person there is mostly whom it is about: "until the boy comes home"
		}
	}
	if m := f.spokenTo(c, st); !m.IsZero() {
		return m
	}
	if m := f.objectOf(c, st); !m.IsZero() {
		return m
	}
	for _, m := range f.Names.In(f.d.Span(c.ante.Range)) { // "the drivers held in Sudland": it can free them
		if m.Kind == attache.State && m.Mention.Entity != "" && !f.own(m.Mention, c, st) {
			return m.Mention
		}
	}
	return f.counterpart(c, st)
}

// own reports whether a mention is of the holder's side: the holder, or who speaks for him.
func (f *finder) own(m attache.Mention, c *found, st *attache.Attribution) bool {
	return f.same(m, c.Holder) || st != nil && f.same(m, st.Source)
}

// actsIn returns who does the antecedent, when that is somebody other than the holder.
func (f *finder) actsIn(c *found, st *attache.Attribution) attache.Mention {
	if c.phraseShape() || c.ante.verb < 0 {
		if a := f.assured(c, st); !a.IsZero() {
			return a
		}
		a := f.actor(f.tags.PhraseFrom(c.ante.First))
		if a.sort != named && !(a.sort == party && !c.phraseShape()) || f.own(a.Mention, c, st) {
			return attache.Mention{}
		}
		return f.spelled(a)
	}
	g := &f.tags.Groups[c.ante.verb]
	if by := f.agent(c.ante.verb, c.ante.End); by.acts() && !f.own(by.Mention, c, st) {
		return f.spelled(by)
	}
	if m := f.assured(c, st); !m.IsZero() {
		return m
	}
	if g.Passive && !f.in(&minded, g.Main) {
		return attache.Mention{}
	}
	a := c.ante.subject
	if n := f.explained(a.np); n.np.Len() > 0 {
		a = n
	}
	if f.in(&being, g.Main) && !g.Passive && a.sort == party && !f.willingAfter(g.Tokens.End) {
		a.sort = thing // "once the captain is free": somebody frees him
	}
	switch a.sort {
	case named, party:
		if !f.own(a.Mention, c, st) && !f.mine(a.np) {
			return f.spelled(a)
		}
	case pronoun:
		if a.Entity != "" && !f.own(a.Mention, c, st) {
			return a.Mention
		}
		if m := f.meant(c, a.np); !m.IsZero() {
			return m
		}
		if m := f.objectOf(c, st); !m.IsZero() { // "it would strike Iraq unless it gave access"
			return m
		}
		return f.spokenTo(c, st)
	case thing, nobody, generic:
		if m := f.beneficiary(c, st); !m.IsZero() || a.sort != thing {
			return m
		}
		// "both town halls stopped": a noun that does a deed is somebody.
		if c.ante.class.deed() && c.ante.class != keep && !f.is(f.tags.Head(a.np), doing|deal|hostile) && !f.mine(a.np) && !f.in(&pointers, a.np.First) {
			return f.spelled(a)
		}
	}
	return attache.Mention{}
}

// minded are participles that say how somebody feels: no passive.
var minded = table("worried concerned interested prepared convinced satisfied determined committed")

// willingAfter reports whether "ready", "willing", "able" stands at token i, adverbs stepped over.
func (f *finder) willingAfter(i int) bool {
	for i < len(f.d.Tokens) && f.tags.Of[i] == phrase.Adv {
		i++
	}
	return f.in(&willing, i)
}

// beneficiary returns who the consequent is for, where it is a passive: "the gunmen would be given
// safe passage if every passenger walked ashore".
func (f *finder) beneficiary(c *found, st *attache.Attribution) attache.Mention {
	if c.cons.verb < 0 || !f.tags.Groups[c.cons.verb].Passive {
		return attache.Mention{}
	}
	if a := c.cons.subject; (a.sort == named || a.sort == party) && !f.own(a.Mention, c, st) {
		return f.spelled(a)
	}
	return attache.Mention{}
}

// assured returns who is to act in the clause of an assurance or a finding: "until inspectors certify
// that Baghdad has disarmed", "until he had assurances that the authorities would".
func (f *finder) assured(c *found, st *attache.Attribution) attache.Mention {
	for i := c.ante.First; i+2 < c.ante.End; i++ {
		if !f.is(i, warrant|verifying) || f.d.Norm(i+1) != "that" {
			continue
		}
		inner := f.clause(token.Range{First: i + 2, End: c.ante.End})
		if inner.verb < 0 || f.tags.Groups[inner.verb].Passive {
			return attache.Mention{}
		}
		if a := inner.subject; (a.sort == named || a.sort == party) && !f.own(a.Mention, c, st) {
			return f.spelled(a)
		}
	}
	return attache.Mention{}
}

// meant returns the noun of the consequent that "they" points back to: "exclude anyone provided they
// respect the law".
func (f *finder) meant(c *found, np token.Range) attache.Mention {
	if np.Len() != 1 || f.d.Norm(np.First) != "they" || c.cons.First > np.First {
		return attache.Mention{}
	}
	for k := c.cons.End - 1; k > c.cons.First && k > c.cons.End-30; k-- {
		if !f.is(k, people|anyone) || f.tags.Of[k] != phrase.Noun && f.tags.Of[k] != phrase.Pron {
			continue
		}
		object := f.tags.PhraseTo(k+1, c.cons.First)
		if a := f.actor(object); c.cons.subject.np.First != object.First && (a.sort == party || a.sort == generic || a.sort == named) && !f.same(a.Mention, c.Holder) {
			return f.spelled(a)
		}
	}
	return attache.Mention{}
}

// mine reports whether a noun phrase is the holder's own: "our children", "my company".
func (f *finder) mine(np token.Range) bool {
	return np.Len() > 0 && (f.d.Norm(np.First) == "our" || f.d.Norm(np.First) == "my")
}

// explained takes in the name that explains a noun phrase: "his uncle, Ada Okoro,".
func (f *finder) explained(np token.Range) actor {
	if np.Len() == 0 || np.End+1 >= len(f.d.Tokens) || f.d.Of(np.End) != "," {
		return actor{}
	}
	if m, ok := f.Names.At(np.End + 1); ok && m.Kind == attache.Person && m.Tokens.First == np.End+1 {
		return f.actor(m.Tokens)
	}
	return actor{}
}

// spokenTo returns whom the statement is addressed to, unless that is the press.
func (f *finder) spokenTo(c *found, st *attache.Attribution) attache.Mention {
	if st == nil || st.Addressee.IsZero() || f.own(st.Addressee, c, st) {
		return attache.Mention{}
	}
	r := f.d.TokensIn(st.Addressee.Span)
	if f.holds(r, press) || st.Addressee.Entity == "" && !f.holds(r, people) {
		return attache.Mention{}
	}
	return st.Addressee
}

// objectOf returns the party that the consequent is done to, else the only other party of the
// sentence. A person in the consequent is a side only where harm is done to him.
func (f *finder) objectOf(c *found, st *attache.Attribution) attache.Mention {
	for _, m := range f.Names.In(f.d.Span(c.cons.Range)) {
		if f.party(m) && !f.own(m.Mention, c, st) && (m.Kind != attache.Person || c.cons.class == harm) {
			return m.Mention
		}
	}
	var only attache.Mention
	s := f.d.Sentences[f.d.Tokens[c.ante.First].Sentence].Tokens
	s.First, s.End = max(s.First, c.ante.First-reach), min(s.End, c.ante.End+reach)
	for _, m := range f.Names.In(f.d.Span(s)) {
		if !f.party(m) || f.own(m.Mention, c, st) || f.d.Tokens[m.Tokens.First].Any(token.Dateline) {
			continue
		}
		if only.Entity != "" && only.Entity != m.Mention.Entity && !f.same(only, m.Mention) {
			return attache.Mention{}
		}
		only = m.Mention
	}
	return only
}

// requester returns whose request the consequent answers: "agreed to Brandt's request".
func (f *finder) requester(c *found) attache.Mention {
	for i := c.cons.First; i < c.cons.End; i++ {
		if !f.is(i, request) || f.tags.Of[i] != phrase.Noun {
			continue
		}
		for _, m := range f.Names.In(f.d.Span(f.tags.PhraseTo(i+1, c.cons.First))) {
			if m.Mention.Entity != "" && !f.same(m.Mention, c.Holder) {
				return m.Mention
			}
		}
	}
	return attache.Mention{}
}
