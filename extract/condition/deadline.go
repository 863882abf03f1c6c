package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// deadline reads "gave the relatives until Tuesday to sign".
func (f *finder) deadline(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i || !in(&giving, f.d, i) {
		return
	}
	s := f.d.Sentences[n].Tokens
	np := f.tags.PhraseFrom(i + 1)
	k := np.End
	if f.tags.Groups[g].Passive { // "they were given until Tuesday to leave"
		np, _ = f.tags.Subject(g)
		k = i + 1
	}
	if np.Len() == 0 || k+2 >= s.End || f.d.Norm(k) != "until" && f.d.Norm(k) != "till" || !f.isTime(k+1) {
		return
	}
	to := k + 1
	for to < s.End && (f.isTime(to) || f.tags.Of[to] != phrase.To && to < k+6) {
		to++
	}
	if to >= s.End || f.tags.Of[to] != phrase.To {
		return
	}
	c := found{sentence: n, statement: -1, Condition: attache.Condition{Rule: ruleDeadline, Kind: attache.Demand, Score: 0.8}}
	_, c.statement = f.statementAt(i)
	c.Marker = f.d.Span(token.Range{First: k, End: k + 1})
	c.ante = token.Range{First: to + 1, End: f.clauseEnd(to+1, f.bounds(to).End, false)}
	if who, how := f.tags.Subject(g); how != phrase.Nowhere && !f.tags.Groups[g].Passive {
		c.Holder = f.Names.Resolve(f.d.Span(who))
	} else if c.statement >= 0 && f.tags.Groups[g].Passive {
		c.Holder = f.Statements[c.statement].Source
	}
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.Names.Resolve(f.d.Span(np))
	if times := f.timesFrom(f.d.Tokens[k+1].Start); len(times) > 0 {
		c.Deadline = times[0]
	}
	f.add(c)
}

var giving = table("give gives gave given giving")
