package attribution

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// leftover gives the quotations that no cue took their place: the second sentence of a quoted
// statement, a paragraph that is all quotation.
func (f *finder) leftover() {
	sort.Stable(byStart{f})
	sorted := len(f.frames)
	for q := range f.d.Quotes {
		quoted := &f.d.Quotes[q]
		if f.claimed[q] || quoted.Parent >= 0 || quoted.Prev >= 0 || quoted.Tokens.Len() < 3 || !f.body(quoted.Tokens.First) {
			continue
		}
		first := quoted.Tokens.First
		s := f.d.Sentences[f.d.Tokens[first].Sentence].Tokens
		if first != s.First || !f.verbIn(quoted.Tokens) {
			continue
		}
		n := f.lastBefore(quoted.Span.Start, sorted)
		if n >= 0 && f.continues(n, q) {
			fr := &f.frames[n]
			fr.Content = append(fr.Content, f.forward(q))
			f.claim(f.forward(q))
			continue
		}
		par := f.d.Tokens[first].Paragraph
		if n >= 0 && f.allQuoted(int(par)) && f.justBefore(n, int(par)) {
			last := f.frames[n]
			named := last.Speaker
			if named.Empty() {
				named = last.Source
			}
			// The source stands in the paragraph before; there is nothing of it here but the speaker.
			f.add(Frame{Source: last.Source, Speaker: named, Content: []attache.Span{f.forward(q)}, Rule: ruleGoesOn, Score: 0.55}, -1)
			continue
		}
		const long = 8 // tokens; shorter ones are titles, slogans and scare quotes
		if quoted.Tokens.Len() >= long && f.whole(quoted) {
			f.add(Frame{Content: []attache.Span{f.forward(q)}, Rule: ruleAlone, Score: 0.3}, -1)
		}
	}
}

// byStart sorts frames, and what belongs to them, in the order of the text.
type byStart struct{ *finder }

func (b byStart) Len() int           { return len(b.frames) }
func (b byStart) Less(i, j int) bool { return start(b.frames[i]) < start(b.frames[j]) }
func (b byStart) Swap(i, j int) {
	b.frames[i], b.frames[j] = b.frames[j], b.frames[i]
	b.cueOf[i], b.cueOf[j] = b.cueOf[j], b.cueOf[i]
}

// lastBefore returns the last frame that starts before byte at, or -1. The first sorted frames are
// in order; those behind them were added here, in order too.
func (f *finder) lastBefore(at, sorted int) int {
	n := sort.Search(sorted, func(i int) bool { return start(f.frames[i]) >= at }) - 1
	if last := len(f.frames) - 1; last >= sorted && (n < 0 || start(f.frames[last]) > start(f.frames[n])) {
		return last
	}
	return n
}

// extent returns the stretch of text from the first to the last part of a frame.
func extent(fr Frame) attache.Span {
	s := fr.Source
	for _, c := range fr.Cue {
		s = s.Cover(c)
	}
	for _, c := range fr.Content {
		s = s.Cover(c)
	}
	return s
}

// continues reports whether quotation q goes on with the statement of frame n: it opens the sentence
// behind the one in which that quoted statement ends, in the same paragraph.
func (f *finder) continues(n, q int) bool {
	fr := f.frames[n]
	if fr.Rule != ruleQuoteFirst && fr.Rule != ruleQuoteAfter {
		return false
	}
	end := extent(fr).End
	before := f.d.TokensIn(attache.Span{Start: end - 1, End: end})
	first := f.d.Quotes[q].Tokens.First
	if before.Len() == 0 || f.d.Tokens[before.First].Paragraph != f.d.Tokens[first].Paragraph {
		return false
	}
	gap := int(f.d.Tokens[first].Sentence) - int(f.d.Tokens[before.First].Sentence)
	if gap > 1 {
		return false
	}
	for i := before.End; i < first; i++ { // the rest of the cue's clause may only be adjuncts
		if f.tags.Of[i] == phrase.Finite || f.d.Tokens[i].Any(token.Opens) {
			return false
		}
	}
	return true
}

// allQuoted reports whether a paragraph is one quotation, or several, and nothing else.
func (f *finder) allQuoted(p int) bool {
	r := f.d.Paragraphs[p].Tokens
	for i := r.First; i < r.End; i++ {
		if f.d.Tokens[i].Quote < 0 && !f.d.Tokens[i].Any(token.Punct) {
			return false
		}
	}
	return r.Len() > 0
}

// justBefore reports whether frame n is quoted speech with a source that ends the paragraph before p.
func (f *finder) justBefore(n, p int) bool {
	fr := f.frames[n]
	switch fr.Rule {
	case ruleQuoteFirst, ruleQuoteAfter, ruleGoesOn:
	default:
		return false
	}
	if fr.Source.Empty() {
		return false
	}
	end := extent(fr).End
	if fr.Rule == ruleGoesOn {
		end = fr.Content[len(fr.Content)-1].End
	}
	at := f.d.TokensIn(attache.Span{Start: end - 1, End: end})
	return at.Len() > 0 && int(f.d.Tokens[at.First].Paragraph) == p-1
}

// whole reports whether a quotation is a sentence of its own: it ends with a stop.
func (f *finder) whole(q *token.Quote) bool {
	i := q.Tokens.End - 2
	return q.Closed && i > q.Tokens.First && f.tags.Of[i] == phrase.Stop
}

func (f *finder) verbIn(r token.Range) bool {
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] == phrase.Finite || f.tags.Of[i] == phrase.Modal {
			return true
		}
	}
	return false
}
