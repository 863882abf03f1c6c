package extract_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache"
	"attache/extract"
	"attache/extract/score"
	"attache/internal/golden"
	"attache/sample"
)

// affairs returns the six texts on which the whole pipeline is judged and timed: a readout of a
// call, a briefing, a summit, a ministry's statement, a transcript, a feature. All are invented.
func affairs(t testing.TB) (names []string, articles []attache.Article, gold [][]sample.Statement) {
	t.Helper()
	files, err := filepath.Glob("testdata/affairs/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no texts: %v", err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".json")
		if err != nil {
			t.Fatal(err)
		}
		var g []sample.Statement
		if err := json.Unmarshal(b, &g); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		names = append(names, name)
		articles = append(articles, attache.Article{ID: attache.NewArticleID(name), Text: string(text)})
		gold = append(gold, g)
	}
	return names, articles, gold
}

func TestAffairs(t *testing.T) {
	p := pipeline(t)
	names, articles, gold := affairs(t)
	var all score.StatementScore
	for i, a := range articles {
		all.Add(score.Statements(names[i], a.Text, gold[i], p.Extract(a)))
	}
	t.Log(all)
	if all.Right*100 < all.Required*95 || all.Wrong > 0 || all.Extra > 5 {
		t.Errorf("statements: %s", all)
	}
}

// The traces of the six texts, for people to read: what was found in each, by which rule.
func TestExplain(t *testing.T) {
	p := pipeline(t)
	names, articles, _ := affairs(t)
	for i, a := range articles {
		t.Run(names[i], func(t *testing.T) {
			trace := p.Explain(a)
			golden.Equal(t, filepath.Join("affairs", names[i]+".golden"), trace.String())
			got, _ := json.Marshal(trace.Facts)
			want, _ := json.Marshal(p.Extract(a))
			if string(got) != string(want) {
				t.Error("Explain and Extract find different facts")
			}
		})
	}
	for _, rule := range []string{"cue-clause", "marker"} {
		if extract.Why(rule) == "Rule "+rule+"." {
			t.Errorf("nobody explains %s", rule)
		}
	}
}
