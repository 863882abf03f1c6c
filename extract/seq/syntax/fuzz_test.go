package syntax_test

import (
	"testing"

	"attache/extract/seq/syntax"
	"attache/extract/token"
)

// Any bytes get one tree a sentence, whose yields nest.
func FuzzAnalyse(f *testing.F) {
	for _, s := range []string{
		"", " ", "\x00\xff", "a", ".", "\"\"\"", "Mr. Kim said no. Then he left.", "““”” said he said she", "中文字 ไทย العربية",
		"A B C D E F G H I J K L M N O P", "and and and and of of the the the said said said that that that", "MR. PRICE: No.\n\nQ: Why?",
	} {
		f.Add(s)
	}
	m := load(f)
	f.Fuzz(func(t *testing.T, text string) {
		a := m.Analyse(token.Read(text))
		for s := range a.Doc.Sentences {
			check(t, a, s)
		}
		end := 0
		for k, n := range a.Names {
			if n.Tokens.First < end || n.Tokens.Len() < 1 || n.Class == syntax.NoName || a.NameAt(n.Tokens.First) != k {
				t.Fatalf("name %v behind %d", n, end)
			}
			end = n.Tokens.End
		}
	})
}

func check(t *testing.T, a *syntax.Analysis, s int) {
	t.Helper()
	r := a.Doc.Sentences[s].Tokens
	roots := 0
	for i := r.First; i < r.End; i++ {
		y := a.Yield(i)
		if !y.Has(i) || y.First < r.First || y.End > r.End {
			t.Fatalf("token %d covers %v in sentence %v", i, y, r)
		}
		h := a.Head(i)
		if (h < 0) != (a.Relation(i) == syntax.Root) || a.Tags[i] == syntax.NoTag || a.Relation(i) == syntax.NoRelation {
			t.Fatalf("token %d: tag %v, relation %v, head %d", i, a.Tags[i], a.Relation(i), h)
		}
		if h < 0 {
			roots++
			continue
		}
		if hy := a.Yield(h); !r.Has(h) || h == i || y.First < hy.First || y.End > hy.End || y.Has(h) {
			t.Fatalf("token %d covers %v, its head %d covers %v", i, y, h, hy)
		}
		found := false
		for c := range a.Children(h) {
			found = found || c == i
		}
		if !found {
			t.Fatalf("token %d is no child of its head %d", i, h)
		}
	}
	if roots != 1 {
		t.Fatalf("sentence %d has %d roots", s, roots)
	}
}
