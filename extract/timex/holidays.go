package timex

import (
	"strconv"
	"strings"

	"attache"
)

// holiday returns the day a holiday falls on in a year. spec is "05-04" (month and day), "11-4-4"
// (the fourth Thursday of November; "5-1-L" is the last Monday of May), "easter-2", "pascha+0" or
// "election" (the United States: the Tuesday after the first Monday of November).
func holiday(spec string, y int) (day, bool) {
	if n, ok := strings.CutPrefix(spec, "easter"); ok {
		shift, err := strconv.Atoi(n)
		return easter(y) + day(shift), err == nil
	}
	if n, ok := strings.CutPrefix(spec, "pascha"); ok {
		shift, err := strconv.Atoi(n)
		return pascha(y) + day(shift), err == nil && y >= 1900 && y < 2100
	}
	if spec == "election" {
		first := newDay(y, 11, 1)
		monday := first + day((8-first.weekday())%7)
		return monday + 1, true
	}
	parts := strings.Split(spec, "-")
	m, err := strconv.Atoi(parts[0])
	if err != nil || len(parts) < 2 {
		return 0, false
	}
	d, err := strconv.Atoi(parts[1])
	if err != nil {
		return 0, false
	}
	if len(parts) == 2 {
		return newDay(y, m, d), true
	}
	if parts[2] == "L" {
		last := newDay(y, m+1, 1) - 1
		return last - day((last.weekday()-d+7)%7), true
	}
	n, err := strconv.Atoi(parts[2])
	first := newDay(y, m, 1)
	return first + day((d-first.weekday()+7)%7+7*(n-1)), err == nil
}

// readHoliday reads "Christmas", "Easter 2026", "last Thanksgiving", "Easter week".
func (c *reader) readHoliday(m *match) (attache.Timex, bool) {
	spec := m.get(cHoliday).code
	t, ok := c.holidayDay(m, spec)
	if !ok {
		if len(spec) == 5 && spec[2] == '-' {
			return date("XXXX-" + spec), true
		}
		return attache.Timex{}, false
	}
	out := date(t.value())
	if m.says(c.g, "weekend") {
		out.Value = t.weekValue() + "-WE"
	} else if m.says(c.g, "week") {
		out.Value = t.weekValue()
	} else if m.says(c.g, "eve") {
		out.Value = (t - 1).value()
	}
	if !m.has(cYear) {
		out = c.relative(out)
	}
	return out, true
}

func (c *reader) holidayDay(m *match, spec string) (day, bool) {
	if it := m.get(cYear); it != nil {
		return holiday(spec, whole(it))
	}
	if c.base.known == 0 {
		return 0, false
	}
	n, said := shiftOf(m)
	dir := c.direction(m)
	var best day
	found := false
	bestCost := 1 << 30
	for y := c.base.y - 1; y <= c.base.y+1; y++ {
		t, ok := holiday(spec, y)
		if !ok {
			continue
		}
		cost := int(t - c.base.day)
		wrong := cost > 0 && dir == past || cost < 0 && dir == future
		if dir == unclear && cost > 0 {
			cost += 60 // as in yearOf
		}
		switch {
		case m.says(c.g, "year") && y != c.base.y+n:
			continue
		case said && n < 0 && cost >= 0 && !m.says(c.g, "year"), said && n > 0 && cost <= 0 && !m.says(c.g, "year"):
			continue
		}
		if cost < 0 {
			cost = -cost
		}
		if wrong {
			cost += 240
			if c.base.strict {
				cost += 10_000
			}
		}
		if cost < bestCost {
			best, bestCost, found = t, cost, true
		}
	}
	return best, found
}
