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
	"attache/extract/entity"
	"attache/extract/score"
	"attache/sample"
)

// samplePipeline knows the sample's invented world beside the real one.
func samplePipeline(t testing.TB) *extract.Pipeline {
	t.Helper()
	real, err := os.ReadFile("../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	invented, err := sample.Entities()
	if err != nil {
		t.Fatal(err)
	}
	tables, err := entity.ParseTables(strings.NewReader(string(real)), strings.NewReader(string(invented)))
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.New(extract.Options{Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// sampleArticles returns the sample articles without their heading lines, by file name.
func sampleArticles(t testing.TB) (names []string, articles []attache.Article) {
	t.Helper()
	files, err := sample.Articles()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		head, text, ok := strings.Cut(string(f.Bytes), "\n\n")
		if !ok {
			t.Fatalf("%s has no heading", f.Name)
		}
		a := attache.Article{ID: attache.NewArticleID(f.Name), Text: text}
		for _, line := range strings.Split(head, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "Title":
				a.Title = value
			case "Date":
				if a.Published, err = time.Parse("2 January 2006", value); err != nil {
					t.Fatal(err)
				}
			}
		}
		names, articles = append(names, f.Name), append(articles, a)
	}
	return names, articles
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

func TestSeedStatements(t *testing.T) {
	a, gold := seed(t)
	s := score.Statements("seed", a.Text, gold, pipeline(t).Extract(a))
	t.Log(s)
}
