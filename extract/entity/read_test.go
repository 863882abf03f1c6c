package entity

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"attache/extract/phrase"
	"attache/extract/token"
)

func tables(t testing.TB) *Tables {
	t.Helper()
	f, err := os.Open("../../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func read(t testing.TB, text string) *Set {
	t.Helper()
	return Read(phrase.Read(token.Read(text)), tables(t), time.Time{})
}

func dump(s *Set) string {
	var b strings.Builder
	for _, m := range s.Mentions {
		fmt.Fprintf(&b, "%-40q %-8s form=%d %-20s %s %.2f acts=%v\n", m.Span.Of(s.tags.Doc.Text), m.Kind, m.Form, m.Mention.Entity, m.Mention.Name, m.Sure, m.Acts)
	}
	for _, e := range s.Entities() {
		fmt.Fprintf(&b, "%+v\n", e)
	}
	return b.String()
}

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip()
	}
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(dump(read(t, string(b))))
}
