package commands

import (
	"strings"
	"testing"

	"attache"
	"attache/card"
)

// contested adds an article about which little is sure.
func contested(t *testing.T) *desk {
	d := newDesk(t)
	d.add(t, attache.Article{Title: "Contested", Outlet: "Bay Courier", Published: monday,
		Text: "Maren denied a deal on gates. She may have said the gates would rust. He thinks gates are ugly. They said gates are heavy."}, attache.Facts{})
	d.say(2, "Lena Maren", "denied", "a deal on gates", attache.Indirect, 0.9)
	d.say(2, "Lena Maren", "said", "the gates would rust", attache.Indirect, 0.4)
	d.say(2, "Lena Maren", "said", "gates are heavy", attache.Indirect, 0.2)
	d.say(2, "Lena Maren", "thinks", "gates are ugly", attache.Indirect, 0.9)
	f := d.facts[d.articles[2].ID]
	f.Attributions[0].Act, f.Attributions[3].Act = attache.ActDeny, attache.ActBelieve
	return d
}

func contents(c card.Card) string {
	var all []string
	for _, b := range c.Blocks {
		all = append(all, b.(card.Quote).Content...)
	}
	return strings.Join(all, "; ")
}

func TestWhatWhoSaidShows(t *testing.T) {
	for _, tt := range []struct{ name, line, want, lead string }{
		{"speech that is sure enough", "who-said gates", "a deal on gates; the gates would rust", "1 doubtful statement is held back."},
		{"beliefs when asked", "who-said gates --beliefs", "a deal on gates; the gates would rust; gates are ugly", "1 doubtful statement is held back."},
		{"what is held back when asked", "who-said gates --held", "a deal on gates; the gates would rust; gates are heavy", ""},
		{"one act", "who-said --act deny", "a deal on gates", ""},
		{"beliefs as an act", "who-said --act believe", "gates are ugly", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			c, err := contested(t).run(t, tt.line)
			if err != nil {
				t.Fatal(err)
			}
			if got := contents(c); got != tt.want || c.Lead != tt.lead {
				t.Errorf("got %q, lead %q", got, c.Lead)
			}
		})
	}
}

func TestADoubtfulSpeakerIsNeverCertain(t *testing.T) {
	d := contested(t)
	c, err := d.run(t, "who-said --speaker maren gates --held")
	if err != nil {
		t.Fatal(err)
	}
	for _, b := range c.Blocks {
		q := b.(card.Quote)
		if sure := q.Content[0] == "a deal on gates"; sure != (q.Doubt == "") {
			t.Errorf("%q has the doubt %q", q.Content[0], q.Doubt)
		}
	}
}

func TestWhereAllIsHeldBackThatIsSaid(t *testing.T) {
	c, err := contested(t).run(t, "who-said heavy")
	if err != nil {
		t.Fatal(err)
	}
	if len(c.Blocks) > 0 || !strings.Contains(c.Lead, "1 doubtful statement is held back.") || c.Actions[0].Line != "who-said --held heavy" {
		t.Errorf("got %+v", c)
	}
}

func TestRankWeighsRelevanceAndDate(t *testing.T) {
	all := results(printed{content: "old and to the point", day: 1}, printed{content: "new and to the point", day: 300}, printed{content: "newest, beside the point", day: 301})
	for i, score := range []float64{1, 0.95, 0.2} {
		all[i].score = score
	}
	rank(all)
	var got []string
	for _, r := range all {
		got = append(got, r.Attribution.Content[0].Of(r.Article.Text))
	}
	if want := "new and to the point; old and to the point; newest, beside the point"; strings.Join(got, "; ") != want {
		t.Errorf("got %q", got)
	}
}
