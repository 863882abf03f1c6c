package timex

import (
	"strings"

	"attache/extract/token"
)

// counters stand before a number that counts or names something and is no year.
var counters = wordSet("$ £ € ¥ # no. nos. no number numbers flight room highway route interstate page pages about some nearly almost another over than least most approximately roughly only around boeing airbus model windows size area code section resolution article law act u.n. dow")

// owning stand before what is counted.
var owning = wordSet("has have had with owns holds employs and killed wounded injured displaced arrested some")

// founding stand before the year of it.
var founding = wordSet("born built est. circa c. won")

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
	if prev != nil && has(&owning, prev.Hash) && next != nil && next.Is(token.Lower) && c.doc.Text[next.End-1] == 's' {
		return false // "has 2012 beds"
	}
	if prev != nil && (has(&founding, prev.Hash) || strings.HasSuffix(c.doc.Of(first-1), "ed")) && y >= 1200 {
		return true // "(opened 1887)"
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
