package commands

import "time"

// How long a stretch of events is grouped by day, and by month; what is longer is grouped by year.
const (
	byDay   = 45 * 24 * time.Hour
	byMonth = 5 * 366 * 24 * time.Hour
)

// headings returns what findings are grouped under: the day, month or year in which an event begins, as
// the time from the first to the last asks for. A group in which everything stands alone says nothing, so
// a short list has none. What has no date is grouped apart.
func headings(all []finding) func(finding) string {
	const fewest = 3
	if len(all) < fewest {
		return nil
	}
	var first, last time.Time
	for _, one := range all {
		from, _, ok := one[0].Event.When.Range()
		if !ok {
			continue
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if from.After(last) {
			last = from
		}
	}
	span := last.Sub(first)
	return func(one finding) string {
		from, to, ok := one[0].Event.When.Range()
		switch {
		case !ok:
			return "Undated"
		case to.Sub(from) > 32*24*time.Hour || span > byMonth:
			return from.Format("2006")
		case to.Sub(from) > 24*time.Hour || span > byDay || one[0].Event.When.Precision() == "":
			return from.Format("January 2006")
		}
		return from.Format("Monday, 2 January 2006")
	}
}
