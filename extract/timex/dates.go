package timex

import (
	"strconv"
	"strings"

	"attache"
)

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

// readISO reads 2026-05-04.
func (c *reader) readISO(m *match) (attache.Timex, bool) {
	y, mo, d := whole(m.get(cYear)), whole(m.nth(cNum, 0)), whole(m.nth(cNum, 1))
	if !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	return date(dayValue(y, mo, d)), true
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

// yearNamed returns the year that "of last year", "this year" or a YEAR in the match names.
func (c *reader) yearNamed(m *match) (year int, relative, ok bool) {
	if it := m.get(cYear); it != nil {
		return whole(it), false, true
	}
	if it := m.get(cFY); it != nil && it.num > 1000 {
		return whole(it), false, true
	}
	if n, found := shiftOf(m); found && c.base.known > 0 {
		return c.base.y + n, true, true
	}
	if (m.says(c.g, "year") || m.has(cUnit)) && c.base.known > 0 {
		return c.base.y, true, true
	}
	return 0, false, false
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
	y, fits := c.base.yearOf(mo, d, weekday, dir)
	if !fits {
		y, _ = c.base.yearOf(mo, d, 0, dir)
	}
	if !exists(y, mo, d) {
		return attache.Timex{}, false
	}
	t := c.relative(date(dayValue(y, mo, d)))
	if !fits {
		t.Doubt = weekdayDoubt(newDay(y, mo, d), weekday)
	}
	return t, true
}

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
	switch {
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
		y = c.base.yearOfMonth(mo, c.direction(m))
	}
	t := c.relative(date(monthValue(y, mo)))
	t.Mod = c.mod(m)
	return t, true
}

// readYear reads "1998", "the year 2000", "fiscal 1998", "early 1998".
func (c *reader) readYear(m *match) (attache.Timex, bool) {
	y, _, ok := c.yearNamed(m)
	if !ok || y < 1000 {
		return attache.Timex{}, false
	}
	t := date(pad4(y))
	t.Mod = c.mod(m)
	return t, true
}

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

// readDecade reads "the 1990s", "the early '90s", "the nineties".
func (c *reader) readDecade(m *match) (attache.Timex, bool) {
	n := whole(m.get(cDecade))
	switch {
	case n >= 1000 && n%100 == 0 && n < 1900:
		return attache.Timex{Type: attache.Date, Value: strconv.Itoa(n / 100), Mod: c.mod(m)}, true
	case n < 100:
		// '20s may be a century ago, but is written today of this century or not at all.
		if n += 1900; n < 1930 {
			n += 100
		}
	}
	return attache.Timex{Type: attache.Date, Value: strconv.Itoa(n / 10), Mod: c.mod(m)}, true
}

// readCentury reads "the 20th century", "this century".
func (c *reader) readCentury(m *match) (attache.Timex, bool) {
	n := whole(m.get(cOrd))
	relative := n < 0
	if relative {
		shift, ok := shiftOf(m)
		if !ok || c.base.known == 0 {
			return attache.Timex{}, false
		}
		n = c.base.y/100 + 1 + shift
	}
	if n < 10 || n > 22 {
		return attache.Timex{}, false
	}
	t := date(pad2(n - 1))
	if t.Mod = c.mod(m); relative {
		t = c.relative(t)
	}
	return t, true
}

// readHalf reads "the first half of 2026", "H1".
func (c *reader) readHalf(m *match) (attache.Timex, bool) {
	h := whole(m.get(cHCode))
	if h < 0 {
		if h = whole(m.get(cOrd)); h < 0 {
			h = 2 // the last half
		}
	}
	// "the last half of this year": the first LAST belongs to the half.
	y, relative, ok := c.yearNamed(m)
	if m.has(cLast) && m.items[0].classes&(cThe.bit()|cLast.bit()) != 0 && relative {
		y = c.base.y
		if m.nth(cLast, 1) != nil {
			y--
		} else if m.has(cNext) {
			y++
		}
	}
	if !ok && c.base.known > 0 {
		y, relative, ok = c.base.y, true, true
		if h == 2 && c.base.known >= 2 && c.base.m <= 6 && c.direction(m) != future {
			y--
		}
	}
	if h < 1 || h > 2 || !ok {
		return attache.Timex{}, false
	}
	t := date(pad4(y) + "-H" + strconv.Itoa(h))
	if relative {
		t = c.relative(t)
	}
	return t, true
}

// readSeason reads "last winter", "the summer of 2026", "this spring".
func (c *reader) readSeason(m *match) (attache.Timex, bool) {
	code := m.get(cSeason).code
	value := func(y int) attache.Timex {
		t := date(pad4(y) + "-" + code)
		t.Mod = c.mod(m)
		return t
	}
	if it := m.get(cYear); it != nil {
		return value(whole(it)), true
	}
	if c.base.known == 0 {
		t := date("XXXX-" + code)
		t.Mod = c.mod(m)
		return t, true
	}
	if m.says(c.g, "year") {
		n, _ := shiftOf(m)
		return c.relative(value(c.base.y + n)), true
	}
	start := map[string]int{"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
	mo := c.base.m
	inside := (mo-start+12)%12 < 3
	y := c.base.y // of the season that began last
	if mo < start {
		y--
	}
	n, said := shiftOf(m)
	if said && n == 0 && !inside && (start-mo+12)%12 <= 6 {
		return c.relative(value(y + 1)), true // this winter, said in November
	}
	switch {
	case said && n < 0 && inside:
		y--
	case said && n > 0, said && n == 0 && !inside && c.direction(m) == future, !said && !inside && c.direction(m) == future:
		y++
	}
	return c.relative(value(y)), true
}

// readWeekday reads "Friday", "last Friday", "Friday of last week", "the previous Friday".
func (c *reader) readWeekday(m *match) (attache.Timex, bool) {
	weekday := whole(m.get(cWeekday))
	t, ok := c.weekday(m, weekday)
	if !ok {
		t := date("XXXX-WXX-" + strconv.Itoa(weekday))
		t.Mod = c.mod(m)
		return t, true
	}
	out := c.relative(date(t.value()))
	out.Mod = c.mod(m)
	return out, true
}

// weekday returns the day that a weekday with its modifiers means; false when the anchor does not
// say.
func (c *reader) weekday(m *match, weekday int) (day, bool) {
	b := &c.base
	if b.known < 3 {
		return 0, false
	}
	n, said := shiftOf(m)
	if it := m.get(cUnit); it != nil && it.code == "W" || m.says(c.g, "week") {
		if m.has(cAgo) {
			return b.weekdayNear(weekday, past) - 7, true
		}
		return b.day + day(weekday-b.day.weekday()+7*n), true
	}
	if m.has(cPrevious) || m.has(cFollowing) {
		if r := c.recent(3); r != nil {
			if m.has(cPrevious) {
				return r.day - 1 - day((r.day.weekday()-1-weekday+14)%7), true
			}
			return r.day + 1 + day((weekday-r.day.weekday()-1+14)%7), true
		}
	}
	switch {
	case said && n < 0:
		// On Friday nobody says "last Thursday" for yesterday.
		t := b.weekdayNear(weekday, past)
		if b.day-t <= 1 {
			t -= 7
		}
		return t, true
	case said && n > 0:
		t := b.weekdayNear(weekday, future)
		if t == b.day {
			t += 7
		}
		return t, true
	}
	return b.weekdayNear(weekday, c.direction(m)), true
}
