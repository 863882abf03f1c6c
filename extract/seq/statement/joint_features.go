package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
)

// none appends the features of there being no content on a side. The best border and the most likely
// token tell what would be given up.
func (c *scene) none(s side, e *edges, out []uint64) []uint64 {
	best := float32(0)
	prob := c.f.begin[chain.Content]
	if s == before {
		prob = c.f.end[chain.Content]
	}
	for _, b := range e.near {
		best = max(best, prob[b-c.f.r.First])
	}
	lev := numberCode[level(best)]
	next := c.look(c.End)
	if s == before {
		next = c.look(c.First - 1)
	}
	pair := weights.Pair
	base := len(out)
	out = append(out, lev, c.word, c.tag, c.strength, c.level, pair(lev, c.level), pair(lev, c.word), next.word, next.tag, pair(next.word, c.word), pair(next.tag, c.tag), pair(next.quote, lev), c.after, pair(c.after, c.word), pair(c.after, lev))
	return stamp(out, base, 300+40*int(s))
}

// Kinds of content on a side, for the joint features of both sides.
const (
	noContent = iota
	plainContent
	quotedContent
	contentKinds
)

func (c *scene) kind(r tokens) int {
	if c.p.quote[r.First] != unquoted && c.p.quote[r.End-1] != unquoted {
		return quotedContent
	}
	return plainContent
}

// joint appends the features of the kinds of content left and right of the cue.
func (c *scene) joint(left, right int, out []uint64) []uint64 {
	kinds := numberCode[200+left*contentKinds+right]
	prev, next := c.look(c.First-1), c.look(c.End)
	s := &c.p.sentence[c.sentence]
	holds := numberCode[flag(s.cue, 1)+flag(s.quote, 2)+flag(s.according, 4)]
	args := numberCode[90+c.p.arguments(c.head)]
	rel := relationCode[c.p.Relation(c.head)]
	up := numberCode[80+flag(c.p.above[c.head].at >= 0, 1)+flag(c.quoted, 2)]
	length := numberCode[distance(c.Len())]
	first, last := c.look(c.First), c.look(c.End-1)
	source := numberCode[amount(c.f.mass(chain.Source, c.p.Doc.Sentences[c.sentence].Tokens))]
	pair, triple := weights.Pair, weights.Triple
	base := len(out)
	out = append(out,
		numberCode[0], c.word, c.tag, c.strength, c.level, pair(c.level, c.strength), pair(c.level, c.tag), pair(c.word, c.level), c.after, pair(c.after, c.word), pair(prev.word, c.word), pair(prev.tag, c.tag), pair(next.tag, c.tag),
		holds, pair(holds, c.level), args, pair(args, c.word), pair(args, c.level), rel, pair(rel, c.level), pair(rel, c.tag), up, pair(up, c.level), pair(up, c.word), length, pair(length, c.level), pair(first.word, last.word), pair(first.tag, last.tag),
		source, pair(source, c.level), pair(next.word, c.tag), triple(prev.tag, c.tag, next.tag), pair(holds, c.word), pair(prev.quote, next.quote),
	)
	for k := base; k < len(out); k++ {
		out[k] ^= kinds
	}
	return stamp(out, base, 400)
}
