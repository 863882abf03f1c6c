package timex

import (
	"strings"

	"attache"
)

// readISO reads 2026-05-04.
func (c *reader) readISO(m *match) (attache.Timex, bool) {
	y, mo, d := whole(m.get(cYear)), whole(m.nth(cNum, 0)), whole(m.nth(cNum, 1))
	if !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	return date(dayValue(y, mo, d)), true
}

// readISOTime reads 2026-05-04 18:05.
func (c *reader) readISOTime(m *match) (attache.Timex, bool) {
	t, ok := c.readISO(m)
	if it := m.get(cClock); ok {
		t.Type, t.Value = attache.TimeOfDay, t.Value+"T"+pad2(whole(it)/100)+":"+pad2(whole(it)%100)
	}
	return t, ok
}

// readNumeric reads 4/5/2026 and 4.5.2026. With stops or hyphens the day stands first; with slashes
// the United States put the month first and everybody else the day, so that 1/2/2026 is in doubt.
func (c *reader) readNumeric(m *match) (attache.Timex, bool) {
	a, b, y := whole(m.nth(cNum, 0)), whole(m.nth(cNum, 1)), whole(m.nth(cNum, 2))
	if it := m.nth(cNum, 2); it.end-it.start == 2 {
		if y += 2000; y > c.base.y+20 && c.base.known > 0 || y > 2050 {
			y -= 100
		}
	} else if it.end-it.start != 4 {
		return attache.Timex{}, false
	}
	dayFirst, monthFirst := exists(y, b, a), exists(y, a, b)
	if !m.says(c.g, "/") {
		monthFirst = monthFirst && !dayFirst
	}
	switch {
	case dayFirst && monthFirst && a != b:
		t := date(dayValue(y, a, b))
		t.Doubt = monthFirstDoubt + dayValue(y, b, a)
		return t, true
	case monthFirst:
		c.order--
		return date(dayValue(y, a, b)), true
	case dayFirst:
		c.order++
		return date(dayValue(y, b, a)), true
	}
	return attache.Timex{}, false
}

const monthFirstDoubt = "read as month/day/year; as day/month/year it is "

// settleNumeric reads 1/2/2026 as the rest of the text writes its dates: 25/11/2026, "4 May" put the
// day first, "May 4" does not. Without such a habit the doubt stays.
func (c *reader) settleNumeric() {
	for i := range c.out {
		switch x := &c.out[i]; {
		case x.Rule == "date-dmy", x.Rule == "date-dm":
			c.order++
		case x.Rule == "date-mdy", x.Rule == "date-md":
			c.order--
		}
	}
	if c.order == 0 {
		return
	}
	for i := range c.out {
		x := &c.out[i]
		if other, ok := strings.CutPrefix(x.Doubt, monthFirstDoubt); ok {
			if x.Doubt = ""; c.order > 0 {
				x.Value = other
			}
		}
	}
}
