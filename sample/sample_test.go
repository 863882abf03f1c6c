package sample_test

import (
	"testing"

	"attache/sample"
)

func TestGoldQuotesTheArticles(t *testing.T) {
	all, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	if len(all) < 8 {
		t.Fatalf("%d articles, want at least 8", len(all))
	}
	for _, f := range all {
		g, err := sample.GoldOf(f.Name)
		if err != nil {
			t.Error(err)
			continue
		}
		var quotes []string
		for _, s := range g.Statements {
			quotes = append(append(quotes, s.Cue), s.Content...)
		}
		for _, e := range g.Events {
			quotes = append(quotes, e.Passage)
		}
		for _, c := range g.Conditions {
			quotes = append(quotes, c.Passage, c.Condition, c.Consequent, c.Evidence)
		}
		for _, q := range quotes {
			if _, ok := sample.Locate(string(f.Bytes), q); !ok && q != "" {
				t.Errorf("%s: the gold quotes %q, which is not in it", f.Name, q)
			}
		}
	}
}
