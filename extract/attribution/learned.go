package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/seq/statement"
	"attache/extract/token"
)

// ruleLearned is the rule of frames that the model alone found, ruleBoth of those that a rule found too.
const (
	ruleLearned = "learned"
	ruleBoth    = "learned-and-rule"
)

// Learned turns what the model found into frames, in the order of the text. Spans are cut to what a
// reader would quote: without the "that" before a clause, and without the marks around it.
func Learned(t Text) []Frame {
	f := &finder{Text: t, d: t.doc(), tags: t.Tags}
	var out []Frame
	for i := range t.Found {
		if fr, ok := f.learned(&t.Found[i]); ok {
			out = append(out, fr)
		}
	}
	return out
}

func (f *finder) learned(s *statement.Statement) (Frame, bool) {
	for _, r := range s.Cue {
		if !f.body(r.First) {
			return Frame{}, false
		}
	}
	if f.topical(s) {
		return Frame{}, false
	}
	return f.spans(s)
}

// spans returns the frame of a statement.
func (f *finder) spans(s *statement.Statement) (Frame, bool) {
	fr := Frame{Rule: ruleLearned, Score: float32(s.Score)}
	for _, r := range s.Cue {
		for i := r.First + 1; i < r.End; i++ {
			if f.d.Of(i) == "," { // a cue ends with its clause
				r.End = i
			}
		}
		fr.Cue = append(fr.Cue, f.d.Span(r))
	}
	for _, r := range s.Source {
		fr.Source = fr.Source.Cover(f.d.Span(r))
	}
	for _, r := range s.Content {
		if r.Len() == 1 && f.tags.Of[r.First] == phrase.Pron {
			continue // "told him": whom, not what
		}
		if span := f.quotable(r); !span.Empty() {
			fr.Content = append(fr.Content, span)
		}
	}
	f.complement(s, &fr)
	return fr, len(fr.Content) > 0
}

// complement adds what follows where the model took only the subject of a clause that the cue divides: "The
// mission, he went on, had received nothing".
func (f *finder) complement(s *statement.Statement, fr *Frame) {
	if len(s.Content) != 1 || len(s.Cue) == 0 || s.Content[0].End > s.Cue[0].First {
		return
	}
	r, after := s.Content[0], f.d.TokensIn(fr.Cue[0]).End
	for _, src := range s.Source {
		after = max(after, src.End)
	}
	_, last := f.sentence(r.First)
	if f.d.Tokens[r.First].Quote >= 0 || after >= last || f.d.Of(after) != "," {
		return
	}
	if rest := f.secondHalf(r.First, r.End, after, last); rest > 0 {
		fr.Content = append(fr.Content, f.span(rest, f.contentEnd(rest, last)))
	}
}

// quotable cuts r to what a reader would quote.
func (f *finder) quotable(r token.Range) attache.Span {
	for r.First < r.End && f.tags.Of[r.First] == phrase.Mark && !f.d.Tokens[r.First].Any(token.Opens) && f.d.Of(r.First) != "(" {
		r.First++
	}
	if r.Len() > 1 && f.d.Norm(r.First) == "that" && f.tags.Of[r.First] == phrase.Sub {
		r.First++
	}
	for r.First < r.End && !f.d.Tokens[r.End-1].Any(token.Closes) && (f.tags.Of[r.End-1] == phrase.Mark && f.d.Of(r.End-1) != ")" || f.tags.Of[r.End-1] == phrase.Stop) {
		r.End--
	}
	if r.Len() <= 0 {
		return attache.Span{}
	}
	return f.d.Span(r)
}

// topics are verbs whose object is what was talked about, not what was said.
var topics = table("discuss discusses discussed discussing exchange exchanges exchanged exchanging review reviews reviewed reviewing")

// topical reports whether a statement only names a topic: "The ministers discussed trade".
func (f *finder) topical(s *statement.Statement) bool {
	for _, r := range s.Cue {
		for i := r.First; i < r.End; i++ {
			if in(&topics, f.d, i) {
				return true
			}
		}
	}
	return false
}
