package timex

import (
	"attache"
	"attache/extract/token"
)

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
	sign := 1.0
	if it := m.get(cLater); it != nil && it.num < 0 || m.says(c.g, "before") {
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
	if code == "Y" && n == 1 && sign < 0 {
		// "In October it rose from a year earlier": October is compared with October.
		if r := c.within(2, 0); r != nil && r.known == 2 && r.unit == "" && comparedAt(c.doc, m.items[0].first-1) {
			return attache.Timex{Type: attache.Date, Value: monthValue(r.y-1, r.m), Anchor: r.value}, true
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
		case code == "C":
			k, code = int(n*100), "Y"
		case code == "T":
			k, code = int(n*10), "Y"
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
	case "D", "NI":
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

// comparedAt reports whether token t begins a comparison: "than a year earlier".
func comparedAt(d *token.Doc, t int) bool {
	return t >= 0 && has(&comparisons, d.Tokens[t].Hash)
}

var comparisons = wordSet("from than over on versus compared with")
