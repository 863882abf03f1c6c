package readable

import (
	"errors"
	"strings"
	"time"

	"attache"
)

// date is an instant or a calendar day. A day is midnight in the zone of its outlet, else UTC.
type date struct {
	time time.Time
	day  bool // no clock time was given
}

// Why a string is no date, in words that complete "I could not read the date (…)".
var (
	errNoDate    = errors.New("it is not a date")
	errNoSuchDay = errors.New("there is no such day")
	errAmbiguous = errors.New("day and month could be swapped")
	errNoYear    = errors.New("the year is missing")
)

// layouts are the forms machines write; day says that no clock time is in it. None has a zone
// abbreviation: the time package takes one it does not know for UTC.
var layouts = []struct {
	layout string
	day    bool
}{
	{time.RFC3339Nano, false}, {"2006-01-02T15:04:05Z0700", false}, {"2006-01-02T15:04Z07:00", false}, {"2006-01-02T15:04Z0700", false},
	{"2006-01-02 15:04:05Z07:00", false}, {"2006-01-02 15:04:05 Z0700", false},
	{"2006-01-02T15:04:05", false}, {"2006-01-02 15:04:05", false}, {"2006-01-02T15:04", false}, {"2006-01-02 15:04", false},
	{"20060102T150405Z07:00", false}, {"20060102T150405", false}, {"20060102", true},
	{"2006-1-2", true}, {"2006/1/2", true}, {"2006.1.2", true}, {"2006-01-02Z07:00", true},
	{time.RFC1123Z, false}, {"Mon, 2 Jan 2006 15:04:05 -0700", false}, {"2 Jan 2006 15:04:05 -0700", false}, {"Mon Jan 2 15:04:05 2006", false},
	{"Mon Jan 2 15:04:05 -0700 2006", false},
}

// parseDate reads s if it is a date and nothing else but words that frame one ("Published on
// Tuesday, 21 November 2026 at 10:30 GMT"). The zone that s leaves open is that of the outlet, else
// UTC; so is the order of a date in figures, which is an error when it stays open.
func parseDate(s string, outlet attache.Outlet) (date, error) {
	zone := outlet.Zone
	if zone == nil {
		zone = time.UTC
	}
	s = strings.TrimSpace(s)
	if len(s) > 120 || len(s) < 6 {
		return date{}, errNoDate
	}
	failed := errNoDate
	for _, l := range layouts {
		t, err := time.ParseInLocation(l.layout, s, zone)
		if err == nil {
			return within(date{t, l.day})
		}
		if strings.Contains(err.Error(), "out of range") {
			failed = errNoSuchDay
		}
	}
	if failed != errNoDate {
		return date{}, failed
	}
	return parseWords(s, outlet.Dates, zone)
}

// within refuses years that no archived article has: a mistyped year or a software default.
func within(d date) (date, error) {
	if y := d.time.Year(); y < 1900 || y > 2100 || y == 1970 && d.time.YearDay() == 1 {
		return date{}, errNoSuchDay
	}
	return d, nil
}
