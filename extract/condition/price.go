package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

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

// linked reads "conditioned the aid on a vote", "has linked the talks to the release of the crew": one
// thing is made to hang on another.
func (f *finder) linked(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i || !f.in(&linking, i) {
		return
	}
	v := &f.tags.Groups[g]
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	np := f.tags.PhraseFrom(v.Tokens.End)
	if v.Passive || v.Negated || np.Len() == 0 || !b.Has(i) || f.observer(st) {
		return
	}
	tie := np.End
	for tie < b.End && tie < np.End+8 && f.tags.Of[tie] == phrase.Prep && !f.ties(i, tie) { // "any release of funds on"
		tie = f.tags.PhraseFrom(tie + 1).End
	}
	if tie+1 >= b.End || !f.ties(i, tie) {
		return
	}
	if f.d.Norm(tie) == "to" && f.actor(f.tags.PhraseFrom(tie+1)).sort != thing {
		return // "linked the attack to Sudland"
	}
	c := f.at(i, n, rulePrice, attache.Precondition)
	c.Marker = f.d.Span(v.Tokens)
	c.cons = f.clause(token.Range{First: np.First, End: tie})
	c.ante = f.clause(token.Range{First: tie + 1, End: f.clauseEnd(tie+1, b.End, true)})
	if who, how := f.tags.Subject(g); how != phrase.Nowhere {
		c.Holder = f.spelled(f.actor(f.whole(who, v.Tokens.First)))
	}
	if c.Holder.IsZero() {
		return
	}
	f.add(c)
}

var linking = table("condition conditions conditioned conditioning link links linked linking tie ties tied tying")

// ties reports whether token k is the preposition that goes with the verb at i.
func (f *finder) ties(i, k int) bool {
	if k >= len(f.d.Tokens) {
		return false
	}
	w := f.d.Norm(k)
	if f.d.Norm(i)[0] == 'c' {
		return w == "on" || w == "upon"
	}
	return w == "to" && f.tags.Of[k] != phrase.To
}
