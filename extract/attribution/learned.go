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
	return fr, len(fr.Content) > 0
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
