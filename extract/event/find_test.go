package event

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
	"attache/internal/golden"
)

// monday is the anchor of the examples.
var monday = attache.Anchor{Value: "2026-11-23", By: attache.ByPublication}

// world is what the tests know: states, and people of an invented affair.
func world(t testing.TB) *entity.Tables {
	t.Helper()
	f, err := os.Open("../../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tables, err := entity.ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	return tables
}

func find(text string, tables *entity.Tables, a attache.Anchor) []attache.Event {
	doc := token.Read(text)
	tags := phrase.Read(doc)
	from, _, _ := attache.Calendar(a.Value)
	return Find(Text{Tags: tags, Names: entity.Read(tags, tables, from), Times: timex.Find(doc, a), Anchor: a})
}

// describe prints an event as "date status trigger".
func describe(text string, e attache.Event) string {
	when := e.When.Value
	if e.When.End != "" {
		when += "/" + e.When.End
	}
	if when == "" {
		when = "undated"
	}
	return fmt.Sprintf("%s %s %s", when, e.Status, e.Trigger.Of(text))
}

func describeAll(text string, events []attache.Event) string {
	var lines []string
	for _, e := range events {
		lines = append(lines, describe(text, e))
	}
	return strings.Join(lines, "\n")
}

func TestTriggerExamples(t *testing.T) {
	for _, e := range entries {
		t.Run(e.class, func(t *testing.T) {
			before, rest, marked := strings.Cut(e.example, "[")
			if !marked {
				if found := find(e.example, nil, monday); len(found) > 0 {
					t.Errorf("%q: found %s, want none", e.example, describeAll(e.example, found))
				}
				return
			}
			want, after, _ := strings.Cut(rest, "]")
			text := before + want + after
			for _, x := range find(text, nil, monday) {
				if x.Trigger.Of(text) == want {
					return
				}
			}
			t.Errorf("%q: found %q, want %q", text, describeAll(text, find(text, nil, monday)), want)
		})
	}
}

func TestFind(t *testing.T) {
	for _, tt := range []struct{ name, text, want string }{
		{"dates a verb", "On Friday the council rejected the draft.", "2026-11-20 happened rejected"},
		{"dates a noun", "They spoke of the accord of 4 May 2020.", "2020-05-04 happened accord"},
		{"dates a noun by what stands before it", "He denounced the May 4 raid on the port.", "2026-05-04 happened raid"},
		{"sees what is planned", "The ministers will meet in Oslo on Wednesday.", "2026-11-25 scheduled meet"},
		{"names the event that is scheduled", "The vote is scheduled to be held on 1 December.", "2026-12-01 scheduled vote"},
		{"sees what was cancelled", "The debate, scheduled for 1 December, has been cancelled.", "2026-12-01 cancelled debate"},
		{"sees what was called off", "The union called off a strike planned for Thursday.", "2026-11-26 cancelled strike"},
		{"takes the cancelling for an event", "The ministry cancelled the visit on Friday.", "2026-11-20 happened cancelled"},
		{"carries a cancellation over", "There will be no summit on 1 December. The leaders had hoped to attend a summit on 1 December.", "2026-12-01 cancelled summit"},
		{"keeps its distance from claims", "The rebels claimed that the army shelled the port on Friday.", "2026-11-20 claimed shelled"},
		{"takes a deadline", "The court gave them until Friday to pay.", "2026-11-27 scheduled gave"},
		{"takes speech for no event", "Okoro said on Friday that the weather was bad.", ""},
		{"takes an announcement for one", "Okoro announced on Friday that the port would open.", "2026-11-20 happened announced"},
		{"takes a speech held for one", "In a speech on Friday, Okoro said that the weather was bad.", "2026-11-20 happened speech"},
		{"takes what a state will do for announced", "Okoro said on Friday that Norway would withdraw its envoy.", "2026-11-20 happened said"},
		{"leaves comparisons alone", "Exports were higher than last year and up from 2019.", ""},
		{"leaves states alone", "The border has been closed since 1994; it was long in 1990.", ""},
		{"leaves habits alone", "The pass closes every winter and opens in May each year.", ""},
		{"leaves conditions alone", "They will strike unless the wages are paid this week.", ""},
		{"leaves what did not happen alone", "The army did not enter the town on Friday.", ""},
		{"leaves names alone", "The Water Act of 2015 has nine parts.", ""},
		{"leaves bounds alone", "A ruling is unlikely before Friday.", ""},
		{"leaves what is set aside alone", "They meet on 30 November, not on 1 December.", "2026-11-30 scheduled meet"},
		{"takes the spelled date, not the sum", "It was sent on 4 May 2026 and was answered ten days later, on 15 May.", "2026-05-04 happened sent\n2026-05-15 happened answered"},
		{"gives each clause its own date", "Norway recalled its envoy on Friday, and on Sunday Sweden closed its border.", "2026-11-20 happened recalled\n2026-11-22 happened closed"},
		{"follows that", "Okoro recalled that on 16 November the ministry issued a statement.", "2026-11-16 happened issued"},
		{"takes a range", "The envoys met from 3 to 5 May.", "2026-05-03/2026-05-05 happened met"},
		{"merges two mentions of one event", "The army shelled Bergen on Friday, Norway said. Norway protested. The shelling of Bergen on Friday hurt nobody.", "2026-11-20 happened shelled"},
		{"keeps two events of a day apart", "Norway recalled its envoy on Friday. Sweden closed the border on Friday.", "2026-11-20 happened recalled\n2026-11-20 happened closed"},
		{"shows a call without a date", "Norway's Foreign Minister Ada Okoro held a telephone conversation with Sweden's Prime Minister Lars Holm.", "undated happened conversation"},
		{"reads no title", "Talks to open on Friday\n\nThe envoys gave no comment in the matter at all today.", "2026-11-23 happened gave"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := describeAll(tt.text, find(tt.text, world(t), monday)); got != tt.want {
				t.Errorf("%q: got\n%s\nwant\n%s", tt.text, got, tt.want)
			}
		})
	}
}

func TestFindWithoutAnchor(t *testing.T) {
	text := "The council rejected the draft on Tuesday. It will meet again next week."
	want := "XXXX-WXX-2 happened rejected\nXXXX-WXX scheduled meet"
	if got := describeAll(text, find(text, nil, attache.Anchor{})); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// The text is invented; read the golden file as an analyst would.
func TestGolden(t *testing.T) {
	for _, name := range []string{"ferry", "ceasefire"} {
		b, err := os.ReadFile("testdata/" + name + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		text := string(b)
		var out strings.Builder
		for _, e := range find(text, world(t), monday) {
			fmt.Fprintf(&out, "%s\n", describe(text, e))
			for _, w := range e.Who {
				fmt.Fprintf(&out, "\twho %s\n", w.Show(text))
			}
			if !e.Where.IsZero() {
				fmt.Fprintf(&out, "\tat %s\n", e.Where.Show(text))
			}
			fmt.Fprintf(&out, "\t%s, %s\n\t%s\n", e.When.Span.Of(text), e.Rule, e.Extent.Of(text))
		}
		golden.Equal(t, name+".golden", out.String())
	}
}
