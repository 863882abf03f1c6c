package timex

import "attache"

// readDayOfMonth reads "the 15th of this month".
func (c *reader) readDayOfMonth(m *match) (attache.Timex, bool) {
	d := dayItem(m)
	n, _ := shiftOf(m)
	if c.base.known < 2 {
		return attache.Timex{}, false
	}
	y, mo := carry(c.base.y, c.base.m+n)
	if !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	return c.relative(date(dayValue(y, mo, d))), true
}

// readDayAlone reads "the 15th": of the month of the anchor, or of the one before or after it.
func (c *reader) readDayAlone(m *match) (attache.Timex, bool) {
	d := dayItem(m)
	if d < 1 || d > 31 {
		return attache.Timex{}, false
	}
	if r := c.within(3, 1); r != nil { // "the note of 17 March reached them on the 19th"
		if y, mo, first := r.day.date(); d > first && exists(y, mo, d) && c.direction(m) != future {
			t := date(dayValue(y, mo, d))
			t.Anchor = r.value
			return t, true
		}
	}
	if c.base.known < 3 {
		return date("XXXX-XX-" + pad2(d)), true
	}
	_, _, today := c.base.day.date()
	y, mo := c.base.y, c.base.m
	switch dir := c.direction(m); {
	case d > today && dir != future:
		mo--
	case d < today && dir == future:
		mo++
	}
	if y, mo = carry(y, mo); !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	return c.relative(date(dayValue(y, mo, d))), true
}

// readMonthPart reads "the first week of December" and "the last day of May". TIMEX3 has no value for
// weeks and halves of a month: they are the month with a MOD.
func (c *reader) readMonthPart(m *match) (attache.Timex, bool) {
	t, ok := c.readMonth(m)
	if !ok {
		return t, false
	}
	n := whole(m.get(cOrd))
	b := newBase(attache.Anchor{Value: t.Value})
	if m.says(c.g, "day") {
		switch {
		case b.known != 2:
			return t, true
		case n > 0:
			t.Value = dayValue(b.y, b.m, min(n, daysIn(b.y, b.m)))
		default:
			t.Value = dayValue(b.y, b.m, daysIn(b.y, b.m))
		}
		t.Mod = ""
		return t, true
	}
	switch {
	case n == 1 || m.has(cEdge):
		t.Mod = "START"
	case n == 2 && m.says(c.g, "half"), n >= 4, n < 0:
		t.Mod = "END"
	default:
		t.Mod = "MID"
	}
	return t, true
}

// readMonth reads "May", "early May 2026", "last May", "the end of May", "May of last year".
func (c *reader) readMonth(m *match) (attache.Timex, bool) {
	mo := whole(m.get(cMonth))
	if it := m.get(cYear); it != nil {
		t := date(monthValue(whole(it), mo))
		t.Mod = c.mod(m)
		return t, true
	}
	if c.base.known == 0 {
		t := date("XXXX-" + pad2(mo))
		t.Mod = c.mod(m)
		return t, true
	}
	var y int
	n, said := shiftOf(m)
	said = said && !m.says(c.g, "of") // "the last week of May" says nothing of the year
	told := c.within(1, 3)
	switch {
	case m.has(cThat) && told != nil: // that March
		y, c.told = told.y, true
	case m.says(c.g, "year"):
		y = c.base.y + n
	case said && n < 0: // last May: the one that is over
		y = c.base.y
		if mo >= c.base.m && c.base.known >= 2 {
			y--
		}
	case said && n > 0:
		y = c.base.y
		if mo <= c.base.m && c.base.known >= 2 {
			y++
		}
	case said:
		y = c.base.y
	default:
		dir := c.direction(m)
		y = c.base.yearOfMonth(mo, dir)
		if in, ok := c.storyYear(mo, 0, newDay(y, mo, 15), dir); ok {
			y, c.told = in, true
		}
	}
	t := c.relative(date(monthValue(y, mo)))
	t.Mod = c.mod(m)
	return t, true
}
