package commands

import (
	"strings"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/extract/score"
)

func TestCorrect(t *testing.T) {
	d := newDesk(t)
	ref := string(d.articles[0].ID) + "#c1"
	only := func() *attache.Condition { return &d.facts[d.articles[0].ID].Conditions[0] }
	if _, err := d.run(t, "correct "+ref+" --status met"); err != nil || only().Status != attache.Met || !only().Fixed(attache.SlotStatus) {
		t.Errorf("%+v, %v; want met", only(), err)
	}
	if only().Corrected[0].By != "7" || !only().Corrected[0].At.Equal(monday) {
		t.Errorf("the correction is by %+v", only().Corrected[0])
	}
	if _, err := d.run(t, "correct "+ref+" --holder Tolvaj --addressee nobody"); err != nil || only().Holder.Entity != "ana-tolvaj" || !only().Addressee.IsZero() {
		t.Errorf("%+v, %v; want Tolvaj and nobody", only(), err)
	}
	if _, err := d.run(t, "correct "+ref+" --status found"); err != nil || only().Fixed(attache.SlotStatus) {
		t.Errorf("%+v, %v; want the status as it was found", only(), err)
	}
	before := *only()
	for _, line := range []string{"correct " + ref + " --holder Ghost", "correct " + ref + " --status maybe", "correct 000000000000#c1 --status met", "correct " + string(d.articles[0].ID) + "#s1 --status met"} {
		if _, err := d.run(t, line); err == nil || only().Status != before.Status || only().Holder != before.Holder {
			t.Errorf("%s: %v, %+v", line, err, only())
		}
	}
}

// Every button of the card that sets a condition right is a line that can be run.
func TestCorrectButtonsRun(t *testing.T) {
	d := newDesk(t)
	d.facts[d.articles[0].ID] = func() attache.Facts {
		f := d.facts[d.articles[0].ID]
		f.Entities = []attache.Entity{{ID: "lena-maren", Name: "Lena Maren", Kind: attache.Person}, {ID: "tessany", Name: "Tessany", Kind: attache.State}, {ID: "ana-tolvaj", Name: "Ana Tolvaj", Kind: attache.Person}, {ID: "irsk", Name: "Irsk", Kind: attache.Place}}
		return f
	}()
	c, err := d.run(t, "correct "+string(d.articles[0].ID)+"#c1 --status accepted")
	if err != nil {
		t.Fatal(err)
	}
	labels := ""
	for _, a := range c.Actions {
		labels += a.Label + "\n"
		if _, err := d.run(t, a.Line); err != nil {
			t.Errorf("%s: %v", a.Line, err)
		}
	}
	for _, want := range []string{"rejected\n", "holder: Ana Tolvaj\n", "addressee: Ana Tolvaj\n", "status as found\n"} {
		if !strings.Contains(labels, want) {
			t.Errorf("the buttons are\n%swant %s", labels, want)
		}
	}
	if strings.Contains(labels, "Irsk") || strings.Contains(labels, "holder: Lena Maren") {
		t.Errorf("the buttons offer a place, or who it is already:\n%s", labels)
	}
}

func TestCorrectionsAreGold(t *testing.T) {
	d := newDesk(t)
	if _, err := d.run(t, "correct "+string(d.articles[0].ID)+"#c1 --status rejected"); err != nil {
		t.Fatal(err)
	}
	c, err := d.run(t, "corrections")
	if err != nil || len(c.Files) != 1 || len(c.Blocks) != 1 {
		t.Fatalf("%+v, %v; want the file and the condition", c, err)
	}
	rows, err := score.ReadConditions(strings.NewReader(string(c.Files[0].Bytes)))
	if err != nil || len(rows) != 1 || len(rows[0].Conditions) != 1 {
		t.Fatalf("the scorer reads %+v, %v", rows, err)
	}
	x := rows[0].Conditions[0]
	if x.Status != "rejected" || x.Holder.Text != "Lena Maren" || x.Optional || !strings.Contains(string([]rune(rows[0].Text)[x.Start:x.End]), "on condition that") {
		t.Errorf("%+v", x)
	}
	s := score.ConditionsFound(rows, rows, score.Options{})
	if s.EndToEnd != 1 {
		t.Errorf("the gold scored against itself gives %v", s)
	}
}

func TestChanged(t *testing.T) {
	later := func(d *desk, days int, words string) {
		d.add(t, attache.Article{Title: "Later", Outlet: "Courier", Text: words + " Maren said.", Published: monday.AddDate(0, 0, days)}, attache.Facts{})
		d.say(len(d.articles)-1, "Lena Maren", "said", words, attache.Direct, 0.9)
	}
	d := newDesk(t)
	later(d, 1, "\"We ask for one flag and no flags on the bridge,\"")
	later(d, 9, "\"We ask for three flags,\"")
	c, err := d.run(t, "changed --speaker Maren flags")
	if err != nil || len(c.Blocks) != 1 {
		t.Fatalf("%+v, %v", c, err)
	}
	s, ok := c.Blocks[0].(card.Shift)
	if !ok || !strings.Contains(s.Then.Content[0], "two flags") || !strings.Contains(s.Now.Content[0], "three flags") {
		t.Fatalf("%+v; want the oldest and the newest", c.Blocks[0])
	}
	if got := s.Moved(card.Wdiff, nil); got != "… We ask for [-two-] {+three+} flags" && got != "We ask for [-two-] {+three+} flags" {
		t.Errorf("what differs is %q", got)
	}
	if s.Then.When != "5 November 2026" || s.Now.When != "2 December 2026" {
		t.Errorf("dated %s and %s", s.Then.When, s.Now.When)
	}
	same := newDesk(t)
	later(same, 9, "\"We ask for two flags,\"")
	if c, err := same.run(t, "changed --speaker Maren flags"); err != nil || !strings.HasPrefix(c.Title, "Nothing changed") {
		t.Errorf("the same words give %q, %v", c.Title, err)
	}
	undated := newDesk(t)
	undated.articles[0].Published = time.Time{}
	if c, err := undated.run(t, "changed --speaker Maren flags"); err != nil || !strings.HasPrefix(c.Title, "No statement by") {
		t.Errorf("an undated statement gives %q, %v", c.Title, err)
	}
}
