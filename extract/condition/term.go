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
