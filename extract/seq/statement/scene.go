package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
)

// scene is an anchor with what all its candidates share, mixed.
type scene struct {
	p *page
	f *field
	anchor

	word, tag, strength, after, level uint64
	quoted                            bool // the cue stands in a quotation
	sentence                          int32
}

func newScene(p *page, f *field, a anchor) scene {
	return scene{
		p: p, f: f, anchor: a,
		word: p.Words[a.head].Hash, tag: tagCode[p.Tags[a.head]], strength: strengthCode[p.strength[a.head]],
		after: p.after(a.End-1, f.r), level: numberCode[level(a.probability)],
		quoted: p.quote[a.head] != unquoted, sentence: p.Doc.Tokens[a.head].Sentence,
	}
}

// look returns token i as a neighbour, a blank beyond the paragraph.
func (c *scene) look(i int) atom {
	if !c.f.r.Has(i) {
		return edgeAtom
	}
	return c.p.atom(i)
}

// crossed returns how many sentences lie between the cue and token i, at most 3.
func (c *scene) crossed(i int) int {
	if !c.f.r.Has(i) {
		i = max(c.f.r.First, min(c.f.r.End-1, i))
	}
	d := int(c.p.Doc.Tokens[i].Sentence - c.sentence)
	if d < 0 {
		d = -d
	}
	return min(d, 3)
}

// gap describes the tokens between the cue and the near border.
func (c *scene) gap(s side, b int) tokens {
	if s == behind {
		return tokens{First: c.End, End: b}
	}
	return tokens{First: b, End: c.First}
}

// mass returns the sum of a role's probabilities over r.
func (f *field) mass(role chain.Role, r tokens) float32 {
	if r.Len() <= 0 {
		return 0
	}
	return f.sum[role][r.End-f.r.First] - f.sum[role][r.First-f.r.First]
}

// amount puts a sum of probabilities into one of 8 steps.
func amount(m float32) int {
	for k, bound := range [...]float32{0.05, 0.2, 0.5, 0.9, 1.6, 3, 6} {
		if m < bound {
			return k
		}
	}
	return 7
}

// crown returns the highest node whose yield ends (or begins) at a border: the phrase that the border
// closes or opens.
func (c *scene) crown(b int, opens bool) int {
	i := b
	if !opens {
		i = b - 1
	}
	if !c.f.r.Has(i) {
		return -1
	}
	for range 40 {
		h := c.p.Head(i)
		if h < 0 {
			break
		}
		y := c.p.Yield(h)
		if opens && y.First != b || !opens && y.End != b {
			break
		}
		i = h
	}
	return i
}

// hangs describes how node i hangs: its relation, and whether its head is the cue, before it or behind.
func (c *scene) hangs(i int) uint64 {
	if !c.f.r.Has(i) {
		return relationCode[0]
	}
	h := c.p.Head(i)
	where := 0
	switch {
	case h < 0:
		where = 1
	case c.tokens.Has(h):
		where = 2
	case h == c.p.Head(c.head):
		where = 3
	case h < c.First:
		where = 4
	}
	return weights.Pair(relationCode[c.p.Relation(i)], numberCode[140+where])
}
