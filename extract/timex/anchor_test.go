package timex

import (
	"testing"
	"time"

	"attache"
	"attache/extract/token"
)

func TestAnchor(t *testing.T) {
	published := time.Date(2026, 11, 23, 23, 30, 0, 0, time.FixedZone("", 3*3600))
	for _, tt := range []struct {
		name, text string
		published  time.Time
		value      string
		by         attache.AnchorBy
	}{
		{"takes the day of publication in its own zone", "It was signed on 4 May 2024.", published, "2026-11-23", attache.ByPublication},
		{"takes a line that holds the date", "Ferry talks resume\n\nMonday, 4 May 2026\n\nThe envoys met on 2 May. They meet again next week.", time.Time{}, "2026-05-04", attache.ByDateline},
		{"takes the dateline", "SELMARA, May 4, 2026 (Agency) — The envoys met on Sunday.", time.Time{}, "2026-05-04", attache.ByDateline},
		{"gives a dateline the year of the text", "SELMARA, May 4 (Agency) — The envoys met again. The pact of 12 April 2026 had failed.", time.Time{}, "2026-05-04", attache.ByDateline},
		{"takes the month of the latest full date", "The pact was signed on 12 April 2026 and the envoys met on 3 May.", time.Time{}, "2026-05", attache.ByText},
		{"lets a sum fix the year", "Ostrava sent its draft on 20 November 2025. Selmara replied 60 days later, on 19 January. The ministers will meet on 28 January.", time.Time{}, "2026-01", attache.ByText},
		{"stays coarse between two years", "The draft was sent on 20 November 2025. The ministers will meet on 28 February.", time.Time{}, "2025", attache.ByText},
		{"uses a date to come for the year only", "The ministers will meet on 28 February 2026.", time.Time{}, "2026", attache.ByText},
		{"does not trust years alone", "The war began in 1994. They met on Tuesday.", time.Time{}, "", attache.ByNothing},
		{"has nothing to go by", "They met on Tuesday and will meet on 4 May.", time.Time{}, "", attache.ByNothing},
		{"reads an empty text", "", time.Time{}, "", attache.ByNothing},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := Anchor(token.Read(tt.text), tt.published)
			if a.Value != tt.value || a.By != tt.by || a.Why == "" {
				t.Errorf("Anchor(%q) = %+v; want %q by %s", tt.text, a, tt.value, tt.by)
			}
		})
	}
}
