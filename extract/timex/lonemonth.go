package timex

import "attache/extract/token"

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
