package timex

import "strconv"

// day is a day of the proleptic Gregorian calendar, counted from 1970-01-01.
type day int

// newDay returns the day of a date. Months and days may lie outside their ranges and carry over.
func newDay(y, m, d int) day {
	y += (m - 1) / 12
	if m = (m - 1) % 12; m < 0 {
		m += 12
		y--
	}
	// Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms": years that begin in March.
	if m += 1; m <= 2 {
		y--
		m += 12
	}
	era := y
	if y < 0 {
		era = y - 399
	}
	era /= 400
	yoe := y - era*400
	doy := (153*(m-3)+2)/5 + d - 1
	return day(era*146097 + yoe*365 + yoe/4 - yoe/100 + doy - 719468)
}

// date returns year, month and day of the month.
func (t day) date() (y, m, d int) {
	z := int(t) + 719468
	era := z
	if z < 0 {
		era = z - 146096
	}
	era /= 146097
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = doy - (153*mp+2)/5 + 1
	if m = mp + 3; m > 12 {
		m -= 12
	}
	if y = yoe + era*400; m <= 2 {
		y++
	}
	return y, m, d
}

// weekday returns 1 for Monday to 7 for Sunday.
func (t day) weekday() int {
	w := (int(t) + 3) % 7 // 1970-01-01 was a Thursday
	if w < 0 {
		w += 7
	}
	return w + 1
}

// week returns the ISO year and week.
func (t day) week() (year, week int) {
	thursday := t + day(4-t.weekday())
	year, _, _ = thursday.date()
	return year, int(thursday-newDay(year, 1, 1))/7 + 1
}

func (t day) value() string {
	y, m, d := t.date()
	return dayValue(y, m, d)
}

func (t day) weekValue() string {
	y, w := t.week()
	return pad4(y) + "-W" + pad2(w)
}

func daysIn(y, m int) int { return int(newDay(y, m+1, 1) - newDay(y, m, 1)) }

// exists reports whether the calendar has such a day.
func exists(y, m, d int) bool { return m >= 1 && m <= 12 && d >= 1 && d <= daysIn(y, m) }

func dayValue(y, m, d int) string { return pad4(y) + "-" + pad2(m) + "-" + pad2(d) }

// monthValue returns the value of a month; months outside 1 to 12 carry over.
func monthValue(y, m int) string {
	y, m = carry(y, m)
	return pad4(y) + "-" + pad2(m)
}

func carry(y, m int) (int, int) {
	y += (m - 1) / 12
	if m = (m - 1) % 12; m < 0 {
		m += 12
		y--
	}
	return y, m + 1
}

// quarterValue returns the value of a quarter; quarters outside 1 to 4 carry over.
func quarterValue(y, q int) string {
	y += (q - 1) / 4
	if q = (q - 1) % 4; q < 0 {
		q += 4
		y--
	}
	return pad4(y) + "-Q" + strconv.Itoa(q+1)
}

// pad4 writes a year. Years before Christ and after 9999 are in no newspaper.
func pad4(y int) string {
	switch {
	case y < 0 || y > 9999:
		return "XXXX"
	case y < 1000:
		s := "000" + strconv.Itoa(y)
		return s[len(s)-4:]
	}
	return strconv.Itoa(y)
}

func pad2(n int) string {
	if n < 10 {
		return "0" + strconv.Itoa(n)
	}
	return strconv.Itoa(n)
}

// easter returns Easter Sunday of the Western churches (the anonymous Gregorian computus).
func easter(y int) day {
	a, b, c := y%19, y/100, y%100
	h := (19*a + b - b/4 - (b-(b+8)/25+1)/3 + 15) % 30
	l := (32 + 2*(b%4) + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return newDay(y, n/31, n%31+1)
}

// pascha returns Easter Sunday of the Eastern churches: Meeus's Julian computus, 13 days on, which
// holds from 1900 to 2099.
func pascha(y int) day {
	d := (19*(y%19) + 15) % 30
	e := (2*(y%4) + 4*(y%7) - d + 34) % 7
	n := d + e + 114
	return newDay(y, n/31, n%31+1) + 13
}
