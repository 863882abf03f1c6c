package timex_test

import (
	"fmt"
	"time"

	"attache/extract/timex"
	"attache/extract/token"
)

func ExampleFind() {
	doc := token.Read("They met on Tuesday and will meet again next month.")
	anchor := timex.Anchor(doc, time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC))
	for _, t := range timex.Find(doc, anchor) {
		fmt.Println(t.Span.Of(doc.Text), t.Value)
	}
	// Output:
	// Tuesday 2026-11-17
	// next month 2026-12
}

func ExamplePeriod() {
	now := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC)
	from, to, _ := timex.Period("3 to 5 May", now)
	fmt.Println(from.Format(time.DateOnly), to.Format(time.DateOnly))
	// Output: 2026-05-03 2026-05-06
}
