package attribution

import (
	"attache"
	"attache/extract/token"
)

// Headlines returns what the model found in titles and no statement of the body tells again. It is no part
// of Find: a title is the editor's wording and not to be quoted. But gold standards mark statements there,
// and a measure that left them out would not be theirs. body is what Find gave.
func Headlines(t Text, body []attache.Attribution) []attache.Attribution {
	f := &finder{Text: t, d: t.doc(), tags: t.Tags}
	var frames []Frame
	for i := range t.Found {
		s := &t.Found[i]
		if f.d.Paragraphs[f.d.Tokens[s.Cue[0].First].Paragraph].Kind != token.Title || f.topical(s) {
			continue
		}
		if fr, ok := f.spans(s); ok && fr.Score >= leastLearned && !f.told(fr, body) {
			frames = append(frames, fr)
		}
	}
	return Complete(t, frames)
}

// told reports whether nearly all words of a headline's statement stand in one statement of the body.
func (f *finder) told(fr Frame, body []attache.Attribution) bool {
	words := map[uint64]bool{}
	for _, c := range fr.Content {
		f.eachWord(c, func(w uint64) { words[w] = true })
	}
	for i := range body {
		again := map[uint64]bool{}
		for _, c := range body[i].Content {
			f.eachWord(c, func(w uint64) {
				if words[w] {
					again[w] = true
				}
			})
		}
		if len(words) > 0 && 10*len(again) >= 9*len(words) {
			return true
		}
	}
	return false
}

// eachWord calls use with the words of a span that carry meaning: those of four letters and more.
func (f *finder) eachWord(s attache.Span, use func(uint64)) {
	r := f.d.TokensIn(s)
	for i := r.First; i < r.End; i++ {
		if !f.d.Tokens[i].Any(token.Punct) && len(f.d.Norm(i)) > 3 {
			use(f.d.Tokens[i].Hash)
		}
	}
}
