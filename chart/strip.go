package chart

import (
	"time"
)

// strip is the line of time to scale above the rows: a mark for every event, and dates where they fit.
type strip struct {
	y      float64
	marks  []stripMark
	ticks  []tick
	today  float64 // 0 for none
	labels []rect  // of the ticks, for whoever wants to know that none meets another
}

type stripMark struct {
	x0, x1 float64
	event  int
}

type tick struct {
	x     float64
	label string // empty where none fits
	left  float64
}

const (
	stripLeft  = margin + 8
	stripRight = pictureWidth - margin - 8
)

// newStrip plans the strip; nil when all events are of one day.
func newStrip(f *faces, events []Event, today time.Time, y float64) *strip {
	first, last := events[0].From, events[0].To
	for _, e := range events {
		if e.To.After(last) {
			last = e.To
		}
	}
	if !today.IsZero() && today.After(first) && today.Before(last) {
		today = today.Truncate(24 * time.Hour)
	} else {
		today = time.Time{}
	}
	if last.Sub(first) <= 24*time.Hour {
		return nil
	}
	s := &strip{y: y + 22}
	at := func(t time.Time) float64 {
		return stripLeft + (stripRight-stripLeft)*float64(t.Sub(first))/float64(last.Sub(first))
	}
	for i, e := range events {
		s.marks = append(s.marks, stripMark{at(e.From), at(e.To), i})
	}
	if !today.IsZero() {
		s.today = at(today)
	}
	end := -1e9
	for _, t := range ticksOf(first, last) {
		k := tick{x: at(t.at)}
		w := width(f.small, t.label)
		k.left = min(max(k.x-w/2, margin), pictureWidth-margin-w)
		if k.left > end+14 {
			k.label, end = t.label, k.left+w
			s.labels = append(s.labels, rect{k.left, s.y + 16, k.left + w, s.y + 16 + smallHeight})
		}
		s.ticks = append(s.ticks, k)
	}
	return s
}

type dated struct {
	at    time.Time
	label string
}

// ticksOf returns the beginnings of days, months or years between two times, about a dozen at most.
func ticksOf(first, last time.Time) (all []dated) {
	day, span := 24*time.Hour, last.Sub(first)
	y, m, d := first.Date()
	next := func(i int) time.Time { return time.Date(y, m, d+i, 0, 0, 0, 0, time.UTC) }
	layout := "2 Jan 2006"
	switch {
	case span <= 16*day:
		layout = "2 Jan"
	case span <= 70*day:
		next = func(i int) time.Time { return time.Date(y, m, d+7*i, 0, 0, 0, 0, time.UTC) }
	case span <= 450*day:
		next, layout = func(i int) time.Time { return time.Date(y, m+time.Month(i), 1, 0, 0, 0, 0, time.UTC) }, "Jan 2006"
	case span <= 1600*day:
		q := (m-1)/3*3 + 1
		next, layout = func(i int) time.Time { return time.Date(y, q+time.Month(3*i), 1, 0, 0, 0, 0, time.UTC) }, "Jan 2006"
	default:
		step := 1
		for span > time.Duration(14*step)*366*day {
			step *= 2
			if step == 4 {
				step = 5
			}
		}
		from := y / step * step
		next, layout = func(i int) time.Time { return time.Date(from+i*step, 1, 1, 0, 0, 0, 0, time.UTC) }, "2006"
	}
	const most = 40
	for i := range most {
		t := next(i)
		if t.After(last) {
			break
		}
		if !t.Before(first) {
			all = append(all, dated{t, t.Format(layout)})
		}
	}
	return all
}
