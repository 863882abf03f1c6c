package timex

import (
	"attache"
	"attache/extract/token"
)

// durationUnit is the unit of a DURATION value with what it is multiplied by: a fortnight is two
// weeks.
func durationUnit(code string) (prefix, unit string, factor float64) {
	switch code {
	case "TS":
		return "PT", "S", 1
	case "TM":
		return "PT", "M", 1
	case "TH":
		return "PT", "H", 1
	case "F":
		return "P", "W", 2
	case "S":
		return "P", "M", 6
	case "N":
		return "P", "D", 1
	case "E":
		return "P", "D", 2
	case "T":
		return "P", "DE", 1
	case "C":
		return "P", "CE", 1
	case "I":
		return "P", "Y", 1000
	}
	return "P", code, 1
}

// amount returns the number of units in a match: the number, 1 for "a" and for a bare unit, and
// false for "several".
func amount(c *reader, m *match) (n float64, known bool) {
	half := m.says(c.g, "half")
	switch it := m.get(cNum); {
	case it != nil && m.has(cA) && m.says(c.g, "or"): // a year or two
		return 1, true
	case it != nil:
		n = it.num
		if a, b := m.nth(cNum, 1), m.nth(cNum, 2); a != nil && b != nil && b.num > 0 && m.says(c.g, "/") { // 2 1/2
			n += a.num / b.num
		} else if half {
			n += 0.5
		}
		return n, true
	case m.has(cSome), m.has(cRecent):
		return 0, false
	case half && m.says(c.g, "and"): // a year and a half
		return 1.5, true
	case half:
		return 0.5, true
	}
	return 1, m.has(cUnit)
}

func duration(n float64, known bool, code string) string {
	prefix, unit, factor := durationUnit(code)
	if !known {
		return prefix + "X" + unit
	}
	if whole := float64(int(n)); n == whole+0.5 && n > 1 { // 2 1/2 years: two years and six months
		switch unit {
		case "Y":
			return "P" + quantity(whole) + "Y6M"
		case "H":
			return "PT" + quantity(whole) + "H30M"
		}
	}
	if n == 0.5 { // half an hour, half a century: whole numbers of a smaller unit
		switch unit {
		case "H":
			return "PT30M"
		case "Y":
			return "P6M"
		case "DE":
			return "P5Y"
		case "CE":
			return "P50Y"
		}
	}
	return prefix + quantity(n*factor) + unit
}

// unitItem returns the unit of time in a match, or nil.
func unitItem(m *match) *item {
	if it := m.get(cUnit); it != nil {
		return it
	}
	if it := m.get(cUnits); it != nil {
		return it
	}
	for i := range m.n { // a rule may name the unit: "year-end"
		if m.items[i].classes&cUnit.bit() != 0 {
			return &m.items[i]
		}
	}
	return nil
}

// readDuration reads "two weeks", "the past three months", "a five-year period", "several days".
func (c *reader) readDuration(m *match) (attache.Timex, bool) {
	n, known := amount(c, m)
	it := unitItem(m)
	if it == nil {
		return attache.Timex{}, false
	}
	return attache.Timex{Type: attache.Duration, Value: duration(n, known, it.code), Mod: c.mod(m)}, true
}

// readAge takes ages out of the text: "a 27-year-old" is no expression of time here.
func (c *reader) readAge(*match) (attache.Timex, bool) { return attache.Timex{}, true }

// readAgo reads "two weeks ago" and "three days from now", counted from the anchor.
func (c *reader) readAgo(m *match) (attache.Timex, bool) {
	n, known := amount(c, m)
	sign := -1
	if m.has(cHence) {
		sign = 1
	}
	if !known {
		t := date("PAST_REF")
		if sign > 0 {
			t = date("FUTURE_REF")
		}
		t.Mod = c.mod(m)
		return t, true
	}
	code := unitItem(m).code
	if n == 1 && code == "Y" && sign < 0 && !m.has(cNum) {
		if r := c.recentQuarter(); r != nil && r.sentence >= c.sentence-1 && r.y >= c.base.y {
			// In a report on a quarter "a year ago" is the same quarter.
			return attache.Timex{Type: attache.Date, Value: quarterValue(r.y-1, (r.m-1)/3+1), Anchor: r.value}, true
		}
	}
	return c.shifted(c.base.value, c.base.known, c.base.y, c.base.m, c.base.day, n*float64(sign), code, c.mod(m))
}

// readShift reads "two days later" and "a year earlier", counted from the last date of the text.
func (c *reader) readShift(m *match) (attache.Timex, bool) {
	n, known := amount(c, m)
	it := m.get(cLater)
	sign := 1.0
	if it.num < 0 {
		sign = -1
	}
	if !known {
		return attache.Timex{}, false
	}
	code := unitItem(m).code
	if m.path[0].class == cApprox && rated(c.doc, m.items[0].first-1) {
		// "4 percent more than a year earlier": the comparison is no part of the time
		rest := *m
		rest.n--
		copy(rest.path[:], m.path[1:])
		rest.items = m.items[1:]
		t, ok := c.readShift(&rest)
		if ok && t.Span.Empty() {
			t.Span = attache.Span{Start: rest.items[0].start, End: rest.items[rest.n-1].end}
		}
		return t, ok
	}
	if code == "Y" {
		if r := c.recentQuarter(); r != nil && r.sentence >= c.sentence-2 && n == 1 && (r.y >= c.base.y || sign > 0) {
			return attache.Timex{Type: attache.Date, Value: quarterValue(r.y+int(sign), (r.m-1)/3+1), Anchor: r.value}, true
		}
	}
	need := map[string]int{"D": 3, "W": 3, "M": 2, "Y": 1}[code]
	if r := c.recent(max(need, 1)); r != nil && r.shifted && r.sentence >= c.sentence-1 && code == r.unit {
		return attache.Timex{Type: attache.Date, Value: r.value, Anchor: r.value, Mod: c.mod(m)}, true // told before
	} else if r != nil {
		return c.shifted(r.value, r.known, r.y, r.m, r.day, n*sign, code, c.mod(m))
	}
	if code != "Y" { // later than what? only the stretch is known
		t := attache.Timex{Type: attache.Duration, Value: duration(n, true, code), Mod: c.mod(m)}
		t.Span = attache.Span{Start: m.items[0].start, End: m.items[m.n-2].end}
		return t, true
	}
	return c.shifted(c.base.value, c.base.known, c.base.y, c.base.m, c.base.day, n*sign, code, c.mod(m))
}

// shifted moves a date by n units, to the precision of the unit.
func (c *reader) shifted(from string, known, y, m int, d day, n float64, code, mod string) (attache.Timex, bool) {
	t := attache.Timex{Type: attache.Date, Mod: mod, Anchor: from}
	k := int(n)
	if float64(k) != n || k > 1e6 || k < -1e6 {
		switch {
		case code == "Y" && known >= 2: // two and a half years ago
			k, code = int(n*12), "M"
		case code == "M" && known == 3:
			k, code = int(n*30), "D"
		}
	}
	hole := func(v string) (attache.Timex, bool) {
		t.Value, t.Anchor = v, ""
		return t, true
	}
	switch code {
	case "TS", "TM", "TH":
		t.Type = attache.TimeOfDay
		if known < 3 || k > 48 || k < -48 {
			return hole("XXXX-XX-XXTXX:XX")
		}
		t.Value = (d + day(k/24)).value() + "TXX:XX"
	case "D", "N":
		if known < 3 {
			return hole("XXXX-XX-XX")
		}
		t.Value = (d + day(k)).value()
	case "W", "F", "E":
		if code == "F" {
			k *= 2
		}
		if known < 3 {
			return hole("XXXX-WXX")
		}
		t.Value = (d + day(7*k)).weekValue()
	case "M":
		if known < 2 {
			return hole("XXXX-XX")
		}
		t.Value = monthValue(y, m+k)
	case "Q":
		if known < 2 {
			return hole("XXXX-QX")
		}
		t.Value = quarterValue(y, (m-1)/3+1+k)
	case "Y":
		if known < 1 {
			return hole("XXXX")
		}
		t.Value = pad4(y + k)
	case "T":
		if known < 1 {
			return hole("XXX")
		}
		t.Value = pad4(y + 10*k)
	case "C":
		if known < 1 {
			return hole("XX")
		}
		t.Value = pad4(y + 100*k)
	default:
		return t, false
	}
	return t, true
}

// readSet reads what comes again: "every two weeks", "daily", "twice a year".
func (c *reader) readSet(m *match) (attache.Timex, bool) {
	t := attache.Timex{Type: attache.Set}
	switch {
	case m.has(cAdverb):
		t.Value = duration(1, true, m.get(cAdverb).code)
	case m.has(cPart):
		t.Value = "XXXX-XX-XXT" + m.get(cPart).code
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
		t.Value = duration(n, true, unitItem(m).code)
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
