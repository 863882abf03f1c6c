package syntax

import (
	"math/bits"

	"attache/extract/seq/weights"
)

// moveFeatures are what a transition depends on.
type moveFeatures [54]uint64

// view is a token as the parser sees it from its state.
type view struct {
	word, tag uint64
	pair      uint64 // word and tag
	node      *node  // nil for none and for the root
	at        int    // -1 for none
	leftTag   uint64 // of its outermost dependents
	rightTag  uint64
	leftRel   uint64
	rightRel  uint64
	left2Tag  uint64
	right2Rel uint64
	nleft     uint64
	nright    uint64
}

// rootTag stands for the root behind the sentence, which has no tag.
const rootTag = 255

var (
	noView   = blankView(tagCode[NoTag])
	rootView = blankView(tagCode[rootTag])
)

func blankView(tag uint64) view {
	none, rel := tagCode[NoTag], relationCode[NoRelation]
	return view{word: edge.Hash, tag: tag, pair: weights.Pair(edge.Hash, tag), at: -1, leftTag: none, rightTag: none,
		leftRel: rel, rightRel: rel, left2Tag: none, right2Rel: rel, nleft: countCode[0], nright: countCode[0]}
}

// look returns token i as the parser sees it; i is -1 for none.
func (p *sentenceParse) look(v *view, i int) {
	if i < 0 {
		*v = noView
		return
	}
	if i >= p.s.End {
		*v = noView
		if i == p.s.End {
			*v = rootView
		}
		return
	}
	n := &p.nodes[i]
	v.word, v.tag, v.node, v.at = p.words[i].Hash, tagCode[p.tags[i]], n, i
	v.pair = weights.Pair(v.word, v.tag)
	v.leftTag, v.leftRel = p.child(n.left)
	v.rightTag, v.rightRel = p.child(n.right)
	v.left2Tag, v.right2Rel = noView.left2Tag, noView.right2Rel
	if n.left >= 0 {
		v.left2Tag, _ = p.child(p.nodes[n.left].inner)
	}
	if n.right >= 0 {
		_, v.right2Rel = p.child(p.nodes[n.right].inner)
	}
	v.nleft, v.nright = countCode[min(n.nleft, 7)], countCode[min(n.nright, 7)]
}

func (p *sentenceParse) child(i int32) (tag, relation uint64) {
	if i < 0 {
		return tagCode[NoTag], relationCode[NoRelation]
	}
	return tagCode[p.tags[i]], relationCode[p.nodes[i].relation]
}

// read sets the features of the state of p: those of Zhang and Nivre (2011) fitted to the
// arc-hybrid system, with what stands between the tokens and whether they share a quotation.
func (out *moveFeatures) read(p *sentenceParse) {
	var s0, s1, b0 view
	i0, i1 := p.top(0), p.top(1)
	p.look(&s0, i0)
	p.look(&s1, i1)
	p.look(&b0, p.next)
	none := tagCode[NoTag]
	s2p := none
	if i := p.top(2); i >= 0 {
		s2p = tagCode[p.tags[i]]
	}
	b1w, b1p, b2p := edge.Hash, none, none
	if i := p.next + 1; i < p.s.End {
		b1w, b1p = p.words[i].Hash, tagCode[p.tags[i]]
	}
	if i := p.next + 2; i < p.s.End {
		b2p = tagCode[p.tags[i]]
	}
	d0, between0, quote0 := p.between(i0, p.next)
	d1, between1, quote1 := p.between(i1, i0)
	s0b0 := weights.Pair(s0.tag, b0.tag)
	s1s0 := weights.Pair(s1.tag, s0.tag)
	pair, triple := weights.Pair, weights.Triple
	*out = moveFeatures{
		s0.word, s0.tag, s0.pair, s1.word, s1.tag, s1.pair, b0.word, b0.tag, b0.pair, b1w, b1p, pair(b1w, b1p), b2p, s2p,
		pair(s0.pair, b0.pair), pair(s0.pair, b0.tag), pair(s0.tag, b0.pair), pair(s0.word, b0.word), s0b0,
		pair(s1.word, s0.word), s1s0, pair(s1.pair, s0.tag), pair(s1.tag, s0.pair), pair(s1.tag, b0.tag), pair(s1.word, b0.word),
		triple(s1.tag, s0.tag, b0.tag), triple(s0.tag, b0.tag, b1p), triple(b0.tag, b1p, b2p), triple(s2p, s1.tag, s0.tag),
		triple(s0.tag, s0.leftTag, b0.tag), triple(s0.tag, s0.rightTag, b0.tag), triple(s1.tag, s1.rightTag, s0.tag), triple(s1.tag, s1.leftTag, s0.tag),
		triple(s0.tag, b0.tag, b0.leftTag), triple(s0.tag, b0.word, b0.leftTag), triple(s0.word, b0.tag, b0.leftTag),
		pair(s0b0, d0), pair(s0.word, d0), pair(b0.word, d0), pair(s1s0, d1),
		pair(s0.word, s0.nright), triple(s0.tag, s0.nleft, s0.nright), pair(b0.tag, b0.nleft), triple(s1.tag, s1.nright, s0.tag),
		triple(s0.tag, s0.leftRel, s0.rightRel), triple(s0.word, s0.rightRel, b0.tag), triple(s1.tag, s1.rightRel, s0.tag), triple(b0.tag, b0.leftRel, s0.tag),
		triple(s1s0, b0.tag, b1p), triple(s0.word, b0.tag, b1p), triple(s1.word, s0.tag, b0.tag),
		pair(s0b0, between0), pair(s1s0, between1), triple(s0b0, quote0, quote1),
	}
	for k := range out {
		out[k] ^= templateCode[k]
	}
}

// between says how far apart two tokens of the sentence are, what stands between them (commas, verbs)
// and which of the two are quoted. The codes of nothing are returned when one is missing.
func (p *sentenceParse) between(a, b int) (distance, what, quotes uint64) {
	if a < 0 || b < 0 || b > p.s.End {
		return countCode[0], countCode[0], countCode[0]
	}
	d := b - a
	if d > 4 {
		d = min(4+bits.Len(uint(d-4)), 9)
	}
	from, to := &p.before[a+1], &p.before[b]
	commas, verbs := min(to.commas-from.commas, 2), min(to.verbs-from.verbs, 2)
	quote := 0
	if b < p.s.End {
		switch q0, q1 := p.doc.Tokens[a].Quote, p.doc.Tokens[b].Quote; {
		case q0 == q1 && q0 >= 0:
			quote = 1
		case q0 != q1 && q0 < 0:
			quote = 2
		case q0 != q1 && q1 < 0:
			quote = 3
		case q0 != q1:
			quote = 4
		}
	}
	return countCode[d], countCode[10+3*commas+verbs], countCode[20+quote]
}

var (
	countCode    = weights.Codes(3, 32)
	relationCode = weights.Codes(4, int(relationCount))
)
