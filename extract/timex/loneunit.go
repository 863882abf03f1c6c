package timex

import "attache/extract/token"

// beforeUnits stand before a bare "weeks" that is a duration.
var beforeUnits = wordSet("for in within after over take takes took taken last lasted lasts spend spent spending wait waited waiting during following through throughout of many by despite")

// unitsAlone lets bare plurals pass where they measure time: "for years", "in days".
func unitsAlone(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && (next.Hash == hashOld || next.Hash == hashOf && prev == nil) {
		return false
	}
	if prev != nil && c.g.lex.look(prev.Hash).classes&(cOrd.bit()|cLast.bit()) != 0 {
		return false // "the first days of the war"
	}
	return prev != nil && has(&beforeUnits, prev.Hash) || next != nil && (next.Hash == hashOf || next.Hash == hashAfter || next.Hash == hashBefore) && unitItem(m).code[0] != 'T'
}

var hashOld, hashAfter, hashBefore = token.Hash("old"), token.Hash("after"), token.Hash("before")

// aUnit lets "a week" pass where it measures time, and leaves "a day of mourning" and rates alone.
func aUnit(c *reader, m *match, first, end int) bool {
	if rated(c.doc, first-1) {
		return false
	}
	it := unitItem(m)
	next := after(c, end)
	if m.has(cNum) || m.has(cSome) {
		return true
	}
	switch it.code {
	case "TS", "Q", "S", "N", "I", "E":
		return false
	}
	if next != nil && next.Hash == hashOf {
		return false
	}
	return true
}

// notCounted refuses numbers that belong to something else: "$5 day", "No. 3 week".
func notCounted(c *reader, m *match, first, _ int) bool {
	prev := before(c, first)
	if u := unitItem(m); u != nil && m.n > 1 && c.doc.Tokens[u.first].Is(token.Capital) && !c.doc.Tokens[u.first].Is(token.Upper) {
		return false // "60 Minutes" is a name
	}
	if prev == nil {
		return true
	}
	if prev.Is(token.Punct) {
		switch c.doc.Text[prev.Start] {
		case '$', '#', '/':
			return false
		case '.', '-':
			return prev.End != c.doc.Tokens[first].Start
		}
	}
	return true
}

// theUnit lets "the year", "the week" pass where a preposition makes them adverbials of time.
func theUnit(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && next.Hash == hashOf {
		return false
	}
	return c.z.loose || prev != nil && has(&theBefore, prev.Hash)
}

var theBefore = wordSet("for in during of over throughout through")

// partAlone lets "the morning" pass after a preposition.
func partAlone(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && (next.Hash == hashOf || next.Is(token.Capital)) {
		return false
	}
	return prev != nil && has(&partBefore, prev.Hash)
}

var partBefore = wordSet("in during through throughout before by late early over")

// overAmount tells "just over a week", an amount, from "over a week", where "over" is a preposition
// and no part of the expression.
func overAmount(c *reader, m *match, first, _ int) bool {
	if m.path[0].class != cApprox || c.doc.Tokens[first].Hash != hashOver {
		return true
	}
	prev := before(c, first)
	return prev != nil && has(&amountsBefore, prev.Hash)
}

var hashOver = token.Hash("over")

var amountsBefore = wordSet("just well slightly little for of took takes lasted lasts after")

// endedAfter asks that the end of the period is given after it: "the year ended May 31" is a
// stretch of time, not a year of the calendar.
func endedAfter(c *reader, m *match, _, end int) bool {
	next := after(c, end)
	return next != nil && (next.Hash == hashEnded || next.Hash == hashEnding) && unitItem(m).code == "Y"
}

var hashEnded, hashEnding = token.Hash("ended"), token.Hash("ending")
