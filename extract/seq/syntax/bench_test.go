package syntax_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/extract/token"
)

func BenchmarkAnalyse(b *testing.B) {
	page, err := os.ReadFile("testdata/ferry.txt")
	if err != nil {
		b.Fatal(err)
	}
	m := load(b)
	for _, size := range []int{4_000, 100_000, 1_000_000} {
		news := strings.Repeat(string(page)+"\n\n", size/len(page)+1)
		one := strings.NewReplacer("\n", " ", ".", ",").Replace(news) // a single sentence
		for name, text := range map[string]string{"news": news, "sentence": one} {
			doc := token.Read(text)
			b.Run(fmt.Sprintf("%s/%dkB", name, size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					m.Analyse(doc)
				}
			})
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		load(b)
	}
}
