package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// response reads "will respond to an attack", "would answer any closure of the crossing".
func (f *finder) response(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i {
		return
	}
	v := &f.tags.Groups[g]
	if k, ok := lex.verbs.Get(f.d.Tokens[i].Hash); !ok || k != answer || !f.future(g) && !f.committed(g) || v.Negated || v.Passive {
		return
	}
	at := i + 1
	for at < len(f.d.Tokens) && (f.tags.Of[at] == phrase.Adv || f.d.Norm(at) == "to" || f.d.Norm(at) == "against") {
		at++
	}
	np := f.tags.PhraseFrom(at)
	head := f.tags.Head(np)
	if np.Len() == 0 || head < 0 || !in(&hostile, f.d, head) {
		return
	}
	if d := f.d.Norm(np.First); d != "any" && d != "an" && d != "a" && d != "every" && d != "further" && d != "new" && d != "such" {
		return // "responded to the attack" is history
	}
	st, number := f.statementAt(i)
	if f.observer(st) {
		return
	}
	b := f.bounds(i)
	c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleAnswer, Kind: attache.Threat, Score: 0.7}}
	c.Marker = f.d.Span(v.Tokens)
	c.ante = token.Range{First: at, End: f.clauseEnd(at, b.End, true)}
	for k := np.End; k < c.ante.End; k++ {
		if f.tags.Of[k] == phrase.Sub || f.tags.Of[k] == phrase.Wh {
			c.ante.End = k
		}
	}
	c.Holder = f.holder(&c, g, st)
	if c.Holder.IsZero() || st != nil && c.Holder.Entity != "" && st.Source.Entity != "" && !f.same(c.Holder, st.Source) {
		return
	}
	first := v.Tokens.First
	if who, how := f.tags.Subject(g); how != phrase.Nowhere && who.First >= b.First {
		first = who.First
	}
	c.cons = token.Range{First: first, End: at}
	c.Addressee = f.addresseeOf(&c, st)
	f.add(c)
}

// anyAttempt reads "any attempt to cross the line would be met with force": the hostile act is the
// subject.
func (f *finder) anyAttempt(i, n int) {
	if d := f.d.Norm(i); d != "any" && d != "every" && d != "further" && d != "new" {
		return
	}
	np := f.tags.PhraseFrom(i)
	head := f.tags.Head(np)
	st, number := f.statementAt(i)
	if head < 0 || !in(&hostile, f.d, head) || st == nil || st.Source.IsZero() || f.observer(st) {
		return
	}
	b := f.bounds(i)
	for k := np.End; k < b.End; k++ {
		g := f.tags.GroupAt(k)
		if g < 0 {
			continue
		}
		v := &f.tags.Groups[g]
		k = v.Tokens.End - 1
		if !v.Finite {
			continue
		}
		if !f.future(g) || v.Negated && !v.Passive {
			return
		}
		c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleAnswer, Kind: attache.Threat, Score: 0.65}}
		c.Marker = f.d.Span(v.Tokens)
		c.ante = token.Range{First: i, End: v.Tokens.First}
		c.cons = token.Range{First: v.Tokens.First, End: f.clauseEnd(v.Tokens.End, b.End, false)}
		c.Holder = st.Source
		c.Addressee = f.addresseeOf(&c, st)
		f.add(c)
		return
	}
}

// committed reports whether an infinitive hangs on a promise or threat: "threatened to block".
func (f *finder) committed(g int) bool {
	return f.tags.Groups[g].Infinitive && g > 0 && in(&commitments, f.d, f.tags.Groups[g-1].Main)
}

// addresseeOf finds whose act a noun phrase names: "an Irsk attack", "any closure by Sudland".
func (f *finder) addresseeOf(c *found, st *attache.Attribution) attache.Mention {
	for _, m := range f.Names.In(f.d.Span(c.ante)) {
		if m.Mention.Entity != "" && m.Kind != attache.Place && !f.same(m.Mention, c.Holder) {
			return m.Mention
		}
	}
	if st != nil && st.Addressee.Entity != "" {
		return st.Addressee
	}
	return attache.Mention{}
}
