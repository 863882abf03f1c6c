package timex

import "attache"

// readYearRange reads "1998-99" and "2024-2026".
func (c *reader) readYearRange(m *match) (attache.Timex, bool) {
	a, b := whole(m.nth(cYear, 0)), whole(m.nth(cYear, 1))
	if it := m.get(cTwo); it != nil {
		if b = a/100*100 + whole(it); b <= a {
			return attache.Timex{}, false
		}
	}
	if b <= a || b-a > 150 {
		return attache.Timex{}, false
	}
	t := date(pad4(a))
	t.End = pad4(b)
	return t, true
}

// readDayRange reads "May 3-5", "from 3 to 5 May 2026", "May 30 - June 2".
func (c *reader) readDayRange(m *match) (attache.Timex, bool) {
	a, b := whole(m.nth(cDay, 0)), whole(m.nth(cDay, 1))
	ma, mb := whole(m.nth(cMonth, 0)), whole(m.nth(cMonth, 1))
	if mb < 0 {
		mb = ma
	}
	y, relative := 0, false
	switch it := m.get(cYear); {
	case it != nil:
		y = whole(it)
	case c.base.known == 0:
		return attache.Timex{Type: attache.Date, Value: "XXXX-" + pad2(ma) + "-" + pad2(a), End: "XXXX-" + pad2(mb) + "-" + pad2(b)}, exists(2024, ma, a) && exists(2024, mb, b)
	default:
		dir := c.direction(m)
		y, _ = c.base.yearOf(ma, min(a, 28), 0, dir)
		relative = true
	}
	ye := y
	if mb < ma { // December 30 to January 2
		if relative {
			ye++
		} else {
			y--
		}
	}
	if !exists(y, ma, a) || !exists(ye, mb, b) || newDay(ye, mb, b) <= newDay(y, ma, a) {
		return attache.Timex{}, false
	}
	t := date(dayValue(y, ma, a))
	t.End = dayValue(ye, mb, b)
	if relative {
		t = c.relative(t)
	}
	return t, true
}

// readMonthRange reads "January-March 2026".
func (c *reader) readMonthRange(m *match) (attache.Timex, bool) {
	a, b := whole(m.nth(cMonth, 0)), whole(m.nth(cMonth, 1))
	y, ok := 0, true
	if it := m.get(cYear); it != nil {
		y = whole(it)
	} else if c.base.known > 0 {
		y = c.base.yearOfMonth(a, c.direction(m))
	} else {
		ok = false
	}
	if !ok || a == b {
		return attache.Timex{}, false
	}
	ye := y
	if b < a {
		ye = y + 1
	}
	t := date(monthValue(y, a))
	t.End = monthValue(ye, b)
	if !m.has(cYear) {
		t = c.relative(t)
	}
	return t, true
}
