package score

import (
	"fmt"
	"io"
	"strings"
)

// EventRow is one article with its timeline events.
type EventRow struct {
	ID      string      `json:"id"`
	Text    string      `json:"text,omitempty"`
	TextRef string      `json:"text_ref,omitempty"`
	Events  []EventItem `json:"events"`
}

// EventItem is one event. Cluster, Optional and DateAlt are of gold rows alone.
type EventItem struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Date   string `json:"date"`
	Actors Slot   `json:"actors"`
	Status string `json:"status"`

	Cluster  string   `json:"cluster,omitempty"`
	Optional bool     `json:"optional,omitempty"`
	DateAlt  []string `json:"date_alt,omitempty"`

	What  string  `json:"what,omitempty"` // not scored
	Rule  string  `json:"rule,omitempty"`
	Score float32 `json:"score,omitempty"`
}

// ReadEvents reads rows, gold or predicted.
func ReadEvents(r io.Reader) ([]EventRow, error) { return readRows[EventRow](r) }

// EventScore is the table of timeline events. Shares are 0 to 1; DatedF1 is the headline.
type EventScore struct {
	Clusters, Pred, Ignored            int
	Precision, Recall, F1              float64
	DateExact, DateCompatible          float64
	Status, Actors                     float64
	DatedPrecision, DatedRecall, DateF float64
	Mistakes                           []string
}

// String prints the table as the scorer of the gold standard does.
func (s EventScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gold events %d  predictions counted %d  ignored %d\n", s.Clusters, s.Pred, s.Ignored)
	for _, l := range []struct {
		name string
		v    float64
	}{
		{"precision", s.Precision}, {"recall", s.Recall}, {"f1", s.F1},
		{"date_exact", s.DateExact}, {"date_compatible", s.DateCompatible},
		{"status", s.Status}, {"actors", s.Actors},
		{"dated_precision", s.DatedPrecision}, {"dated_recall", s.DatedRecall}, {"dated_f1", s.DateF},
	} {
		fmt.Fprintf(&b, "  %-16s %.1f\n", l.name, 100*l.v)
	}
	for _, m := range s.Mistakes {
		b.WriteString(m + "\n")
	}
	return b.String()
}

var eventStop = stopWords("the a an of to and or in on at by for with its president prime minister mr mrs ms")

// dateEqual reports whether the predicted date is one of the gold's; dateCompatible whether one
// contains the other.
func dateEqual(g, p EventItem) bool {
	return dateHolds(g, p, func(a, b days) bool { return a.equal(b) })
}

func dateCompatible(g, p EventItem) bool {
	return dateHolds(g, p, func(a, b days) bool { return a.within(b) || b.within(a) })
}

func dateHolds(g, p EventItem, holds func(gold, pred days) bool) bool {
	d, ok := readDays(p.Date)
	if !ok {
		return false
	}
	for _, alt := range append([]string{g.Date}, g.DateAlt...) {
		if e, ok := readDays(alt); ok && holds(e, d) {
			return true
		}
	}
	return false
}

// actorsRight reports whether every gold actor is among the predicted ones.
func actorsRight(g, p EventItem) bool {
	found := p.Actors.List
	if found == nil && p.Actors.Text != "" {
		found = []string{p.Actors.Text}
	}
	for _, actor := range g.Actors.List {
		right := false
		for _, alt := range strings.Split(actor, "|") {
			for _, f := range found {
				right = right || slotF1(alt, f, eventStop) >= half
			}
		}
		if !right {
			return false
		}
	}
	return true
}
