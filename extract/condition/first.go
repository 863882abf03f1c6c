package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// first reads what must come first: "they must first cut their tariffs", "the prisoners must be freed
// before talks can begin", "insisted on an end to the strike before any talk".
func (f *finder) first(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i {
		return
	}
	v := &f.tags.Groups[g]
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	if !b.Has(i) || f.observer(st) {
		return
	}
	must := f.d.Norm(v.Tokens.First) == "must" || f.in(&duties, v.Tokens.First) && f.toFollows(v.Tokens.End)
	if !must && !f.in(&insisting, v.Main) {
		return
	}
	start := f.clauseStart(i, b.First)
	before := f.wordIn("before", i+1, b.End)
	if before < 0 || before+2 >= b.End || f.isTime(before+1) || f.in(&recent, before+1) {
		if must && f.saysFirst(start, b.End) {
			f.mustFirst(i, n, start, b)
		}
		return
	}
	c := f.at(i, n, ruleFirst, attache.Precondition)
	c.Marker = f.d.Span(token.Range{First: before, End: before + 1})
	ante := token.Range{First: start, End: before}
	if !must { // "insisted on an end to the strike before"
		if f.d.Norm(v.Tokens.End) != "on" && f.d.Norm(v.Tokens.End) != "that" && f.tags.PhraseFrom(v.Tokens.End).Len() == 0 {
			return
		}
		ante.First = v.Tokens.End
		if f.d.Norm(ante.First) == "on" || f.d.Norm(ante.First) == "that" {
			ante.First++
		}
		if who, how := f.tags.Subject(g); how != phrase.Nowhere {
			a := f.actor(who)
			c.Holder = f.spelled(a)
		}
	} else if st != nil {
		c.Holder = st.Source
	}
	if c.Holder.IsZero() {
		return
	}
	c.ante, c.cons = f.clause(ante), f.clause(token.Range{First: before + 1, End: b.End})
	if c.ante.Len() == 0 {
		return
	}
	f.add(c)
}

// mustFirst reads "But first they must take down the flag": the consequent stands in the sentence
// before, in the same mouth.
func (f *finder) mustFirst(i, n, start int, b token.Range) {
	st, number := f.statementAt(i)
	if st == nil || n == 0 {
		return
	}
	c := f.at(i, n, ruleFirst, attache.Precondition)
	c.Marker = f.d.Span(token.Range{First: i, End: i + 1})
	c.ante = f.clause(token.Range{First: start, End: b.End})
	prev := f.d.Sentences[n-1].Tokens
	prev.First = max(prev.First, prev.End-reach)
	for k := prev.First; k < prev.End; k++ {
		if f.byTok[k] == int32(number) {
			r := f.bounds(k)
			if cons := f.clause(r); cons.verb >= 0 && (cons.future || cons.permit || cons.commits) {
				c.cons, c.backwards = cons, true
			}
			break
		}
	}
	c.Holder = st.Source
	if a := c.ante.subject; a.acts() && a.sort != self && !f.same(a.Mention, c.Holder) && a.sort != pronoun {
		c.Addressee = f.spelled(a)
	}
	if c.Holder.IsZero() {
		return
	}
	f.add(c)
}

// saysFirst reports whether the word "first" stands beside the verb of a clause.
func (f *finder) saysFirst(from, to int) bool {
	k := f.wordIn("first", from, to)
	return k >= 0 && f.tags.Of[k] != phrase.Num && !(k > from && f.tags.Of[k-1] == phrase.Det)
}

func (f *finder) wordIn(w string, from, to int) int {
	for k := from; k < to; k++ {
		if f.d.Norm(k) == w {
			return k
		}
	}
	return -1
}
