package syntax_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/extract/seq"
	"attache/extract/seq/syntax"
	"attache/extract/token"
	"attache/internal/golden"
)

func load(t testing.TB) *seq.Model {
	t.Helper()
	m, err := seq.Load()
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func TestAnalysisOfInventedNews(t *testing.T) {
	text, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		t.Fatal(err)
	}
	golden.Equal(t, "ferry.golden", show(load(t).Analyse(token.Read(string(text)))))
}

// show prints a token a line, and an empty line between sentences.
func show(a *syntax.Analysis) string {
	var b strings.Builder
	for _, s := range a.Doc.Sentences {
		for i := s.Tokens.First; i < s.Tokens.End; i++ {
			head := "-"
			if h := a.Head(i); h >= 0 {
				head = a.Doc.Of(h)
			}
			fmt.Fprintf(&b, "%-12s %-5s %-13s %-10s %s\n", a.Doc.Of(i), a.Tags[i], a.Classes[i], a.Relation(i), head)
		}
		b.WriteByte('\n')
	}
	return b.String()
}

// The same text gives the same tree whoever else is at work.
func TestAnalysisIsTheSameEveryTime(t *testing.T) {
	m := load(t)
	text, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		t.Fatal(err)
	}
	want := show(m.Analyse(token.Read(string(text))))
	got := make(chan string)
	for range 8 {
		go func() { got <- show(m.Analyse(token.Read(string(text)))) }()
	}
	for range 8 {
		if g := <-got; g != want {
			t.Fatal("two analyses of one text differ")
		}
	}
}

func TestAnalysisFindsItsWay(t *testing.T) {
	a := load(t).Analyse(token.Read("Anna stood up and said that the talks had failed."))
	said := 4
	if got := a.Doc.Span(a.Yield(a.Subject(said))).Of(a.Doc.Text); got != "Anna" {
		t.Errorf("subject of the second of two verbs = %q, want that of the first", got)
	}
	if got := a.Doc.Span(a.Yield(a.Child(said, syntax.Ccomp))).Of(a.Doc.Text); got != "that the talks had failed" {
		t.Errorf("what was said = %q", got)
	}
	if got := a.NameAt(0); got != 0 || a.Names[got].Class != syntax.Person {
		t.Errorf("NameAt(0) = %d in %v, want a person", got, a.Names)
	}
	if got := a.NameAt(1); got != -1 {
		t.Errorf("NameAt of a verb = %d, want -1", got)
	}
	if got := a.Root(0); a.Doc.Of(got) != "stood" {
		t.Errorf("root = %q, want stood", a.Doc.Of(got))
	}
}
