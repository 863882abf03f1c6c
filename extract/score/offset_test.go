package score

import (
	"testing"

	"attache"
)

func TestOffsets(t *testing.T) {
	const text = "a é “字” 😀."
	o := NewOffsets(text)
	for i, r := range []rune(text) {
		s := o.Span(Range{i, i + 1})
		if s.Of(text) != string(r) {
			t.Errorf("code point %d is %q, want %q", i, s.Of(text), string(r))
		}
		if got := o.Runes(s); got != (Range{i, i + 1}) {
			t.Errorf("Runes(Span(%d)) = %v", i, got)
		}
	}
	if got := o.Runes(attache.Span{Start: 3, End: len(text) + 9}); got != (Range{2, len([]rune(text))}) {
		t.Errorf("a span that starts inside é and leaves the text is %v", got)
	}
	if got := NewOffsets("plain").Span(Range{-3, 99}); got != (attache.Span{Start: 0, End: 5}) {
		t.Errorf("a range around the text is %v", got)
	}
}

func FuzzOffsets(f *testing.F) {
	f.Add("Zoë – “ja”", 2, 9)
	f.Add("\xff\xfea", 0, 3)
	f.Fuzz(func(t *testing.T, text string, start, end int) {
		o := NewOffsets(text)
		s := o.Span(Range{start, end})
		if s.Start < 0 || s.End > len(text) {
			t.Fatalf("%v leaves the text of %d bytes", s, len(text))
		}
		if got := o.Span(o.Runes(s)); got != s {
			t.Fatalf("%v came back as %v", s, got)
		}
	})
}
