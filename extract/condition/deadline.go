package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// deadline reads "gave the relatives until Tuesday to sign", "gave the authorities 48 hours to free
// him or the captain would be shot", "they have until noon to leave or face arrest".
func (f *finder) deadline(i, n int) {
	g := f.tags.GroupAt(i)
	if g < 0 || f.tags.Groups[g].Main != i || !f.in(&giving, i) {
		return
	}
	v := &f.tags.Groups[g]
	s := f.d.Sentences[n].Tokens
	s.End = min(s.End, i+reach)
	limit, to, ok := f.timeLimit(i+1, s.End)
	if !ok {
		return
	}
	having := f.in(&beHave, i) // "they have until noon": who set it stands elsewhere
	np := token.Range{First: i + 1, End: min(f.tags.PhraseFrom(i+1).End, limit)}
	if v.Passive || having { // "they were given until Tuesday"
		np, _ = f.tags.Subject(g)
		np = f.whole(np, v.Tokens.First)
		if limit > i+2 {
			return
		}
	}
	who := f.actor(np)
	if np.Len() == 0 || !who.acts() || !v.Passive && !having && limit > np.End+1 {
		return
	}
	b := f.bounds(to)
	or := f.alternative(to+1, b.End)
	if having && (or == 0 || f.d.Norm(limit) != "until") {
		return
	}
	c := f.at(i, n, ruleDeadline, attache.Demand)
	c.Marker = f.d.Span(token.Range{First: limit, End: limit + 1})
	end := f.clauseEnd(to+1, b.End, false)
	if or > 0 {
		c.cons, end = f.clause(token.Range{First: or, End: b.End}), or
		for end > to && (f.d.Norm(end-1) == "or" || f.d.Norm(end-1) == "otherwise" || f.d.Norm(end-1) == "else" || f.tags.Of[end-1] == phrase.Mark) {
			end--
		}
		c.Kind = attache.Threat
	}
	c.ante = f.clause(token.Range{First: to + 1, End: end})
	st, _ := f.statementAt(i)
	switch subject, how := f.tags.Subject(g); {
	case v.Passive || having:
		c.Holder = f.source(st)
	case how != phrase.Nowhere:
		c.Holder = f.spelled(f.actor(f.whole(subject, v.Tokens.First)))
		if a := f.actor(subject); a.sort == pronoun && a.Entity == "" {
			c.Holder = f.antecedentOf(subject.First)
		}
	}
	if c.Holder.IsZero() {
		return
	}
	c.Addressee = f.spelled(who)
	if who.sort == pronoun && who.Entity == "" {
		c.Addressee = attache.Mention{}
	}
	if times := f.timesFrom(f.d.Tokens[limit].Start); len(times) > 0 {
		c.Deadline = ahead(times[0])
	}
	f.add(c)
}

var giving = table("give gives gave given giving have has")

// couldAct reports whether token i is a verb, also where the tagger took it for something else: "48
// hours to free the crew".
func (f *finder) couldAct(i int) bool {
	if f.tags.GroupAt(i) >= 0 {
		return true
	}
	if i >= len(f.d.Tokens) {
		return false
	}
	_, ok := lex.verbs.Get(f.d.Tokens[i].Hash)
	return ok
}

// timeLimit finds "until Tuesday" or "48 hours" and the infinitive behind it, within tokens from i on.
func (f *finder) timeLimit(i, end int) (limit, to int, ok bool) {
	const near = 12 // tokens of the one who is given the time
	for k := i; k < end && k < i+near; k++ {
		until := f.d.Norm(k) == "until" || f.d.Norm(k) == "till"
		if !until && !(f.isTime(k) && !f.isTime(k-1)) {
			if f.tags.Of[k] == phrase.Mark || f.tags.Of[k] == phrase.Sub || f.tags.Of[k] == phrase.To {
				return 0, 0, false
			}
			continue
		}
		at := k
		if until {
			at++
		} else if times := f.timesFrom(f.d.Tokens[k].Start); times[0].Type != attache.Duration {
			continue // "gave them on Tuesday two days to leave"
		}
		const longest = 10 // tokens of a time
		for to = at; to < end && to < at+longest; to++ {
			if f.tags.Of[to] == phrase.To || f.d.Norm(to) == "to" && f.couldAct(to+1) {
				return k, to, f.isTime(at) || f.isTime(min(at+1, end-1))
			}
			if !f.isTime(to) && f.tags.Of[to] == phrase.Mark {
				break
			}
		}
		return 0, 0, false
	}
	return 0, 0, false
}

// alternative returns where the threat begins behind "or", "or else" or "; otherwise", 0 when there
// is none: a clause of its own, or "face sanctions".
func (f *finder) alternative(i, end int) int {
	for k := i; k+1 < end; k++ {
		w := f.d.Norm(k)
		if w != "or" && w != "otherwise" {
			continue
		}
		next := k + 1
		for next < end && (f.d.Norm(next) == "else" || f.d.Of(next) == ",") {
			next++
		}
		if f.in(&facing, next) || f.clauseAhead(next, end) {
			return next
		}
		// "; otherwise, she said, she will appoint"
		if w == "otherwise" {
			if c := f.mainClause(next, end); c > 0 {
				return c + 1
			}
		}
	}
	return 0
}

var facing = table("face faces risk risks suffer lose be see")
