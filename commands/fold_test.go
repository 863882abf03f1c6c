package commands

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

// printed is an article that holds one statement and some text around it.
type printed struct {
	outlet, who, content string
	day                  int // of March 2031; 0 is undated
	text                 string
	change               func(*attache.Attribution)
}

// results writes articles with a statement each.
func results(all ...printed) (out []result) {
	for i, p := range all {
		a := attache.Article{Outlet: p.outlet, Title: fmt.Sprintf("Report %d", i+1), Text: p.content + " " + p.text}
		a.ID = attache.NewArticleID(fmt.Sprint(i, a.Text))
		if p.day > 0 {
			a.Published = time.Date(2031, 3, p.day, 0, 0, 0, 0, time.UTC)
		}
		at := attache.Span{Start: 0, End: len(p.content)}
		s := &attache.Attribution{Ref: attache.NewRef(a.ID, attache.KindAttribution, 1), Content: []attache.Span{at}, Extent: at, Act: attache.ActSay, Form: attache.Direct, Score: 0.9}
		if p.who != "" {
			s.Source = attache.Mention{Entity: attache.NewEntityID(p.who), Name: p.who, Sure: 0.9}
		}
		if p.change != nil {
			p.change(s)
		}
		out = append(out, result{Cited: attache.Cited{Ref: s.Ref, Article: a, Attribution: s}})
	}
	return out
}

const flags = "“We ask for two flags on every post, nothing more, and we shall ask for them again.”"

func TestWhatIsOneStatement(t *testing.T) {
	maren := printed{outlet: "Irsk Herald", who: "Lena Maren", content: flags, day: 5}
	change := func(p printed, f func(*printed)) printed { f(&p); return p }
	denies := func(a *attache.Attribution) { a.Act, a.Form = attache.ActDeny, attache.Indirect }
	for _, tt := range []struct {
		name  string
		other printed
		first printed
		one   bool
	}{
		{"the same words in another outlet are", change(maren, func(p *printed) { p.outlet, p.day = "Mirel Gazette", 6 }), maren, true},
		{"a quotation cut to half of it is", change(maren, func(p *printed) { p.content = "“We ask for two flags on every post”" }), maren, true},
		{"long words recalled a year later are", change(maren, func(p *printed) { p.day = 360 }), maren, true},
		{"other words of the same speaker are not", change(maren, func(p *printed) { p.content = "“The bridge will be mended before the winter comes,”" }), maren, false},
		{"a few words said again a month later are not", change(maren, func(p *printed) { p.content, p.day = "“We shall wait for them,”", 40 }),
			change(maren, func(p *printed) { p.content = "“We shall wait for them,”" }), false},
		{"a few words of another speaker are not", change(maren, func(p *printed) { p.who, p.content = "Ana Tolvaj", "“We shall wait for them,”" }),
			change(maren, func(p *printed) { p.content = "“We shall wait for them,”" }), false},
		{"long words given to another speaker are, and that is shown", change(maren, func(p *printed) { p.who = "Ana Tolvaj" }), maren, true},
		{"words that nobody is named for are", change(maren, func(p *printed) { p.who = "" }), maren, true},
		{"what was said and what was not are not", change(maren, func(p *printed) { p.change = func(a *attache.Attribution) { a.Negated = true } }), maren, false},
		{"what was said and what was denied are not", change(maren, func(p *printed) {
			p.content, p.change = "any plan for a second bridge at Lom before the spring", denies
		}),
			change(maren, func(p *printed) { p.content = "any plan for a second bridge at Lom before the spring" }), false},
		{"speech and belief are not", change(maren, func(p *printed) { p.change = func(a *attache.Attribution) { a.Act = attache.ActBelieve } }), maren, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if n := len(foldStatements(results(tt.first, tt.other))); (n == 1) != tt.one {
				t.Errorf("%d findings", n)
			}
		})
	}
}

// What people see of one quotation in five outlets.
func TestFoldedFinding(t *testing.T) {
	report := strings.Repeat("The commissions meet in Sarn on Monday, and nobody in either capital expects them to agree on anything but the date of the next round. ", 3)
	all := foldStatements(results(
		printed{"Mirel Gazette", "Lena Maren", "“We ask for two flags on every post”", 7, "", nil},
		printed{"Irsk Herald", "Lena Maren", flags, 5, report, nil},
		printed{"Halden Wire", "Lena Maren", flags, 6, "(Halden) " + report, nil},
		printed{"Eastern Dispatch", "Ana Tolvaj", "“We ask for two banners on every post, nothing more, and we shall ask for them again.”", 6, "", nil},
		printed{"Bay Courier", "Lena Maren", "“The bridge will be mended before the winter comes,”", 6, "", nil},
	))
	if len(all) != 2 {
		t.Fatalf("%d findings", len(all))
	}
	var b strings.Builder
	for _, most := range []int{50, 1} {
		if err := card.WriteText(&b, card.Card{Blocks: []card.Block{drawStatement(all[0], most), drawStatement(all[1], most)}}, 100); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	golden.Equal(t, "folded.golden", b.String())
}

func TestPagesOfFoldedFindingsAreStable(t *testing.T) {
	d := newDesk(t)
	for i := range 12 {
		for k := range 3 {
			content := fmt.Sprintf("“The gate of %s%d will keep %s%d waiting for %s%d,”", "a", i, "b", i, "c", i)
			d.add(t, attache.Article{Title: fmt.Sprint(i, k), Outlet: fmt.Sprint("Outlet ", k), Text: content + fmt.Sprint(" ", i, k), Published: monday.AddDate(0, 0, -i)}, attache.Facts{})
			d.say(len(d.articles)-1, "Lena Maren", "keep", content, attache.Direct, 0.9)
		}
	}
	seen := map[string]int{}
	line := "who-said --speaker lena-maren gate"
	for page := 1; page <= 3; page++ {
		c, err := d.run(t, fmt.Sprintf("%s --page %d", line, page))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(c.Title, "12 statements") || !strings.Contains(c.Lead, "24 places that say the same are folded in") {
			t.Fatalf("page %d says %q, %q", page, c.Title, c.Lead)
		}
		for _, b := range c.Blocks {
			q := b.(card.Quote)
			if len(q.Also) != 2 || q.Also[0].Drift != nil {
				t.Errorf("a finding has %+v", q.Also)
			}
			seen[q.Content[0]]++
		}
	}
	if len(seen) != 12 {
		t.Errorf("%d findings on three pages", len(seen))
	}
	for s, n := range seen {
		if n != 1 {
			t.Errorf("%q was shown %d times", s, n)
		}
	}
}

func TestCiteShowsEveryPlace(t *testing.T) {
	d := newDesk(t)
	for i, p := range []struct{ outlet, content string }{
		{"Halden Wire", "“Nobody will mend the bridge before the last barge has left the basin,”"},
		{"Irsk Herald", "“Nobody will mend the bridge before the last barge has left the basin,”"},
		{"Mirel Gazette", "“Nobody will mend the bridge”"},
	} {
		d.add(t, attache.Article{Outlet: p.outlet, Title: fmt.Sprint("Bridge ", i), Text: p.content + fmt.Sprint(" ", i), Published: monday.AddDate(0, 0, i)}, attache.Facts{})
		d.say(len(d.articles)-1, "Lena Maren", "Nobody", p.content, attache.Direct, 0.9)
	}
	short := d.articles[len(d.articles)-1]
	c, err := d.run(t, "cite "+string(short.ID)+"#s1")
	if err != nil {
		t.Fatal(err)
	}
	q := c.Blocks[0].(card.Quote)
	if q.Cite.Outlet != "Mirel Gazette" || len(q.Also) != 2 || q.Also[0].Drift == nil || q.Also[0].Drift[1].Edit != card.Added {
		t.Errorf("got %+v", q)
	}
}
