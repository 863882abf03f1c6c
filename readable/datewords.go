package readable

import (
	"strconv"
	"strings"
	"time"

	"attache"
)

// parseWords reads the forms people write.
func parseWords(s string, order attache.DateOrder, zone *time.Location) (date, error) {
	var p dateParts
	fields := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return strings.ContainsRune(" ,|•·()–—", r) })
	for _, f := range fields {
		if err := p.take(strings.TrimSuffix(f, "."), order); err != nil {
			return date{}, err
		}
	}
	switch {
	case p.month == 0 || p.dayOfMonth == 0:
		return date{}, errNoDate
	case p.year == 0:
		return date{}, errNoYear
	}
	if p.offset != nil {
		zone = time.FixedZone("", int(*p.offset*3600))
		if *p.offset == 0 {
			zone = time.UTC
		}
	}
	if p.pm && p.hour < 12 {
		p.hour += 12
	} else if p.am && p.hour == 12 {
		p.hour = 0
	}
	t := time.Date(p.year, p.month, p.dayOfMonth, p.hour, p.minute, 0, 0, zone)
	if t.Day() != p.dayOfMonth || p.hour > 23 || p.minute > 59 {
		return date{}, errNoSuchDay
	}
	return within(date{t, !p.clock})
}

type dateParts struct {
	year, dayOfMonth, hour, minute int
	month                          time.Month
	clock, am, pm                  bool
	offset                         *float64
}

// take reads one word. A word that has no business in a date is errNoDate.
func (p *dateParts) take(w string, order attache.DateOrder) error {
	if w == "" || w == "-" {
		return nil
	}
	if m := monthNamed(w); m != 0 && p.month == 0 {
		p.month = m
		return nil
	}
	if off, ok := offset(w); ok && p.clock {
		p.offset = &off
		return nil
	}
	switch w {
	case "published", "updated", "posted", "created", "on", "at", "date", "date:", "published:", "posted:", "updated:", "the", "of", "edt:",
		"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri", "sat", "sun":
		return nil
	case "am", "a.m", "pm", "p.m":
		p.am, p.pm = w[0] == 'a', w[0] == 'p'
		return nil
	case "noon":
		p.clock, p.hour = true, 12
		return nil
	}
	if h, m, ok := clockTime(w, p); ok {
		p.clock, p.hour, p.minute = true, h, m
		return nil
	}
	if strings.ContainsAny(w, "/.-") {
		return p.figures(w, order)
	}
	digits := strings.TrimRight(w, "stndrh")
	n, err := strconv.Atoi(digits)
	switch {
	case err != nil || n < 1 || len(digits) != len(w) && len(w)-len(digits) != 2:
		return errNoDate
	case len(digits) == 4 && p.year == 0:
		p.year = n
	case len(digits) <= 2 && p.dayOfMonth == 0:
		p.dayOfMonth = n
	default:
		return errNoDate
	}
	return nil
}

// zones are the abbreviations that mean one offset only, in hours. IST, CST and BST (Bangladesh)
// have several; BST is read as British.
var zones = map[string]float64{
	"gmt": 0, "utc": 0, "z": 0, "wet": 0, "bst": 1, "west": 1, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "msk": 3, "trt": 3, "azt": 4, "amt": 4,
	"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7, "jst": 9, "kst": 9, "hkt": 8, "sgt": 8, "aest": 10, "aedt": 11,
}

// offset reads "gmt", "+0300", "gmt+03:00" as hours east of UTC.
func offset(w string) (float64, bool) {
	if off, ok := zones[w]; ok {
		return off, true
	}
	w = strings.TrimPrefix(strings.TrimPrefix(w, "gmt"), "utc")
	if w == "" || w[0] != '+' && w[0] != '-' {
		return 0, false
	}
	n, err := strconv.Atoi(strings.Replace(w[1:], ":", "", 1))
	if err != nil || n > 1400 || len(w) > 6 {
		return 0, false
	}
	if len(w) <= 3 {
		n *= 100
	}
	hours := float64(n/100) + float64(n%100)/60
	if w[0] == '-' {
		hours = -hours
	}
	return hours, true
}

// clockTime reads "10:30", "10:30:15", "9:05pm" and, for the British, "10.30am".
func clockTime(w string, p *dateParts) (hour, minute int, ok bool) {
	for _, half := range []string{"am", "pm"} {
		if rest, cut := strings.CutSuffix(w, half); cut {
			p.am, p.pm = half == "am", half == "pm"
			w = strings.Replace(rest, ".", ":", 1)
			if n, err := strconv.Atoi(w); err == nil && n >= 1 && n <= 12 {
				return n, 0, true
			}
		}
	}
	h, rest, ok := strings.Cut(w, ":")
	m, _, _ := strings.Cut(rest, ":")
	hour, err1 := strconv.Atoi(h)
	minute, err2 := strconv.Atoi(m)
	return hour, minute, ok && err1 == nil && err2 == nil && hour >= 0 && minute >= 0
}

// figures reads a date in figures. Points mean day first, everywhere.
func (p *dateParts) figures(w string, order attache.DateOrder) error {
	parts := strings.FieldsFunc(w, func(r rune) bool { return r == '/' || r == '.' || r == '-' })
	if len(parts) != 3 || p.dayOfMonth != 0 || p.month != 0 {
		return errNoDate
	}
	var n [3]int
	for i, s := range parts {
		v, err := strconv.Atoi(s)
		if err != nil || v < 0 || len(s) > 2 && len(s) != 4 || len(s) == 4 && i == 1 {
			return errNoDate
		}
		n[i] = v
	}
	if len(parts[0]) == 4 {
		p.year, p.month, p.dayOfMonth = n[0], time.Month(n[1]), n[2]
		return p.checkMonth()
	}
	if len(parts[2]) == 2 {
		n[2] += 2000
	} else if len(parts[2]) != 4 {
		return errNoDate
	}
	p.year = n[2]
	switch {
	case strings.Contains(w, "."), order == attache.DayFirst, n[0] > 12:
		p.dayOfMonth, p.month = n[0], time.Month(n[1])
	case order == attache.MonthFirst, n[1] > 12, n[0] == n[1]:
		p.month, p.dayOfMonth = time.Month(n[0]), n[1]
	default:
		return errAmbiguous
	}
	return p.checkMonth()
}

func (p *dateParts) checkMonth() error {
	if p.month < 1 || p.month > 12 || p.dayOfMonth < 1 {
		return errNoSuchDay
	}
	return nil
}

// monthNamed reads an English month name or an abbreviation of three letters or more.
func monthNamed(w string) time.Month {
	if len(w) < 3 {
		return 0
	}
	for m := time.January; m <= time.December; m++ {
		if strings.HasPrefix(strings.ToLower(m.String()), w) || w == "sept" && m == time.September {
			return m
		}
	}
	return 0
}
