package export

import (
	"strings"
	"testing"
	"time"

	"attache"

	ics "github.com/arran4/golang-ical"
)

// calendarOf writes the report and reads it as a calendar program does.
func calendarOf(t *testing.T, r Report) []*ics.VEvent {
	t.Helper()
	f, err := Write(Calendar, r)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.SplitSeq(string(f.Bytes), "\r\n") {
		if len(line) > 75 {
			t.Errorf("a line of %d bytes: RFC 5545 allows 75", len(line))
		}
		if strings.ContainsAny(line, "\r\n") {
			t.Errorf("%q breaks inside", line)
		}
	}
	cal, err := ics.ParseCalendar(strings.NewReader(string(f.Bytes)))
	if err != nil {
		t.Fatalf("%v in\n%s", err, f.Bytes)
	}
	return cal.Events()
}

func prop(e *ics.VEvent, p ics.ComponentProperty) string {
	if x := e.GetProperty(p); x != nil {
		return x.Value
	}
	return ""
}

func TestCalendar(t *testing.T) {
	for _, tt := range []struct {
		name  string
		event func(*Report)
		want  string // start end status, or nothing
	}{
		{"takes what is due on a day", func(*Report) {}, "20310314 20310315 TENTATIVE"},
		{"takes what is due today", func(r *Report) { r.Asked = time.Date(2031, 3, 14, 23, 0, 0, 0, time.UTC) }, "20310314 20310315 TENTATIVE"},
		{"leaves out what is over", func(r *Report) { r.Asked = time.Date(2031, 3, 15, 0, 0, 0, 0, time.UTC) }, ""},
		{"leaves out what happened", func(r *Report) { r.Findings[0].Now = attache.Happened }, ""},
		{"says what was called off", func(r *Report) { r.Findings[0].Now = attache.Cancelled }, "20310314 20310315 CANCELLED"},
		{"takes a range of days", func(r *Report) { r.Findings[0].Event.When.End = "2031-03-16" }, "20310314 20310317 TENTATIVE"},
		{"takes a time of day for its day", func(r *Report) { r.Findings[0].Event.When.Value = "2031-03-14T09:30" }, "20310314 20310315 TENTATIVE"},
		{"takes a week", func(r *Report) { r.Findings[0].Event.When.Value = "2031-W12" }, "20310317 20310324 TENTATIVE"},
		{"leaves out a month", func(r *Report) { r.Findings[0].Event.When.Value = "2031-04" }, ""},
		{"leaves out what has no date", func(r *Report) { r.Findings[0].Event.When = attache.Timex{} }, ""},
		{"leaves out other reports of an event", func(r *Report) { r.Findings[0].Same = "0a1b2c3d4e5f#e1" }, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r := reportOf(attache.KindEvent)
			tt.event(&r)
			got := ""
			for _, e := range calendarOf(t, r) {
				got += prop(e, ics.ComponentPropertyDtStart) + " " + prop(e, ics.ComponentPropertyDtEnd) + " " + prop(e, ics.ComponentPropertyStatus)
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			due := strings.HasSuffix(tt.want, "TENTATIVE")
			if n := Calendared(r); due != (n == 1) {
				t.Errorf("Calendared = %d", n)
			}
		})
	}
}

// An event keeps its UID when a newer report comes to stand for it.
func TestCalendarKeepsUID(t *testing.T) {
	r := reportOf(attache.KindEvent)
	first := prop(calendarOf(t, r)[0], ics.ComponentPropertyUniqueId)
	newer := r.Findings[0]
	newer.Ref, newer.Article.ID, newer.Article.Published = "0a1b2c3d4e5f#e1", "0a1b2c3d4e5f", newer.Article.Published.AddDate(0, 0, 1)
	old := r.Findings[0]
	old.Same = newer.Ref
	r.Findings = []Finding{newer, old}
	events := calendarOf(t, r)
	if len(events) != 1 || prop(events[0], ics.ComponentPropertyUniqueId) != first || !strings.Contains(prop(events[0], ics.ComponentPropertyDescription), "k7m2q4x9d3hw#e1") {
		t.Errorf("%d events, %v", len(events), events)
	}
}

// FuzzCalendar: what an article says stays inside its property.
func FuzzCalendar(f *testing.F) {
	f.Add("The port opens\r\nBEGIN:VEVENT\r\nUID:x", "Post\nATTACH:x", "https://x.example/\r\nURL:y")
	f.Add("a;b,c\\n\"d\" \u2028 \u0085 \x00\x1b[31m "+strings.Repeat("ж", 300), "", "javascript:alert(1)")
	f.Fuzz(func(t *testing.T, text, outlet, link string) {
		r := reportOf(attache.KindEvent)
		c := &r.Findings[0]
		c.Article.Text, c.Article.Outlet, c.Article.URL = text, outlet, link
		c.Event.Extent = attache.Span{End: len(text)}
		c.Event.Where = attache.Mention{Name: outlet}
		r.Card.Title = outlet
		file, err := Write(Calendar, r)
		if err != nil {
			t.Fatal(err)
		}
		if n := strings.Count("\r\n"+string(file.Bytes), "\r\nBEGIN:"); n != 2 {
			t.Fatalf("%d components in\n%s", n, file.Bytes)
		}
		if _, err := ics.ParseCalendar(strings.NewReader(string(file.Bytes))); err != nil {
			t.Fatalf("%v in\n%q", err, file.Bytes)
		}
	})
}
