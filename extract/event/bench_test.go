package event

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

func BenchmarkFind(b *testing.B) {
	page, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		b.Fatal(err)
	}
	_, body, _ := strings.Cut(string(page), "\n\n")
	for _, size := range []int{10_000, 100_000, 1_000_000} {
		run(b, fmt.Sprintf("news/%dkB", size/1000), strings.Repeat(body+"\n\n", size/len(body)+1))
	}
	for _, size := range []int{10_000, 100_000} { // linear in one paragraph and in one sentence
		run(b, fmt.Sprintf("paragraph/%dkB", size/1000), strings.ReplaceAll(strings.Repeat(body+" ", size/len(body)+1), "\n\n", " "))
		run(b, fmt.Sprintf("sentence/%dkB", size/1000), strings.Repeat("on Monday the council met and on Friday it rejected the accord of 4 May and ", size/76))
	}
}

func run(b *testing.B, name, text string) {
	b.Run(name, func(b *testing.B) {
		doc := token.Read(text)
		from, _, _ := attache.Calendar(monday.Value)
		tags := phrase.Read(doc)
		t := Text{Tags: tags, Names: entity.Read(tags, nil, from), Times: timex.Find(doc, monday), Anchor: monday}
		b.SetBytes(int64(len(text)))
		b.ReportAllocs()
		for b.Loop() {
			Find(t)
		}
	})
}
