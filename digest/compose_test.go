package digest

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/internal/golden"
)

// affair is a day of news: Veldara and Ostrand quarrel over a ferry.
func affair(t testing.TB) []attache.Read {
	talks := "“We will not pay for a road we do not use,” Minister Ilse Brandvold said on Sunday. " +
		"Ostrand will lower the road tax if Veldara opens its harbours. " +
		"Brandvold accepted: Veldara will open two harbours once the tax is lowered. " +
		"The ministers meet again on 30 November. In 1994 the two states shared the ferry."
	ferry := "The ferry across Kessin Bay stopped on 20 November. " +
		"“We will not pay for a road we do not use,” Ilse Brandvold said. " +
		"Captain Conor O'Dwyer said his crew had not been paid since spring. The ferry will sail again on 24 November. " +
		"The harbour will be dredged in 2027."
	return []attache.Read{
		written("talks", "The Ostrand Courier", "Talks on the road tax", talks, at(t, "22 18:00"), func(b *facts) {
			b.said("Ilse Brandvold", attache.Direct, "“We will not pay for a road we do not use,” Minister Ilse Brandvold said on Sunday.", "We will not pay for a road we do not use,")
			b.condition("Ostrand", "Veldara", "Ostrand will lower the road tax if Veldara opens its harbours.", "lower the road tax", "Veldara opens its harbours", attache.Open)
			b.condition("Veldara", "Ostrand", "Brandvold accepted: Veldara will open two harbours once the tax is lowered.", "open two harbours", "the tax is lowered", attache.Accepted)
			b.event("2026-11-30", attache.Scheduled, "The ministers meet again on 30 November.")
			b.event("1994", attache.Happened, "In 1994 the two states shared the ferry.")
		}),
		written("ferry", "Harbour Post", "Ferry of Kessin Bay stops", ferry, at(t, "22 21:00"), func(b *facts) {
			b.event("2026-11-20", attache.Happened, "The ferry across Kessin Bay stopped on 20 November.")
			b.said("Ilse Brandvold", attache.Direct, "“We will not pay for a road we do not use,” Ilse Brandvold said.", "We will not pay for a road we do not use,")
			b.said("Conor O'Dwyer", attache.Indirect, "Captain Conor O'Dwyer said his crew had not been paid since spring.", "his crew had not been paid since spring")
			b.event("2026-11-24", attache.Scheduled, "The ferry will sail again on 24 November.")
			b.event("2027", attache.Scheduled, "The harbour will be dredged in 2027.")
		}),
		written("letter", "Harbour Post", "A letter about the ferry", "A reader misses the ferry.", at(t, "23 06:00"), nil),
		written("weather", "", "Weather", "Fog over the bay.", at(t, "23 07:00"), nil),
		written("yesterday", "Harbour Post", "Old news of the ferry", "The ferry was late.", at(t, "21 12:00"), nil),
		written("soon", "Harbour Post", "Too new for the digest", "The ferry is here.", at(t, "23 07:59"), nil),
	}
}

func composed(t testing.TB, topic string) card.Card {
	t.Helper()
	w := newWorld(t)
	w.archive.add(t, affair(t)...)
	zone, err := time.LoadLocation("Europe/Vienna")
	if err != nil {
		t.Fatal(err)
	}
	n, err := gather(t.Context(), w.archive, topic, window{from: at(t, "22 08:00"), to: at(t, "23 08:00")}, zone)
	if err != nil {
		t.Fatal(err)
	}
	return Compose(attache.Schedule{Name: "morning", Topic: topic}, n)
}

func TestCompose(t *testing.T) {
	for name, topic := range map[string]string{"everything": "", "topic": "ferry", "phrase": `"road tax"`, "quiet": "zeppelin", "half": "ferry zeppelin"} {
		t.Run(name, func(t *testing.T) {
			golden.Equal(t, name+".golden", outline(composed(t, topic)))
		})
	}
}

// outline writes what a card says, whatever surfaces make of it.
func outline(c card.Card) string {
	var b strings.Builder
	line := func(parts ...string) { b.WriteString(strings.Join(parts, " | ") + "\n") }
	line(c.Title)
	line(c.Lead)
	for _, block := range c.Blocks {
		switch x := block.(type) {
		case card.Text:
			line("", x.Heading)
		case card.Quote:
			line("quote", x.Source, x.Cue, strings.Join(x.Content, " … "), x.Cite.Passage.Text, x.Cite.Outlet, x.Cite.Date, x.Cite.Link)
		case card.Moment:
			line("moment", x.When, x.What.Text, x.Status, x.Cite.Outlet, x.Cite.Link)
		case card.Term:
			line("term", x.Holder, x.Addressee, x.Consequent, x.Antecedent, x.Kind, x.Status, x.Cite.Passage.Text, x.Cite.Link)
		case card.Item:
			line("item", x.Cite.Title, x.Snippet.Text, x.Cite.Outlet, x.Cite.Link)
		}
	}
	line("", fmt.Sprintf("%s: %d articles, %d outlets, newest %s", c.Covered.Searched, c.Covered.Articles, c.Covered.Outlets, c.Covered.Newest.Format(time.DateOnly)))
	for _, a := range c.Actions {
		line("action", a.Label, a.Line)
	}
	return b.String()
}

// A digest says how much it does not show, and never more than there is.
func TestComposeLimitsAndCounts(t *testing.T) {
	w := newWorld(t)
	var reads []attache.Read
	for i := range 40 {
		name := string(rune('a'+i/26)) + string(rune('a'+i%26))
		text := "Pilot " + name + " said buoy " + name + " had drifted. Buoy " + name + " will be moved on 25 November. " +
			"The port will pay pilot " + name + " if the buoy is moved."
		reads = append(reads, written(name, "Paper "+name, "Buoy "+name, text, at(t, "22 20:00").Add(time.Duration(i)*time.Minute), func(b *facts) {
			b.said("Pilot "+name, attache.Indirect, "Pilot "+name+" said buoy "+name+" had drifted.", "buoy "+name+" had drifted")
			b.event("2026-11-25", attache.Scheduled, "Buoy "+name+" will be moved on 25 November.")
			b.condition("The port", "Pilot "+name, "The port will pay pilot "+name+" if the buoy is moved.", "pay pilot "+name, "the buoy is moved", attache.Open)
		}))
	}
	w.archive.add(t, reads...)
	n, err := gather(t.Context(), w.archive, "", window{from: at(t, "22 08:00"), to: at(t, "23 08:00")}, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	c := Compose(attache.Schedule{Name: "morning"}, n)
	counts := map[string]int{}
	articles := map[attache.ArticleID]bool{}
	for _, b := range c.Blocks {
		switch b := b.(type) {
		case card.Quote:
			counts["statements"]++
			articles[b.Cite.Ref.Article()] = true
			if b.Cite.Passage.Text == "" || b.Cite.Link == "" {
				t.Errorf("a statement without evidence: %+v", b)
			}
		case card.Moment:
			counts["events"]++
			articles[b.Cite.Ref.Article()] = true
		case card.Term:
			counts["conditions"]++
			articles[b.Cite.Ref.Article()] = true
		case card.Item:
			counts["articles"]++
			articles[b.Cite.Ref.Article()] = true
		}
	}
	if counts["statements"] != showStatements || counts["events"] != showComing || counts["conditions"] != showConditions || counts["articles"] != showArticles {
		t.Errorf("shows %v", counts)
	}
	for _, want := range []string{"40 articles from 40 outlets", "40 statements", "40 events", "40 conditions (40 open)",
		"35 statements", "36 events", "37 conditions", plural(40-len(articles), "article")} {
		if !strings.Contains(c.Lead, want) {
			t.Errorf("the lead does not say %q: %s", want, c.Lead)
		}
	}
	if c.Covered.Articles != 40 || c.Covered.Outlets != 40 || !c.Covered.Newest.Equal(reads[39].Article.Published) {
		t.Errorf("covers %+v", c.Covered)
	}
}

// What the buttons of a digest say must be lines that the commands understand.
func TestActionsAreCommandLines(t *testing.T) {
	for _, topic := range []string{"ferry", `"road tax" -x \ “y”`, "--private"} {
		n := News{From: at(t, "22 08:00"), Zone: time.UTC, Articles: Found{Total: 3}, Statements: Found{Total: 2}, Coming: Found{Total: 1}, Conditions: Found{Total: 1}}
		for _, a := range actions(attache.Schedule{Topic: topic}, n) {
			checkLine(t, a, topic)
		}
	}
	for _, a := range actions(attache.Schedule{}, News{Zone: time.UTC, Articles: Found{Total: 3}, Coming: Found{Total: 1}, Conditions: Found{Total: 1}}) {
		checkLine(t, a, "")
	}
}
