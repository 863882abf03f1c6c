package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/score"
	"attache/internal/golden"
)

// condGold is a row of the scorer's format, with what the pipeline reads of an article.
type condGold struct {
	ID         string                `json:"id"`
	Title      string                `json:"title"`
	Date       string                `json:"date"`
	Text       string                `json:"text"`
	Conditions []score.ConditionItem `json:"conditions"`
}

// TestConditionGold writes the articles of testdata/conditions, which people annotate, as lines that
// `attache eval conditions` and the published scorer read, and checks every passage on the way.
// Rules were built looking at dev; apart is scored, not looked at.
func TestConditionGold(t *testing.T) {
	for _, half := range []string{"dev", "apart"} {
		t.Run(half, func(t *testing.T) {
			files, err := filepath.Glob(filepath.Join("testdata/conditions", half, "*.txt"))
			if err != nil || len(files) == 0 {
				t.Fatalf("no articles: %v", err)
			}
			var lines strings.Builder
			for _, file := range files {
				b, err := os.ReadFile(file)
				if err != nil {
					t.Fatal(err)
				}
				row := readCondGold(t, strings.TrimSuffix(filepath.Base(file), ".txt"), string(b))
				line, err := json.Marshal(row)
				if err != nil {
					t.Fatal(err)
				}
				lines.Write(append(line, '\n'))
			}
			golden.Equal(t, "conditions/"+half+".jsonl", lines.String())
		})
	}
}

// readCondGold reads a heading, a text and, below a line of equal signs, a block for each mention of
// a condition:
//
//	cluster kind status [optional]
//	at: first words of the passage ... its last words
//	holder: alternatives|parted by bars
//	addressee:
//	if: what must happen
//	then: what the holder then does
func readCondGold(t *testing.T, name, file string) condGold {
	t.Helper()
	head, rest, _ := strings.Cut(file, "\n\n")
	text, blocks, ok := strings.Cut(rest, "\n\n=====\n")
	if !ok {
		t.Fatalf("%s: no line of equal signs", name)
	}
	row := condGold{ID: name, Text: text, Conditions: []score.ConditionItem{}}
	for line := range strings.Lines(head) {
		switch key, value, _ := strings.Cut(strings.TrimSpace(line), ": "); key {
		case "Title":
			row.Title = value
		case "Date":
			row.Date = value
		}
	}
	if _, err := time.Parse(time.DateOnly, row.Date); err != nil || row.Title == "" {
		t.Fatalf("%s: its heading: %v", name, err)
	}
	at := score.NewOffsets(text)
	for block := range strings.SplitSeq(strings.TrimSpace(blocks), "\n\n") {
		if block == "" {
			continue
		}
		lines := strings.Split(block, "\n")
		first := strings.Fields(lines[0])
		c := score.ConditionItem{Cluster: first[0], Kind: first[1], Status: first[2], Optional: len(first) == 4}
		for _, line := range lines[1:] {
			key, value, _ := strings.Cut(line, ":")
			value = strings.TrimSpace(value)
			switch key {
			case "at":
				from, to, parts := strings.Cut(value, " ... ")
				start := strings.Index(text, from)
				if start < 0 {
					t.Fatalf("%s: no passage %q", name, from)
				}
				end := start + len(from)
				if parts {
					n := strings.Index(text[end:], to)
					if n < 0 || strings.Contains(text[end:end+n], "\n") {
						t.Fatalf("%s: the passage %q has no end %q", name, from, to)
					}
					end += n + len(to)
				}
				r := at.Runes(attache.Span{Start: start, End: end})
				c.Start, c.End = r[0], r[1]
			case "holder":
				c.Holder.Text = value
			case "addressee":
				c.Addressee.Text = value
			case "if":
				c.Condition.Text = value
			case "then":
				c.Consequent.Text = value
			default:
				t.Fatalf("%s: line %q", name, line)
			}
		}
		if c.End == 0 {
			t.Fatalf("%s: a block without a passage: %q", name, lines[0])
		}
		row.Conditions = append(row.Conditions, c)
	}
	return row
}
