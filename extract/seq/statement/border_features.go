package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// near appends the features of the border b as the one towards the cue.
func (c *scene) near(s side, b int, out []uint64) []uint64 {
	in, over := b, b-1
	prob := c.f.begin[chain.Content][b-c.f.r.First]
	if s == before {
		in, over = b-1, b
		prob = c.f.end[chain.Content][b-c.f.r.First]
	}
	x, y := c.look(in), c.look(over)
	gap := c.gap(s, b)
	d := numberCode[distance(gap.Len())]
	lev := numberCode[level(prob)]
	left := numberCode[amount(c.f.mass(chain.Content, gap))]
	speaker := numberCode[amount(c.f.mass(chain.Source, gap))]
	crown := c.hangs(c.crown(b, s == behind))
	cross := numberCode[c.crossed(in)]
	first, last := edgeAtom, edgeAtom
	if gap.Len() > 0 {
		first, last = c.look(gap.First), c.look(gap.End-1)
	}
	k := 2 * int(s)
	pair, triple := weights.Pair, weights.Triple
	base := len(out)
	out = append(out,
		lev, pair(lev, c.tag), pair(lev, d), pair(lev, x.quote), pair(lev, cross),
		d, pair(d, x.word), pair(x.word, c.word), pair(x.tag, y.tag), pair(y.word, x.word), pair(y.word, d),
		triple(x.quote, y.quote, d), triple(c.word, x.tag, d), triple(x.quote, y.quote, c.word), pair(y.word, c.word), triple(y.word, x.tag, lev),
		pair(left, speaker), pair(left, d), pair(speaker, d), triple(first.word, last.word, d), triple(first.tag, last.tag, x.tag),
		crown, pair(crown, c.word), pair(crown, lev), pair(crown, x.tag), pair(cross, x.quote), triple(cross, x.quote, y.quote), pair(c.strength, lev), pair(x.tag, x.quote),
	)
	return stamp(out, base, 20+40*k)
}

// stamp tells the features from base on apart, from each other and from those of other kinds.
func stamp(out []uint64, base, template int) []uint64 {
	for k := base; k < len(out); k++ {
		out[k] ^= spanTemplate[template+k-base]
	}
	return out
}

var spanTemplate = weights.Codes(18, 1024)

// far appends the features of the border b as the one away from the cue.
func (c *scene) far(s side, b int, out []uint64) []uint64 {
	in, over := b-1, b
	prob := c.f.end[chain.Content][b-c.f.r.First]
	if s == before {
		in, over = b, b-1
		prob = c.f.begin[chain.Content][b-c.f.r.First]
	}
	x, y := c.look(in), c.look(over)
	z := c.look(2*over - in) // one further out
	lev := numberCode[level(prob)]
	crown := c.hangs(c.crown(b, s == before))
	cut := c.hangs(over)
	cross := numberCode[c.crossed(in)]
	next := c.f.cueBehind[b-c.f.r.First]
	if s == before {
		next = c.f.cueBefore[b-c.f.r.First]
	}
	cue := numberCode[level(next)]
	beyond := 0 // content that would be left out
	if c.f.r.Has(over) {
		beyond = 1 + level(c.f.in[chain.Content][over-c.f.r.First])
	}
	rest := numberCode[20+beyond]
	stop := numberCode[60+flag(c.f.r.Has(in) && c.p.Doc.Tokens[in].Is(token.LastOfSentence), 1)+flag(c.f.r.Has(over) && c.p.Doc.Tokens[over].Is(token.LastOfSentence), 2)+flag(c.f.r.Has(in) && c.p.Doc.Tokens[in].Is(token.FirstOfSentence), 4)+flag(!c.f.r.Has(over), 8)]
	k := 2*int(s) + 1
	pair, triple := weights.Pair, weights.Triple
	base := len(out)
	out = append(out,
		lev, pair(lev, y.tag), pair(lev, y.word), triple(lev, x.quote, y.quote), pair(lev, stop), pair(lev, rest),
		x.word, y.word, pair(x.tag, y.tag), pair(x.word, y.word), triple(x.tag, y.tag, z.tag), pair(y.word, z.word), triple(x.quote, y.quote, stop),
		triple(x.quote, y.tag, cross), pair(stop, x.tag), pair(stop, cross), pair(crown, stop), pair(crown, lev), pair(cut, x.tag), pair(cut, y.word), pair(cut, lev), pair(crown, c.word),
		pair(cue, y.tag), pair(cue, lev), pair(cue, y.word), pair(rest, y.tag), pair(rest, x.quote), pair(rest, stop), triple(c.word, stop, x.quote), pair(c.strength, lev), triple(c.tag, stop, y.tag), triple(cross, lev, x.quote),
	)
	return stamp(out, base, 20+40*k)
}
