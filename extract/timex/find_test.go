package timex

import (
	"strings"
	"testing"

	"attache"
	"attache/extract/token"
)

// read returns what is found in text as "expression = TYPE VALUE", one a line.
func read(text string, a attache.Anchor) string {
	var lines []string
	for _, x := range Find(token.Read(text), a) {
		lines = append(lines, x.Span.Of(text)+" = "+describe(x))
	}
	return strings.Join(lines, "\n")
}

// What looks like time and is none, and what is time although it does not look like it.
func TestFindLeavesAlone(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"takes may for a verb", "The envoy may visit the region. May he succeed.", ""},
		{"takes May for a month", "The envoy left in May, Mr. May said.", "May = DATE 2026-05"},
		{"knows people called May, April and June", "Theresa May, April Jones and June Osei met Jan Novak.", ""},
		{"takes second for an ordinal", "It was the second attack on the port, a second envoy said.", ""},
		{"takes second for a unit", "The blast lasted ten seconds.", "ten seconds = DURATION PT10S"},
		{"takes march for a verb and a noun", "They march on the capital; the March on Selmara drew crowds.", ""},
		{"takes March for a month", "They marched in March.", "March = DATE 2026-03"},
		{"leaves the genitive out", "Friday's vote was close.", "Friday = DATE 2026-11-20"},
		{"knows no 31 February", "It was signed on 31 February 2025 and on February 30.", "February 2025 = DATE 2025-02\nFebruary = DATE 2026-02"},
		{"knows leap years", "It was signed on 29 February 2024, not on 29 February 2023.", "29 February 2024 = DATE 2024-02-29\nFebruary 2023 = DATE 2023-02"},
		{"takes prices for prices", "Oil rose $27 to $1998, gold 50 % to 2,026 dollars.", ""},
		{"takes counts for counts", "Some 2000 soldiers, 1998 people and No. 1999 marched.", ""},
		{"takes scores for scores", "Ostrava won 3-2 and 21-14, Selmara lost 6-4, 6-3.", ""},
		{"takes telephone numbers for what they are", "Call 555-1998, 800-273-8255 or +44 20 7946 1998 now.", "now = DATE PRESENT_REF"},
		{"leaves ages alone", "A 27-year-old driver, 54 years old, and a girl aged 9 fled.", ""},
		{"leaves fractions alone", "About 1/2 of the voters and 2/3 of the council agreed.", ""},
		{"leaves other languages alone", "Le 3 mai 2023, am 3. Mai 2023, 21 ноября 2023, 3 de mayo de 2023 и 2023年11月21日.", ""},
		{"leaves other calendars alone", "The decree bears the dates 15 Muharram 1445 and 1 Aban 1402.", ""},
		{"leaves papers and films alone", "The Sunday Times and “60 Minutes” reported it.", ""},
		{"leaves laws and models alone", "Resolution 1701, Boeing 1999, room 2001 and page 1998.", ""},
		{"leaves falls alone", "Prices fall when springs dry up; a fall in sales came.", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.text, monday); got != tt.want {
				t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}

func TestFindReadsByTense(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"puts a told weekday into the past", "He said on Tuesday that he would resign.", "Tuesday = DATE 2026-11-17"},
		{"puts a planned weekday into the future", "The ministers will meet on Tuesday.", "Tuesday = DATE 2026-11-24"},
		{"takes the anchor's own weekday for today", "He resigned on Monday.", "Monday = DATE 2026-11-23"},
		{"follows the nearest verb", "He said on Friday they will meet on Thursday.", "Friday = DATE 2026-11-20\nThursday = DATE 2026-11-26"},
		{"reads a passive plan", "The text is to be published on Wednesday.", "Wednesday = DATE 2026-11-25"},
		{"reads a purpose told in the past", "They held a rally to mark the victory on Sunday.", "Sunday = DATE 2026-11-22"},
		{"reads what was agreed", "They agreed to meet on Saturday.", "Saturday = DATE 2026-11-28"},
		{"reads a deadline", "The council gave them until Friday.", "Friday = DATE 2026-11-27"},
		{"reads a stretch that is over", "The talks lasted until Friday.", "Friday = DATE 2026-11-20"},
		{"knows a plan of the past", "The vote had been scheduled for Friday.", "Friday = DATE 2026-11-20"},
		{"keeps a near date near", "The fee, payable Dec. 7, was set in June, he said.", "Dec. 7 = DATE 2026-12-07\nJune = DATE 2026-06"},
		{"puts a told date into the past", "The bridge collapsed on December 20.", "December 20 = DATE 2025-12-20"},
		{"puts a planned month ahead", "The court will rule in February.", "February = DATE 2027-02"},
		{"puts a told month behind", "The court ruled in December.", "December = DATE 2025-12"},
		{"does not take due to for a plan", "The road was closed on Saturday due to snow.", "Saturday = DATE 2026-11-21"},
		{"does not say last Sunday for yesterday", "They met last Sunday.", "last Sunday = DATE 2026-11-15"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := read(tt.text, monday); got != tt.want {
				t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}

func TestFindWithoutAnchor(t *testing.T) {
	text := "On Tuesday, last week, next month, yesterday, in May and on 4 May they met; on 5 May 2026 they parted."
	want := "Tuesday = DATE XXXX-WXX-2\nlast week = DATE XXXX-WXX\nnext month = DATE XXXX-XX\nyesterday = DATE XXXX-XX-XX\n" +
		"May = DATE XXXX-05\n4 May = DATE XXXX-05-04\n5 May 2026 = DATE 2026-05-05"
	if got := read(text, attache.Anchor{}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFindWithMonthAnchor(t *testing.T) {
	text := "On Tuesday, last week, next month and on 30 November they will meet; last year they met."
	want := "Tuesday = DATE XXXX-WXX-2\nlast week = DATE XXXX-WXX\nnext month = DATE 2026-12\n30 November = DATE 2026-11-30\nlast year = DATE 2025"
	if got := read(text, attache.Anchor{Value: "2026-11"}); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestFindDoubts(t *testing.T) {
	for _, tt := range []struct{ name, text, value, doubt string }{
		{"doubts a numeric date", "Filed on 1/2/2023 by the clerk.", "2023-01-02", "2023-02-01"},
		{"settles it by another one", "Filed on 1/2/2023 by the clerk, closed on 25/2/2023.", "2023-02-01", ""},
		{"settles it by the style of the text", "Filed on 1/2/2023 by the clerk. The court met on 25 March 2023.", "2023-02-01", ""},
		{"settles it for Americans", "Filed on 1/2/2023 by the clerk. The court met on March 25, 2023.", "2023-01-02", ""},
		{"doubts a wrong weekday", "They met on Friday, May 4, 2026.", "2026-05-04", "is a Monday"},
		{"trusts the date beside a sum", "It was sent on May 4, 2026. Ten days later, on May 15, they replied.", "2026-05-04", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			x := Find(token.Read(tt.text), monday)[0]
			if x.Value != tt.value || !strings.Contains(x.Doubt, tt.doubt) || tt.doubt == "" && x.Doubt != "" {
				t.Errorf("%q: %s, doubt %q; want %s, %q", tt.text, x.Value, x.Doubt, tt.value, tt.doubt)
			}
		})
	}
	text := "It was sent on May 4, 2026. Ten days later, on May 15, they replied."
	for _, x := range Find(token.Read(text), monday)[1:] {
		if x.Value != "2026-05-15" || !strings.Contains(x.Doubt, "2026-05-14") {
			t.Errorf("%q: %s, doubt %q; want 2026-05-15 and the sum 2026-05-14 in doubt", x.Span.Of(text), x.Value, x.Doubt)
		}
	}
}

func TestFindRanges(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"The drill ran from Tuesday to Thursday.", "Tuesday = DATE 2026-11-17/2026-11-19\nThursday = DATE 2026-11-19"},
		{"It burned between 2019 and 2021.", "2019 = DATE 2019/2021\n2021 = DATE 2021"},
		{"They met on Tuesday and Thursday.", "Tuesday = DATE 2026-11-17\nThursday = DATE 2026-11-19"},
		{"The visit is set for 28 December to 2 January.", "28 December = DATE 2026-12-28/2027-01-02\n2 January = DATE 2027-01-02"},
		{"They will meet at 9:30 a.m. on Tuesday.", "9:30 a.m. on Tuesday = TIME 2026-11-24T09:30"},
		{"They met on Friday at noon.", "Friday at noon = TIME 2026-11-20T12:00"},
	} {
		if got := read(tt.text, monday); got != tt.want {
			t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
		}
	}
}
