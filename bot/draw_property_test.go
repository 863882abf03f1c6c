package bot

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"attache"
	"attache/card"

	"pgregory.net/rapid"
)

// judge is a second reading of the documentation, in code points and from the JSON on the wire. It
// shares nothing with limits.go on purpose.
func judge(body []byte, files int) (faults []string) {
	var m struct {
		Content string
		Embeds  []struct {
			Title, Description string
			Footer             struct{ Text string }
			Image              struct{ URL string }
		}
		Components []struct {
			Type       int
			Components []struct {
				Type, Style int
				Label       string
				CustomID    string `json:"custom_id"`
			}
		}
		Attachments []struct {
			ID, Filename, Description string
		}
		Mentions struct{ Parse []string } `json:"allowed_mentions"`
	}
	if err := json.Unmarshal(body, &m); err != nil {
		return []string{err.Error()}
	}
	no := func(bad bool, format string, args ...any) {
		if bad {
			faults = append(faults, fmt.Sprintf(format, args...))
		}
	}
	n := utf8.RuneCountInString
	no(n(m.Content) > 2000, "content %d", n(m.Content))
	no(len(m.Embeds) > 10, "%d embeds", len(m.Embeds))
	sum := 0
	for _, e := range m.Embeds {
		no(n(e.Title) > 256, "title %d", n(e.Title))
		no(n(e.Description) > 4096, "description %d", n(e.Description))
		no(n(e.Footer.Text) > 2048, "footer")
		no(e.Title+e.Description+e.Image.URL == "", "empty embed")
		sum += n(e.Title) + n(e.Description) + n(e.Footer.Text)
	}
	no(sum > 6000, "embeds together %d", sum)
	no(len(m.Components) > 5, "rows")
	ids := map[string]bool{}
	for _, r := range m.Components {
		no(r.Type != 1 || len(r.Components) < 1 || len(r.Components) > 5, "row")
		for _, b := range r.Components {
			no(b.Type != 2 || b.Style < 1 || b.Style > 4, "button %+v", b)
			no(n(b.Label) < 1 || n(b.Label) > 80 || strings.TrimSpace(b.Label) == "", "label %q", b.Label)
			no(n(b.CustomID) < 1 || n(b.CustomID) > 100 || ids[b.CustomID], "custom_id %q", b.CustomID)
			ids[b.CustomID] = true
		}
	}
	no(len(m.Attachments) != files || files > 10, "%d attachments, %d files", len(m.Attachments), files)
	names := map[string]bool{}
	for i, a := range m.Attachments {
		no(a.ID != fmt.Sprint(i) || a.Filename == "" || names[a.Filename], "attachment %+v", a)
		no(n(a.Description) > 1024, "alt text")
		names[a.Filename] = true
	}
	no(m.Mentions.Parse == nil || len(m.Mentions.Parse) > 0, "mentions are allowed: %v", m.Mentions.Parse)
	no(m.Content == "" && len(m.Embeds) == 0 && files == 0, "nothing in it")
	no(strings.Contains(m.Content, "@everyone") && !strings.Contains(m.Content, `\@everyone`), "everyone is called")
	return faults
}

// words draws texts as strangers send them: scripts of one to four bytes, marks, Markdown, controls.
func words(limit int) *rapid.Generator[string] {
	alphabet := rapid.SampledFrom([]string{
		"a", "word ", "дипломат ", "会談 ", "مفاوضات ", "👩‍👩‍👧‍👦", "e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301", "*", "**", "_", "`", "```", "|", "[x](https://y)",
		"<@1>", "@everyone", "\n", "\n\n", "> ", "# ", "- ", "1. ", "\u202e", "\u2066", "\x00", "\x1b", "\\", "https://e.example/a_b ", "\xff", " ", "\u200d", "\u2028", "<t:1:R>", "~~", "’", "“",
	})
	return rapid.Custom(func(t *rapid.T) string {
		one := strings.Join(rapid.SliceOfN(alphabet, 0, 12).Draw(t, "words"), "")
		return stem(strings.Repeat(one, rapid.IntRange(1, max(1, limit/12)).Draw(t, "times")), limit)
	})
}

func passages() *rapid.Generator[card.Passage] {
	return rapid.Custom(func(t *rapid.T) card.Passage {
		p := card.Passage{Text: words(5000).Draw(t, "text")}
		for range rapid.IntRange(0, 4).Draw(t, "marks") {
			a := rapid.IntRange(-2, len(p.Text)+2).Draw(t, "start")
			p.Marks = append(p.Marks, attache.Span{Start: a, End: a + rapid.IntRange(-1, 40).Draw(t, "length")})
		}
		return p
	})
}

func cites() *rapid.Generator[card.Cite] {
	return rapid.Custom(func(t *rapid.T) card.Cite {
		return card.Cite{
			Ref: attache.Ref(words(40).Draw(t, "ref")), Passage: passages().Draw(t, "passage"), Title: words(600).Draw(t, "title"),
			Outlet: words(200).Draw(t, "outlet"), Date: words(40).Draw(t, "date"),
			Link: rapid.SampledFrom([]string{"", "https://e.example/", "http://e.example/" + strings.Repeat("a", 700)}).Draw(t, "link") + words(30).Draw(t, "path"),
		}
	})
}

func blocks() *rapid.Generator[card.Block] {
	return rapid.Custom(func(t *rapid.T) card.Block {
		w := func(n int, name string) string { return words(n).Draw(t, name) }
		switch rapid.IntRange(0, 5).Draw(t, "kind") {
		case 0:
			return card.Text{Heading: w(400, "heading"), Words: w(9000, "words")}
		case 1:
			return card.Quote{Source: w(300, "source"), Doubt: w(300, "doubt"), Cue: w(200, "cue"), Direct: rapid.Bool().Draw(t, "direct"),
				Content: rapid.SliceOfN(words(3000), 0, 3).Draw(t, "content"), When: w(80, "when"), Via: w(300, "via"), Cite: cites().Draw(t, "cite"),
				Also: rapid.SliceOfN(copies(), 0, 12).Draw(t, "also"), More: rapid.IntRange(0, 3).Draw(t, "more"), Shared: w(900, "shared")}
		case 2:
			return card.Moment{When: w(200, "when"), What: passages().Draw(t, "what"), Who: rapid.SliceOfN(words(90), 0, 9).Draw(t, "who"),
				Status: w(99, "status"), Doubt: w(500, "doubt"), Cite: cites().Draw(t, "cite")}
		case 3:
			return card.Term{Holder: w(300, "holder"), Addressee: w(300, "addressee"), Kind: w(99, "kind"), Antecedent: w(3000, "if"),
				Consequent: w(3000, "then"), Status: w(99, "status"), Evidence: w(3000, "evidence"), Cite: cites().Draw(t, "cite")}
		}
		if rapid.Bool().Draw(t, "apart") {
			p := passages().Draw(t, "passage")
			a := card.Anatomy{Text: p.Text, Cite: cites().Draw(t, "cite")}
			for _, m := range p.Marks {
				a.Parts = append(a.Parts, card.Part{Role: w(30, "role"), Span: m})
			}
			return a
		}
		return card.Item{Snippet: passages().Draw(t, "snippet"), Cite: cites().Draw(t, "cite")}
	})
}

func copies() *rapid.Generator[card.Copy] {
	return rapid.Custom(func(t *rapid.T) card.Copy {
		c := card.Copy{Cite: cites().Draw(t, "cite"), Source: words(300).Draw(t, "source"), Report: rapid.Bool().Draw(t, "report")}
		for range rapid.IntRange(0, 5).Draw(t, "pieces") {
			c.Drift = append(c.Drift, card.Piece{Text: words(500).Draw(t, "piece"), Edit: card.Edit(rapid.IntRange(0, 2).Draw(t, "edit"))})
		}
		return c
	})
}

func cards() *rapid.Generator[card.Card] {
	return rapid.Custom(func(t *rapid.T) card.Card {
		c := card.Card{
			Title: words(500).Draw(t, "title"), Lead: words(9000).Draw(t, "lead"),
			Blocks: rapid.SliceOfN(blocks(), 0, 14).Draw(t, "blocks"),
		}
		for range rapid.IntRange(0, 30).Draw(t, "actions") {
			c.Actions = append(c.Actions, card.Action{Label: words(120).Draw(t, "label"), Line: words(150).Draw(t, "line"),
				Off: rapid.Bool().Draw(t, "off"), Danger: rapid.Bool().Draw(t, "danger"), Row: rapid.Bool().Draw(t, "row")})
		}
		for range rapid.IntRange(0, 12).Draw(t, "files") {
			c.Files = append(c.Files, card.File{Name: words(90).Draw(t, "name"), Type: rapid.SampledFrom([]string{"image/png", "text/csv", ""}).Draw(t, "type"),
				Bytes: make([]byte, rapid.IntRange(0, 3).Draw(t, "size")), Alt: words(2000).Draw(t, "alt")})
		}
		if rapid.Bool().Draw(t, "covered") {
			c.Covered = card.Coverage{Searched: words(900).Draw(t, "searched"), Articles: 3, Outlets: 1, Newest: time.Unix(1795269900, 0)}
		}
		return c
	})
}

func TestEveryCardDrawsValid(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := cards().Draw(t, "card")
		d := drawing{address: shortAddress, mark: rapid.SampledFrom([]string{"", "7f3a9c2e51"}).Draw(t, "mark")}
		m := draw(c, d)
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if faults := judge(body, len(m.files)); len(faults) > 0 {
			t.Fatalf("%v", faults)
		}
		if own := m.problems(); len(own) > 0 {
			t.Fatalf("our own limits complain: %v", own)
		}
		if shownBlocks(m, c) < len(c.Blocks) && !hasFile(m, "answer.txt") {
			t.Fatalf("findings are missing and nothing says so")
		}
	})
}

// shortAddress stands in for lines kept under a key.
func shortAddress(n int, a card.Action) string {
	if len(a.Line) > maxCustomID-customPrefix {
		return customID{mode: modeUpdate, kept: true, line: "key"}.encode(n)
	}
	return addressed(n, card.Action{Line: clean(a.Line)})
}

// shownBlocks counts the findings that have their evidence line in the message.
func shownBlocks(m message, c card.Card) int {
	text := ""
	for _, e := range m.Embeds {
		text += e.Description + "\n"
	}
	n := strings.Count(text, "\n-# ")
	for _, b := range c.Blocks {
		if _, ok := b.(card.Text); ok {
			n++
		}
	}
	return n
}

func hasFile(m message, suffix string) bool {
	for _, f := range m.files {
		if strings.HasSuffix(f.Name, suffix) {
			return true
		}
	}
	return false
}

func FuzzDraw(f *testing.F) {
	f.Add("@everyone **bold**", "said", "a passage with *marks* and\n> lines", 3, 9, "https://a.example/x_(y)")
	f.Add("\u202e\u2066", "\x00", strings.Repeat("👩‍👩‍👧‍👦*", 2000), 5000, 5003, "https://a.example/)")
	f.Add("", "", strings.Repeat("\u200d", 9000), 0, 1, "javascript:1")
	f.Fuzz(func(t *testing.T, title, name, text string, from, to int, link string) {
		p := card.Passage{Text: text, Marks: []attache.Span{{Start: from, End: to}}}
		c := card.Card{Title: title, Lead: text, Blocks: []card.Block{
			card.Quote{Source: name, Content: []string{text, name}, Cite: card.Cite{Passage: p, Link: link, Outlet: name}},
			card.Term{Holder: name, Antecedent: text, Evidence: text, Cite: card.Cite{Passage: p, Link: link}},
			card.Item{Snippet: p, Cite: card.Cite{Title: title, Link: link}},
			card.Text{Heading: title, Words: text},
		}}
		m := draw(c, drawing{address: shortAddress})
		body, err := json.Marshal(m)
		if err != nil {
			t.Fatal(err)
		}
		if faults := judge(body, len(m.files)); len(faults) > 0 {
			t.Fatalf("%v", faults)
		}
	})
}

func BenchmarkDraw(b *testing.B) {
	c := statements()
	d := drawing{address: addressed}
	b.ReportAllocs()
	for b.Loop() {
		draw(c, d)
	}
}

// A paragraph of a megabyte, of the characters that cost most, must not hold up an answer.
func BenchmarkDrawHostile(b *testing.B) {
	text := strings.Repeat("👩‍👩‍👧‍👦*.1\n", 1<<20/29)
	c := card.Card{Title: text, Lead: text, Blocks: []card.Block{
		card.Quote{Source: text, Content: []string{text}, Cite: card.Cite{Passage: card.Passage{Text: text}}},
		card.Text{Words: text},
	}}
	d := drawing{address: addressed}
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		draw(c, d)
	}
}
