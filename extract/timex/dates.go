package timex

import "attache"

var weekdayNames = [...]string{"", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// dayItem returns the day of the month in a match: a number or an ordinal.
func dayItem(m *match) int {
	if it := m.get(cDay); it != nil {
		return whole(it)
	}
	return whole(m.get(cOrd))
}

// readDate reads a date with its year: "Monday, May 4, 2026".
func (c *reader) readDate(m *match) (attache.Timex, bool) {
	mo, d, y := whole(m.get(cMonth)), dayItem(m), whole(m.get(cYear))
	if !exists(y, mo, d) {
		return attache.Timex{}, false // 31 February is no date
	}
	t := date(dayValue(y, mo, d))
	if it := m.get(cWeekday); it != nil {
		t.Doubt = weekdayDoubt(newDay(y, mo, d), whole(it))
	}
	return t, true
}

func weekdayDoubt(t day, weekday int) string {
	if weekday <= 0 || t.weekday() == weekday {
		return ""
	}
	return t.value() + " is a " + weekdayNames[t.weekday()] + ", the text says " + weekdayNames[weekday]
}

// readMonthDay reads a day without a year: "Friday, May 4", "4 May", "May 4 of last year".
func (c *reader) readMonthDay(m *match) (attache.Timex, bool) {
	mo, d := whole(m.get(cMonth)), dayItem(m)
	if !exists(2024, mo, d) {
		return attache.Timex{}, false
	}
	weekday := 0
	if it := m.get(cWeekday); it != nil {
		weekday = whole(it)
	}
	if c.base.known == 0 {
		t := date("XXXX-" + pad2(mo) + "-" + pad2(d))
		return t, true
	}
	if m.says(c.g, "year") {
		y, _, _ := c.yearNamed(m)
		if !exists(y, mo, d) {
			return attache.Timex{}, false
		}
		return c.relative(date(dayValue(y, mo, d))), true
	}
	dir := c.direction(m)
	if n, said := shiftOf(m); said && n != 0 { // last May 4
		dir, c.base.strict = direction(n), true
	}
	y, fits := c.base.yearOf(mo, d, weekday, dir)
	if !fits {
		y, _ = c.base.yearOf(mo, d, 0, dir)
	}
	if !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	if _, said := shiftOf(m); weekday == 0 && !said {
		if in, ok := c.storyYear(mo, d, newDay(y, mo, d), dir); ok {
			y, c.told = in, true
		}
	}
	t := c.relative(date(dayValue(y, mo, d)))
	if !fits {
		t.Doubt = weekdayDoubt(newDay(y, mo, d), weekday)
	}
	return t, true
}
