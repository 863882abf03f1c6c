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
		opens := first == s.First
		if !opens && f.d.Of(first-1) != "," || !f.verbIn(quoted.Tokens) {
			continue
		}
		n := f.lastBefore(quoted.Span.Start, sorted)
		for n > 0 && f.frames[n].Rule == ruleParticiple && f.frames[n-1].Source == f.frames[n].Source {
			n-- // "…," Okoro said, adding that …. "…"
		}
		if n >= 0 && f.continues(n, q) {
			fr := &f.frames[n]
			fr.Content = append(fr.Content, f.forward(q))
			f.claim(f.forward(q))
			continue
		}
		if !opens {
			continue
		}
		if f.signed(q) {
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
			f.add(Frame{Source: last.Source, Speaker: named, Content: []attache.Span{f.forward(q)}, Rule: ruleGoesOn, Score: 0.5}, -1)
			continue
		}
		const long = 8 // tokens; shorter ones are titles, slogans and scare quotes
		if quoted.Tokens.Len() >= long && f.whole(quoted) {
			f.add(Frame{Content: []attache.Span{f.forward(q)}, Rule: ruleAlone, Score: 0.2}, -1)
		}
	}
}

// signed reads a quotation with its speaker behind a dash: “We stay.” — Ada Okoro, Halden.
func (f *finder) signed(q int) bool {
	quoted := &f.d.Quotes[q]
	i := quoted.Tokens.End
	if i+1 >= len(f.d.Tokens) || f.d.Tokens[i].Paragraph != f.d.Tokens[i-1].Paragraph && int(f.d.Tokens[i].Paragraph) > int(f.d.Tokens[i-1].Paragraph)+1 {
		return false
	}
	switch f.d.Of(i) {
	case "―", "—", "–", "--", "-":
	default:
		return false
	}
	m, ok := f.Names.At(i + 1)
	if !ok || m.Kind != attache.Person || m.Tokens.First != i+1 {
		return false
	}
	if next := m.Tokens.End; next < len(f.d.Tokens) && f.tags.Of[next].Verbal() && f.d.Tokens[next].Paragraph == f.d.Tokens[i].Paragraph {
		return false
	}
	f.add(Frame{Source: f.d.Span(m.Tokens), Cue: []attache.Span{f.d.Tokens[i].Span}, Content: []attache.Span{f.forward(q)}, Rule: ruleSigned, Score: 0.8}, -1)
	return true
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

// continues reports whether quotation q goes on with the statement of frame n: it stands in the
// sentence of that statement's cue, or opens the next one, with no other quotation in between.
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
	for i := before.End; i < first; i++ {
		if f.d.Tokens[i].Any(token.Opens) {
			return false
		}
		// Another speaker may have the word by now: "…," Okoro said as Brandt nodded and replied.
		if g := f.tags.GroupAt(i); g >= 0 && f.tags.Groups[g].Finite && f.tags.Groups[g].Main == i {
			if c, ok := lex.verbs.Get(f.d.Tokens[i].Hash); ok && c.is(quote) && c.trust >= 0.6 {
				return false
			}
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
