package event

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache"
	"attache/extract/score"
	"attache/extract/token"
)

// TestNews scores the articles of testdata/news by the measure of the timeline gold. The floors are
// what it reached; -v prints the table and every mistake.
func TestNews(t *testing.T) {
	names, err := filepath.Glob("testdata/news/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no articles: %v", err)
	}
	tables := world(t)
	var gold, pred []score.EventRow
	for _, name := range names {
		id := strings.TrimSuffix(filepath.Base(name), ".txt")
		day, text, events := readNews(t, name)
		gold = append(gold, score.EventRow{ID: id, Text: text, Events: events})
		pred = append(pred, score.EventsOf(id, text, attache.Facts{Events: find(text, tables, attache.Anchor{Value: day, By: attache.ByPublication})}))
	}
	s := score.Events(gold, pred, score.Options{Errors: 200})
	t.Logf("%d articles\n%s", len(names), s)
	for _, floor := range []struct {
		name      string
		got, want float64
	}{{"dated F1", s.DateF, 0.88}, {"status", s.Status, 0.90}, {"actors", s.Actors, 0.60}} {
		if floor.got < floor.want {
			t.Errorf("%s is %.3f, below %.2f", floor.name, floor.got, floor.want)
		}
	}
}

// readNews reads an article and its gold; testdata/news/README.md says how it is written down.
func readNews(t *testing.T, name string) (day, text string, events []score.EventItem) {
	t.Helper()
	b, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(b), "\n\n")
	body, notes, ok := strings.Cut(rest, "\n%%\n")
	if day = strings.TrimPrefix(head, "date: "); !ok || day == head {
		t.Fatalf("%s: no date or no gold", name)
	}
	doc := token.Read(body)
	offsets := score.NewOffsets(body)
	for n, line := range strings.Split(strings.TrimSpace(notes), "\n") {
		f := strings.Split(line, "|")
		for len(f) < 5 {
			f = append(f, "")
		}
		for i := range f {
			f[i] = strings.TrimSpace(f[i])
		}
		e := score.EventItem{Cluster: fmt.Sprint("line ", n), Optional: f[4] == "optional"}
		fragment, cluster, named := strings.Cut(f[3], " =")
		if named {
			e.Cluster = cluster
		}
		dates := strings.Split(f[0], " or ")
		e.Date, e.DateAlt = dates[0], dates[1:]
		e.Status, _, _ = strings.Cut(f[1], " or ")
		for _, actor := range strings.Split(f[2], ";") {
			if actor = strings.ReplaceAll(strings.TrimSpace(actor), "/", "|"); actor != "" {
				e.Actors.List = append(e.Actors.List, actor)
			}
		}
		at := strings.Index(body, fragment)
		if at < 0 || strings.Contains(body[at+1:], fragment) {
			t.Fatalf("%s: %q stands there not at all or twice", name, fragment)
		}
		for _, s := range doc.Sentences {
			if s.Span.Start <= at && at < s.Span.End {
				r := offsets.Runes(s.Span)
				e.Start, e.End = r[0], r[1]
			}
		}
		events = append(events, e)
	}
	return day, body, events
}
