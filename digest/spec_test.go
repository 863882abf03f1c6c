package digest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
)

func TestSpec(t *testing.T) {
	for _, tt := range []struct{ every, at, want string }{
		{"day", "08:00", "0 8 * * *"},
		{"", "8am", "0 8 * * *"},
		{"Every Day", "8 AM", "0 8 * * *"},
		{"weekday", "18.30", "30 18 * * 1-5"},
		{"weekdays", "6pm", "0 18 * * 1-5"},
		{"weekend", "noon", "0 12 * * 0,6"},
		{"monday", "8:05", "5 8 * * 1"},
		{"Mondays", "08:00", "0 8 * * 1"},
		{"mon,thu", "18:00", "0 18 * * 1,4"},
		{"mon and thu", "18h30", "30 18 * * 1,4"},
		{"thu, mon, thu", "18", "0 18 * * 1,4"},
		{"mon-fri", "00:00", "0 0 * * 1,2,3,4,5"},
		{"fri-mon", "23:59", "59 23 * * 0,1,5,6"},
		{"week", "08:00", "0 8 * * 1"},
		{"month", "08:00", "0 8 1 * *"},
		{"day", "12am", "0 0 * * *"},
		{"day", "12:30 p.m.", "30 12 * * *"},
		{"day", "midnight", "0 0 * * *"},
		{"day", "8 Uhr", "0 8 * * *"},
		{"0 8 * * 1-5", "", "0 8 * * 1-5"},
		{"* * 1,15 * *", "08:30", "30 8 1,15 * *"},
		{"0 8 * * mon", "8am", "0 8 * * mon"},
		{"*/30 8-18 * * *", "", "*/30 8-18 * * *"},
	} {
		if got, err := Spec(tt.every, tt.at); err != nil || got != tt.want {
			t.Errorf("Spec(%q, %q) = %q, %v, want %q", tt.every, tt.at, got, err, tt.want)
		}
	}
	for _, tt := range []struct{ every, at, says string }{
		{"day", "", "time of day"},
		{"day", "25:00", "25:00"},
		{"day", "08:60", "08:60"},
		{"day", "13pm", "13pm"},
		{"day", "0am", "0am"},
		{"day", "8:5", "8:5"},
		{"day", "soon", "soon"},
		{"day", "-1", "-1"},
		{"fortnight", "08:00", "fortnight"},
		{"mo", "08:00", "mo"},
		{"mon-", "08:00", "mon-"},
		{",", "08:00", "how often"},
		{"0 8 * * 1", "09:00", "09:00"},
		{"0 99 * * 1", "", "0 99"},
		{"61 8 * * *", "", "61 8"},
		{"CRON_TZ=Europe/Kyiv 0 8 * * *", "08:00", "cron_tz"},
		{"@hourly", "08:00", "@hourly"},
		{strings.Repeat("monday,x", 500), "08:00", "…"},
	} {
		_, err := Spec(tt.every, tt.at)
		var problem *attache.Problem
		if !errors.As(err, &problem) || !strings.Contains(problem.Say, tt.says) || !strings.Contains(problem.Say, "Nothing was saved") && tt.every != "," {
			t.Errorf("Spec(%q, %q): %v, want a sentence about %q", tt.every, tt.at, err, tt.says)
		}
	}
}

func TestNewPlanRefuses(t *testing.T) {
	for _, tt := range []struct{ spec, zone, says string }{
		{"day at 08:00", "Europe/Atlantis", "Europe/Atlantis"},
		{"day at 08:00", "", "time zone"},
		{"day at 08:00", "Local", "Local"},
		{"day at 08:00", "../../etc/passwd", "etc"},
		{"day at noonish", "UTC", "noonish"},
		{"", "UTC", "time of day"},
		{"at 08:00 at", "UTC", "time of day"},
	} {
		_, err := NewPlan(tt.spec, tt.zone)
		var problem *attache.Problem
		if !errors.As(err, &problem) || !strings.Contains(problem.Say, tt.says) {
			t.Errorf("NewPlan(%q, %q): %v, want a sentence about %q", tt.spec, tt.zone, err, tt.says)
		}
	}
	if _, err := NewPlan("Weekday AT 8am", "america/new york"); err != nil && !strings.Contains(attache.Explain(err), "america") {
		t.Error(err)
	}
}

// Whatever is typed is a plan whose slots move forward, or a Problem.
func FuzzPlan(f *testing.F) {
	for _, s := range []string{"day at 08:00", "mon,thu at 6pm", "0 8 * * 1-5", "*/7 * 31 2 *", "İ at at 8", "1 2 3 4 5 at 02:01", "@every 1s at 8"} {
		f.Add(s, "Europe/Kyiv")
	}
	f.Add("day at 02:30", "America/New_York")
	f.Fuzz(func(t *testing.T, spec, zone string) {
		if len(spec) > 200 {
			return
		}
		p, err := NewPlan(spec, zone)
		if err != nil {
			var problem *attache.Problem
			if !errors.As(err, &problem) || problem.Say == "" {
				t.Fatalf("%v", err)
			}
			return
		}
		at := time.Date(2026, 3, 28, 12, 0, 0, 0, time.UTC)
		for range 50 {
			next := p.Next(at)
			if next.IsZero() {
				return
			}
			if !next.After(at) {
				t.Fatalf("%v comes after %v", next, at)
			}
			at = next
		}
	})
}
