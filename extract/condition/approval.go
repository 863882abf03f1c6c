package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// approval reads "would require the approval of the council", "needs the consent of parliament".
func (f *finder) approval(i, n int) {
	if !in(&consents, f.d, i) || f.tags.Of[i] != phrase.Noun {
		return
	}
	s := f.d.Sentences[n].Tokens
	np := f.tags.PhraseTo(i+1, s.First)
	g := f.tags.GroupAt(np.First - 1)
	if np.Len() == 0 || g < 0 || !in(&requiring, f.d, f.tags.Groups[g].Main) {
		return
	}
	v := &f.tags.Groups[g]
	if f.d.Norm(v.Tokens.First) != "would" && f.d.Norm(v.Tokens.First) != "will" {
		return // general law: "treaties need a two-thirds vote"
	}
	st, number := f.statementAt(i)
	c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleApproval, Kind: attache.Legal, Score: 0.6}}
	c.Marker = f.d.Span(v.Tokens)
	end := np.End
	var by attache.Mention
	if end+1 < s.End && (f.d.Norm(end) == "of" || f.d.Norm(end) == "from" || f.d.Norm(end) == "by") {
		who := f.tags.PhraseFrom(end + 1)
		by = f.Names.Resolve(f.d.Span(who))
		end = who.End
	}
	c.ante = token.Range{First: np.First, End: end}
	if who, how := f.tags.Subject(g); how != phrase.Nowhere {
		c.cons = who
	}
	c.Holder = by
	if st != nil && (by.IsZero() || by.Entity == "") {
		c.Holder = st.Source
	}
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.onlyOther(&c)
	f.add(c)
}

var requiring = table("require requires required requiring need needs needed")

// orElse reads "must leave by Friday or face sanctions".
func (f *finder) orElse(i, n int) {
	if f.d.Norm(i) != "or" || f.tags.Of[i] != phrase.Conj || i+2 >= len(f.d.Tokens) {
		return
	}
	next := i + 1
	if f.d.Norm(next) == "else" {
		next++
	}
	if !in(&facing, f.d, next) {
		return
	}
	s := f.d.Sentences[n].Tokens
	g := -1
	for k := i - 1; k >= s.First && k >= i-reach; k-- {
		if h := f.tags.GroupAt(k); h >= 0 && (f.tags.Groups[h].Infinitive || f.tags.Groups[h].Modal) {
			g = h
			break
		}
	}
	if g < 0 {
		return
	}
	v := &f.tags.Groups[g]
	st, number := f.statementAt(i)
	c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleOrElse, Kind: attache.Threat, Score: 0.7}}
	if st == nil || f.observer(st) || st.Source.IsZero() {
		return
	}
	b := f.bounds(i)
	c.Marker = f.d.Span(token.Range{First: i, End: next})
	c.ante = token.Range{First: v.Tokens.First, End: i}
	c.cons = token.Range{First: next, End: f.clauseEnd(next, b.End, false)}
	c.Holder = st.Source
	c.Addressee = st.Addressee
	if who, how := f.tags.Subject(g); how != phrase.Nowhere && v.Modal {
		c.Addressee = f.Names.Resolve(f.d.Span(who))
		c.ante.First = who.First
	}
	if c.Addressee.IsZero() || f.same(c.Addressee, c.Holder) {
		return
	}
	f.add(c)
}

var facing = table("face faces risk risks suffer lose be")
