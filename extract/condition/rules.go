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

// term reads "insists that any deal must include …".
func (f *finder) term(i, n int) {
	if !in(&deals, f.d, i) || f.tags.Of[i] != phrase.Noun {
		return
	}
	st, number := f.statementAt(i)
	if st == nil || st.Source.IsZero() || f.observer(st) {
		return
	}
	b := f.bounds(i)
	np := f.tags.PhraseTo(i+1, b.First)
	if np.Len() == 0 {
		return
	}
	g := f.tags.GroupAt(i + 1)
	if g < 0 {
		return
	}
	v := &f.tags.Groups[g]
	first := f.d.Norm(v.Tokens.First)
	insists := st.Act == attache.ActDemand
	for _, cue := range st.Cue {
		r := f.d.TokensIn(cue)
		for k := r.First; k < r.End; k++ {
			insists = insists || in(&insisting, f.d, k)
		}
	}
	must := first == "must" || (first == "should" || first == "has" || first == "needs" || first == "would") && insists
	if !must && !(insists && (f.tags.Of[v.Main] == phrase.Base || f.tags.Of[v.Main] == phrase.Finite && in(&including, f.d, v.Main))) {
		return
	}
	if d := f.d.Norm(np.First); d != "any" && d != "the" && d != "a" && d != "an" && d != "every" && d != "no" {
		return
	}
	c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleTerm, Kind: attache.Demand, Score: 0.7}}
	c.Marker = f.d.Span(v.Tokens)
	c.ante = token.Range{First: np.First, End: f.clauseEnd(v.Tokens.End, b.End, false)}
	c.Holder = st.Source
	c.Addressee = f.other(&c, st)
	f.add(c)
}

var (
	insisting = table("insist insists insisted insisting demand demands demanded demanding require requires required")
	including = table("include includes contain contains be have cover guarantee ensure provide respect")
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
