package timex

import (
	"attache"
	"attache/extract/token"
)

// readSet reads what comes again: "every two weeks", "daily", "twice a year".
func (c *reader) readSet(m *match) (attache.Timex, bool) {
	t := attache.Timex{Type: attache.Set}
	switch {
	case m.has(cAdverb):
		t.Value = duration(1, true, m.get(cAdverb).code)
	case m.has(cPart), m.has(cUnit) && m.get(cUnit).code == "NI" && m.n == 2:
		t.Value = "XXXX-XX-XXT"
		if it := m.get(cPart); it != nil {
			t.Value += it.code
		} else {
			t.Value += "NI"
		}
	case m.has(cMonth):
		t.Value = "XXXX-" + pad2(whole(m.get(cMonth)))
	case m.has(cSeason):
		t.Value = "XXXX-" + m.get(cSeason).code
	default:
		n := 1.0
		if it := m.get(cNum); it != nil && m.has(cEvery) {
			n = it.num
		}
		if it := m.get(cOrd); it != nil && m.has(cEvery) {
			n = it.num // every second year
		}
		if m.has(cEvery) && m.says(c.g, "other") {
			n = 2
		}
		if m.has(cEvery) && m.says(c.g, "half") {
			n = 0.5
		}
		t.Value = duration(n, !m.has(cEvery) || !m.has(cSome), unitItem(m).code)
	}
	return t, true
}

// readRate reads "a year" in "$5 million a year".
func (c *reader) readRate(m *match) (attache.Timex, bool) {
	return attache.Timex{Type: attache.Set, Value: duration(1, true, unitItem(m).code)}, true
}

// readWeekdaySet reads "Mondays", "every Friday night", "weekends".
func (c *reader) readWeekdaySet(m *match) (attache.Timex, bool) {
	it := m.get(cWeekdays)
	if it == nil {
		it = m.get(cWeekday)
	}
	t := attache.Timex{Type: attache.Set}
	switch n := whole(it); n {
	case 8:
		t.Value = "XXXX-WXX-XX"
	case 9:
		t.Value = "XXXX-WXX-WE"
	default:
		t.Value = "XXXX-WXX-" + string(rune('0'+n))
	}
	if it := m.get(cPart); it != nil {
		t.Value += "T" + it.code
	} else if it := m.get(cParts); it != nil {
		t.Value += "T" + it.code
	}
	return t, true
}

// rated reports whether token t is what a rate is counted in: "$5 million a year", "twice a week".
func rated(d *token.Doc, t int) bool {
	if t < 0 {
		return false
	}
	tok := &d.Tokens[t]
	if tok.Is(token.Number) || tok.Is(token.Digit) {
		return true
	}
	_, ok := rates.Get(tok.Hash)
	return ok
}

var rates = wordSet("million billion thousand hundred trillion percent % times once twice barrels tons tonnes dollars euros people cents pounds rubles miles kilometers")
