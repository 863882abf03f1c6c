package timex

import "attache"

// readWeekOf reads "the week of March 6".
func (c *reader) readWeekOf(m *match) (attache.Timex, bool) {
	read := c.readMonthDay
	if m.has(cYear) {
		read = c.readDate
	}
	t, ok := read(m)
	from, _, precision := attache.Calendar(t.Value)
	if !ok || precision != "day" {
		return t, false
	}
	t.Value = newDay(from.Year(), int(from.Month()), from.Day()).weekValue()
	return t, true
}

// readUnit reads "last week", "early next year", "later this month", "the current quarter".
func (c *reader) readUnit(m *match) (attache.Timex, bool) {
	it := unitItem(m)
	if it == nil {
		return attache.Timex{}, false
	}
	n, said := shiftOf(m)
	if m.path[0].class == cThe && m.has(cNext) && it.code != "D" { // "closed in 1998 and reopened the next year"
		if r := c.within(1, 0); r != nil && (r.y < c.base.y || r.known == 3 && r.day < c.base.day-31) && c.direction(m) != future {
			if t, ok := c.fromReference(m, it.code, n); ok {
				t.Mod = c.mod(m)
				return t, true
			}
		}
	}
	if m.has(cThat) || m.has(cSame) || m.has(cFollowing) || m.has(cPrevious) && it.code != "W" || it.code == "D" || (m.has(cThe) && !said) {
		if t, ok := c.fromReference(m, it.code, n); ok {
			t.Mod = c.mod(m)
			return t, true
		}
	}
	t, ok := c.unit(it.code, n)
	if !ok {
		return t, false
	}
	if t.Type == attache.Date && t.Mod == "" {
		t.Mod = c.mod(m)
	}
	return t, true
}

// unit returns the unit of the calendar n units from the one that holds the anchor.
func (c *reader) unit(code string, n int) (attache.Timex, bool) {
	b := &c.base
	if b.known == 0 {
		holes := map[string]string{"D": "XXXX-XX-XX", "W": "XXXX-WXX", "E": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "T": "XXX", "C": "XX", "NI": "XXXX-XX-XXTNI"}
		v, ok := holes[code]
		return date(v), ok
	}
	switch code {
	case "D":
		return c.dayShift(n, ""), true
	case "NI":
		t := c.dayShift(n, "")
		t.Type, t.Value = attache.TimeOfDay, t.Value+"TNI"
		return t, true
	case "W":
		if b.known < 3 {
			return date("XXXX-WXX"), true
		}
		return c.relative(date((b.day + day(7*n)).weekValue())), true
	case "E":
		if b.known < 3 {
			return date("XXXX-WXX-WE"), true
		}
		return c.relative(date((b.day + day(7*n)).weekValue() + "-WE")), true
	case "M":
		if b.known < 2 {
			return date("XXXX-XX"), true
		}
		return c.relative(date(monthValue(b.y, b.m+n))), true
	case "Q":
		if b.known < 2 {
			return date("XXXX-QX"), true
		}
		return c.relative(date(quarterValue(b.y, (b.m-1)/3+1+n))), true
	case "Y":
		return c.relative(date(pad4(b.y + n))), true
	case "T":
		return c.relative(date(pad4(b.y + 10*n)[:3])), true
	case "C":
		return c.relative(date(pad4(b.y + 100*n)[:2])), true
	}
	return attache.Timex{}, false
}

// fromReference counts from the last date the text gave: "the same day", "the following year".
func (c *reader) fromReference(m *match, code string, n int) (attache.Timex, bool) {
	need := map[string]int{"D": 3, "NI": 3, "W": 3, "E": 3, "M": 2, "Q": 1, "Y": 1}[code]
	if need == 0 {
		return attache.Timex{}, false
	}
	sentences := 2
	if m.has(cThat) || m.has(cSame) { // "earlier that day" may look back over a paragraph
		sentences = 5
	}
	r := c.within(need, sentences)
	if code == "Q" {
		if q := c.recentQuarter(); q != nil {
			r = q
		}
	}
	if r == nil {
		return attache.Timex{}, false
	}
	var t attache.Timex
	switch code {
	case "D":
		t = date((r.day + day(n)).value())
	case "NI":
		t = attache.Timex{Type: attache.TimeOfDay, Value: (r.day + day(n)).value() + "TNI"}
	case "W":
		t = date((r.day + day(7*n)).weekValue())
	case "E":
		t = date((r.day + day(7*n)).weekValue() + "-WE")
	case "M":
		t = date(monthValue(r.y, r.m+n))
	case "Q":
		t = date(quarterValue(r.y, (r.m-1)/3+1+n))
	case "Y":
		t = date(pad4(r.y + n))
	}
	t.Anchor = r.value
	return t, true
}

// readRefUnit reads "the quarter", "the year": what the text spoke of last, else the unit that holds
// the anchor. A quarter that is reported on is over.
func (c *reader) readRefUnit(m *match) (attache.Timex, bool) {
	code := "Q"
	if it := unitItem(m); it != nil {
		code = it.code
	}
	if t, ok := c.fromReference(m, code, 0); ok {
		return t, true
	}
	if code == "D" {
		return attache.Timex{}, false // "the day" of nothing the text dates
	}
	n := 0
	if code == "Q" && (m.has(cLatest) || c.direction(m) != future) {
		n = -1
	}
	if code == "E" && c.base.known == 3 && c.base.day.weekday() <= 5 && c.direction(m) != future {
		n = -1 // until it has begun "the weekend" of a report is the last one
	}
	return c.unit(code, n)
}

// readDayAfter reads "the day before", "the year after" where they end a clause.
func (c *reader) readDayAfter(m *match) (attache.Timex, bool) {
	n := 1
	if m.says(c.g, "before") {
		n = -1
	}
	return c.fromReference(m, unitItem(m).code, n)
}

// readOverUnit reads "the week before last" and "the month after next".
func (c *reader) readOverUnit(m *match) (attache.Timex, bool) {
	n := 2
	if m.has(cLast) {
		n = -2
	}
	return c.unit(unitItem(m).code, n)
}

// readEdge reads "the end of the year", "year-end", "the beginning of next month".
func (c *reader) readEdge(m *match) (attache.Timex, bool) {
	it := unitItem(m)
	if it == nil {
		return attache.Timex{}, false
	}
	n, _ := shiftOf(m)
	t, ok := attache.Timex{}, false
	if m.has(cThat) {
		t, ok = c.fromReference(m, it.code, 0)
	}
	if !ok {
		if t, ok = c.unit(it.code, n); !ok {
			return t, false
		}
	}
	if t.Mod = c.mod(m); t.Mod == "" {
		t.Mod = "END"
	}
	return t, true
}

// readReference reads "the same time", "the period": nothing but a pointer to a date given before.
func (c *reader) readReference(m *match) (attache.Timex, bool) {
	r := c.recent(1)
	if r == nil {
		return attache.Timex{}, false
	}
	return attache.Timex{Type: attache.Date, Value: r.value, Anchor: r.value, Mod: c.mod(m)}, true
}
