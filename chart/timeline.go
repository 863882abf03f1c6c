package chart

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"time"

	"attache"
	"attache/card"
)

// MaxEvents is how many events one picture draws.
const MaxEvents = 20

// Timeline is what to draw. Events without a time are left out; the others are drawn by time, whatever
// their order.
type Timeline struct {
	Title  string
	Events []Event
	Today  time.Time // where the past ends; zero marks nothing
}

// Event is one thing that happened or is due.
type Event struct {
	From, To time.Time // half-open
	When     string    // as people read it: "16 November 2026"
	Label    string    // what it is, verbatim, in any script
	Number   int       // of the finding in the answer; 0 for none
	Status   attache.EventStatus
	Note     string // "2 reports, dates differ"; may be empty
}

// Draw draws a timeline. The file has an alt text and is meant for a glance; the error is one of our own
// fonts.
func Draw(t Timeline) (card.File, error) {
	f, err := newFaces()
	if err != nil {
		return card.File{}, err
	}
	events, left := t.drawn()
	var b bytes.Buffer
	if err := paint(lay(f, t, events, left), f, &b); err != nil {
		return card.File{}, fmt.Errorf("chart: %w", err)
	}
	return card.File{Name: "timeline.png", Type: "image/png", Bytes: b.Bytes(), Alt: alt(t.Title, events, left), Glance: true}, nil
}

// drawn returns the events a picture shows, by time, and how many it leaves out. Of too many it keeps
// those around today, or the last.
func (t Timeline) drawn() (events []Event, left int) {
	for _, e := range t.Events {
		if !e.From.IsZero() && e.To.After(e.From) {
			events = append(events, e)
		}
	}
	slices.SortStableFunc(events, func(a, b Event) int { return a.From.Compare(b.From) })
	if len(events) <= MaxEvents {
		return events, 0
	}
	first := len(events) - MaxEvents
	if !t.Today.IsZero() {
		past := slices.IndexFunc(events, func(e Event) bool { return e.From.After(t.Today) })
		if past >= 0 {
			first = min(first, max(0, past-MaxEvents/2))
		}
	}
	return events[first : first+MaxEvents], len(events) - MaxEvents
}

// altLimit is Discord's: 1024 characters.
const altLimit = 1000

// alt says what the picture shows.
func alt(title string, events []Event, left int) string {
	words := cut(oneLine(title), 200)
	if words != "" {
		words += ". "
	}
	words += "Timeline of " + card.Plural(len(events), "event")
	if left > 0 {
		words += fmt.Sprintf(", %d more are not drawn", left)
	}
	for i, e := range events {
		part := cut(oneLine(e.When), 60)
		if e.Status != attache.Happened && e.Status != "" {
			part += ", " + string(e.Status)
		}
		part += ": " + cut(oneLine(e.Label), 90)
		if len([]rune(words))+len([]rune(part)) > altLimit-30 {
			return words + fmt.Sprintf("; and %d more.", len(events)-i)
		}
		if i == 0 {
			words += ": "
		} else {
			words += "; "
		}
		words += part
	}
	return words + "."
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// cut shortens s to at most n runes.
func cut(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n-1]) + "…"
	}
	return s
}
