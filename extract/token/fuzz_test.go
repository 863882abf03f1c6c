package token

import (
	"strings"
	"testing"

	"attache"
)

func FuzzRead(f *testing.F) {
	for _, s := range []string{
		"", " ", "\x00", "\xff\xfe", "Mr. Kim said no. Then he left.", "\"Yes,\" she said. \"No.", "“A ‘b’ c”\n\n“D",
		"GENEVA, Nov. 5 (Agency) — Talks began.\n\nRead more", "MR. PRICE: We don't know.", "a\u0301\u200d́ 👨‍👩‍👧 中文字 ไทย العربية",
		"U.S.-led I.M.F. v. e.g. Ph.D. 3.5 1,000 9:30 9/11 '80s o'clock '' `` ... . . . <b x=\"y\"> http://a.example/b?c. x@y.example",
		"'''\"\"“”‘’„“«»‹›", "\u2028\r\n\r\r\n\n\v", "D’Arcy’s players’ ‘em’", "--—–-_", "1. One. 2. Two?! Three...", "\u202eabc\u202c",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		check(t, Read(text))
	})
}

// check tests what every Doc promises.
func check(t *testing.T, d *Doc) {
	t.Helper()
	end := 0
	for i := range d.Tokens {
		tok := &d.Tokens[i]
		if tok.Start < end || tok.End <= tok.Start || tok.End > len(d.Text) {
			t.Fatalf("token %d %v overlaps or leaves the text (previous end %d)", i, tok.Span, end)
		}
		for p := end; p < tok.Start; {
			class, size := classAt(d.Text, p)
			if class != space && class != newline {
				t.Fatalf("%q before token %d is in no token", d.Text[p:p+size], i)
			}
			p += size
		}
		end = tok.End
		if Hash(d.Of(i)) != tok.Hash || Hash(d.Norm(i)) != tok.Hash && !strings.ContainsRune(d.Norm(i), 'İ') {
			t.Fatalf("token %q: hash of %q differs", d.Of(i), d.Norm(i))
		}
		if p := &d.Paragraphs[tok.Paragraph]; !p.Tokens.Has(i) {
			t.Fatalf("token %d is not in its paragraph", i)
		}
		if s := &d.Sentences[tok.Sentence]; !s.Tokens.Has(i) || s.Paragraph != int(tok.Paragraph) {
			t.Fatalf("token %d is not in its sentence", i)
		}
		if q := tok.Quote; q >= 0 && !d.Quotes[q].Tokens.Has(i) {
			t.Fatalf("token %d is not in its quotation", i)
		}
	}
	tile(t, "sentences", len(d.Tokens), len(d.Sentences), func(i int) Range { return d.Sentences[i].Tokens })
	tile(t, "paragraphs", len(d.Tokens), len(d.Paragraphs), func(i int) Range { return d.Paragraphs[i].Tokens })
	tile(t, "sentences of paragraphs", len(d.Sentences), len(d.Paragraphs), func(i int) Range { return d.Paragraphs[i].Sentences })
	start := 0
	for i, q := range d.Quotes {
		whole := attache.Span{Start: d.Paragraphs[d.Tokens[q.Tokens.First].Paragraph].Span.Start, End: d.Paragraphs[d.Tokens[q.Tokens.First].Paragraph].Span.End}
		switch {
		case q.Tokens.Len() < 1 || q.Span != d.Span(q.Tokens) || !whole.Contains(q.Span):
			t.Fatalf("quotation %d %v: bad span", i, q)
		case q.Inner.Start < q.Span.Start || q.Inner.End > q.Span.End || q.Inner.End < q.Inner.Start:
			t.Fatalf("quotation %d %v: bad inside", i, q)
		case q.Span.Start < start:
			t.Fatalf("quotation %d %v: out of order", i, q)
		case q.Parent >= i || q.Parent >= 0 && !d.Quotes[q.Parent].Span.Contains(q.Span):
			t.Fatalf("quotation %d %v: not inside its parent", i, q)
		case q.Next >= 0 && d.Quotes[q.Next].Prev != i || q.Prev >= 0 && d.Quotes[q.Prev].Next != i:
			t.Fatalf("quotation %d %v: broken link", i, q)
		case !q.Closed && q.Next < 0 && q.Single && q.Prev < 0:
			t.Fatalf("quotation %d %v: a single mark alone is none", i, q)
		}
		start = q.Span.Start
	}
}

func tile(t *testing.T, what string, whole, n int, at func(int) Range) {
	t.Helper()
	end := 0
	for i := range n {
		r := at(i)
		if r.First != end || r.End <= r.First {
			t.Fatalf("%s: number %d is %v, the one before ended at %d", what, i, r, end)
		}
		end = r.End
	}
	if end != whole {
		t.Fatalf("%s end at %d of %d", what, end, whole)
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("plain", 2)
	f.Add("aé中\xff👨‍👩‍👧", 4)
	f.Add(strings.Repeat("é", 200), 130)
	f.Fuzz(func(t *testing.T, text string, at int) {
		o := NewOffsets(text)
		n := 0
		for b := range text {
			if got := o.Rune(b); got != n {
				t.Fatalf("Rune(%d) = %d, want %d", b, got, n)
			}
			if got := o.Byte(n); got != b {
				t.Fatalf("Byte(%d) = %d, want %d", n, got, b)
			}
			n++
		}
		if o.Len() != n || o.Rune(len(text)) != n || o.Byte(n) != len(text) {
			t.Fatalf("Len = %d, want %d", o.Len(), n)
		}
		if b := o.Byte(at); b < 0 || b > len(text) {
			t.Fatalf("Byte(%d) = %d", at, b)
		}
		if c := o.Rune(at); c < 0 || c > n {
			t.Fatalf("Rune(%d) = %d", at, c)
		}
	})
}
