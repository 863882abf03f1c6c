package statement

import (
	"attache/extract/seq/syntax"
	"attache/extract/token"
)

// page is a text with what the models of this package ask about its tokens, worked out once. Slices
// have an element for each token.
type page struct {
	*syntax.Analysis
	strength []strength
	quote    []quoteState
	left     []int32 // nearest strong word before the token in its paragraph, -1 for none
	right    []int32 // nearest strong word behind it, -1 for none
	segment  []int32 // index into segments
	segments []segment
	above    []above
	sentence []sentence // for each sentence of the text
}

// quoteState says where a token stands in the outermost quotation around it.
type quoteState uint8

// The states. Long quotations hold a clause, short ones a few words that the writer picked.
const (
	unquoted quoteState = iota
	opensShort
	inShort
	closesShort
	opensLong
	inLong
	closesLong
	inOpen // in a quotation that nothing closes
	quoteStates
)

// longQuote is the number of tokens, marks included, from which a quotation is long.
const longQuote = 8

// segment is a stretch of a sentence between commas, dashes, brackets and quotation marks.
type segment struct {
	tokens
	strongest strength
	finite    bool // holds a verb with a tense
}

// above is the nearest strong word that a token hangs from in its tree.
type above struct {
	at       int32           // -1 for none
	relation syntax.Relation // of the branch on which the token hangs
	depth    uint8           // arcs from the token up, at most deepest
}

const deepest = 7

// sentence says what a sentence holds.
type sentence struct {
	cue, quote, according bool
}

var according = token.Hash("according")

// readPage works out a page. strength has an element for each token.
func readPage(a *syntax.Analysis, strength []strength) *page {
	n := len(a.Words)
	p := &page{Analysis: a, strength: strength, quote: make([]quoteState, n), left: make([]int32, n), right: make([]int32, n),
		segment: make([]int32, n), above: make([]above, n), sentence: make([]sentence, len(a.Doc.Sentences))}
	p.readQuotes()
	for _, par := range a.Doc.Paragraphs {
		p.readNearest(par.Tokens)
	}
	for s := range a.Doc.Sentences {
		p.readSegments(s)
		p.readAbove(a.Doc.Sentences[s].Tokens)
	}
	return p
}

func (p *page) readQuotes() {
	for q := range p.Doc.Quotes {
		quote := &p.Doc.Quotes[q]
		if quote.Depth > 0 {
			continue
		}
		r := quote.Tokens
		opens, in, closes := opensShort, inShort, closesShort
		if r.Len() >= longQuote || quote.Next >= 0 || quote.Prev >= 0 {
			opens, in, closes = opensLong, inLong, closesLong
		}
		if !quote.Closed && quote.Next < 0 {
			in = inOpen
		}
		for i := r.First; i < r.End; i++ {
			p.quote[i] = in
		}
		if p.Doc.Tokens[r.First].Is(token.Opens) {
			p.quote[r.First] = opens
		}
		if quote.Closed {
			p.quote[r.End-1] = closes
		}
	}
}

func (p *page) strongAt(i int) bool { return p.strength[i] >= strong }

func (p *page) readNearest(r tokens) {
	last := int32(-1)
	for i := r.First; i < r.End; i++ {
		p.left[i] = last
		if p.strongAt(i) {
			last = int32(i)
		}
	}
	last = -1
	for i := r.End - 1; i >= r.First; i-- {
		p.right[i] = last
		if p.strongAt(i) {
			last = int32(i)
		}
	}
}

func (p *page) readSegments(s int) {
	r := p.Doc.Sentences[s].Tokens
	seg := segment{tokens: tokens{First: r.First}}
	for i := r.First; i < r.End; i++ {
		t := p.Tags[i]
		cut := t == syntax.Comma || t == syntax.Colon || t == syntax.OpenBracket || t == syntax.CloseBracket || p.Doc.Tokens[i].Any(token.Opens|token.Closes)
		if cut && i > seg.First {
			seg.End = i
			p.segments = append(p.segments, seg)
			seg = segment{tokens: tokens{First: i}}
		}
		p.segment[i] = int32(len(p.segments))
		seg.strongest = max(seg.strongest, p.strength[i])
		seg.finite = seg.finite || t.Finite()
		sent := &p.sentence[s]
		sent.cue = sent.cue || p.strongAt(i)
		sent.quote = sent.quote || p.quote[i] != unquoted
		sent.according = sent.according || p.Words[i].Hash == according
	}
	seg.End = r.End
	p.segments = append(p.segments, seg)
}

// readAbove walks up from every token, a bounded number of arcs.
func (p *page) readAbove(r tokens) {
	for i := r.First; i < r.End; i++ {
		up := above{at: -1}
		at := i
		for d := uint8(1); d <= deepest; d++ {
			h := p.Head(at)
			if h < 0 {
				break
			}
			if p.strongAt(h) {
				up = above{int32(h), p.Relation(at), d}
				break
			}
			at = h
		}
		p.above[i] = up
	}
}
