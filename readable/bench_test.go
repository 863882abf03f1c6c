package readable

import (
	"fmt"
	"strings"
	"testing"

	"attache"
)

func BenchmarkRead(b *testing.B) {
	for _, name := range []string{"harbour.html", "pasted.txt", "wrapped.txt", "forward.eml", "document.xml"} {
		b.Run(name, func(b *testing.B) {
			bytes := file(b, name)
			if name == "document.xml" {
				bytes = word(b, bytes)
			}
			b.SetBytes(int64(len(bytes)))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Read(attache.File{Bytes: bytes}, Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// The time must grow with the size: ns/op of each line is about ten times that of the line before.
func BenchmarkReadGrows(b *testing.B) {
	sentence := longSentence(20)
	for _, kind := range []struct {
		name string
		make func(n int) string
	}{
		{"text", func(n int) string { return strings.Repeat(sentence+"\n\n", n/len(sentence)) }},
		{"one paragraph", func(n int) string { return strings.Repeat(sentence+" ", n/len(sentence)) }},
		{"page", func(n int) string {
			return "<!DOCTYPE html><article>" + strings.Repeat("<p>"+sentence+"</p>", n/len(sentence))
		}},
		{"mail nested in mail", func(n int) string {
			head := "MIME-Version: 1.0\nFrom: a@b.example\n"
			for i := range 8 {
				head += fmt.Sprintf("Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n", i, i)
			}
			return head + "Content-Type: text/plain\n\n" + strings.Repeat(sentence+"\n\n", n/len(sentence))
		}},
		{"misnested page", func(n int) string { return "<!DOCTYPE html>" + strings.Repeat("<b><i><p>word</b></i>", n/20) }},
		{"page of small lists", func(n int) string {
			return "<!DOCTYPE html>" + strings.Repeat("<ul><li><a href=x>word</a></ul>", n/31) + "<p>" + strings.Repeat(sentence, 3)
		}},
	} {
		for _, n := range []int{10_000, 100_000, 900_000} {
			b.Run(fmt.Sprintf("%s/%d", kind.name, n), func(b *testing.B) {
				bytes := []byte(kind.make(n))
				b.SetBytes(int64(len(bytes)))
				b.ReportAllocs()
				for b.Loop() {
					if _, err := Read(attache.File{Bytes: bytes}, Options{}); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}

func BenchmarkLanguage(b *testing.B) {
	text := longSentence(1000)
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		if Language(text) != "en" {
			b.Fatal("not English")
		}
	}
}
