package commands

import (
	"fmt"
	"time"

	"attache/extract/timex"
)

// period is a half-open stretch of time; a zero end is open.
type period struct{ from, to time.Time }

// readPeriod reads dates as people write them, counted from at.
func readPeriod(value string, at time.Time) (period, error) {
	from, to, ok := timex.Period(value, at)
	if !ok {
		return period{}, fmt.Errorf("no period in %q", value)
	}
	return period{from, to}, nil
}

// dayUTC returns the calendar day of t, in its own zone, as facts keep days: midnight UTC.
func dayUTC(t time.Time) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}
