package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
)

// inside is what is gathered while a span grows token by token.
type inside struct {
	least    float32 // content
	cue      float32 // largest probability of a cue
	fresh    float32 // largest probability that content begins anew, after the first token
	logOdds  float32
	sentence int // how often a new one begins
	last     int // the token taken last
}

// span appends the features of content from border to border.
func (c *scene) span(s side, r tokens, in *inside, out []uint64) []uint64 {
	f := c.f
	n := r.Len()
	length := numberCode[distance(n)]
	mean := f.mass(chain.Content, r) / float32(n)
	avg := numberCode[level(mean)]
	low := numberCode[level(in.least)]
	cue := numberCode[level(in.cue)]
	fresh := numberCode[level(in.fresh)]
	marks := c.marks(r)
	quotes := numberCode[150+marks]
	source := numberCode[amount(f.mass(chain.Source, r))]
	node := c.crown(r.First, true)
	cover := relationCode[0]
	if node >= 0 {
		for c.p.Yield(node).End > r.End && node != r.First { // down to what fits
			node = c.smaller(node, r.First)
		}
		fits := 0
		switch end := c.p.Yield(node).End; {
		case end == r.End:
			fits = 2
		case end < r.End && c.onlyMarks(tokens{First: end, End: r.End}):
			fits = 1
		}
		cover = weights.Pair(c.hangs(node), numberCode[100+fits])
	}
	total := numberCode[180+clamp(int(in.logOdds/4), -8, 8)]
	sentences := numberCode[min(in.sentence, 3)]
	k := int(s)
	pair, triple := weights.Pair, weights.Triple
	base := len(out)
	out = append(out,
		pair(length, quotes), avg, low, pair(avg, low), cue, pair(cue, low), fresh, pair(fresh, low), quotes, pair(quotes, c.word), pair(quotes, avg), pair(quotes, sentences),
		cover, pair(cover, c.word), pair(cover, avg), total, pair(total, length), pair(length, c.word), pair(source, low), pair(source, quotes), pair(sentences, low), triple(cover, quotes, c.tag), pair(length, c.tag), pair(cue, quotes),
		pair(length, cover), triple(sentences, quotes, cue),
	)
	return stamp(out, base, 200+40*k)
}

func clamp(v, low, high int) int { return max(low, min(high, v)) }

// smaller returns the highest node below node whose yield begins at first, or first itself.
func (c *scene) smaller(node, first int) int {
	for k := range c.p.Children(node) {
		if c.p.Yield(k).First == first {
			return k
		}
	}
	return first
}

func (c *scene) onlyMarks(r tokens) bool {
	for i := r.First; i < r.End; i++ {
		if !c.p.Tags[i].Mark() {
			return false
		}
	}
	return true
}

// marks says how the quotation marks of r pair: 0 when it holds none.
func (c *scene) marks(r tokens) int {
	first, last := c.p.quote[r.First], c.p.quote[r.End-1]
	code := 0
	switch first {
	case opensShort, opensLong:
		code = 1
	case inShort, inLong, inOpen:
		code = 2
	case closesShort, closesLong:
		code = 3
	}
	switch last {
	case closesShort, closesLong:
		code += 4
	case inShort, inLong, inOpen:
		code += 8
	case opensShort, opensLong:
		code += 12
	}
	a, b := c.p.Doc.Tokens[r.First].Quote, c.p.Doc.Tokens[r.End-1].Quote
	return code + flag(a >= 0 && a == b, 16)
}
