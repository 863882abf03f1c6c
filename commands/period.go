package commands

import (
	"fmt"
	"time"

	"attache"
)

// period is a half-open stretch of time; a zero end is open.
type period struct{ from, to time.Time }

func readPeriod(value string, at time.Time) (period, error) {
	from, to, precision := attache.Calendar(value)
	if precision == "" {
		return period{}, fmt.Errorf("no date in %q", value)
	}
	return period{from, to}, nil
}
