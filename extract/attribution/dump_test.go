package attribution

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

func read(t testing.TB, text string) Text {
	t.Helper()
	f, err := os.Open("../../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tables, err := entity.ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	tags := phrase.Read(token.Read(text))
	return Text{Tags: tags, Names: entity.Read(tags, tables, time.Time{})}
}

func show(a attache.Attribution, text string) string {
	join := func(all []attache.Span) string {
		var s []string
		for _, x := range all {
			s = append(s, x.Of(text))
		}
		return strings.Join(s, " … ")
	}
	return fmt.Sprintf("[%s = %s %.2f] (%s) {%s} %s %s neg=%v to=%q via=%q occ=%q said=%q rule=%s score=%.2f",
		a.Source.Span.Of(text), a.Source.Name, a.Source.Sure, join(a.Cue), join(a.Content), a.Form, a.Act, a.Negated,
		a.Addressee.Show(text), a.Via.Show(text), a.Occasion.Of(text), a.Said.Span.Of(text), a.Rule, a.Score)
}

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	b, _ := os.ReadFile(path)
	x := read(t, string(b))
	for i := range x.Tags.Of {
		if x.doc().Tokens[i].Any(token.FirstOfSentence) {
			fmt.Println()
		}
		fmt.Printf("%s/%s ", x.doc().Of(i), x.Tags.Of[i])
	}
	fmt.Println()
	for q, v := range x.doc().Quotes {
		fmt.Println("QUOTE", q, v.Span.Of(x.doc().Text), v.Parent, v.Prev, v.Next)
	}
	for _, a := range Find(x) {
		fmt.Println(show(a, string(b)))
	}
}
