package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

func addressed(n int, a card.Action) string {
	return customID{mode: modeUpdate, line: a.Line}.encode(n)
}

// shown prints a message as a person can judge it: the JSON that goes over the wire, indented, with
// the descriptions once more as lines.
func shown(t *testing.T, m message) string {
	t.Helper()
	if bad := m.problems(); len(bad) > 0 {
		t.Errorf("Discord would refuse it: %v", bad)
	}
	var b strings.Builder
	if m.Content != "" {
		b.WriteString("== content\n" + m.Content + "\n")
	}
	for _, e := range m.Embeds {
		b.WriteString("== embed: " + e.Title + "\n" + e.Description + "\n")
		if e.Footer != nil {
			b.WriteString("-- " + e.Footer.Text + "\n")
		}
	}
	b.WriteString("== wire\n")
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(m); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func passageOf(text, word string) card.Passage {
	p := card.Passage{Text: text}
	for at := 0; ; {
		i := strings.Index(text[at:], word)
		if word == "" || i < 0 {
			return p
		}
		p.Marks = append(p.Marks, attache.Span{Start: at + i, End: at + i + len(word)})
		at += i + len(word)
	}
}

var cite = card.Cite{
	Ref: "k7m2q4x9d3hw#s3", Title: "Talks on the canal resume", Outlet: "Lowland Courier",
	Date: "21 November 2026", Link: "https://courier.example/canal-talks",
}

func with(c card.Cite, p card.Passage) card.Cite { c.Passage = p; return c }

func statements() card.Card {
	return card.Card{
		Title: "3 statements by Oda Maren about “canal”",
		Lead:  "1–3 of 3",
		Blocks: []card.Block{
			card.Quote{
				Source: "Oda Maren", Cue: "said", Direct: true, When: "20 November 2026",
				Content: []string{"We will open the canal when the last inspector has left"},
				Cite: with(cite, passageOf("“We will open the canal when the last inspector has left,” Maren told reporters in Harbin Quay. "+
					"Her ministry had called the canal a bridge, not a border.", "canal")),
			},
			card.Quote{
				Source: "Oda Maren", Doubt: "uncertain", Cue: "denied", When: "19 November 2026", Via: "the Lowland news agency",
				Content: []string{"any talks on tolls"},
				Cite:    with(cite, passageOf("She denied any talks on tolls, the agency reported, although two delegations had been seen at the lock and a third was on its way to the capital.", "")),
			},
			card.Quote{
				Cue: "according to", Content: []string{"the dredging is finished"},
				Cite: card.Cite{Ref: "k7m2q4x9d3hw#s9", Date: "undated", Link: "https://discord.com/channels/1/2/3"},
			},
		},
		Covered: card.Coverage{Searched: "“canal” in statements by Oda Maren", Articles: 12, Outlets: 4, Newest: time.Date(2026, 11, 21, 14, 5, 0, 0, time.UTC)},
		Actions: []card.Action{
			{Label: "◀ Previous", Line: "who-said --speaker oda-maren --page 1 canal", Off: true},
			{Label: "Next ▶", Line: "who-said --speaker oda-maren --page 2 canal"},
			{Label: "Remove", Line: "article remove k7m2q4x9d3hw", Danger: true},
		},
	}
}

func TestDrawnMessages(t *testing.T) {
	for name, tt := range map[string]struct {
		card card.Card
		mark string
	}{
		"statements": {card: statements()},
		"drift": {card: card.Card{
			Title: "1 statement", First: 1,
			Blocks: []card.Block{card.Quote{
				Source: "Oda Maren", Cue: "said", Direct: true, Content: []string{"We will open the canal when the last inspector has left"},
				Cite: with(cite, passageOf("“We will open the canal when the last inspector has left,” Maren said.", "")),
				Also: []card.Copy{
					{Cite: cite, Report: true},
					{Cite: cite, Source: "the *ministry*", Drift: []card.Piece{{Text: "We will open the", Edit: card.Kept}, {Text: "canal", Edit: card.Cut},
						{Text: "~~lock~~ <@1>", Edit: card.Added}, {Text: "when the last inspector has left", Edit: card.Kept}}},
				},
				More: 3, Shared: "when the last inspector has left",
			}},
		}},
		"anatomy": {card: card.Card{
			Title: "Why k7m2q4x9d3hw#s3?",
			Blocks: []card.Block{card.Anatomy{
				Text:  "Maren said [sic] the canal is a bridge.",
				Parts: []card.Part{{Role: "cue", Span: attache.Span{Start: 6, End: 10}}, {Role: "source", Span: attache.Span{Start: 0, End: 5}}, {Role: "content", Span: attache.Span{Start: 17, End: 38}}},
				Cite:  cite,
			}},
		}},
		"timeline": {card: card.Card{
			Title: "2 events",
			Blocks: []card.Block{
				card.Text{Heading: "November 2026", Words: "Two of three sides confirm."},
				card.Moment{When: "18 November 2026", What: passageOf("The fourth round of talks opened at the lock.", "opened"),
					Who: []string{"Lowland", "Union of Ports"}, Cite: cite},
				card.Moment{When: "30 November 2026", What: passageOf("The fifth round is to open in Harbin Quay.", "open"), Status: "scheduled",
					Doubt: "the text says Monday, which is the 30th in its own count only", Cite: cite},
			},
		}},
		"conditions": {card: card.Card{
			Title: "2 conditions",
			Blocks: []card.Block{card.Term{
				Holder: "Lowland", Addressee: "Union of Ports", Kind: "offer", Status: "accepted",
				Antecedent: "the ban on night traffic is lifted", Joint: "if", Consequent: "allow the survey ship in",
				Evidence: "The union agreed on Friday.",
				Cite:     with(cite, passageOf("Lowland will allow the survey ship in if the ban on night traffic is lifted.", "the ban on night traffic is lifted")),
			}, card.Term{
				Holder: "Lowland", Kind: "demand", Status: "open", Antecedent: "no night traffic", Consequent: "any talks at all",
				Cite: with(cite, passageOf("Lowland makes no night traffic the condition of any talks at all.", "")),
			}},
		}},
		"search": {card: card.Card{
			Title: "2 articles about “lock”",
			Blocks: []card.Block{
				card.Item{Snippet: passageOf("At the lock the delegations met again.", "lock"), Cite: cite},
				card.Item{Cite: card.Cite{Ref: "0a1b2c3d4e5f", Title: "A [link](https://evil.example) in a title", Outlet: "The *Star*", Date: "undated"}},
				card.Item{Cite: card.Cite{Ref: "1a1b2c3d4e5f", Title: "Plain title", Date: "undated", Link: "javascript:alert(1)"}},
			},
		}},
		"digest": {mark: "7f3a9c2e51", card: statements()},
		"sentence": {card: card.Card{Lead: "No source “Marin”. Did you mean Oda Maren? Nothing was searched.",
			Actions: []card.Action{{Label: "Oda Maren", Line: "who-said --speaker oda-maren", Private: true}}}},
		"files": {card: card.Card{Title: "Export", Files: []card.File{
			{Name: "timeline.png", Type: "image/png", Bytes: []byte("png"), Alt: "Three events in November"},
			{Name: "../../état.csv", Type: "text/csv", Bytes: []byte("a,b")},
			{Name: "empty.json", Type: "application/json"},
		}}},
		"hostile": {card: card.Card{
			Title: "@everyone `rm` **bold** \u202eevil",
			Lead:  "# no heading\n> no quote\n- no list\n12. no number\n<@123> <t:1:R> </x:1> https://evil.example/a_b\n[click](https://evil.example)\n||spoiler|| ~~x~~ __y__ \\*",
			Blocks: []card.Block{
				card.Quote{Source: "a\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301 ** @here", Cue: "said\n# big", Content: []string{"x"},
					Cite: card.Cite{Ref: "`x`", Outlet: "out](https://evil.example)", Link: "https://ok.example/a(b)c\\)*", Passage: passageOf("# one\n\n\n> two **three** @everyone [a](https://b.example)", "three")}},
				card.Quote{Source: "علي حسن", Cue: "said", When: "1 May 2026", Content: []string{"نعم"}, Cite: with(cite, passageOf("قال علي حسن: نعم", "نعم"))},
			},
		}},
		"nothing": {},
	} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, "draw-"+name+".golden", shown(t, draw(tt.card, drawing{address: addressed, mark: tt.mark})))
		})
	}
}

func TestFindingsAreNumberedForTheirButtons(t *testing.T) {
	c := statements()
	c.First = 4
	c.Blocks = append([]card.Block{card.Text{Heading: "Said"}}, c.Blocks...)
	c.Actions = append(c.Actions, card.Action{Label: "Why 4?", Line: "why x", Row: true}, card.Action{Label: "Why 5?", Line: "why y"})
	m := draw(c, drawing{address: addressed})
	for _, want := range []string{"**Said**", "**4 · Oda Maren** said", "**5 · Oda Maren** (uncertain)", "**6 · Source not named**"} {
		if !strings.Contains(m.Embeds[0].Description, want) {
			t.Errorf("no %q in\n%s", want, m.Embeds[0].Description)
		}
	}
	if len(m.Components) != 2 || len(m.Components[0].Components) != 3 || len(m.Components[1].Components) != 2 {
		t.Errorf("the buttons stand in %+v", m.Components)
	}
}

func TestDrawLinksTheChannelOfAText(t *testing.T) {
	got := drawText(card.Text{Heading: "morning", Channel: "1576077715759431690", Words: "every day"})
	if len(got) != 2 || got[0].text != "**morning** · <#1576077715759431690>" || got[1].text != "every day" {
		t.Errorf("got %+v", got)
	}
	if got := drawText(card.Text{Heading: "morning", Channel: "#everyone", Words: "every day"}); len(got) != 2 || got[0].text != "**morning**" {
		t.Errorf("a channel that is none gives %+v", got)
	}
}
