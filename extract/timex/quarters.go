package timex

import "attache"

// readQuarter reads "the third quarter", "Q3 2026", "this year's third quarter", "the 2026 quarter".
func (c *reader) readQuarter(m *match) (attache.Timex, bool) {
	q := whole(m.get(cQCode))
	if q < 0 {
		if q = whole(m.get(cOrd)); q < 0 && m.has(cOrdLast) {
			q = 4
		}
	}
	y, relative, named := c.yearNamed(m)
	if q < 0 && named { // "the 1988 quarter": the one the text speaks of, in another year
		if r := c.recentQuarter(); r != nil {
			return date(quarterValue(y, (r.m-1)/3+1)), true
		}
		return date(pad4(y)), true
	}
	if q < 1 || q > 4 {
		return attache.Timex{}, false
	}
	if !named {
		if c.base.known == 0 {
			return date("XXXX-Q" + string(rune('0'+q))), true
		}
		y, relative = c.base.y, true
		now := (c.base.m-1)/3 + 1
		dir := c.direction(m)
		if c.base.known >= 2 {
			switch {
			case q > now && (dir != future || q-now > 2):
				y--
			case q < now && dir == future && now-q > 2:
				y++
			}
		}
	}
	t := date(quarterValue(y, q))
	t.Mod = c.mod(m)
	if relative {
		t = c.relative(t)
	}
	return t, true
}

// readYearAgo reads "the year-ago quarter", "the year-earlier period": the quarter the text speaks
// of, a year before.
func (c *reader) readYearAgo(m *match) (attache.Timex, bool) {
	if q := whole(m.get(cOrd)); q >= 1 && q <= 4 && c.base.known > 0 {
		return c.relative(date(quarterValue(c.base.y-1, q))), true
	}
	switch {
	case m.says(c.g, "month"):
		y, mo := c.base.y, c.base.m
		if r := c.within(2, 2); r != nil {
			y, mo = r.y, r.m
		}
		return c.relative(date(monthValue(y-1, mo))), c.base.known >= 2
	case m.says(c.g, "week"):
		return c.unit("Y", -1)
	}
	if r := c.recentQuarter(); r != nil {
		y := r.y - 1
		if c.base.known > 0 && r.y == c.base.y-1 && r.sentence < c.sentence {
			y = r.y // the year-ago quarter was named already
		}
		return attache.Timex{Type: attache.Date, Value: quarterValue(y, (r.m-1)/3+1), Anchor: r.value}, true
	}
	return c.unit("Y", -1)
}
