package timex

import (
	"strings"

	"attache"
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
	case "NI":
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
	half := m.says(c.g, "half") || m.has(cHalf)
	switch it := m.get(cNum); {
	case it != nil && m.has(cA) && m.says(c.g, "or"): // a year or two
		return 1, true
	case it != nil:
		n = it.num
		if a, b := m.nth(cNum, 1), m.nth(cNum, 2); a != nil && b != nil && b.num > 0 && m.says(c.g, "/") { // 2 1/2, 2-1/2
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
	return 1, m.has(cUnit) || m.has(cLong)
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
	if it := m.get(cLong); it != nil {
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
	value := duration(n, known, it.code)
	if num := m.get(cNum); num != nil && strings.IndexByte(c.doc.Text[num.start:num.end], '.') >= 0 { // 2.5 years, as it is spelled
		prefix, unit, factor := durationUnit(it.code)
		value = prefix + quantity(n*factor) + unit
	}
	return attache.Timex{Type: attache.Duration, Value: value, Mod: c.mod(m)}, true
}

// readAge takes ages out of the text: "a 27-year-old" is no expression of time here.
func (c *reader) readAge(*match) (attache.Timex, bool) { return attache.Timex{}, true }
