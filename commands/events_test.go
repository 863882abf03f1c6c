package commands

import (
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

// affair is an archive in which four outlets tell of one round of talks.
func affair(t *testing.T) *desk {
	t.Helper()
	d := &desk{facts: map[attache.ArticleID]attache.Facts{}}
	for _, r := range []struct {
		outlet, day, text string
		events            [][4]string // trigger, sentence, value, status
	}{
		{"Irsk Herald", "2026-11-02", "Lena Maren and Ana Tolvaj will meet in Kalvo on November 16. Valdoria closed the corridor on September 3.", [][4]string{
			{"meet", "Lena Maren and Ana Tolvaj will meet in Kalvo on November 16.", "2026-11-16", "scheduled"},
			{"closed", "Valdoria closed the corridor on September 3.", "2026-09-03", "happened"},
		}},
		{"Mirel Gazette", "2026-11-17", "Lena Maren met Ana Tolvaj in Kalvo on Monday. They agreed to hold a second meeting on December 1.", [][4]string{
			{"met", "Lena Maren met Ana Tolvaj in Kalvo on Monday.", "2026-11-16", "happened"},
			{"meeting", "They agreed to hold a second meeting on December 1.", "2026-12-01", "scheduled"},
		}},
		{"Bay Courier", "2026-11-18", "Lena Maren met Ana Tolvaj in Kalvo on Tuesday. The corridor was closed by Valdoria in September.", [][4]string{
			{"met", "Lena Maren met Ana Tolvaj in Kalvo on Tuesday.", "2026-11-17", "happened"},
			{"closed", "The corridor was closed by Valdoria in September.", "2026-09", "happened"},
		}},
		{"Irsk Herald", "2026-11-20", "The second meeting of Lena Maren and Ana Tolvaj, planned for December 1, has been called off. Inspections of the corridor were to begin on November 19.", [][4]string{
			{"meeting", "The second meeting of Lena Maren and Ana Tolvaj, planned for December 1, has been called off.", "2026-12-01", "cancelled"},
			{"begin", "Inspections of the corridor were to begin on November 19.", "2026-11-19", "scheduled"},
		}},
	} {
		published, err := time.Parse(time.DateOnly, r.day)
		if err != nil {
			t.Fatal(err)
		}
		d.add(t, attache.Article{Title: "Report of " + r.day, Outlet: r.outlet, Published: published, Text: r.text}, attache.Facts{})
		n := len(d.articles) - 1
		for _, e := range r.events {
			d.due(n, e[0], e[1], e[2], attache.EventStatus(e[3]))
			f := d.facts[d.articles[n].ID]
			last := &f.Events[len(f.Events)-1]
			last.Who = nil
			for _, name := range []string{"Lena Maren", "Ana Tolvaj", "Valdoria"} {
				if strings.Contains(e[1], name) || strings.HasPrefix(e[1], "They") && name != "Valdoria" {
					last.Who = append(last.Who, d.mention(n, name))
				}
			}
		}
	}
	return d
}

// What people see of events that several outlets tell of. Read the golden file.
func TestTimelineJoinsReports(t *testing.T) {
	var b strings.Builder
	for _, line := range []string{
		"timeline", "timeline second", "timeline --upcoming", "timeline --status cancelled", "timeline --status claimed",
		"timeline --from 2026-11-01 --to 2026-11-30", "timeline --format csv",
	} {
		c, err := affair(t).run(t, line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		b.WriteString("> " + line + "\n")
		for _, f := range c.Files {
			if !f.Glance && strings.HasPrefix(f.Type, "text/") {
				b.WriteString(strings.ReplaceAll(string(f.Bytes), "\r", "") + "\n")
			}
		}
		if err := card.WriteText(&b, c, 100); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	golden.Equal(t, "events.golden", b.String())
}

// A timeline brings a picture and a calendar along, on its first page; a button gives either as a file.
func TestTimelineIsIllustrated(t *testing.T) {
	for _, tt := range []struct{ line, want string }{
		{"timeline", "timeline.png"},
		{"timeline --page 2", ""},
		{"timeline --from 2026-11-01 --to 2026-11-30", ""}, // two events are seen at a glance
		{"timeline --format picture", "timeline.png"},
		{"timeline --format calendar", "events.ics"},
		{"timeline --format all", "timeline.png events.csv events.json events.md events.ics"},
	} {
		t.Run(tt.line, func(t *testing.T) {
			c, err := affair(t).run(t, tt.line)
			if err != nil {
				t.Fatal(err)
			}
			var names []string
			for _, f := range c.Files {
				names = append(names, f.Name)
				if len(f.Bytes) == 0 || f.Alt == "" {
					t.Errorf("%s is empty or has no alt text", f.Name)
				}
				if asked := strings.Contains(tt.line, "--format"); f.Glance == asked {
					t.Errorf("%s: Glance = %t", f.Name, f.Glance)
				}
			}
			if got := strings.Join(names, " "); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestUpcomingBringsACalendar(t *testing.T) {
	d := newDesk(t)
	c, err := d.run(t, "timeline --upcoming")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Files) != 1 || c.Files[0].Type != "text/calendar; charset=utf-8" || !strings.Contains(string(c.Files[0].Bytes), "20261130") {
		t.Errorf("files: %+v", c.Files)
	}
}
