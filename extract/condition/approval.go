package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// approval reads "would require the approval of the council", "needs the consent of parliament".
func (f *finder) approval(i, n int) {
	if !f.is(i, consent) || f.tags.Of[i] != phrase.Noun {
		return
	}
	s := f.d.Sentences[n].Tokens
	np := f.tags.PhraseTo(i+1, s.First)
	g := f.tags.GroupAt(np.First - 1)
	if np.Len() == 0 || g < 0 || !f.in(&requiring, f.tags.Groups[g].Main) {
		return
	}
	v := &f.tags.Groups[g]
	if w := f.d.Norm(v.Tokens.First); w != "would" && w != "will" {
		return // general law: "treaties need a two-thirds vote"
	}
	st, _ := f.statementAt(i)
	c := f.at(i, n, ruleApproval, attache.Legal)
	c.Marker = f.d.Span(v.Tokens)
	end := np.End
	var by attache.Mention
	if end+1 < s.End && (f.d.Norm(end) == "of" || f.d.Norm(end) == "from" || f.d.Norm(end) == "by") {
		who := f.tags.PhraseFrom(end + 1)
		by, end = f.Names.Resolve(f.d.Span(who)), who.End
	}
	c.ante = f.clause(token.Range{First: np.First, End: end})
	if who, how := f.tags.Subject(g); how != phrase.Nowhere {
		c.cons = f.clause(who)
	}
	c.Holder = by
	if st != nil && by.Entity == "" {
		c.Holder = st.Source
	}
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.counterpart(c, st)
	f.add(c)
}

var requiring = table("require requires required requiring need needs needed")

// orElse reads "must leave by Friday or face sanctions", "free the crew or the port stays shut".
func (f *finder) orElse(i, n int) {
	if f.d.Norm(i) != "or" || i+2 >= len(f.d.Tokens) {
		return
	}
	st, _ := f.statementAt(i)
	b := f.bounds(i)
	if st == nil || f.observer(st) || st.Source.IsZero() || !b.Has(i) {
		return
	}
	next := f.alternative(i, b.End)
	if next == 0 || next > i+3 {
		return
	}
	g := -1
	for k := i - 1; k >= b.First && k >= i-reach; k-- {
		if h := f.tags.GroupAt(k); h >= 0 && (f.tags.Groups[h].Infinitive || f.tags.Groups[h].Modal && f.clause(f.tags.Groups[h].Tokens).duty) {
			g = h
			break
		}
	}
	if g < 0 {
		return
	}
	v := &f.tags.Groups[g]
	cons := f.clause(token.Range{First: next, End: f.clauseEnd(next, b.End, false)})
	if !f.in(&facing, next) && !cons.future {
		return
	}
	c := f.at(i, n, ruleOrElse, attache.Threat)
	c.Marker = f.d.Span(token.Range{First: i, End: next})
	c.cons = cons
	ante := token.Range{First: v.Tokens.First, End: i}
	if who, how := f.tags.Subject(g); how != phrase.Nowhere && v.Modal {
		if a := f.actor(who); a.acts() && a.sort != self {
			c.Addressee = f.spelled(a)
		}
		ante.First = max(who.First, b.First)
	}
	c.ante = f.clause(ante)
	c.Holder = st.Source
	if c.Addressee.IsZero() {
		c.Addressee = st.Addressee
	}
	if !c.Addressee.IsZero() && f.same(c.Addressee, c.Holder) {
		return
	}
	f.add(c)
}

// bargain reads an imperative with its reward: “Lift your ban and we will open the port.” “Let them
// lower it. Then we will open.”
func (f *finder) bargain(i, n int) {
	s := f.d.Sentences[n].Tokens
	st, number := f.statementAt(i)
	if st == nil || st.Form == attache.Indirect || st.Source.IsZero() || f.tags.Of[i] != phrase.Base && f.d.Norm(i) != "let" {
		return
	}
	first := s.First
	for first < i && f.tags.Of[first] == phrase.QuoteMark {
		first++
	}
	if first != i {
		return
	}
	b := f.bounds(i)
	c := f.at(i, n, ruleBargain, attache.Offer)
	for k := i + 1; k+2 < b.End && k < i+reach; k++ {
		if f.d.Norm(k) != "and" || !f.clauseAhead(k+1, b.End) {
			continue
		}
		cons := f.clause(token.Range{First: k + 1, End: b.End})
		if cons.verb < 0 || !cons.future || !f.tags.Groups[cons.verb].Finite {
			continue
		}
		c.Marker = f.d.Span(token.Range{First: k, End: k + 1})
		c.ante, c.cons = f.clause(token.Range{First: i, End: k}), cons
		c.Holder = st.Source
		f.add(c)
		return
	}
	if n+1 >= len(f.d.Sentences) {
		return
	}
	after := f.d.Sentences[n+1].Tokens
	for k := after.First; k < after.End && k < after.First+2; k++ {
		if f.d.Norm(k) != "then" || f.byTok[k] != int32(number) {
			continue
		}
		r := f.bounds(k)
		cons := f.clause(token.Range{First: k + 1, End: f.clauseEnd(k+1, r.End, false)})
		if cons.verb < 0 || !cons.future {
			return
		}
		c.Marker = f.d.Span(token.Range{First: k, End: k + 1})
		c.ante, c.cons = f.clause(token.Range{First: i, End: b.End}), cons
		c.Holder, c.backwards = st.Source, true
		f.add(c)
		return
	}
}
