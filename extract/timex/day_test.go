package timex

import (
	"testing"
	"time"
)

func TestDayAgreesWithTime(t *testing.T) {
	start := time.Date(1399, 12, 28, 0, 0, 0, 0, time.UTC)
	for i := range 300_000 {
		u := start.AddDate(0, 0, i)
		y, m, d := u.Date()
		x := newDay(y, int(m), d)
		if gy, gm, gd := x.date(); gy != y || gm != int(m) || gd != d {
			t.Fatalf("%v: date() = %d-%d-%d", u, gy, gm, gd)
		}
		if int64(x) != u.Unix()/86400 && u.Unix() >= 0 {
			t.Fatalf("%v: day %d, want %d", u, x, u.Unix()/86400)
		}
		if w := (int(u.Weekday())+6)%7 + 1; x.weekday() != w {
			t.Fatalf("%v: weekday %d, want %d", u, x.weekday(), w)
		}
		if gy, gw := x.week(); i%7 == 0 {
			if wy, ww := u.ISOWeek(); gy != wy || gw != ww {
				t.Fatalf("%v: week %d-%d, want %d-%d", u, gy, gw, wy, ww)
			}
		}
	}
}

func TestHolidays(t *testing.T) {
	for _, tt := range []struct {
		spec string
		year int
		want string
	}{
		{"easter+0", 2024, "2024-03-31"}, {"easter+0", 2025, "2025-04-20"}, {"easter-2", 2026, "2026-04-03"},
		{"pascha+0", 2024, "2024-05-05"}, {"pascha+0", 2026, "2026-04-12"},
		{"11-4-4", 2026, "2026-11-26"}, {"5-1-L", 2026, "2026-05-25"}, {"9-1-1", 2026, "2026-09-07"},
		{"election", 2024, "2024-11-05"}, {"election", 2022, "2022-11-08"}, {"05-09", 2026, "2026-05-09"},
	} {
		if x, ok := holiday(tt.spec, tt.year); !ok || x.value() != tt.want {
			t.Errorf("holiday(%q, %d) = %s, want %s", tt.spec, tt.year, x.value(), tt.want)
		}
	}
	for _, w := range theGrammar.lex.all {
		if w.classes&cHoliday.bit() != 0 {
			if _, ok := holiday(w.code, 2026); !ok {
				t.Errorf("holiday(%q) cannot be computed", w.code)
			}
		}
		for _, p := range w.phrases {
			if _, ok := holiday(p.word.code, 2026); p.word.classes&cHoliday.bit() != 0 && !ok {
				t.Errorf("holiday(%q) cannot be computed", p.word.code)
			}
		}
	}
}
