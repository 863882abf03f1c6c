package export

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

const text = "Ferry terms\n\nHarbour minister Ada Marlowe said on Monday the ferry would run “only if” the tax is lowered. " +
	"The port reopens on 14 March.\n\nOstrand agreed to lower the tax if Veldara opens its harbours."

func at(words string) attache.Span {
	i := strings.Index(text, words)
	return attache.Span{Start: i, End: i + len(words)}
}

var ferry = attache.Article{
	ID: "k7m2q4x9d3hw", Title: "Ferry terms | *final*", Outlet: "=HYPERLINK(\"x\")", URL: "https://post.example/a_(b)", Language: "en",
	Text: text, Published: time.Date(2031, 3, 3, 0, 0, 0, 0, time.UTC), PublishedBy: "page metadata",
}

func reportOf(kind attache.FactKind) Report {
	c := attache.Cited{Article: ferry, Ref: attache.NewRef(ferry.ID, kind, 1)}
	switch kind {
	case attache.KindAttribution:
		c.Attribution = &attache.Attribution{
			Ref: c.Ref, Source: attache.Mention{Span: at("Harbour minister Ada Marlowe"), Entity: "ada-marlowe", Name: "Ada Marlowe", Sure: 0.95},
			Cue: []attache.Span{at("said")}, Content: []attache.Span{at("the ferry would run “only if” the tax is lowered")},
			Extent: at("Harbour minister Ada Marlowe said on Monday the ferry would run “only if” the tax is lowered."),
			Form:   attache.Mixed, Act: attache.ActSay, Said: attache.Timex{Span: at("Monday"), Type: attache.Date, Value: "2031-03-03"}, Rule: "cue-clause", Score: 0.87,
		}
	case attache.KindEvent:
		c.Event = &attache.Event{
			Ref: c.Ref, Trigger: at("reopens"), Extent: at("The port reopens on 14 March."), Status: attache.Scheduled, Rule: "verbal", Score: 0.8,
			When: attache.Timex{Type: attache.Date, Value: "2031-03-14"}, Who: []attache.Mention{{Span: at("The port")}},
		}
	case attache.KindCondition:
		c.Condition = &attache.Condition{
			Ref: c.Ref, Holder: attache.Mention{Entity: "ostrand", Name: "Ostrand", Sure: 1}, Addressee: attache.Mention{Entity: "veldara", Name: "Veldara", Sure: 1},
			Marker: at("if Veldara"), Antecedent: at("Veldara opens its harbours"), Consequent: at("lower the tax"),
			Extent: at("Ostrand agreed to lower the tax if Veldara opens its harbours."), Kind: attache.Offer, Status: attache.Open, Rule: "if", Score: 0.7,
		}
	}
	return Report{
		Kind: kind, Asked: time.Date(2031, 3, 4, 9, 30, 0, 0, time.UTC), Findings: []Finding{{Cited: c}},
		Card: card.Card{
			Title: "1 finding about “ferry”", Blocks: []card.Block{card.Show(c, nil)},
			Covered: card.Coverage{Searched: "findings about “ferry”", Articles: 2, Outlets: 1},
		},
	}
}

func TestFormats(t *testing.T) {
	for kind, name := range map[attache.FactKind]string{
		attache.KindAttribution: "statements", attache.KindEvent: "events", attache.KindCondition: "conditions", attache.KindArticle: "articles",
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range Formats(kind) {
				file, err := Write(f, reportOf(kind))
				if err != nil {
					t.Fatal(err)
				}
				_, extension, _ := strings.Cut(file.Name, ".")
				golden.Equal(t, name+"."+extension, strings.ReplaceAll(string(file.Bytes), "\r\n", "\n"))
			}
		})
	}
}

func TestAnUnknownFormatIsAnError(t *testing.T) {
	if _, err := Write("xml", reportOf(attache.KindEvent)); err == nil {
		t.Error("xml was written")
	}
}

// https://owasp.org/www-community/attacks/CSV_Injection
func TestNoCellBeginsAFormula(t *testing.T) {
	for _, s := range []string{"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "\n=1", "\u00a0=1", "\u200b=1", "＝1", "\x00=1", "\ufeff=1"} {
		r := reportOf(attache.KindAttribution)
		r.Findings[0].Article.Title = s
		file, err := Write(CSV, r)
		if err != nil {
			t.Fatal(err)
		}
		rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file.Bytes, []byte(byteOrderMark)))).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		for i, name := range rows[0] {
			if name == "title" && !strings.HasPrefix(rows[1][i], "'") {
				t.Errorf("%q is written as %q", s, rows[1][i])
			}
		}
	}
}

// Whatever stands in an article, CSV and JSON can be read back with the columns where they were.
func FuzzWrite(f *testing.F) {
	f.Add("a,b\"c\r\nd", "=x")
	f.Add("**bold** [x](https://evil.example) <b>", "@everyone")
	f.Add("\xff\xfe", "\u202e")
	f.Fuzz(func(t *testing.T, title, outlet string) {
		r := reportOf(attache.KindAttribution)
		r.Card.Title = title
		r.Findings[0].Article.Title, r.Findings[0].Article.Outlet = title, outlet
		r.Card.Blocks = []card.Block{card.Show(r.Findings[0].Cited, nil)}
		for _, format := range Formats(r.Kind) {
			file, err := Write(format, r)
			if err != nil {
				t.Fatal(err)
			}
			switch format {
			case CSV:
				rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(file.Bytes, []byte(byteOrderMark)))).ReadAll()
				if err != nil || len(rows) != 2 || len(rows[1]) != len(rows[0]) {
					t.Fatalf("%d rows, %v", len(rows), err)
				}
				for _, c := range rows[1] {
					if c != "" && strings.ContainsRune("=+-@", []rune(c)[0]) {
						t.Fatalf("a cell begins a formula: %q", c)
					}
				}
			case JSON:
				var d map[string]any
				if err := json.Unmarshal(file.Bytes, &d); err != nil {
					t.Fatal(err)
				}
			case Markdown:
				for l := range strings.Lines(string(file.Bytes)) {
					if strings.Contains(l, "](https://evil") {
						t.Fatalf("an article made a link: %q", l)
					}
				}
			}
		}
	})
}
