package score

import (
	"strconv"
	"strings"
	"time"
)

// days is a closed stretch of the calendar, as a date of the timeline gold means it.
type days struct{ first, last time.Time }

// readDays reads YYYY-MM-DD, YYYY-Www, YYYY-MM, YYYY or A/B; what follows a full date is ignored.
func readDays(s string) (days, bool) {
	s = strings.TrimSpace(s)
	if a, b, ok := strings.Cut(s, "/"); ok {
		x, okA := readDays(a)
		y, okB := readDays(b)
		return days{x.first, y.last}, okA && okB
	}
	switch {
	case len(s) == 8 && s[4:6] == "-W":
		year, week, ok := twoNumbers(s[:4], s[6:])
		if monday, exists := isoWeek(year, week); ok && exists {
			return days{monday, monday.AddDate(0, 0, 6)}, true
		}
		return days{}, false
	case len(s) == 4:
		if year, _, ok := twoNumbers(s, "0"); ok && year > 0 {
			return days{day(year, 1, 1), day(year, 12, 31)}, true
		}
		return days{}, false
	case len(s) == 7 && s[4] == '-':
		if year, month, ok := twoNumbers(s[:4], s[5:]); ok && year > 0 && month >= 1 && month <= 12 {
			return days{day(year, month, 1), day(year, month+1, 0)}, true
		}
		return days{}, false
	}
	if len(s) > 10 {
		s = s[:10]
	}
	for _, layout := range []string{"2006-01-02", "20060102"} {
		if d, err := time.Parse(layout, s); err == nil && d.Year() > 0 {
			return days{d, d}, true
		}
	}
	return days{}, false
}

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// isoWeek returns the Monday of an ISO week, or false when the year has no such week.
func isoWeek(year, week int) (time.Time, bool) {
	if year < 1 || week < 1 {
		return time.Time{}, false
	}
	jan4 := day(year, 1, 4) // always in the first week
	monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(week-1))
	y, w := monday.ISOWeek()
	return monday, y == year && w == week
}

func twoNumbers(a, b string) (x, y int, ok bool) {
	if strings.Trim(a+b, "0123456789") != "" {
		return 0, 0, false
	}
	x, errX := strconv.Atoi(a)
	y, errY := strconv.Atoi(b)
	return x, y, errX == nil && errY == nil
}

func (d days) equal(e days) bool { return d.first.Equal(e.first) && d.last.Equal(e.last) }
func (d days) within(e days) bool {
	return !d.first.Before(e.first) && !d.last.After(e.last)
}
