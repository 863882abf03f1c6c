package digest

import (
	"strings"
	"testing"
	"time"
)

func plan(t *testing.T, spec, zone string) Plan {
	t.Helper()
	p, err := NewPlan(spec, zone)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// Slots are written in their zone, and checked against the offset from UTC they must have.
func TestDueOverClockChanges(t *testing.T) {
	for _, tt := range []struct {
		name, spec, zone, after, until string
		want                           string
	}{
		{"keeps eight o'clock over the spring change in Kyiv", "day at 08:00", "Europe/Kyiv", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z",
			"2026-03-28 08:00 +0200, 2026-03-29 08:00 +0300, 2026-03-30 08:00 +0300"},
		{"keeps eight o'clock over the autumn change in Kyiv", "day at 08:00", "Europe/Kyiv", "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z",
			"2026-10-24 08:00 +0300, 2026-10-25 08:00 +0200, 2026-10-26 08:00 +0200"},
		{"moves a time that does not exist to the jump, in Kyiv", "day at 03:30", "Europe/Kyiv", "2026-03-28T00:00:00Z", "2026-03-30T12:00:00Z",
			"2026-03-28 03:30 +0200, 2026-03-29 04:00 +0300, 2026-03-30 03:30 +0300"},
		{"takes the first of two times, in Kyiv", "day at 03:30", "Europe/Kyiv", "2026-10-24T00:00:00Z", "2026-10-26T12:00:00Z",
			"2026-10-24 03:30 +0300, 2026-10-25 03:30 +0300, 2026-10-26 03:30 +0200"},
		{"keeps eight o'clock over the spring change in New York", "day at 08:00", "America/New_York", "2026-03-07T00:00:00Z", "2026-03-09T16:00:00Z",
			"2026-03-07 08:00 -0500, 2026-03-08 08:00 -0400, 2026-03-09 08:00 -0400"},
		{"moves a time that does not exist to the jump, in New York", "day at 02:30", "America/New_York", "2026-03-07T00:00:00Z", "2026-03-09T16:00:00Z",
			"2026-03-07 02:30 -0500, 2026-03-08 03:00 -0400, 2026-03-09 02:30 -0400"},
		{"takes the first of two times, in New York", "day at 01:30", "America/New_York", "2026-10-31T00:00:00Z", "2026-11-02T16:00:00Z",
			"2026-10-31 01:30 -0400, 2026-11-01 01:30 -0400, 2026-11-02 01:30 -0500"},
		{"is due once where two times fall on the jump", "0 2,3 * * *", "America/New_York", "2026-03-08T05:00:00Z", "2026-03-08T12:00:00Z",
			"2026-03-08 03:00 -0400"},
		{"does not repeat the hours of an hour that comes twice", "0 * * * *", "America/New_York", "2026-11-01T03:30:00Z", "2026-11-01T08:30:00Z",
			"2026-11-01 00:00 -0400, 2026-11-01 01:00 -0400, 2026-11-01 02:00 -0500, 2026-11-01 03:00 -0500"},
		{"goes on in the second of two hours where it left off", "45 1 * * *", "America/New_York", "2026-11-01T06:10:00Z", "2026-11-02T16:00:00Z",
			"2026-11-02 01:45 -0500"},
		{"moves a midnight that does not exist", "day at 00:00", "Africa/Cairo", "2026-04-23T12:00:00Z", "2026-04-25T00:00:00Z",
			"2026-04-24 01:00 +0300, 2026-04-25 00:00 +0300"},
		{"keeps half-hour changes", "day at 02:15", "Australia/Lord_Howe", "2026-10-03T12:00:00Z", "2026-10-04T12:00:00Z",
			"2026-10-04 02:30 +1100"},
		{"knows weekdays in the zone, not in UTC", "monday at 00:30", "Asia/Tokyo", "2026-11-20T00:00:00Z", "2026-11-29T00:00:00Z",
			"2026-11-23 00:30 +0900"},
		{"does not take a slot at last itself", "day at 08:00", "UTC", "2026-11-22T08:00:00Z", "2026-11-23T08:00:00Z", "2026-11-23 08:00 +0000"},
		{"takes a slot at now itself, and no sooner", "day at 08:00", "UTC", "2026-11-22T08:00:00Z", "2026-11-23T07:59:59Z", ""},
		{"passes over days that a month lacks", "0 8 31 * *", "UTC", "2026-01-31T12:00:00Z", "2026-04-30T12:00:00Z", "2026-03-31 08:00 +0000"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			after, err := time.Parse(time.RFC3339, tt.after)
			if err != nil {
				t.Fatal(err)
			}
			until, err := time.Parse(time.RFC3339, tt.until)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, at := range Due(plan(t, tt.spec, tt.zone), after, until) {
				got = append(got, at.Format("2006-01-02 15:04 -0700"))
			}
			if s := strings.Join(got, ", "); s != tt.want {
				t.Errorf("got  %s\nwant %s", s, tt.want)
			}
		})
	}
}

// Over four years and in zones with all kinds of changes a daily digest comes once on each day.
func TestOnceEachDay(t *testing.T) {
	for _, zone := range []string{"Europe/Kyiv", "America/New_York", "Australia/Lord_Howe", "Africa/Cairo", "America/Santiago", "Asia/Kathmandu", "Africa/Casablanca", "UTC"} {
		for _, at := range []string{"00:00", "00:30", "01:30", "02:15", "02:30", "03:00", "03:30", "08:00", "23:45"} {
			p := plan(t, "day at "+at, zone)
			loc, _ := time.LoadLocation(zone)
			from := time.Date(2025, 1, 1, 0, 0, 0, 0, loc)
			slots := Due(p, from.Add(-time.Second), from.AddDate(4, 0, 0).Add(-time.Second))
			if len(slots) != 4*365+1 {
				t.Errorf("%s at %s: %d days of %d", zone, at, len(slots), 4*365+1)
				continue
			}
			for i, s := range slots {
				if want := time.Date(2025, 1, 1+i, 0, 0, 0, 0, time.UTC); s.Format(time.DateOnly) != want.Format(time.DateOnly) {
					t.Errorf("%s at %s: slot %d is on %s", zone, at, i, s)
					break
				}
			}
		}
	}
}

func TestPlanBefore(t *testing.T) {
	at := time.Date(2026, 11, 23, 8, 0, 0, 0, time.UTC) // a Monday
	for spec, want := range map[string]string{
		"day at 08:00": "2026-11-22", "weekday at 08:00": "2026-11-20", "monday at 08:00": "2026-11-16", "month at 08:00": "2026-11-01",
		"0 8 23 11 *": "2025-11-23",
	} {
		if got := plan(t, spec, "UTC").before(at).Format(time.DateOnly); got != want {
			t.Errorf("the slot before, %s, is on %s, want %s", spec, got, want)
		}
	}
	if got := (Plan{}).Next(at); !got.IsZero() {
		t.Errorf("the zero plan is due at %s", got)
	}
	if got := plan(t, "0 8 31 2 *", "UTC").Next(at); !got.IsZero() {
		t.Errorf("31 February is on %s", got)
	}
}

func BenchmarkNext(b *testing.B) {
	p, err := NewPlan("monday at 08:00", "Europe/Kyiv")
	if err != nil {
		b.Fatal(err)
	}
	at := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	b.ReportAllocs()
	for b.Loop() {
		p.Next(at)
	}
}
