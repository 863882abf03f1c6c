package statement

import (
	"math/bits"

	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// labelFeatures are what the label of a token depends on.
type labelFeatures [88]uint64

// atom is a token as its neighbours see it, mixed words all.
type atom struct {
	word, suffix, prefix, shape, tag, class, strength, quote uint64
}

var (
	tagCode      = weights.Codes(11, 64)
	classCode    = weights.Codes(12, 16)
	strengthCode = weights.Codes(13, 16)
	quoteCode    = weights.Codes(14, 16)
	relationCode = weights.Codes(15, 64)
	numberCode   = weights.Codes(16, 256)
	templateCode = weights.Codes(17, 256)
)

var edgeAtom = atom{
	word: weights.Mix(1 << 50), suffix: weights.Mix(2 << 50), prefix: weights.Mix(3 << 50), shape: weights.Mix(4 << 50),
	tag: tagCode[syntax.NoTag], class: classCode[15], strength: strengthCode[15], quote: quoteCode[15],
}

func (p *page) atom(i int) atom {
	w := &p.Words[i]
	return atom{w.Hash, w.Suffix, w.Prefix, w.Shape, tagCode[p.Tags[i]], classCode[p.Classes[i]], strengthCode[p.strength[i]], quoteCode[p.quote[i]]}
}

// labelContext slides over a paragraph, so that each token is looked up once.
type labelContext struct {
	p      *page
	r      tokens
	window [7]atom // three before, the token, three behind
	at     int
}

func (c *labelContext) begin(p *page, r tokens) {
	c.p, c.r, c.at = p, r, r.First-1
	for k := range c.window {
		c.window[k] = edgeAtom
		if i := r.First - 4 + k; i >= r.First && i < r.End {
			c.window[k] = p.atom(i)
		}
	}
}

func (c *labelContext) next() {
	c.at++
	copy(c.window[:], c.window[1:])
	c.window[6] = edgeAtom
	if i := c.at + 3; i < c.r.End {
		c.window[6] = c.p.atom(i)
	}
}

// distance puts a number of tokens into one of 12 steps.
func distance(d int) int {
	if d <= 4 {
		return max(d, 0)
	}
	return min(3+bits.Len(uint(d-1)), 11) // 5..8, 9..16, 17..32, …
}

// beside describes the nearest strong word on one side: what it is, what follows it, how far it is.
type beside struct{ word, after, far uint64 }

func (p *page) beside(cue int32, i int, r tokens) beside {
	if cue < 0 {
		return beside{edgeAtom.word, tagCode[syntax.NoTag], numberCode[255]}
	}
	k := int(cue)
	d := i - k
	if d < 0 {
		d = -d
	}
	far := distance(d)
	if p.Doc.Tokens[k].Sentence != p.Doc.Tokens[i].Sentence {
		far += 16
	}
	return beside{p.Words[k].Hash, p.after(k, r), numberCode[far]}
}

// after says what follows token k: the word itself where it opens a clause or a phrase, else its tag.
func (p *page) after(k int, r tokens) uint64 {
	if k+1 >= r.End {
		return edgeAtom.tag
	}
	switch t := p.Tags[k+1]; t {
	case syntax.IN, syntax.TO, syntax.WRB, syntax.WDT, syntax.WP, syntax.RP:
		return p.Words[k+1].Hash
	default:
		return tagCode[t]
	}
}

// read sets the features of the token c has come to.
func (out *labelFeatures) read(c *labelContext) {
	p, i := c.p, c.at
	w3, w2, w1, w, n1, n2, n3 := &c.window[0], &c.window[1], &c.window[2], &c.window[3], &c.window[4], &c.window[5], &c.window[6]
	pair, triple := weights.Pair, weights.Triple
	l, r := p.beside(p.left[i], i, c.r), p.beside(p.right[i], i, c.r)
	s := int(p.Doc.Tokens[i].Sentence)
	sent, sr := &p.sentence[s], p.Doc.Sentences[s].Tokens
	holds := numberCode[40+flag(sent.cue, 1)+flag(sent.quote, 2)+flag(sent.according, 4)]
	place := numberCode[50+flag(i == sr.First, 1)+flag(i == sr.End-1, 2)+flag(i == c.r.First, 4)+flag(i == c.r.End-1, 8)]
	seg := p.segment[i]
	inSeg := p.segmentCode(seg, s)
	edges := numberCode[70+flag(i == p.segments[seg].First, 1)+flag(i == p.segments[seg].End-1, 2)]
	first := p.Words[p.segments[seg].First].Hash

	up := &p.above[i]
	relation, head, headStrength := relationCode[p.Relation(i)], edgeAtom.word, edgeAtom.strength
	if h := p.Head(i); h >= 0 {
		head, headStrength = p.Words[h].Hash, strengthCode[p.strength[h]]
	}
	branch, cue, side, has := relationCode[0], edgeAtom.word, numberCode[80], numberCode[90]
	span := numberCode[100]
	if up.at >= 0 {
		k := int(up.at)
		branch, cue = pair(relationCode[up.relation], numberCode[110+int(up.depth)]), p.Words[k].Hash
		side = numberCode[81+flag(k > i, 1)]
		has = numberCode[91+p.arguments(k)]
		y := p.Yield(p.branch(i, int(up.depth)))
		span = pair(relationCode[up.relation], numberCode[101+flag(i == y.First, 1)+flag(i == y.End-1, 2)])
	}
	paragraph := p.paragraphCode(int(p.Doc.Tokens[i].Paragraph))

	*out = labelFeatures{
		w3.word, w2.word, w1.word, w.word, n1.word, n2.word, n3.word,
		pair(w2.word, w1.word), pair(w1.word, w.word), pair(w.word, n1.word), pair(n1.word, n2.word),
		w1.shape, w.shape, n1.shape, pair(w.shape, n1.shape), w.suffix, w.prefix, w1.suffix, n1.suffix,
		w.strength, w1.strength, n1.strength, pair(w1.strength, w.strength), pair(w.strength, n1.strength), pair(w.strength, w.tag), pair(w.strength, n1.word), pair(n1.strength, w.word), pair(w1.strength, w.word),
		w2.tag, w1.tag, w.tag, n1.tag, n2.tag, pair(w1.tag, w.tag), pair(w.tag, n1.tag), triple(w1.tag, w.tag, n1.tag), triple(w.tag, n1.tag, n2.tag), triple(w2.tag, w1.tag, w.tag),
		w.class, pair(w1.class, w.class), pair(w.class, n1.class), pair(w.class, w.tag),
		w.quote, pair(w1.quote, w.quote), pair(w.quote, n1.quote), pair(w.quote, w.word), pair(w.quote, w.tag), pair(w.quote, w1.word), triple(w1.quote, w.quote, w1.strength),
		pair(l.word, l.far), pair(l.after, l.far), pair(l.after, w.quote), pair(l.word, w.word), triple(l.after, w.tag, l.far), pair(l.word, l.after),
		pair(r.word, r.far), pair(r.after, r.far), pair(r.after, w.quote), pair(r.word, w.word), triple(r.after, w.tag, r.far),
		triple(l.after, r.after, w.quote), triple(l.far, r.far, w.quote), triple(l.word, r.word, w.quote),
		inSeg, pair(inSeg, edges), pair(first, edges), pair(inSeg, w.tag), pair(inSeg, w.quote), pair(edges, w.word),
		holds, pair(holds, w.tag), pair(place, holds), pair(place, w.quote), pair(holds, w.quote),
		pair(relation, w.tag), pair(relation, head), pair(relation, headStrength),
		pair(branch, side), triple(branch, side, cue), triple(branch, side, has), pair(span, side), triple(span, side, cue), triple(span, side, has), triple(branch, w.quote, side), triple(branch, side, w.tag),
		paragraph, pair(paragraph, w.tag), pair(paragraph, w.quote),
	}
	for k := range out {
		out[k] ^= templateCode[k]
	}
}

func flag(b bool, value int) int {
	if b {
		return value
	}
	return 0
}

// segmentCode describes a segment of sentence s and its neighbours.
func (p *page) segmentCode(seg int32, s int) uint64 {
	describe := func(k int32) int {
		if k < 0 || int(k) >= len(p.segments) || p.Doc.Tokens[p.segments[k].First].Sentence != int32(s) {
			return 0
		}
		return 1 + flag(p.segments[k].strongest >= strong, 1) + flag(p.segments[k].finite, 2)
	}
	return weights.Mix(uint64(describe(seg-1)+5*describe(seg)+25*describe(seg+1)) | 1<<51)
}

// branch returns the token depth-1 arcs above i: the one that hangs from the strong word itself.
func (p *page) branch(i, depth int) int {
	for ; depth > 1; depth-- {
		i = p.Head(i)
	}
	return i
}

// arguments says which dependents a strong word has: a clause that completes it, a subject, an object.
func (p *page) arguments(k int) (code int) {
	for c := range p.Children(k) {
		switch p.Relation(c) {
		case syntax.Ccomp, syntax.Parataxis:
			code |= 1
		case syntax.Nsubj, syntax.Nsubjpass:
			code |= 2
		case syntax.Dobj, syntax.Xcomp:
			code |= 4
		}
	}
	return code
}

// paragraphCode describes a paragraph: its kind, whether it comes first, and whether a quotation runs
// on from the one before.
func (p *page) paragraphCode(k int) uint64 {
	par := &p.Doc.Paragraphs[k]
	first := par.Tokens.First
	goesOn := p.Doc.Tokens[first].Quote >= 0 && p.Doc.Quotes[p.Doc.Tokens[first].Quote].Prev >= 0
	return numberCode[120+int(par.Kind)+flag(k == 0, 16)+flag(goesOn, 32)+flag(p.Doc.Tokens[first].Is(token.Opens), 64)]
}
