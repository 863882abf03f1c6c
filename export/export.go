package export

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"attache"
	"attache/card"
)

// Format is a kind of file; its value is what people type.
type Format string

// The formats.
const (
	CSV      Format = "csv"
	JSON     Format = "json"
	Markdown Format = "markdown"
	Calendar Format = "calendar"
)

// writers say how each format is written, in the order in which people are offered them.
var writers = []struct {
	format    Format
	kinds     []attache.FactKind // nil: all
	extension string
	mime      string
	alt       string
	write     func(Report) ([]byte, error)
}{
	{CSV, nil, "csv", "text/csv; charset=utf-8", "a table, a row for each citation", writeCSV},
	{JSON, nil, "json", "application/json", "everything that is known of each finding, for programs", writeJSON},
	{Markdown, nil, "md", "text/markdown; charset=utf-8", "the findings with their passages, for reading", writeMarkdown},
	{Calendar, []attache.FactKind{attache.KindEvent}, "ics", "text/calendar; charset=utf-8", "what is due, for a calendar", writeCalendar},
}

// Formats lists the formats that findings of a kind can be written in.
func Formats(kind attache.FactKind) (all []Format) {
	for _, w := range writers {
		if w.kinds == nil || slices.Contains(w.kinds, kind) {
			all = append(all, w.format)
		}
	}
	return all
}

// Report is what is exported: an answer and the findings it rests on.
type Report struct {
	// Card is the answer as people see it, with all findings in it. Its actions are not exported.
	Card card.Card
	// Kind is the kind of all Findings.
	Kind     attache.FactKind
	Findings []Finding
	Total    int       // findings there are, when more than were fetched; 0 means len(Findings)
	Asked    time.Time // zero is left out
}

// Finding is one row of a Report.
type Finding struct {
	attache.Cited
	// Same is the ref of the finding that this one repeats in other words or another outlet, and which
	// stands in the report too. Empty for a finding of its own.
	Same attache.Ref
	// Now is what became of an event as of the latest report of it; empty means what its own article says.
	Now attache.EventStatus
}

// status is what became of an event.
func (f Finding) status() attache.EventStatus {
	if f.Now != "" || f.Event == nil {
		return f.Now
	}
	return f.Event.Status
}

// complete reports whether the report holds everything there is.
func (r Report) complete() bool { return r.Total <= len(r.Findings) }

// Write writes a report in a format. The error names a format that the kind of the report does not
// have.
func Write(f Format, r Report) (card.File, error) {
	for _, w := range writers {
		if w.format != f || w.kinds != nil && !slices.Contains(w.kinds, r.Kind) {
			continue
		}
		b, err := w.write(r)
		if err != nil {
			return card.File{}, fmt.Errorf("export %s: %w", f, err)
		}
		return card.File{Name: name(r) + "." + w.extension, Type: w.mime, Bytes: b, Alt: w.alt}, nil
	}
	return card.File{}, fmt.Errorf("export: no format %q for findings of kind %q", f, r.Kind)
}

// name makes a file name of what was searched: "statements-by-lena-maren".
func name(r Report) string {
	const most = 60
	id := string(attache.NewEntityID(r.Card.Covered.Searched))
	for len(id) > most {
		cut := strings.LastIndexByte(id, '-')
		if cut < most/2 {
			return strings.ToValidUTF8(id[:most], "")
		}
		id = id[:cut]
	}
	if id == "" {
		return "findings"
	}
	return id
}
