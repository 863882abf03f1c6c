package event

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

// evaluation is the development data beside the checkout. It is not part of the project.
const evaluation = "../../../shared/eval"

// TestScores holds a floor on the timeline data by a simple measure: the share of gold clusters with
// an event of the right date in one of their sentences, and the share of events whose sentence and
// date the gold knows. The full measure is that of "attache eval timeline".
func TestScores(t *testing.T) {
	f, err := os.Open(filepath.Join(evaluation, "timeline/dev.jsonl"))
	if err != nil {
		t.Skipf("no evaluation data: %v", err)
	}
	defer f.Close()
	tables := world(t)
	var clusters, hit, status, events, right int
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var a struct {
			ID, Text, Date string
			TextRef        string `json:"text_ref"`
			Events         []struct {
				Start, End            int
				Cluster, Date, Status string
				DateAlt               []string `json:"date_alt"`
				Optional              bool
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &a); err != nil {
			t.Fatal(err)
		}
		if a.Text == "" {
			a.Text = textOf(t, filepath.Join(evaluation, strings.TrimPrefix(a.TextRef, "eval/")), a.ID)
		}
		o := token.NewOffsets(a.Text)
		found := find(a.Text, tables, attache.Anchor{Value: a.Date})
		knows := make([]bool, len(found))
		best := map[string]int{}
		for _, g := range a.Events {
			span := attache.Span{Start: o.Byte(g.Start), End: o.Byte(g.End)}
			if _, ok := best[g.Cluster]; !ok && !g.Optional {
				best[g.Cluster] = 0
			}
			for i, e := range found {
				if !e.Extent.Overlaps(span) {
					continue
				}
				for _, d := range append(g.DateAlt, g.Date) {
					if sameDate(e.When, d) {
						knows[i] = true
						if score := 1 + eq(string(e.Status), g.Status); !g.Optional {
							best[g.Cluster] = max(best[g.Cluster], score)
						}
					}
				}
				knows[i] = knows[i] || g.Optional || e.When.Value == ""
			}
		}
		for _, score := range best {
			clusters++
			hit += min(score, 1)
			status += max(score-1, 0)
		}
		for _, k := range knows {
			events++
			right += eq(k, true)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	recall, precision := 100*float64(hit)/float64(clusters), 100*float64(right)/float64(events)
	t.Logf("dated recall %.1f, precision %.1f, status %.1f", recall, precision, 100*float64(status)/float64(hit))
	if recall < 94 || precision < 94 || status*100 < hit*92 {
		t.Errorf("below the floor: recall 94, precision 94, status 92")
	}
}

func eq[T comparable](a, b T) int {
	if a == b {
		return 1
	}
	return 0
}

// sameDate compares a time with a gold date: ISO, or "A/B".
func sameDate(x attache.Timex, gold string) bool {
	first, last, ranged := strings.Cut(gold, "/")
	if !ranged {
		last = first
	}
	from, _, _ := attache.Calendar(first)
	_, to, _ := attache.Calendar(last)
	a, b, ok := x.Range()
	if x.Precision() == "time" {
		a = a.Truncate(24 * time.Hour)
		b = a.AddDate(0, 0, 1)
	}
	return ok && a.Equal(from) && b.Equal(to)
}

func textOf(t *testing.T, path, id string) string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<22)
	for lines.Scan() {
		var a struct{ ID, Text string }
		if err := json.Unmarshal(lines.Bytes(), &a); err == nil && a.ID == id {
			return a.Text
		}
	}
	t.Fatalf("%s holds no %s", path, id)
	return ""
}

// TestSeed reads the article the first issue measures by, which has no date of publication: every
// required event with its date, undated where the gold says so, and the call once.
func TestSeed(t *testing.T) {
	b, err := os.ReadFile(filepath.Join(evaluation, "seed/article.txt"))
	if err != nil {
		t.Skipf("no evaluation data: %v", err)
	}
	var gold struct {
		Events []struct {
			ID, Date, Status string
			Start, End       int
			Required         bool
			StatusAlt        []string `json:"status_alt"`
		}
	}
	g, err := os.ReadFile(filepath.Join(evaluation, "seed/gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(g, &gold); err != nil {
		t.Fatal(err)
	}
	text := string(b)
	doc := token.Read(text)
	tags := phrase.Read(doc)
	anchor := timex.Anchor(doc, time.Time{})
	if anchor.Value != "2023-11" {
		t.Errorf("anchor %+v, want 2023-11", anchor)
	}
	found := Find(Text{Tags: tags, Names: entity.Read(tags, world(t), time.Time{}), Times: timex.Find(doc, anchor), Anchor: anchor})
	o := token.NewOffsets(text)
	for _, want := range gold.Events {
		if !want.Required {
			continue
		}
		ok := false
		for _, e := range found {
			if e.Extent.Overlaps(attache.Span{Start: o.Byte(want.Start), End: o.Byte(want.End)}) {
				undated := e.When.Value == "" && strings.Contains(want.Date, "/") // the call
				ok = ok || (undated || e.When.Value == want.Date) && (string(e.Status) == want.Status || len(want.StatusAlt) > 0)
			}
		}
		if !ok {
			t.Errorf("%s (%s) is missing", want.ID, want.Date)
		}
	}
	undated := 0
	for _, e := range found {
		undated += eq(e.When.Value, "")
		if strings.HasPrefix(e.When.Value, "2026") || strings.HasPrefix(e.When.Value, "2024") {
			t.Errorf("%s lies in the wrong year", describe(text, e))
		}
	}
	if undated > 1 {
		t.Errorf("%d undated events, want the call alone", undated)
	}
}
