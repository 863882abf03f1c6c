package export

import (
	"fmt"
	"strings"
	"time"
	"unicode"

	"attache"

	ics "github.com/arran4/golang-ical"
)

// longestEntry is what still makes an entry of a calendar: an event that is due "in December" would cover
// the month and say nothing of a day.
const longestEntry = 10 * 24 * time.Hour

// writeCalendar writes what is due from the day of asking on as a calendar (RFC 5545): a day or a few,
// without a time of day, because articles seldom say in whose time. What was called off is in it with the
// status CANCELLED, so that a calendar that took an earlier file learns of it; an event keeps its UID as
// more reports come in.
func writeCalendar(r Report) ([]byte, error) {
	cal := ics.NewCalendar()
	cal.SetProductId("-//Attache//timeline//EN")
	cal.SetMethod(ics.MethodPublish)
	cal.SetXWRCalName(plainText(r.Card.Title))
	for i, f := range r.Findings {
		if f.Same != "" || !due(f, r.Asked) {
			continue
		}
		reports := []Finding{f}
		for _, o := range r.Findings[i+1:] {
			if o.Same == f.Ref {
				reports = append(reports, o)
			}
		}
		first := f
		for _, o := range reports {
			if told(o).Before(told(first)) {
				first = o
			}
		}
		from, to, _ := f.Event.When.Range()
		from, to = midnight(from), midnight(to.Add(24*time.Hour-1))
		e := cal.AddEvent(string(first.Ref) + "@attache")
		stamp := r.Asked
		if stamp.IsZero() {
			stamp = told(f)
		}
		e.SetDtStampTime(stamp)
		e.SetAllDayStartAt(from)
		e.SetAllDayEndAt(to)
		e.SetSummary(summary(f))
		e.SetDescription(description(reports))
		if place := plainText(f.Event.Where.Show(f.Article.Text)); place != "" {
			e.SetLocation(place)
		}
		if link := web(f.Article.Link()); link != "" {
			e.SetURL(link)
		}
		e.SetTimeTransparency(ics.TransparencyTransparent)
		e.SetStatus(ics.ObjectStatusTentative)
		if f.status() == attache.Cancelled {
			e.SetStatus(ics.ObjectStatusCancelled)
		}
	}
	return []byte(cal.Serialize(ics.WithNewLineWindows)), nil
}

// due reports whether a finding is an event that a calendar entry can stand for.
func due(f Finding, asked time.Time) bool {
	if f.Event == nil || f.status() != attache.Scheduled && f.status() != attache.Cancelled {
		return false
	}
	from, to, ok := f.Event.When.Range()
	y, m, d := asked.Date()
	return ok && to.Sub(from) <= longestEntry && (asked.IsZero() || to.After(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)))
}

// Calendared counts the events of a report that its calendar holds.
func Calendared(r Report) (n int) {
	for _, f := range r.Findings {
		if f.Same == "" && due(f, r.Asked) && f.status() == attache.Scheduled {
			n++
		}
	}
	return n
}

func summary(f Finding) string {
	const most = 140
	words := plainText(f.Event.Extent.Of(f.Article.Text))
	if r := []rune(words); len(r) > most {
		words = string(r[:most-1]) + "…"
	}
	if f.Event.When.Precision() == "time" {
		from, _, _ := f.Event.When.Range()
		words = from.Format("15:04") + ", as the article says: " + words
	}
	if f.status() == attache.Cancelled {
		words = "Cancelled: " + words
	}
	return words
}

func description(reports []Finding) string {
	const most = 8
	lines := []string{plainText(reports[0].Event.Extent.Of(reports[0].Article.Text)), ""}
	for i, f := range reports {
		if i == most {
			lines = append(lines, fmt.Sprintf("and %d more reports", len(reports)-most))
			break
		}
		var parts []string
		for _, s := range []string{f.Article.Outlet, f.Article.Title, day(f.Article.Published), string(f.Ref), web(f.Article.Link())} {
			if s = plainText(s); s != "" {
				parts = append(parts, s)
			}
		}
		lines = append(lines, strings.Join(parts, " · "))
	}
	return strings.Join(lines, "\n")
}

// plainText is a line without what a calendar program might act on.
func plainText(s string) string {
	return oneLine(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, strings.ToValidUTF8(s, "\ufffd")))
}

// web is an http address, bare; empty for any other.
func web(link string) string { return strings.Trim(address(link), "<>") }

func told(f Finding) time.Time {
	if f.Article.Published.IsZero() {
		return f.Article.Added
	}
	return f.Article.Published
}

func midnight(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

func day(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}
