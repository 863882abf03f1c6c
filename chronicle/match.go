package chronicle

import (
	"strings"
	"time"
)

// What two reports share, and how much of it makes them reports of one event. The date must fit in any
// case; without it nothing does.
const (
	sameWho   = 0.5 // of those who take part in the report that names fewer
	someWords = 0.3 // of the telling words of the shorter passage
	mostWords = 0.5 // so many alone will do: one wording in two outlets
)

// oneEvent reports whether two reports tell of one event.
func oneEvent(a, b *report) bool {
	when := fit(a, b)
	if when == apart || a.Article.ID == b.Article.ID || a.where != "" && b.where != "" && a.where != b.where && when != same {
		return false
	}
	kind := a.kinds&b.kinds != 0 || a.trigger == b.trigger || stem(a.trigger) == stem(b.trigger)
	who, named := shared(a.who, b.who)
	said, _ := shared(a.words, b.words)
	switch when {
	case same, within:
		switch {
		case kind && named && who < sameWho:
			// "Okoro and Holm" here, "Norway and Sweden" there
			return when == same && said >= someWords && (a.mentions(b) || b.mentions(a))
		case kind && named:
			return (when == same || said >= someWords || who == 1 && len(a.who) > 1 && len(b.who) > 1)
		case kind:
			return said >= someWords
		}
		return said >= mostWords && (!named || who >= sameWho)
	case beside: // one of them has the wrong day, or tells of another event
		return kind && named && who >= sameWho && said >= someWords
	case undated:
		return kind && named && who == 1 && said >= someWords
	}
	return false
}

// mentions reports whether the article of r names everybody who takes part in the event of o, two at least.
func (r *report) mentions(o *report) bool {
	for _, m := range o.Event.Who {
		if name := m.Show(o.Article.Text); name == "" || !strings.Contains(r.Article.Text, name) {
			return false
		}
	}
	return len(o.Event.Who) > 1
}

// fitting says how the dates of two reports go together.
type fitting int

const (
	apart   fitting = iota
	same            // the same stretch of the calendar
	within          // one names a stretch that holds the other
	beside          // days next to each other
	undated         // neither has a date
)

func fit(a, b *report) fitting {
	const oneDay = 24 * time.Hour
	switch {
	case a.from.IsZero() && b.from.IsZero():
		if gap := a.told.Sub(b.told).Abs(); gap > 10*oneDay {
			return apart
		}
		return undated
	case a.from.IsZero() || b.from.IsZero():
		return apart
	case a.from.Equal(b.from) && a.to.Equal(b.to):
		return same
	case !a.from.Before(b.from) && !a.to.After(b.to), !b.from.Before(a.from) && !b.to.After(a.to):
		if min(a.finest, b.finest) < 2 { // a year holds too much
			return apart
		}
		return within
	case a.finest == 4 && b.finest == 4 && a.from.Sub(b.from).Abs() <= oneDay:
		return beside
	}
	return apart
}

// shared returns which part of the smaller set stands in the other, and whether both hold anything.
func shared(a, b map[string]bool) (part float64, both bool) {
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return 0, false
	}
	n := 0
	for w := range a {
		if b[w] {
			n++
		}
	}
	return float64(n) / float64(len(a)), true
}
