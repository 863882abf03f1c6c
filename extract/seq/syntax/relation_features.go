package syntax

import "attache/extract/seq/weights"

// relationFeatures are what the relation of an arc depends on.
type relationFeatures [28]uint64

// relationLabels is the number of relations an arc can have: all but NoRelation and Root.
const relationLabels = int(relationCount) - 1

// read sets the features of the arc from head to dependent, both tokens of the
// sentence, in the state before the arc is made.
func (out *relationFeatures) read(p *sentenceParse, head, dependent int) {
	var h, d view
	p.look(&h, head)
	p.look(&d, dependent)
	a, b := head, dependent
	side := countCode[30]
	if dependent < head {
		a, b = dependent, head
		side = countCode[31]
	}
	distance, between, quotes := p.between(a, b)
	firstWord, prev, next := edge.Hash, tagCode[NoTag], tagCode[NoTag]
	if d.node.left >= 0 { // "that", "of", "to": what introduces the dependent
		firstWord = p.words[d.node.left].Hash
	}
	if dependent > p.s.First {
		prev = tagCode[p.tags[dependent-1]]
	}
	if dependent+1 < p.s.End {
		next = tagCode[p.tags[dependent+1]]
	}
	hasRel, hasRel2 := h.rightRel, h.right2Rel // what the head has on this side
	if dependent < head {
		hasRel, hasRel2 = h.leftRel, countCode[0]
	}
	tags := weights.Triple(h.tag, d.tag, side)
	pair, triple := weights.Pair, weights.Triple
	suffix := p.words[dependent].Suffix
	*out = relationFeatures{
		tags, triple(h.word, d.word, side), triple(h.word, d.tag, side), triple(h.tag, d.word, side), pair(d.word, side), pair(h.word, side),
		pair(tags, distance), pair(tags, between), pair(tags, quotes),
		pair(tags, firstWord), triple(d.tag, firstWord, h.word), triple(tags, d.leftTag, d.left2Tag), pair(d.leftRel, d.tag), triple(tags, d.leftRel, d.rightRel),
		pair(tags, hasRel), triple(h.word, hasRel, d.tag), triple(tags, hasRel, hasRel2), triple(h.word, hasRel, side),
		pair(tags, prev), pair(tags, next), triple(prev, d.tag, next), triple(tags, prev, next),
		pair(suffix, tags), triple(h.tag, suffix, side), triple(h.leftRel, h.tag, d.tag), triple(d.word, prev, side), triple(d.word, next, side),
		triple(d.tag, h.word, distance),
	}
	for k := range out {
		out[k] ^= templateCode[k]
	}
}
