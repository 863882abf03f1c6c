package timex

import (
	"strconv"

	"attache"
)

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

// readOverWeekday reads "the day before last Friday".
func (c *reader) readOverWeekday(m *match) (attache.Timex, bool) {
	t, ok := c.weekday(m, whole(m.get(cWeekday)))
	if !ok {
		return attache.Timex{}, false
	}
	if m.says(c.g, "before") {
		t--
	} else {
		t++
	}
	return c.relative(date(t.value())), true
}

// weekday returns the day that a weekday with its modifiers means; false when the anchor does not
// say.
func (c *reader) weekday(m *match, weekday int) (day, bool) {
	b := &c.base
	if b.known < 3 {
		return 0, false
	}
	n, said := shiftOf(m)
	if m.n == 2 && m.path[1].class == literal { // Friday week
		t := b.weekdayNear(weekday, future)
		if t == b.day {
			return t + 7, true
		}
		return t + 7, true
	}
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
