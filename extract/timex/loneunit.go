package timex

import "attache/extract/token"

// beforeUnits stand before a bare "weeks" that is a duration.
var beforeUnits = wordSet("for in within after over take takes took taken last lasted lasts spend spent spending wait waited waiting during following through throughout of many by despite")

// unitsAlone lets bare plurals pass where they measure time: "for years", "in days".
func unitsAlone(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && next.Hash == hashOld {
		return false
	}
	if prev != nil && c.g.lex.look(prev.Hash).classes&(cOrd.bit()|cLast.bit()) != 0 {
		return false // "the first days of the war"
	}
	return prev != nil && has(&beforeUnits, prev.Hash) || next != nil && (next.Hash == hashOf && (unitItem(m).code[0] != 'T' || prev == nil) || next.Hash == hashAfter || next.Hash == hashBefore)
}

var hashApostrophe = token.Hash("’")

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
	case "TS", "Q", "S", "NI", "I", "E":
		return false
	}
	if next != nil && next.Hash == hashOf {
		return false
	}
	return true
}

// notCounted refuses numbers that belong to something else: "$5 day", "No. 3 week".
func notCounted(c *reader, m *match, first, end int) bool {
	prev := before(c, first)
	if next := after(c, end); next != nil && next.Is(token.Punct) && end+1 < len(c.doc.Tokens) && (c.doc.Text[next.Start] == '\'' || next.Hash == hashApostrophe) && c.doc.Tokens[end+1].Is(token.Capital) {
		return false // the Seven Years' War
	}
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

var theBefore = wordSet("for in during of over throughout through at")

// partAlone lets "the morning" pass after a preposition.
func partAlone(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && (next.Hash == hashOf || next.Is(token.Capital)) {
		return false
	}
	return prev != nil && has(&partBefore, prev.Hash)
}

var partBefore = wordSet("in into during through throughout before by late early over")

// dawnAlone lets "dawn" and "dusk" pass after a preposition of time.
func dawnAlone(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	switch c.doc.Tokens[first].Hash {
	case hashDawn, hashDusk, hashDaybreak, hashNightfall:
		return prev != nil && has(&dawnBefore, prev.Hash) && (next == nil || next.Hash != hashOf)
	}
	return false
}

var dawnBefore = wordSet("at before after until till since by from around about towards toward")

var (
	hashDawn, hashDusk          = token.Hash("dawn"), token.Hash("dusk")
	hashDaybreak, hashNightfall = token.Hash("daybreak"), token.Hash("nightfall")
)

// seasonAlone lets "in spring" and "by autumn" pass where the season ends its phrase, and no names:
// "the Summer Olympics".
func seasonAlone(c *reader, m *match, first, end int) bool {
	prev := before(c, first)
	if first == m.get(cSeason).first && (prev == nil || !has(&seasonBefore, prev.Hash)) {
		return false
	}
	next := after(c, end)
	return next == nil || next.Is(token.Punct) && c.doc.Text[next.Start] != '-' || has(&prepositions, next.Hash) || has(&pronouns, next.Hash) ||
		next.Hash == hashThe || next.Hash == hashAnd
}

// noSeasonName refuses "the Summer Olympics" and "the fall of the city".
func noSeasonName(c *reader, m *match, first, end int) bool {
	it := m.get(cSeason)
	tok, next := &c.doc.Tokens[it.first], after(c, end)
	if next == nil {
		return true
	}
	if next.Is(token.Digit) && next.Len() == 4 {
		return false // "the spring 2027 session": the article belongs to the session
	}
	if tok.Is(token.Capital) && !tok.Is(token.FirstOfSentence) && next.Is(token.Capital) {
		return false
	}
	if tok.Hash == hashFall && m.path[0].class == cThe { // "the fall of the city", "the fall in sales"
		prev := before(c, first)
		return next.Hash != hashOf && next.Hash != hashIn && prev != nil && has(&surelyTemporal, prev.Hash)
	}
	return true
}

var hashFall, hashIn = token.Hash("fall"), token.Hash("in")

var seasonBefore = wordSet("in by since until till before during after through throughout")

// currentAlone lets "the current mayor" pass and leaves "current affairs" and the flow alone.
func currentAlone(c *reader, m *match, first, end int) bool {
	it := m.get(cCurrent)
	if c.doc.Tokens[it.first].Hash != hashCurrent || !c.doc.Tokens[it.first].Is(token.Lower) {
		return false
	}
	next := after(c, end)
	return next != nil && next.Is(token.Lower) && !has(&currents, next.Hash) && !has(&prepositions, next.Hash)
}

var (
	hashCurrent = token.Hash("current")
	hashAnd     = token.Hash("and")
	currents    = wordSet("affairs account accounts deficit and")
)

// overAmount tells "just over a week", an amount, from "over a week", where "over" is a preposition
// and no part of the expression.
func overAmount(c *reader, m *match, first, _ int) bool {
	if m.path[0].class != cApprox || c.doc.Tokens[first].Hash != hashOver || m.has(cAgo) || m.has(cSuffix) {
		return true
	}
	prev := before(c, first)
	return prev != nil && has(&amountsBefore, prev.Hash)
}

var hashOver = token.Hash("over")

var amountsBefore = wordSet("just well slightly little for of took takes lasted lasts last after in by spent spend than been with")

// endedAfter asks that the end of the period is given after it: "the year ended May 31" is a
// stretch of time, not a year of the calendar.
func endedAfter(c *reader, m *match, _, end int) bool {
	next := after(c, end)
	return next != nil && (next.Hash == hashEnded || next.Hash == hashEnding) && unitItem(m).code == "Y"
}

var hashEnded, hashEnding = token.Hash("ended"), token.Hash("ending")
