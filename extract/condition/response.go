package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var indefinite = table("any an a every further new such another more")

// response reads "will respond to an attack", "would answer any closure of the crossing".
func (f *finder) response(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i {
		return
	}
	v := &f.tags.Groups[g]
	st, _ := f.statementAt(i)
	if k, ok := lex.verbs.Get(f.d.Tokens[i].Hash); !ok || k != answer || v.Negated || v.Passive || f.observer(st) {
		return
	}
	if !f.willed(g) && !(st != nil && f.cueBefore(v.Tokens.First-1, st).Len() > 0) {
		return
	}
	at := i + 1
	for at < len(f.d.Tokens) && at < i+6 && (f.tags.Of[at] == phrase.Adv || f.d.Norm(at) == "to" || f.d.Norm(at) == "against" || f.d.Norm(at) == "in" || f.d.Norm(at) == "kind" || f.d.Norm(at) == "force" || f.d.Norm(at) == "with") {
		at++
	}
	np := f.tags.PhraseFrom(at)
	head := f.tags.Head(np)
	if np.Len() == 0 || head < 0 || !f.is(head, hostile) || !f.in(&indefinite, np.First) {
		return // "responded to the attack" is history
	}
	b := f.bounds(i)
	c := f.at(i, n, ruleAnswer, attache.Threat)
	c.Marker = f.d.Span(v.Tokens)
	end := f.clauseEnd(at, b.End, true)
	for k := np.End; k < end; k++ {
		if f.tags.Of[k] == phrase.Sub || f.tags.Of[k] == phrase.Wh {
			end = k
		}
	}
	c.ante = f.clause(token.Range{First: at, End: end})
	first := v.Tokens.First
	if who, how := f.tags.Subject(g); how != phrase.Nowhere && who.First >= b.First {
		first = who.First
	} else if cue := f.cueBefore(b.First, st); cue.Len() > 0 {
		first = cue.First
	}
	c.cons = f.clause(token.Range{First: first, End: at})
	c.Holder = f.holder(c, st)
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.doerOf(c, st)
	f.add(c)
}

// willed reports whether a group speaks of what will be done, or hangs on one that does or on a
// promise: "would have no choice but to respond", "threatened to block".
func (f *finder) willed(g int) bool {
	const links = 3
	for n := g; n >= 0 && n > g-links; n-- {
		v := &f.tags.Groups[n]
		if n < g && (f.d.Tokens[v.Main].Sentence != f.d.Tokens[f.tags.Groups[g].Main].Sentence || !f.tags.Groups[n+1].Infinitive) {
			return false
		}
		if f.in(&commitments, v.Main) || f.goingTo(n) {
			return true
		}
		for i := v.Tokens.First; i < v.Tokens.End; i++ {
			if f.in(&futures, i) {
				return true
			}
		}
	}
	return false
}

// anyAttempt reads "any attempt to cross the line would be met with force": the hostile act is the
// subject.
func (f *finder) anyAttempt(i, n int) {
	if !f.in(&indefinite, i) || f.d.Norm(i) == "such" {
		return
	}
	if d := f.d.Norm(i); (d == "a" || d == "an") && f.d.Norm(min(i+1, len(f.d.Tokens)-1)) != "further" && f.d.Norm(min(i+1, len(f.d.Tokens)-1)) != "new" {
		return
	}
	np := f.tags.PhraseFrom(i)
	head := f.tags.Head(np)
	st, _ := f.statementAt(i)
	if head < 0 || !f.is(head, hostile) || st == nil || st.Source.IsZero() || f.observer(st) {
		return
	}
	b := f.bounds(i)
	if i > b.First+2 && f.tags.Of[i-1] == phrase.Prep || f.tags.GroupAt(i-1) >= 0 {
		return // an object
	}
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
		unanswered := v.Negated && f.d.Norm(v.Main) == "go"
		if !f.willed(g) || v.Negated && !unanswered || !f.reaction(v) {
			return
		}
		c := f.at(i, n, ruleAnswer, attache.Threat)
		c.Marker = f.d.Span(v.Tokens)
		c.ante = f.clause(token.Range{First: i, End: v.Tokens.First})
		c.cons = f.clause(token.Range{First: v.Tokens.First, End: f.clauseEnd(v.Tokens.End, b.End, false)})
		c.Holder = st.Source
		c.Addressee = f.doerOf(c, st)
		f.add(c)
		return
	}
}

var reactions = table(`met answered repelled countered punished crushed resisted treated considered regarded seen followed go bring
	trigger prompt provoke lead draw result cause force mean entail`)

// reaction reports whether a verb says how the holder would react.
func (f *finder) reaction(v *phrase.Group) bool { return f.in(&reactions, v.Main) }

// doerOf finds whose act a noun phrase names: "an Irsk attack", "any closure by Sudland".
func (f *finder) doerOf(c *found, st *attache.Attribution) attache.Mention {
	for _, m := range f.Names.In(f.d.Span(c.ante.Range)) {
		if m.Mention.Entity != "" && m.Kind != attache.Place && !f.own(m.Mention, c, st) && !f.located(m) && f.d.Norm(m.Tokens.First-1) != "on" && f.d.Norm(m.Tokens.First-1) != "against" {
			return m.Mention
		}
	}
	if m := f.spokenTo(c, st); !m.IsZero() {
		return m
	}
	if m := f.objectOf(c, st); !m.IsZero() {
		return m
	}
	return f.counterpart(c, st)
}
