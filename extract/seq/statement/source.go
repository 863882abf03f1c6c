package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
)

// Limits of the search for a source.
const (
	leastSource  = 0.04 // probability of a border from which it is worth a closer look
	mostSources  = 24
	sourceWithin = 90 // tokens from the cue
	longSource   = 45
)

// sources appends the spans that may be the source of the anchor.
func (c *scene) sources(out []tokens) []tokens {
	from := len(out)
	out = c.namedSources(out)
	out = c.likelySources(out, from)
	return out
}

func (c *scene) addSource(out []tokens, from int, r tokens) []tokens {
	if r.Len() <= 0 || r.Len() > longSource || r.First < c.f.r.First || r.End > c.f.r.End || r.First < c.End && c.First < r.End || len(out)-from >= mostSources {
		return out
	}
	for _, o := range out[from:] {
		if o == r {
			return out
		}
	}
	return append(out, r)
}

// namedSources adds the noun phrases that grammar proposes: subjects, agents and owners of the cue and
// of the verbs above it.
func (c *scene) namedSources(out []tokens) []tokens {
	from := len(out)
	verb := c.head
	for depth := range 3 {
		for k := range c.p.Children(verb) {
			switch r := c.p.Relation(k); {
			case r.Subject(), depth == 0 && (r == syntax.Nmod || r == syntax.NmodPoss || r == syntax.Dobj || r == syntax.Compound || r == syntax.Dep):
				out = c.addPhrase(out, from, k)
			}
		}
		up := c.p.Head(verb)
		if up < 0 {
			break
		}
		if r := c.p.Relation(verb); r == syntax.AclRelcl || r == syntax.Acl || r == syntax.Nmod || r == syntax.Amod {
			out = c.addPhrase(out, from, up) // the noun that the cue belongs to, without the cue
		}
		verb = up
	}
	return out
}

// addPhrase adds the phrase of noun k: whole, cut before a clause that hangs from it, cut at the cue, and
// without a preposition.
func (c *scene) addPhrase(out []tokens, from, k int) []tokens {
	y := c.p.Yield(k)
	if y.First <= c.First && c.First < y.End && k < c.First {
		y.End = c.First
	}
	if y.First < c.End && c.End <= y.End && k >= c.End {
		y.First = c.End
	}
	y = c.trim(y)
	if first := y.First; first < k && c.p.Relation(first) == syntax.Case {
		y.First++
	}
	out = c.addSource(out, from, y)
	short := y
	for d := range c.p.Children(k) {
		switch r := c.p.Relation(d); {
		case d < k || d >= y.End:
		case r == syntax.AclRelcl || r == syntax.Acl || r == syntax.Appos || r == syntax.Dep || r == syntax.Advcl || r == syntax.Parataxis || r == syntax.Ccomp:
			if first := c.p.Yield(d).First; first > k {
				short.End = min(short.End, first)
			}
		}
	}
	return c.addSource(out, from, c.trim(short))
}

// trim takes marks off the end of r.
func (c *scene) trim(r tokens) tokens {
	for r.Len() > 1 && (c.p.Tags[r.End-1] == syntax.Comma || c.p.Tags[r.End-1] == syntax.Colon || c.p.Tags[r.End-1] == syntax.OpenQuote || c.p.Tags[r.End-1] == syntax.CloseQuote) {
		r.End--
	}
	for r.Len() > 1 && (c.p.Tags[r.First] == syntax.Comma || c.p.Tags[r.First] == syntax.OpenQuote || c.p.Tags[r.First] == syntax.CloseQuote) {
		r.First++
	}
	return r
}

// likelySources adds the spans between likely borders, those nearest to the cue first.
func (c *scene) likelySources(out []tokens, from int) []tokens {
	begin, end := c.f.begin[chain.Source], c.f.end[chain.Source]
	look := func(b int) {
		if !c.f.r.Has(b) || begin[b-c.f.r.First] < leastSource {
			return
		}
		mass := float32(0)
		for e := b + 1; e <= min(c.f.r.End, b+longSource); e++ {
			mass += c.f.in[chain.Source][e-1-c.f.r.First]
			if mass < 0.15*float32(e-b) {
				break
			}
			if end[e-c.f.r.First] >= leastSource {
				out = c.addSource(out, from, tokens{First: b, End: e})
			}
		}
	}
	for d := range sourceWithin {
		look(c.First - 1 - d)
		look(c.End + d)
	}
	return out
}

// source appends the features of the span r as the source.
func (c *scene) source(r tokens, rank int, out []uint64) []uint64 {
	f, p := c.f, c.p
	begin, end := f.begin[chain.Source][r.First-f.r.First], f.end[chain.Source][r.End-f.r.First]
	n := float32(r.Len())
	mean := f.mass(chain.Source, r) / n
	s, between := before, tokens{First: r.End, End: c.First}
	if r.First >= c.End {
		s, between = behind, tokens{First: c.End, End: r.First}
	}
	head := headOf(p, r)
	h, x, y := c.look(head), c.look(r.First), c.look(r.End-1)
	prev, next := c.look(r.First-1), c.look(r.End)
	where := numberCode[distance(between.Len())+16*int(s)]
	sd := numberCode[32+int(s)]
	lev := weights.Pair(numberCode[level(begin)], numberCode[level(end)])
	avg := numberCode[level(mean)]
	path := c.path(head)
	whole := numberCode[40+flag(p.Yield(head) == r, 1)+flag(p.Subject(c.head) == head, 2)]
	length := numberCode[distance(r.Len())]
	cross := numberCode[50+c.crossed(head)]
	content := numberCode[60+amount(f.mass(chain.Content, r)/n)]
	gapContent := numberCode[70+amount(f.mass(chain.Content, between))]
	gapSource := numberCode[80+amount(f.mass(chain.Source, between))]
	gapCue := numberCode[90+level(c.otherCue(between))]
	order := numberCode[110+min(rank, 7)]
	same := numberCode[120+flag(h.quote == quoteCode[unquoted], 1)+flag(c.quoted, 2)+flag(p.Doc.Tokens[head].Quote == p.Doc.Tokens[c.head].Quote, 4)]
	pair, triple := weights.Pair, weights.Triple
	base := len(out)
	out = append(out,
		lev, avg, pair(avg, sd), pair(lev, sd), where, pair(where, h.tag), pair(where, c.word), pair(where, avg), pair(cross, avg), pair(cross, sd),
		path, pair(path, c.word), pair(path, c.tag), pair(path, avg), pair(path, sd), whole, pair(whole, path), pair(whole, avg),
		h.word, h.tag, h.class, pair(h.class, h.tag), pair(h.word, sd), pair(h.tag, c.word), pair(h.word, c.word), x.word, x.tag, y.tag, y.word, pair(x.tag, y.tag), pair(x.word, y.tag),
		prev.word, next.word, prev.tag, next.tag, pair(prev.word, x.tag), pair(y.tag, next.word), pair(next.word, sd), pair(prev.word, sd), triple(prev.tag, x.tag, sd), triple(y.tag, next.tag, sd), triple(prev.tag, next.tag, where),
		length, pair(length, avg), pair(length, path), content, pair(content, avg), gapContent, pair(gapContent, sd), gapSource, pair(gapSource, avg), gapCue, pair(gapCue, avg), pair(gapCue, sd), order, pair(order, avg), same, pair(same, avg), pair(same, path),
		pair(avg, c.level), pair(avg, c.after),
	)
	return stamp(out, base, 500)
}

// otherCue returns the largest probability of a cue in r.
func (c *scene) otherCue(r tokens) float32 {
	most := float32(0)
	for i := r.First; i < r.End; i++ {
		most = max(most, c.f.in[chain.Cue][i-c.f.r.First])
	}
	return most
}

// path describes how a noun and the cue are joined in the tree.
func (c *scene) path(noun int) uint64 {
	rel := relationCode[c.p.Relation(noun)]
	h := c.p.Head(noun)
	verb := c.head
	for up := range 4 {
		if h == verb {
			return weights.Triple(rel, numberCode[130+up], relationCode[c.p.Relation(c.head)])
		}
		if noun == verb { // the cue hangs from the noun
			return weights.Triple(relationCode[c.p.Relation(c.head)], numberCode[136+up], 0)
		}
		if verb = c.p.Head(verb); verb < 0 {
			break
		}
	}
	if c.tokens.Has(h) {
		return weights.Pair(rel, numberCode[134])
	}
	return weights.Pair(rel, numberCode[135])
}

// noSource appends the features of the text naming nobody.
func (c *scene) noSource(spans []tokens, out []uint64) []uint64 {
	best := float32(0)
	for _, r := range spans {
		best = max(best, c.f.mass(chain.Source, r)/float32(r.Len()))
	}
	lev := numberCode[level(best)]
	passive, subject := 0, 0
	for k := range c.p.Children(c.head) {
		switch c.p.Relation(k) {
		case syntax.Auxpass, syntax.Nsubjpass:
			passive = 1
		case syntax.Nsubj:
			subject = 2
		}
	}
	form := numberCode[140+passive+subject]
	rel := relationCode[c.p.Relation(c.head)]
	prev, next := c.look(c.First-1), c.look(c.End)
	pair := weights.Pair
	base := len(out)
	out = append(out, lev, c.word, c.tag, c.strength, c.level, pair(lev, c.tag), pair(lev, c.word), form, pair(form, lev), pair(form, c.tag), pair(form, c.word), rel, pair(rel, lev), pair(rel, form), prev.word, next.word, prev.tag, next.tag, pair(prev.tag, lev), c.after, numberCode[150+min(len(spans), 5)], numberCode[156+flag(c.quoted, 1)])
	return stamp(out, base, 570)
}
