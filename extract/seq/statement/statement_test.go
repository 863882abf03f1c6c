package statement_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"attache/extract/seq"
	"attache/extract/seq/statement"
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

func harbour(t testing.TB) string {
	t.Helper()
	text, err := os.ReadFile("testdata/harbour.txt")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func TestStatementsOfInventedNews(t *testing.T) {
	m, doc := load(t), token.Read(harbour(t))
	golden.Equal(t, "harbour.golden", show(doc, m.Statements(m.Analyse(doc))))
}

// show prints a statement as four lines.
func show(doc *token.Doc, all []statement.Statement) string {
	words := func(parts []token.Range) string {
		var out []string
		for _, r := range parts {
			out = append(out, doc.Span(r).Of(doc.Text))
		}
		return strings.Join(out, " … ")
	}
	var b strings.Builder
	for _, s := range all {
		fmt.Fprintf(&b, "source  %s\ncue     %s\ncontent %s\nscore   %.2f\n\n", words(s.Source), words(s.Cue), words(s.Content), s.Score)
	}
	return b.String()
}

func TestStatementsNeedACueOrAQuotation(t *testing.T) {
	m := load(t)
	for _, text := range []string{"", "\n\n", "The ferry left at nine. It carried forty cars and a horse."} {
		doc := token.Read(text)
		if got := m.Statements(m.Analyse(doc)); got == nil || len(got) > 0 {
			t.Errorf("statements of %q = %#v, want none, and not nil", text, got)
		}
	}
}

// Whatever the text, spans lie in it, a cue and a content are there, and no two statements share a cue.
func FuzzStatements(f *testing.F) {
	for _, s := range []string{
		harbour(f), "said said said", "\"\"\" he said \"", "“A,” he said, “B.” “C,” she said.", "According to according to X said Y said Z.",
		"MR. PRICE: No.\n\nQ: Why?", "he said that he said that he said that he said that", "\x00\xff “", "中文字 said ไทย",
	} {
		f.Add(s)
	}
	m := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		doc := token.Read(text)
		n := len(doc.Tokens)
		used := map[int]bool{}
		for _, s := range m.Statements(m.Analyse(doc)) {
			if len(s.Cue) == 0 || len(s.Content) == 0 || !(s.Score >= 0 && s.Score <= 1) {
				t.Fatalf("statement %+v", s)
			}
			for _, part := range [][]token.Range{s.Source, s.Cue, s.Content} {
				end := 0
				for _, r := range part {
					if r.First < end || r.Len() < 1 || r.End > n {
						t.Fatalf("range %v of %+v leaves %d tokens or its order", r, s, n)
					}
					end = r.End
				}
			}
			for i := s.Cue[0].First; i < s.Cue[0].End; i++ {
				if used[i] {
					t.Fatalf("two statements with the cue %q", doc.Of(i))
				}
				used[i] = true
			}
		}
	})
}

func BenchmarkStatements(b *testing.B) {
	m := load(b)
	page := harbour(b)
	for _, size := range []int{4_000, 100_000, 1_000_000} {
		news := strings.Repeat(page+"\n\n", size/len(page)+1)
		one := strings.NewReplacer("\n", " ", ".", ",").Replace(news) // a single sentence, a single paragraph
		for _, shape := range []struct{ name, text string }{{"news", news}, {"paragraph", strings.ReplaceAll(news, "\n", " ")}, {"sentence", one}} {
			a := m.Analyse(token.Read(shape.text))
			b.Run(fmt.Sprintf("%s/%dkB", shape.name, size/1000), func(b *testing.B) {
				b.SetBytes(int64(len(shape.text)))
				b.ReportAllocs()
				for b.Loop() {
					m.Statements(a)
				}
			})
		}
	}
}
