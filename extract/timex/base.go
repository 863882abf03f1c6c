package timex

import (
	"strconv"

	"attache"
)

// base is the anchor as numbers. known says how finely: 0 nothing, 1 the year, 2 the month, 3 the
// day. day is then a day in the middle of what is known, good enough to find the nearest year.
type base struct {
	value string
	known int
	y, m  int
	day   day

	strict bool // the direction is certain: no date lies on the wrong side
}

// newBase reads the value of an anchor. A value it cannot read is like none.
func newBase(a attache.Anchor) (b base) {
	v := a.Value
	number := func(from, to int) int {
		if len(v) < to {
			return -1
		}
		n, err := strconv.Atoi(v[from:to])
		if err != nil {
			return -1
		}
		return n
	}
	y := number(0, 4)
	if y < 1 || len(v) > 4 && v[4] != '-' {
		return base{}
	}
	b = base{value: v, known: 1, y: y, m: 7, day: newDay(y, 7, 1)}
	m := number(5, 7)
	if len(v) == 4 || m < 1 || m > 12 {
		return b
	}
	b.known, b.m, b.day = 2, m, newDay(y, m, 15)
	d := number(8, 10)
	if len(v) == 7 || !exists(y, m, d) {
		return b
	}
	b.known, b.day = 3, newDay(y, m, d)
	return b
}

// direction says on which side of the anchor an expression lies.
type direction int

const (
	past    direction = -1
	unclear direction = 0
	future  direction = 1
)

// yearOf returns the year of a month and day that have none: the one nearest to the anchor, where
// lying on the wrong side of it costs eight months. That keeps "payable Dec. 7" out of last year
// although "said" stands nearer than "payable". When the weekday is given the year must fit it.
func (b *base) yearOf(m, d, weekday int, dir direction) (year int, fits bool) {
	best, bestCost := b.y, 1<<30
	reach := 1
	if weekday > 0 {
		reach = 3 // a day falls on the same weekday every 5, 6 or 11 years
	}
	for y := b.y - reach; y <= b.y+reach; y++ {
		if !exists(y, m, d) {
			continue
		}
		t := newDay(y, m, d)
		cost := int(t - b.day)
		wrong := cost > 0 && dir == past || cost < 0 && dir == future
		if cost < 0 {
			cost = -cost
		}
		if wrong && (b.known == 3 || cost > 31) {
			cost += 240
			if b.strict {
				cost += 10_000
			}
		}
		if dir == unclear && t > b.day {
			cost += 60 // news tells more of the past
		}
		if weekday > 0 && t.weekday() != weekday {
			cost += 100_000
		}
		if cost < bestCost {
			best, bestCost = y, cost
		}
	}
	return best, bestCost < 100_000
}

// yearOfMonth is yearOf for a month without a day.
func (b *base) yearOfMonth(m int, dir direction) int {
	if b.known >= 2 && m == b.m {
		return b.y
	}
	best, bestCost := b.y, 1<<30
	for y := b.y - 1; y <= b.y+1; y++ {
		cost := (y-b.y)*12 + m - b.m
		wrong := cost > 0 && dir != future || cost < 0 && dir == future
		if cost < 0 {
			cost = -cost
		}
		if wrong {
			cost += 8
			if dir == past {
				cost += 3
			}
			if b.strict {
				cost += 100
			}
		}
		if cost < bestCost {
			best, bestCost = y, cost
		}
	}
	return best
}

// weekdayNear returns the day with that weekday on or before the anchor, or on or after it.
func (b *base) weekdayNear(weekday int, dir direction) day {
	if dir == future {
		return b.day + day((weekday-b.day.weekday()+7)%7)
	}
	return b.day - day((b.day.weekday()-weekday+7)%7)
}
