package timex

import (
	"strings"

	"attache/extract/token"
)

// item is what rules are matched against: a token, a part of a hyphenated token ("third", "-",
// "quarter"), a phrase or a number of several tokens.
type item struct {
	start, end  int // bytes
	first, end1 int // tokens [first, end1)
	classes     classes
	literal     uint16
	code        string
	num         float64
	glued       bool // no space before it
}

// itemizer turns a sentence into items. It is reused for all sentences of a Doc.
type itemizer struct {
	g     *grammar
	doc   *token.Doc
	loose bool // lower-case "may" is a month: people's queries
	items []item
	words bool // number words were seen
}

// read fills z.items from a range of tokens. Runs of tokens that mean nothing to the grammar become
// one item without classes.
func (z *itemizer) read(r token.Range) {
	z.items = z.items[:0]
	z.words = false
	for t := r.First; t < r.End; {
		tok := &z.doc.Tokens[t]
		w := z.g.lex.look(tok.Hash)
		if len(w.phrases) > 0 {
			if n := z.phrase(w, t, r.End); n > 0 {
				t += n
				continue
			}
		}
		switch {
		case w.classes != 0 || w.literal != 0:
			it := item{start: tok.Start, end: tok.End, first: t, end1: t + 1, literal: w.literal, glued: !tok.Is(token.SpaceBefore)}
			if !w.capital || z.loose || tok.Is(token.Capital) {
				it.classes, it.code, it.num = w.classes, w.code, w.num
				z.words = z.words || w.classes&(cNumber.bit()|cScale.bit()) != 0
			}
			z.items = append(z.items, it)
		case tok.Is(token.Digit):
			z.digits(t)
		case tok.Is(token.Hyphenated):
			z.split(t)
		default:
			z.gap(t)
		}
		t++
	}
	if z.words {
		z.compose()
	}
}

// gap notes that token t means nothing.
func (z *itemizer) gap(t int) {
	if n := len(z.items); n > 0 && z.items[n-1].classes == 0 && z.items[n-1].literal == 0 {
		z.items[n-1].end, z.items[n-1].end1 = z.doc.Tokens[t].End, t+1
		return
	}
	tok := &z.doc.Tokens[t]
	z.items = append(z.items, item{start: tok.Start, end: tok.End, first: t, end1: t + 1})
}

// phrase appends the longest phrase that starts at t and returns its number of tokens, or 0.
func (z *itemizer) phrase(w *word, t, end int) int {
	best := -1
	for i, p := range w.phrases {
		if t+len(p.rest) >= end || best >= 0 && len(p.rest) <= len(w.phrases[best].rest) {
			continue
		}
		if p.word.capital && !z.loose && !z.doc.Tokens[t].Is(token.Capital) {
			continue
		}
		same := true
		for k, h := range p.rest {
			same = same && z.doc.Tokens[t+1+k].Hash == h
		}
		if same {
			best = i
		}
	}
	if best < 0 {
		return 0
	}
	p := &w.phrases[best]
	n := 1 + len(p.rest)
	z.words = z.words || p.word.classes&numeral != 0
	z.items = append(z.items, item{
		start: z.doc.Tokens[t].Start, end: z.doc.Tokens[t+n-1].End, first: t, end1: t + n,
		classes: p.word.classes, code: p.word.code, num: p.word.num, glued: !z.doc.Tokens[t].Is(token.SpaceBefore),
	})
	return n
}

// split appends the parts of a token with hyphens, when one of them means something.
func (z *itemizer) split(t int) {
	tok := &z.doc.Tokens[t]
	text := z.doc.Of(t)
	if len(text) > 60 {
		z.gap(t)
		return
	}
	before, known := len(z.items), false
	for from := 0; from <= len(text); {
		to := len(text)
		hyphen := strings.IndexByte(text[from:], '-')
		if hyphen >= 0 {
			to = from + hyphen
		}
		if to > from {
			known = z.part(t, tok.Start+from, tok.Start+to, from == 0) || known
		}
		if hyphen < 0 {
			break
		}
		z.items = append(z.items, item{
			start: tok.Start + to, end: tok.Start + to + 1, first: t, end1: t + 1, literal: z.g.hyphen, glued: true,
		})
		from = to + 1
	}
	if !known {
		z.items = z.items[:before]
		z.gap(t)
	}
}

// part appends a part of token t and reports whether the grammar knows it.
func (z *itemizer) part(t, start, end int, first bool) bool {
	text := z.doc.Text[start:end]
	it := item{start: start, end: end, first: t, end1: t + 1, glued: !first || !z.doc.Tokens[t].Is(token.SpaceBefore)}
	if c := text[0]; '0' <= c && c <= '9' {
		it.number(text)
	} else {
		w := z.g.lex.look(token.Hash(text))
		it.literal = w.literal
		if !w.capital || z.loose || 'A' <= c && c <= 'Z' {
			it.classes, it.code, it.num = w.classes, w.code, w.num
			z.words = z.words || w.classes&(cNumber.bit()|cScale.bit()) != 0
		}
	}
	z.items = append(z.items, it)
	return it.classes != 0 || it.literal != 0
}
