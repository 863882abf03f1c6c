package attache

import "time"

// Outlet is a publication the operator knows. The zero Outlet is one nobody knows.
type Outlet struct {
	Host string // "news.example": the host itself and everything below it
	Name string // to show

	// Zone is where its clock times and its calendar days are counted: "21 November, 00:30" of a
	// Tokyo paper is the 20th in Vienna. Nil when unknown.
	Zone  *time.Location
	Dates DateOrder
}

// DateOrder says how an outlet writes a date in figures. 1/2/2023 is in February to a day-first
// outlet and in January to a month-first one.
type DateOrder string

// DatesUnknown leaves an ambiguous date in figures unread; it is never guessed.
const (
	DatesUnknown DateOrder = ""
	DayFirst     DateOrder = "dmy"
	MonthFirst   DateOrder = "mdy"
	YearFirst    DateOrder = "ymd"
)
