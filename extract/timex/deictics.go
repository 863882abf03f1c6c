package timex

import "attache"

// readDeictic reads "yesterday", "early today", "the day after tomorrow".
func (c *reader) readDeictic(m *match) (attache.Timex, bool) {
	n := whole2(m.get(cDeictic))
	if m.says(c.g, "after") {
		n++
	} else if m.says(c.g, "before") {
		n--
	}
	return c.dayShift(n, c.mod(m)), true
}

// whole2 returns the number of an item, which may be negative.
func whole2(it *item) int {
	if it == nil {
		return 0
	}
	return int(it.num)
}

// dayShift returns the day n days from the anchor.
func (c *reader) dayShift(n int, mod string) attache.Timex {
	t := date("XXXX-XX-XX")
	if c.base.known == 3 {
		t = c.relative(date((c.base.day + day(n)).value()))
	}
	t.Mod = mod
	return t
}

// readDayPart reads a part of a day: "Friday night", "yesterday morning", "this evening",
// "last night", "tonight", "the morning of May 4".
func (c *reader) readDayPart(m *match) (attache.Timex, bool) {
	part, night := "", false
	switch it := m.get(cPart); {
	case it != nil:
		part = it.code
	case m.has(cTonight), m.has(cOvernight):
		part, night = "NI", m.has(cOvernight)
	}
	var when string
	n, said := shiftOf(m)
	if m.has(cThe) && said && !m.has(cWeekday) { // the next morning
		r := c.recent(3)
		if r == nil {
			return attache.Timex{}, false
		}
		return attache.Timex{Type: attache.TimeOfDay, Value: (r.day + day(n)).value() + "T" + part, Anchor: r.value}, true
	}
	switch {
	case m.has(cMonth) && m.has(cYear):
		t, ok := c.readDate(m)
		if !ok {
			return t, false
		}
		when = t.Value
	case m.has(cMonth):
		t, ok := c.readMonthDay(m)
		if !ok {
			return t, false
		}
		when = t.Value
	case m.has(cWeekday):
		t, _ := c.readWeekday(m)
		when = t.Value
	case m.has(cDeictic):
		when = c.dayShift(whole2(m.get(cDeictic)), "").Value
	case said:
		when = c.dayShift(n, "").Value // last night
	case m.has(cTonight):
		when = c.dayShift(0, "").Value
	case m.has(cThat) || m.has(cSame) || m.has(cThe) || night:
		if r := c.recent(3); r != nil {
			when = r.day.value()
		} else {
			when = c.dayShift(0, "").Value
		}
	default:
		when = c.dayShift(0, "").Value
	}
	t := c.relative(attache.Timex{Type: attache.TimeOfDay, Value: when + "T" + part, Mod: c.mod(m)})
	return t, true
}
