package attache

// Span is a half-open range of bytes of Article.Text. The zero Span is empty and stands for
// "not in the text"; a fact that has no Span where one is promised cannot be shown as evidence.
type Span struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Len returns the length in bytes.
func (s Span) Len() int { return s.End - s.Start }

// Empty reports whether s covers no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Contains reports whether t lies wholly inside s. An empty t is inside nothing.
func (s Span) Contains(t Span) bool { return !t.Empty() && s.Start <= t.Start && t.End <= s.End }

// Overlaps reports whether s and t share a byte.
func (s Span) Overlaps(t Span) bool {
	return max(s.Start, t.Start) < min(s.End, t.End)
}

// Cover returns the smallest Span that holds both; an empty one is ignored.
func (s Span) Cover(t Span) Span {
	switch {
	case s.Empty():
		return t
	case t.Empty():
		return s
	}
	return Span{min(s.Start, t.Start), max(s.End, t.End)}
}

// Of returns the text that s covers, verbatim, or "" when s does not lie inside text.
func (s Span) Of(text string) string {
	if s.Start < 0 || s.Empty() || s.End > len(text) {
		return ""
	}
	return text[s.Start:s.End]
}
