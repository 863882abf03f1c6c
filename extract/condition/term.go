package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	insisting = table("insist insists insisted insisting demand demands demanded demanding require requires required stress stressed stresses clear underline underlined maintained")
	including = table("include includes included contain contains be have cover covers guarantee guarantees ensure ensures provide respect be")
	whichever = table("any the a an every no his her their its all such this")
)

// term reads what a deal has to contain: "insists that any deal must include …", "insisted that the
// budget include …", "refuses to back any budget that does not …".
func (f *finder) term(i, n int) {
	if !f.is(i, deal) || f.tags.Of[i] != phrase.Noun {
		return
	}
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	np := f.tags.PhraseTo(i+1, b.First)
	if np.Len() == 0 || !b.Has(i) {
		return
	}
	if next := i + 1; next < b.End && (f.d.Norm(next) == "that" || f.d.Norm(next) == "which") {
		f.refusedDeal(i, n, np, b)
		return
	}
	g, at := f.tags.GroupAt(i+1), i+1
	if g < 0 { // "any deal on the aircraft must"
		for at = i + 1; at < b.End && at < i+7 && f.tags.GroupAt(at) < 0 && f.tags.Of[at] != phrase.Mark; at++ {
		}
		if g = f.tags.GroupAt(at); g < 0 || f.tags.Of[i+1] != phrase.Prep {
			return
		}
	}
	if at >= b.End || f.observer(st) {
		return
	}
	v := &f.tags.Groups[g]
	insists := st != nil && st.Act == attache.ActDemand || f.anyIn(&insisting, token.Range{First: max(f.d.Sentences[n].Tokens.First, np.First-8), End: np.First})
	first := f.d.Norm(v.Tokens.First)
	must := first == "must" || insists && (first == "should" || first == "has" || first == "have" || first == "needs" || first == "would" || first == "will")
	if !must && !(insists && (f.tags.Of[v.Main] == phrase.Base || f.tags.Of[v.Main] == phrase.Finite && f.in(&including, v.Main))) {
		return
	}
	if !f.in(&whichever, np.First) {
		return
	}
	c := f.at(i, n, ruleTerm, attache.Demand)
	c.Marker = f.d.Span(v.Tokens)
	c.ante = f.clause(token.Range{First: np.First, End: f.clauseEnd(v.Tokens.End, b.End, false)})
	if st != nil {
		c.Holder = st.Source
	} else {
		c.Holder = f.earlierActor(np.First)
	}
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.otherSide(c, st)
	f.add(c)
}

// refusedDeal reads "will veto any text that drops the clause", "refuses to back a budget that does
// not scrap the levy": the holder says what a deal must or must not contain.
func (f *finder) refusedDeal(i, n int, np, b token.Range) {
	st, _ := f.statementAt(i)
	g := -1
	for k := np.First - 1; k >= b.First && k > np.First-4; k-- {
		if g = f.tags.GroupAt(k); g >= 0 {
			break
		}
	}
	if g < 0 || !f.in(&whichever, np.First) || f.d.Norm(np.First) == "the" || f.observer(st) {
		return
	}
	first := max(b.First, f.tags.Groups[g].Tokens.First-6)
	for first > b.First && f.tags.GroupAt(first) >= 0 && f.tags.Groups[f.tags.GroupAt(first)].Tokens.First < first {
		first--
	}
	cons := f.clause(token.Range{First: first, End: np.First})
	refused := cons.negated || f.in(&refusals, f.tags.Groups[g].Main)
	if !refused || !cons.future && !cons.commits && !f.refuses(cons.Range) {
		return
	}
	c := f.at(i, n, ruleTerm, attache.Demand)
	c.Marker = f.d.Span(token.Range{First: i + 1, End: i + 2})
	cons.Range = token.Range{First: f.tags.Groups[g].Tokens.First, End: i + 1}
	if cons.subject.np.Len() > 0 && cons.subject.np.First >= b.First && cons.subject.np.First < cons.First {
		cons.First = cons.subject.np.First
	}
	c.cons = cons
	c.ante = f.clause(token.Range{First: i + 2, End: f.clauseEnd(i+2, b.End, false)})
	c.Holder = f.holder(c, st)
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.otherSide(c, st)
	if f.tags.Groups[g].Main >= 0 && f.in(&refusals, f.tags.Groups[g].Main) && !cons.negated {
		c.Kind = attache.Threat
	}
	f.add(c)
}

var refusals = table("veto oppose reject block refuse resist")

// otherSide is the addressee of a term: who is spoken to or named beside the holder, else the other
// principal.
func (f *finder) otherSide(c *found, st *attache.Attribution) attache.Mention {
	if m := f.spokenTo(c, st); !m.IsZero() {
		return m
	}
	if m := f.objectOf(c, st); !m.IsZero() {
		return m
	}
	return f.counterpart(c, st)
}

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

// price reads "set the release of the crew as a condition for talks", "a return to work contingent":
// what one side must do is the price of what the other side would.
func (f *finder) price(i, n int) {
	if !f.in(&prices, i) || f.tags.Of[i] != phrase.Noun || i+2 >= len(f.d.Tokens) {
		return
	}
	next := f.d.Norm(i + 1)
	if next != "for" && next != "of" && next != "to" {
		return
	}
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	if !b.Has(i) || f.observer(st) || f.d.Norm(i+2) == "anonymity" {
		return
	}
	np := f.tags.PhraseTo(i+1, b.First)
	np.First = max(np.First, b.First)
	if np.Len() == 0 || f.d.Norm(np.First) != "a" && f.d.Norm(np.First) != "the" && f.d.Norm(np.First) != "as" && f.tags.Of[np.First] == phrase.Det && f.d.Norm(np.First) != "another" {
		return
	}
	left := np.First - 1
	c := f.at(i, n, rulePrice, attache.Precondition)
	c.Marker = f.d.Span(token.Range{First: i, End: i + 1})
	switch {
	case left > b.First && f.d.Norm(left) == "as": // "set X as a condition for"
		obj := f.objectBefore(left, b.First)
		g := f.tags.GroupAt(obj.First - 1)
		if obj.Len() == 0 || g < 0 {
			return
		}
		c.ante = f.clause(obj)
		if who, how := f.tags.Subject(g); how != phrase.Nowhere {
			c.Holder = f.spelled(f.actor(who))
		}
	case left > b.First && f.tags.GroupAt(left) >= 0 && f.in(&beHave, f.tags.Groups[f.tags.GroupAt(left)].Main): // "X is a condition for"
		who, how := f.tags.Subject(f.tags.GroupAt(left))
		if how == phrase.Nowhere || st == nil {
			return
		}
		c.ante, c.Holder = f.clause(who), st.Source
	default:
		return
	}
	c.cons = f.clause(token.Range{First: i + 2, End: f.clauseEnd(i+2, b.End, true)})
	if c.Holder.IsZero() && st != nil {
		c.Holder = st.Source
	}
	if c.Holder.IsZero() || c.cons.Len() == 0 || c.ante.Len() == 0 {
		return
	}
	f.add(c)
}

var prices = table("condition precondition prerequisite price")

// objectBefore returns the noun phrase that ends before token end, with what hangs on it.
func (f *finder) objectBefore(end, from int) token.Range {
	for k := end - 1; k >= from && k > end-14; k-- {
		if f.tags.GroupAt(k) >= 0 && f.tags.Of[k] != phrase.Participle {
			return token.Range{First: k + 1, End: end}
		}
	}
	return token.Range{First: end, End: end}
}
