package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract"
	"attache/extract/score"
	"attache/sample"
)

// samplePipeline knows the sample's invented world beside the real one.
func samplePipeline(t testing.TB) *extract.Pipeline {
	t.Helper()
	invented, err := sample.Entities()
	if err != nil {
		t.Fatal(err)
	}
	return pipeline(t, string(invented))
}

// sampleArticles returns the sample articles without their heading lines, by file name.
func sampleArticles(t testing.TB) (names []string, articles []attache.Article) {
	t.Helper()
	files, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		names, articles = append(names, f.Name), append(articles, headed(t, f.Name, string(f.Bytes)))
	}
	return names, articles
}

// headed reads an article with heading lines above its text.
func headed(t testing.TB, name, file string) attache.Article {
	t.Helper()
	head, text, ok := strings.Cut(file, "\n\n")
	if !ok {
		t.Fatalf("%s has no heading", name)
	}
	a := attache.Article{ID: attache.NewArticleID(name), Text: text}
	for _, line := range strings.Split(head, "\n") {
		key, value, _ := strings.Cut(line, ": ")
		switch key {
		case "Title":
			a.Title = value
		case "Date":
			var err error
			if a.Published, err = time.Parse("2 January 2006", value); err != nil {
				t.Fatal(err)
			}
		}
	}
	return a
}

func TestSampleStatements(t *testing.T) {
	p := samplePipeline(t)
	names, articles := sampleArticles(t)
	var all score.StatementScore
	for i, a := range articles {
		g, err := sample.GoldOf(names[i])
		if err != nil {
			t.Fatal(err)
		}
		all.Add(score.Statements(names[i], a.Text, g.Statements, p.Extract(a)))
	}
	t.Log(all)
	if all.Found < all.Required || all.Wrong > 0 || all.Right*100 < all.Required*97 {
		t.Errorf("statements: %s", all)
	}
}

// TestSampleConditions compares parties, kind and status with the sample's gold, by passage.
func TestSampleConditions(t *testing.T) {
	p := samplePipeline(t)
	names, articles := sampleArticles(t)
	required, found, right, extra := 0, 0, 0, 0
	for i, a := range articles {
		g, err := sample.GoldOf(names[i])
		if err != nil {
			t.Fatal(err)
		}
		used := map[int]bool{}
		got := p.Extract(a).Conditions
		for _, c := range g.Conditions {
			at, ok := sample.Locate(a.Text, c.Passage)
			if !ok {
				t.Fatalf("%s: no passage %q", names[i], c.Passage)
			}
			best := -1
			for k, x := range got {
				if !used[k] && x.Extent.Overlaps(at) && (best < 0 || strings.Contains(x.Antecedent.Of(a.Text), c.Condition)) {
					best = k
				}
			}
			if best >= 0 {
				used[best] = true
			}
			if c.Optional {
				continue
			}
			required++
			if best < 0 {
				t.Logf("MISSED %s %q", names[i], c.Passage)
				continue
			}
			found++
			x := got[best]
			if strings.Contains(c.Kind, string(x.Kind)) && c.Status == string(x.Status) && named(c.Holder, x.Holder, a.Text) {
				right++
			} else {
				t.Logf("%s %q: %s %s by %s, want %s %s by %s", names[i], c.Passage, x.Kind, x.Status, x.Holder.Show(a.Text), c.Kind, c.Status, c.Holder)
			}
		}
		for k := range got {
			if !used[k] {
				extra++
				t.Logf("EXTRA %s %q", names[i], got[k].Extent.Of(a.Text))
			}
		}
	}
	t.Logf("required %d found %d right %d extra %d", required, found, right, extra)
	if found < required || right < required-1 || extra > 0 {
		t.Errorf("required %d found %d right %d extra %d", required, found, right, extra)
	}
}

// TestSampleScores measures the sample by the scorers of the public gold.
func TestSampleScores(t *testing.T) {
	p := samplePipeline(t)
	names, articles := sampleArticles(t)
	var goldEvents, events []score.EventRow
	var goldConditions, conditions []score.ConditionRow
	for i, a := range articles {
		g, err := sample.GoldOf(names[i])
		if err != nil {
			t.Fatal(err)
		}
		f := p.Extract(a)
		e, c := score.FromSample(names[i], a.Text, g)
		goldEvents, goldConditions = append(goldEvents, e), append(goldConditions, c)
		events = append(events, score.EventsOf(names[i], a.Text, f))
		conditions = append(conditions, score.ConditionsOf(names[i], a.Text, f))
	}
	e := score.Events(goldEvents, events, score.Options{Errors: 20})
	c := score.ConditionsFound(goldConditions, conditions, score.Options{Errors: 20})
	t.Logf("\n%s\n%s", e, c)
	if e.DateF < 0.8 {
		t.Errorf("dated F1 %.3f of the sample's events", e.DateF)
	}
	if c.F1 < 0.9 || c.Slot("holder").Share() < 0.9 || c.Slot("status").Share() < 0.9 {
		t.Errorf("conditions of the sample:\n%s", c)
	}
}

// named reports whether a mention shows one of the alternatives of a gold slot.
func named(gold string, m attache.Mention, text string) bool {
	for _, alt := range strings.Split(gold, "|") {
		if strings.Contains(m.Show(text), alt) || alt == "" {
			return true
		}
	}
	return false
}

// seed reads the article that the first issue measures by, in the form of the sample's gold.
func seed(t testing.TB) (attache.Article, []sample.Statement) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(shared, "eval/seed/article.txt"))
	if err != nil {
		t.Skipf("SKIPPED: %v: the seed article was not read", err)
	}
	b, err := os.ReadFile(filepath.Join(shared, "eval/seed/gold.json"))
	if err != nil {
		t.Fatal(err)
	}
	var gold struct {
		Statements []struct {
			Content, Speaker, Cue, Kind string
			Required                    bool
			Speakers                    []string `json:"speaker_alt"`
		}
	}
	if err := json.Unmarshal(b, &gold); err != nil {
		t.Fatal(err)
	}
	var all []sample.Statement
	for _, s := range gold.Statements {
		all = append(all, sample.Statement{
			Speaker: strings.Join(append([]string{s.Speaker}, s.Speakers...), "|"), Cue: s.Cue, Content: []string{s.Content},
			Form: s.Kind, Optional: !s.Required,
		})
	}
	return attache.Article{ID: attache.NewArticleID("seed"), Text: string(text)}, all
}
