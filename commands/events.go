package commands

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"attache"
	"attache/card"
	"attache/chart"
	"attache/chronicle"
	"attache/export"
)

// around is how many more reports are read from the time of what was found: what the words or the actor
// of a query miss may still tell that an event took place or was called off.
const around = 400

// chronicle gives a search the events that its query finds, each with all its reports. today decides what
// is overdue.
func (s *search) chronicle(ctx context.Context, env Env, call Call, today time.Time) error {
	found, page, err := s.ask(ctx, env, 0, window)
	if err != nil {
		return err
	}
	s.hits, s.partial, s.given = page.Total, page.Partial, []result{}
	marks := map[attache.Ref][]attache.Span{}
	reports := make([]attache.Cited, 0, len(found))
	for _, r := range found {
		marks[r.Ref] = r.marks
		reports = append(reports, r.Cited)
	}
	more, err := s.besides(ctx, env, reports)
	if err != nil {
		return err
	}
	entries := map[attache.Ref]chronicle.Entry{} // by the ref of the report they are shown by
	var findings []finding
	for _, e := range chronicle.Join(append(reports, more...)) {
		if !slices.ContainsFunc(e.Reports, func(c attache.Cited) bool { _, ok := marks[c.Ref]; return ok }) || !s.wanted(call, e) {
			continue
		}
		one := make(finding, len(e.Reports))
		for i, c := range e.Reports {
			one[i] = result{Cited: c, marks: marks[c.Ref]}
		}
		entries[one[0].Ref] = e
		findings = append(findings, one)
		s.given = append(s.given, one...)
	}
	if len(findings) == 0 {
		s.hits = 0
	}
	s.fold = func([]result) []finding { return findings }
	s.draw = func(one finding) card.Block { return drawEvent(entries[one[0].Ref], one, shownCopies, today) }
	s.heading = headings(findings)
	s.now = func(one finding) attache.EventStatus { return entries[one[0].Ref].Status }
	s.picture = func(title string, all []finding) chart.Timeline {
		t := chart.Timeline{Title: title, Today: today}
		for i, one := range all {
			t.Events = append(t.Events, drawnEvent(entries[one[0].Ref], i+1, len(all), today))
		}
		return t
	}
	return nil
}

// besides returns the reports of the time that the ones found tell of, without those. An archive that
// has too many of that time gives none: the page then says what was found, and no more.
func (s *search) besides(ctx context.Context, env Env, found []attache.Cited) ([]attache.Cited, error) {
	if s.query.Words == "" && s.query.Party == "" && s.query.Outlet == "" || len(found) == 0 {
		return nil, nil // everything of the time was found
	}
	var first, last time.Time
	known := map[attache.Ref]bool{}
	for _, c := range found {
		known[c.Ref] = true
		from, to, ok := c.Event.When.Range()
		if !ok || to.Sub(from) > 62*24*time.Hour { // a year is told of by too much else
			continue
		}
		if first.IsZero() || from.Before(first) {
			first = from
		}
		if to.After(last) {
			last = to
		}
	}
	if first.IsZero() {
		return nil, nil
	}
	q := attache.Query{Kind: attache.KindEvent, Order: attache.Oldest, From: first.AddDate(0, 0, -1), To: last.AddDate(0, 0, 1)}
	if s.query.Outlet != "" {
		q.Outlet = s.query.Outlet // what one outlet told is asked for
	}
	all, page, err := search{query: q}.ask(ctx, env, 0, around)
	if err != nil || page.Total > around {
		return nil, err
	}
	var more []attache.Cited
	for _, r := range all {
		if !known[r.Ref] {
			more = append(more, r.Cited)
		}
	}
	return more, nil
}

// everyReport returns an event with all reports of it in the archive.
func everyReport(ctx context.Context, env Env, one attache.Cited) (chronicle.Entry, error) {
	s := search{query: attache.Query{Kind: attache.KindEvent, Party: "any"}}
	more, err := s.besides(ctx, env, []attache.Cited{one})
	if err != nil {
		return chronicle.Entry{}, err
	}
	for _, e := range chronicle.Join(append(more, one)) {
		if slices.ContainsFunc(e.Reports, func(c attache.Cited) bool { return c.Ref == one.Ref }) {
			return e, nil
		}
	}
	return chronicle.Entry{Reports: []attache.Cited{one}, When: one.Event.When, Status: one.Event.Status}, nil
}

// findingOf returns the reports of an entry as results, the one that was asked for first.
func findingOf(e chronicle.Entry, first attache.Ref) (one finding) {
	for _, c := range e.Reports {
		one = append(one, result{Cited: c})
	}
	if i := slices.IndexFunc(one, func(r result) bool { return r.Ref == first }); i > 0 {
		r := one[i]
		one = slices.Insert(slices.Delete(one, i, i+1), 0, r)
	}
	return one
}

// wanted reports whether an entry has the status that a call asks for; what is upcoming is due, or was
// called off.
func (s *search) wanted(call Call, e chronicle.Entry) bool {
	if want := call.Text("status"); want != "" && want != string(e.Status) {
		return false
	}
	return !call.Switch("upcoming") || e.Status == attache.Scheduled || e.Status == attache.Cancelled
}

// drawEvent draws an entry with at most most of its other reports.
func drawEvent(e chronicle.Entry, one finding, most int, today time.Time) card.Block {
	m, ok := card.Show(one[0].Cited, one[0].marks).(card.Moment)
	if !ok {
		return card.Show(one[0].Cited, one[0].marks)
	}
	if m.Status = string(e.Status); e.Status == attache.Happened {
		m.Status = ""
	}
	for _, t := range e.Course {
		m.Course = append(m.Course, teller(t.Report)+": "+string(t.Status))
	}
	for _, d := range e.Disputes {
		m.Notes = append(m.Notes, disputed(d))
	}
	if e.Moved.Value != "" {
		m.Notes = append(m.Notes, "The new date is "+card.When(e.Moved)+".")
	}
	if overdue(e, today) {
		m.Notes = append(m.Notes, "The time has passed; no report in this archive says what came of it.")
	}
	for i, r := range one[1:] {
		if i >= most {
			m.More++
			continue
		}
		m.Also = append(m.Also, card.CiteOf(r.Cited, attache.Span{}, nil))
	}
	return m
}

// drawnEvent is an entry as a picture shows it. Numbers are those of the answer.
func drawnEvent(e chronicle.Entry, number, of int, today time.Time) chart.Event {
	lead := e.Reports[0]
	d := chart.Event{When: card.When(e.When), Label: oneLine(lead.Event.Extent.Of(lead.Article.Text)), Status: e.Status}
	d.From, d.To, _ = e.When.Range()
	if of > 1 {
		d.Number = number
	}
	var notes []string
	if n := len(e.Reports); n > 1 {
		notes = append(notes, card.Plural(n, "report"))
	}
	for _, x := range e.Disputes {
		notes = append(notes, "they disagree on the "+strings.Fields(x.About)[0])
	}
	if e.Moved.Value != "" {
		notes = append(notes, "new date "+card.When(e.Moved))
	}
	if overdue(e, today) {
		notes = append(notes, "no report of the outcome")
	}
	if e.When.Doubt != "" {
		notes = append(notes, "date in doubt")
	}
	d.Note = strings.Join(notes, " · ")
	return d
}

// overdue reports whether an event was due before today and no report tells its outcome.
func overdue(e chronicle.Entry, today time.Time) bool {
	_, to, ok := e.When.Range()
	return ok && e.Status == attache.Scheduled && !to.After(today)
}

// teller names a report by its day and outlet.
func teller(c attache.Cited) string {
	name := outletOf(c)
	if c.Article.Published.IsZero() {
		return name
	}
	return day(c.Article.Published) + ", " + name
}

func outletOf(c attache.Cited) string {
	if c.Article.Outlet != "" {
		return oneLine(c.Article.Outlet)
	}
	return "“" + cut(titleOf(c.Article), 40) + "”"
}

// disputed says in a sentence what reports disagree in, and who says what.
func disputed(d chronicle.Dispute) string {
	const named = 3 // outlets a side
	about := d.About
	if about != "date" && about != "status" {
		about = "number of " + about
	}
	var sides []string
	for _, side := range d.Sides {
		says := side.Says
		if day, _, precision := attache.Calendar(says); d.About == "date" && precision == "day" {
			says = card.When(attache.Timex{Type: attache.Date, Value: day.Format(time.DateOnly)})
		}
		var who []string
		for _, r := range side.Reports {
			if name := outletOf(r); !slices.Contains(who, name) {
				who = append(who, name)
			}
		}
		if len(who) > named {
			who = append(who[:named], fmt.Sprintf("%d more", len(who)-named))
		}
		sides = append(sides, says+" ("+strings.Join(who, ", ")+")")
	}
	return "Reports disagree on the " + about + ": " + strings.Join(sides, "; ") + "."
}

// fewestDrawn is how many events make a picture worth a glance.
const fewestDrawn = 3

// illustrated is run with what a timeline brings along on its first page: a picture of all its events,
// and a calendar of those that are due.
func (s search) illustrated(ctx context.Context, env Env, call Call) (card.Card, error) {
	c, err := s.run(ctx, env, call)
	if err != nil || len(c.Blocks) == 0 || call.Text("format") != "" || s.picture == nil {
		return c, err
	}
	f, err := s.find(ctx, env, 0, 0)
	if err != nil {
		return c, err
	}
	files := []card.Action{{Label: "Picture", Line: s.line.With("format", formatPicture).String(), Private: true}}
	report := s.report(call, f)
	report.Card = c
	due := export.Calendared(report)
	if due > 0 {
		files = append(files, card.Action{Label: "Calendar", Line: s.line.With("format", string(export.Calendar)).String(), Private: true})
	}
	for _, format := range []export.Format{export.CSV, export.JSON} {
		files = append(files, card.Action{Label: strings.ToUpper(string(format)), Line: s.line.With("format", string(format)).String(), Private: true})
	}
	at := slices.IndexFunc(c.Actions, func(a card.Action) bool { return a.Label == "Export" })
	c.Actions = slices.Insert(c.Actions, at+1, files...)
	if call.Number("page", 1) > 1 {
		return c, nil
	}
	if f.total >= fewestDrawn {
		file, err := chart.Draw(s.picture(c.Title, f.findings))
		if err != nil {
			return c, err
		}
		c.Files = append(c.Files, file)
	}
	if due > 0 {
		file, err := export.Write(export.Calendar, report)
		if err != nil {
			return c, err
		}
		file.Glance = true // whoever wants it on a terminal asks for it
		c.Files = append(c.Files, file)
	}
	return c, nil
}
