package timex

import (
	"testing"
	"time"
)

func TestPeriod(t *testing.T) {
	now := time.Date(2026, 11, 23, 15, 4, 0, 0, time.UTC) // a Monday
	for _, tt := range []struct{ in, from, to string }{
		{"today", "2026-11-23", "2026-11-24"},
		{"yesterday", "2026-11-22", "2026-11-23"},
		{"last week", "2026-11-16", "2026-11-23"},
		{"this week", "2026-11-23", "2026-11-30"},
		{"this month", "2026-11-01", "2026-12-01"},
		{"last month", "2026-10-01", "2026-11-01"},
		{"last year", "2025-01-01", "2026-01-01"},
		{"since 1 November", "2026-11-01", ""},
		{"since 1 december", "2025-12-01", ""},
		{"since Monday", "2026-11-23", ""},
		{"since tuesday", "2026-11-17", ""},
		{"from May 4, 2026", "2026-05-04", ""},
		{"after 4 May", "2026-05-05", ""},
		{"until Friday", "", "2026-11-28"},
		{"before 1 November", "", "2026-11-01"},
		{"by 5 November 2026", "", "2026-11-06"},
		{"Nov 3", "2026-11-03", "2026-11-04"},
		{"nov 30", "2025-11-30", "2025-12-01"},
		{"3 to 5 May", "2026-05-03", "2026-05-06"},
		{"May 3-5", "2026-05-03", "2026-05-06"},
		{"from 30 April to 2 May", "2026-04-30", "2026-05-03"},
		{"between 30 April and 2 May", "2026-04-30", "2026-05-03"},
		{"from monday to wednesday", "2026-11-23", "2026-11-26"},
		{"2026-05-01 to 2026-05-03", "2026-05-01", "2026-05-04"},
		{"2026-05-01..2026-05-03", "2026-05-01", "2026-05-04"},
		{"December 2025 to February 2026", "2025-12-01", "2026-03-01"},
		{"dec 28 - jan 3", "2025-12-28", "2026-01-04"},
		{"2023-11-21", "2023-11-21", "2023-11-22"},
		{"2023-11", "2023-11-01", "2023-12-01"},
		{"2023-W46", "2023-11-13", "2023-11-20"},
		{"2023-q3", "2023-07-01", "2023-10-01"},
		{"2023", "2023-01-01", "2024-01-01"},
		{"in 2023", "2023-01-01", "2024-01-01"},
		{"in March", "2026-03-01", "2026-04-01"},
		{"december", "2025-12-01", "2026-01-01"},
		{"may", "2026-05-01", "2026-06-01"},
		{"the first half of 2025", "2025-01-01", "2025-07-01"},
		{"third quarter of 2025", "2025-07-01", "2025-10-01"},
		{"past 10 days", "2026-11-13", "2026-11-24"},
		{"last 2 weeks", "2026-11-09", "2026-11-24"},
		{"the past three months", "2026-08-23", "2026-11-24"},
		{"next 10 days", "2026-11-23", "2026-12-04"},
		{"7d", "2026-11-16", "2026-11-24"},
		{"24 hours", "2026-11-22", "2026-11-24"},
		{"two weeks ago", "2026-11-09", "2026-11-16"},
		{"next month", "2026-12-01", "2027-01-01"},
		{"since last Tuesday", "2026-11-17", ""},
		{"monday", "2026-11-23", "2026-11-24"},
		{"tuesday", "2026-11-17", "2026-11-18"},
		{"summer 2025", "2025-06-01", "2025-09-01"},
		{"Christmas 2025", "2025-12-25", "2025-12-26"},
		{"the weekend", "2026-11-21", "2026-11-23"},
		{"1 May 2026 until now", "2026-05-01", "2026-11-24"},
	} {
		t.Run(tt.in, func(t *testing.T) {
			from, to, ok := Period(tt.in, now)
			show := func(u time.Time) string {
				if u.IsZero() {
					return ""
				}
				return u.Format(time.DateOnly)
			}
			if !ok || show(from) != tt.from || show(to) != tt.to {
				t.Errorf("Period(%q) = %s, %s, %t; want %s, %s", tt.in, show(from), show(to), ok, tt.from, tt.to)
			}
		})
	}
	for _, in := range []string{"", "  ", "hello", "31 February", "the corridor", "from", "since", "who said what last week", "2023-13-01", "between May", "daily", "soon", "5", "$27", "1 to 2", "may day parade"} {
		if from, to, ok := Period(in, now); ok {
			t.Errorf("Period(%q) = %v, %v, want none", in, from, to)
		}
	}
}
