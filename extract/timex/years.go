package timex

import (
	"strconv"

	"attache"
)

// yearNamed returns the year that "of last year", "this year" or a YEAR in the match names.
func (c *reader) yearNamed(m *match) (year int, relative, ok bool) {
	if it := m.get(cYear); it != nil {
		return whole(it), false, true
	}
	if it := m.get(cFY); it != nil && it.num > 1000 {
		return whole(it), false, true
	}
	if m.has(cThat) || m.has(cSame) {
		if r := c.within(1, 3); r != nil { // June 4 of that year
			return r.y, true, true
		}
	}
	if n, found := shiftOf(m); found && c.base.known > 0 {
		return c.base.y + n, true, true
	}
	if (m.says(c.g, "year") || m.has(cUnit)) && c.base.known > 0 {
		return c.base.y, true, true
	}
	return 0, false, false
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

// readDecade reads "the 1990s", "the early '90s", "the nineties".
func (c *reader) readDecade(m *match) (attache.Timex, bool) {
	n := whole(m.get(cDecade))
	if t, ok := c.halfDecade(m); ok {
		return t, true
	}
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

// halfDecade reads "the first half of the 1980s".
func (c *reader) halfDecade(m *match) (attache.Timex, bool) {
	if !m.says(c.g, "half") {
		return attache.Timex{}, false
	}
	rest := *m
	rest.n, rest.items = 1, m.items[m.n-1:]
	rest.path[0] = m.path[m.n-1]
	t, ok := c.readDecade(&rest)
	if t.Mod = "END"; whole(m.get(cOrd)) == 1 {
		t.Mod = "START"
	}
	return t, ok
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
		return value(whole(it)), true // "the winter of 2013-14" is that of 2013
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
	if r := c.within(1, 3); r != nil && m.has(cThat) {
		return c.relative(value(r.y)), true
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
