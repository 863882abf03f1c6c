package attache

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// TimexType is the TYPE of a TIMEX3.
type TimexType string

// The four types of TIMEX3 (Saurí et al., TimeML Annotation Guidelines 1.2.1).
const (
	Date      TimexType = "DATE"
	TimeOfDay TimexType = "TIME"
	Duration  TimexType = "DURATION"
	Set       TimexType = "SET"
)

// Timex is one time expression. The zero Timex means that no time is given.
type Timex struct {
	Span  Span      `json:"span"`
	Type  TimexType `json:"type,omitempty"`
	Value string    `json:"value,omitempty"` // TIMEX3 VALUE: 2023-11-21, 2023-W46, 2023-Q3, P70D, PXD …
	Mod   string    `json:"mod,omitempty"`   // TIMEX3 MOD: START, MID, END, APPROX, BEFORE …

	// End is the VALUE of the last day when the expression is a range ("from 3 to 5 May"); Value
	// is then that of the first. Empty otherwise.
	End string `json:"end,omitempty"`

	Anchor string `json:"anchor,omitempty"` // the ISO date a relative expression was counted from
	Rule   string `json:"rule,omitempty"`   // the rule of the grammar that found it
	Doubt  string `json:"doubt,omitempty"`  // what a reader should know before trusting it; "" when nothing
}

// IsZero reports whether t says nothing.
func (t Timex) IsZero() bool { return t.Value == "" && t.Span.Empty() }

// Precision says how finely a value is known: "time", "day", "week", "month", "quarter", "season",
// "year", "decade", "century" or "range"; "" when the value is no point or stretch of the calendar.
func (t Timex) Precision() string {
	if t.End != "" {
		return "range"
	}
	_, _, p := Calendar(t.Value)
	return p
}

// Range returns the stretch of the calendar that t covers, half-open and in UTC, or false when t
// is a duration, a set, or has fields that are unknown ("XXXX-11-21").
func (t Timex) Range() (from, to time.Time, ok bool) {
	from, to, p := Calendar(t.Value)
	if p == "" {
		return time.Time{}, time.Time{}, false
	}
	if t.End != "" {
		_, last, q := Calendar(t.End)
		if q == "" || !last.After(from) {
			return time.Time{}, time.Time{}, false
		}
		to = last
	}
	return from, to, true
}

// Calendar reads a TIMEX3 value that names a place in the calendar. The result is half-open and in
// UTC; precision is as in Timex.Precision and empty when value names no such place.
func Calendar(value string) (from, to time.Time, precision string) {
	day, clock, timed := strings.Cut(value, "T")
	from, to, precision = calendarDay(day)
	if !timed || precision != "day" {
		if timed {
			precision = ""
		}
		return from, to, precision
	}
	// Parts of the day (MO, AF, EV, NI …) are kept as the day: newspapers do not say when they begin.
	var h, m, s int
	if n, _ := fmt.Sscanf(clock, "%d:%d:%d", &h, &m, &s); n > 0 && h < 24 && m < 60 && s < 60 {
		step := []time.Duration{0, time.Hour, time.Minute, time.Second}[n]
		from = from.Add(time.Duration(h)*time.Hour + time.Duration(m)*time.Minute + time.Duration(s)*time.Second)
		return from, from.Add(step), "time"
	}
	return from, to, "day"
}

func calendarDay(v string) (from, to time.Time, precision string) {
	date := func(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }
	number := func(s string) (int, bool) {
		for i := range len(s) {
			if s[i] < '0' || s[i] > '9' {
				return 0, false
			}
		}
		n, err := strconv.Atoi(s)
		return n, err == nil
	}
	head, rest, dashed := strings.Cut(v, "-")
	y, ok := number(head)
	if !ok {
		return from, to, ""
	}
	if !dashed {
		switch len(head) {
		case 4:
			return date(y, 1, 1), date(y+1, 1, 1), "year"
		case 3:
			return date(y*10, 1, 1), date(y*10+10, 1, 1), "decade"
		case 2:
			return date(y*100, 1, 1), date(y*100+100, 1, 1), "century"
		}
		return from, to, ""
	}
	if len(head) != 4 || len(rest) < 2 {
		return from, to, ""
	}
	switch rest {
	case "SP":
		return date(y, 3, 1), date(y, 6, 1), "season"
	case "SU":
		return date(y, 6, 1), date(y, 9, 1), "season"
	case "FA":
		return date(y, 9, 1), date(y, 12, 1), "season"
	case "WI":
		return date(y, 12, 1), date(y+1, 3, 1), "season"
	case "H1":
		return date(y, 1, 1), date(y, 7, 1), "range"
	case "H2":
		return date(y, 7, 1), date(y+1, 1, 1), "range"
	}
	switch rest[0] {
	case 'Q':
		if q, ok := number(rest[1:]); ok && q >= 1 && q <= 4 {
			return date(y, q*3-2, 1), date(y, q*3+1, 1), "quarter"
		}
		return from, to, ""
	case 'W':
		week, weekend := strings.CutSuffix(rest[1:], "-WE")
		w, ok := number(week)
		if !ok || len(week) != 2 || w < 1 || w > 53 {
			return from, to, ""
		}
		jan4 := date(y, 1, 4) // always in the first ISO week
		monday := jan4.AddDate(0, 0, -(int(jan4.Weekday())+6)%7+7*(w-1))
		if weekend {
			return monday.AddDate(0, 0, 5), monday.AddDate(0, 0, 7), "range"
		}
		return monday, monday.AddDate(0, 0, 7), "week"
	}
	month, day, dashed := strings.Cut(rest, "-")
	m, ok := number(month)
	if !ok || len(month) != 2 || m < 1 || m > 12 {
		return from, to, ""
	}
	if !dashed {
		return date(y, m, 1), date(y, m+1, 1), "month"
	}
	d, ok := number(day)
	if from = date(y, m, d); !ok || len(day) != 2 || from.Day() != d || d == 0 {
		return time.Time{}, to, "" // 31 February exists in no calendar
	}
	return from, from.AddDate(0, 0, 1), "day"
}
