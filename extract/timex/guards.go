package timex

import (
	"attache/extract/token"
)

// guard refuses a match by what stands around it. first and end are the tokens of the match.
type guard func(c *reader, m *match, first, end int) bool

// guards are what the fourth column of lexicon/rules.tsv names.
var guards = map[string]guard{
	"glued":  glued,
	"month":  monthAlone,
	"year":   yearAlone,
	"units":  unitsAlone,
	"a-unit": aUnit,
	"rate":   func(c *reader, _ *match, first, _ int) bool { return rated(c.doc, first-1) },
	"clock":  clockAlone,
	"hour":   hourAlone,
	"number": notCounted,
	"lower": func(c *reader, m *match, first, _ int) bool {
		return c.z.loose || c.doc.Tokens[m.items[m.n-1].first].Is(token.Lower)
	},
	"over":   overAmount,
	"day":    dayAlone,
	"end":    clauseEnds,
	"ended":  endedAfter,
	"adverb": adverbial,
	"the":    theUnit,
	"part":   partAlone,
	"now":    nowAlone,
	"noname": noName,
	"unit-y": func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "Y" },
	"unit-m": func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "M" },
	"unit-c": func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "C" },
	"unit-d": func(_ *reader, m *match, _, _ int) bool { return unitItem(m).code == "D" },
	"long-unit": func(_ *reader, m *match, _, _ int) bool { // no "last second", "this hour"
		it := unitItem(m)
		if it == nil {
			return true
		}
		switch it.code {
		case "TS", "TM", "TH", "F", "S", "I":
			return false
		}
		return true
	},
}

func has(t *token.Table[struct{}], h uint64) bool {
	_, ok := t.Get(h)
	return ok
}

// before returns the token before a match in its sentence, or nil.
func before(c *reader, first int) *token.Token {
	if first == 0 || c.doc.Tokens[first].Is(token.FirstOfSentence) {
		return nil
	}
	return &c.doc.Tokens[first-1]
}

// after returns the token after a match in its sentence, or nil.
func after(c *reader, end int) *token.Token {
	if end >= len(c.doc.Tokens) || c.doc.Tokens[end-1].Is(token.LastOfSentence) {
		return nil
	}
	return &c.doc.Tokens[end]
}

// glued asks that no space stands between the items: 2026-05-04, 1998-99.
func glued(_ *reader, m *match, _, _ int) bool {
	for i := 1; i < m.n; i++ {
		if !m.items[i].glued {
			return false
		}
	}
	return true
}

// prepositions stand before dates.
var prepositions = wordSet("in on at by of from to for since until till through throughout during before after between and or around about as - – — ( , than within into past this last next late early mid the over under despite per via versus vs.")

// surelyTemporal stand before dates and hardly before names.
var surelyTemporal = wordSet("in since until till through throughout during by before after last next this late early mid from between of for")

// monthAlone tells months from names and words written the same: "in May", not "Theresa May", "the
// March on the capital", "May God".
func monthAlone(c *reader, m *match, first, end int) bool {
	if c.z.loose {
		return true
	}
	it := m.get(cMonth)
	prev, next := before(c, it.first), after(c, end)
	if first < it.first { // early May, mid-June
		return true
	}
	nextCapital := next != nil && next.Is(token.Capital) && !next.Is(token.Clitic)
	switch whole(it) {
	case 3, 4, 5, 6, 8: // March, April, May, June, August
		if prev == nil {
			return next != nil && (next.Is(token.Clitic) || !nextCapital && whole(it) != 5 && whole(it) != 3)
		}
		if !has(&surelyTemporal, prev.Hash) && !has(&prepositions, prev.Hash) {
			return false
		}
		if has(&surelyTemporal, prev.Hash) {
			return !nextCapital || whole(it) == 3
		}
		if prev.Hash == hashThe && next != nil && has(&marchTo, next.Hash) {
			return false // the March on the capital
		}
		return !nextCapital && (prev.Hash != hashThe || next != nil && next.Is(token.Lower))
	}
	if prev == nil {
		return true
	}
	if name := c.doc.Tokens[it.first]; name.Len() <= 4 && name.Is(token.Lower|token.Word) || name.Len() <= 4 && whole(it) != 7 {
		return has(&surelyTemporal, prev.Hash) && !nextCapital // Jan, Dec
	}
	if prev.Is(token.Capital) && !prev.Is(token.FirstOfSentence) && !prev.Is(token.Upper) {
		return false // Black September
	}
	return true
}

// marchTo follow "the March" and "the August" that are no months.
var marchTo = wordSet("on for against through across to into by was is and ,")

var hashThe = token.Hash("the")

// counters stand before a number that counts or names something and is no year.
var counters = wordSet("$ £ € ¥ # no. nos. no number numbers flight room highway route interstate page pages about some nearly almost another over than least most approximately roughly only around boeing airbus model windows size area code section resolution article law act u.n. dow")

// counted stand after a number that is no year.
var counted = wordSet("% percent per people troops soldiers miles feet kilometers kilometres km m meters metres dollars euros pounds tons tonnes barrels shares points votes seats jobs words million billion thousand kg lbs acres hectares years months weeks days hours minutes times francs marks yen rubles percentage megawatts mw gmt utc workers employees delegates members students police homes copies calories pages")

// yearAlone tells years from other numbers of four digits.
func yearAlone(c *reader, m *match, first, end int) bool {
	it := m.get(cYear)
	y := whole(it)
	prev, next := before(c, first), after(c, end)
	if next != nil && (has(&counted, next.Hash) || next.Is(token.Number) && !next.Is(token.Punct)) {
		return false
	}
	if i := c.at; it.glued && i >= 2 && c.z.items[i-1].literal == c.g.hyphen && c.z.items[i-2].classes&cNum.bit() != 0 || c.foreign(first, end) {
		return false // 555-1998
	}
	if next != nil && next.Is(token.Punct) && next.Start == it.end && c.doc.Text[next.Start] == '/' {
		return false
	}
	if first < it.first {
		return true // early 1998
	}
	sure := prev != nil && has(&surelyTemporal, prev.Hash) && prev.Hash != hashFor && prev.Hash != hashTo
	if prev != nil && has(&counters, prev.Hash) {
		return false
	}
	if y < 1500 || y > 2100 {
		return sure && y >= 1000 && prev.Hash != hashOf && prev.Hash != hashFrom && prev.Hash != hashBy
	}
	if prev == nil {
		return next != nil && !next.Is(token.Lower) || y >= 1900 && next != nil
	}
	if prev.Is(token.Number) || prev.Is(token.Capital) && y < 1900 {
		return false
	}
	// "2000 soldiers": a plural follows and nothing says that it is a date.
	if !sure && y%100 == 0 && next != nil && next.Is(token.Lower) && c.doc.Text[next.End-1] == 's' {
		return false
	}
	return sure || y >= 1900
}

var hashFor, hashTo, hashOf, hashFrom, hashBy = token.Hash("for"), token.Hash("to"), token.Hash("of"), token.Hash("from"), token.Hash("by")

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

// clockPrepositions stand before a time of day without "a.m." or "p.m.".
var clockPrepositions = wordSet("at by until till from around about before after since between and to - –")

// clockAlone tells 18:30 from a score or a verse: a preposition of time must stand before it.
func clockAlone(c *reader, m *match, first, _ int) bool {
	prev := before(c, first)
	return c.z.loose || prev != nil && has(&clockPrepositions, prev.Hash)
}

// hourAlone lets "at noon", "midnight Friday" pass; a bare number is no time.
func hourAlone(c *reader, m *match, first, end int) bool { return true }

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

// nowAlone refuses "now" in "now that", "until now" stays.
func nowAlone(c *reader, m *match, first, end int) bool {
	next := after(c, end)
	return next == nil || next.Hash != hashThat
}

var hashThat = token.Hash("that")

// noName refuses matches inside a name: "Sunday Times", "USA Today", "Black Friday", "Friday Harbor".
func noName(c *reader, m *match, first, end int) bool {
	prev, next := before(c, first), after(c, end)
	if next != nil && next.Is(token.Capital) && has(&paperNames, next.Hash) {
		return false
	}
	if prev != nil && has(&namesBefore, prev.Hash) && prev.Is(token.Capital) {
		return false
	}
	return true
}

var paperNames = wordSet("times telegraph mirror express mail herald star post sun news world magazine independent bloody")
var namesBefore = wordSet("usa russia bloody black good ash shrove palm cyber super")

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

// adverbial refuses "quarterly dividend": as an adjective the word sets no time.
func adverbial(c *reader, m *match, _, end int) bool {
	next := after(c, end)
	return m.get(cAdverb).code != "Q" || next == nil || !next.Is(token.Lower)
}

// endedAfter asks that the end of the period is given after it: "the year ended May 31" is a
// stretch of time, not a year of the calendar.
func endedAfter(c *reader, m *match, _, end int) bool {
	next := after(c, end)
	return next != nil && (next.Hash == hashEnded || next.Hash == hashEnding) && unitItem(m).code == "Y"
}

var hashEnded, hashEnding = token.Hash("ended"), token.Hash("ending")

// foreign reports whether the year at [first, end) ends a date of another language: "3 mai 2023",
// "3 de mayo de 2023", "2023年".
func (c *reader) foreign(first, end int) bool {
	if end < len(c.doc.Tokens) {
		if next := &c.doc.Tokens[end]; !next.Is(token.SpaceBefore) && c.doc.Text[next.Start] >= 0x80 && next.Is(token.Word) {
			return true
		}
	}
	prev := before(c, first)
	if prev == nil || !prev.Is(token.Word) || first < 2 || c.z.g.lex.look(prev.Hash).classes != 0 || has(&prepositions, prev.Hash) {
		return false
	}
	if has(&foreignOf, prev.Hash) {
		return true
	}
	day := &c.doc.Tokens[first-2]
	if c.doc.Text[day.Start] == '.' && first > 2 {
		day = &c.doc.Tokens[first-3]
	}
	return day.Is(token.Number) && day.Len() <= 2
}

var foreignOf = wordSet("de del du des von vom d' года г lipca")

// dayAlone lets "on the 15th" pass where nothing follows that it could count: no "15th floor".
func dayAlone(c *reader, m *match, first, end int) bool {
	it := m.get(cOrd)
	if c.z.loose {
		return true
	}
	prev := before(c, first)
	return c.doc.Tokens[it.first].Is(token.Digit) && prev != nil && (prev.Hash == hashOn || has(&surelyTemporal, prev.Hash)) && clauseEnds(c, m, first, end)
}

// clauseEnds asks that a mark, a pronoun or nothing follows.
func clauseEnds(c *reader, _ *match, _, end int) bool {
	next := after(c, end)
	return next == nil || next.Is(token.Punct) && c.doc.Text[next.Start] != '-' || has(&pronouns, next.Hash)
}

var pronouns = wordSet("he she it they we i you")
