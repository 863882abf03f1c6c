package statement

import "attache/extract/seq/chain"

// candidate is content on one side of a cue.
type candidate struct {
	tokens
	near, far uint8 // borders, by their place in edges
	kind      uint8
}

// each calls use with every span that edges allow, and what is inside it. Spans of one near border come
// together, the shortest first.
func (e *edges) each(c *scene, use func(candidate, *inside)) {
	if len(e.near) == 0 || len(e.far) == 0 {
		return
	}
	for n, b := range e.near {
		var in inside
		if e.side == behind {
			e.growRight(c, n, b, &in, use)
		} else {
			e.growLeft(c, n, b, &in, use)
		}
	}
}

func (e *edges) growRight(c *scene, n, b int, in *inside, use func(candidate, *inside)) {
	end := b
	for _, f := range e.far {
		end = max(end, f)
	}
	for i := b; i < end; i++ {
		if i > b {
			in.fresh = max(in.fresh, c.f.begin[chain.Content][i-c.f.r.First])
		}
		in.take(c, i, i == b)
		e.meet(c, n, tokens{First: b, End: i + 1}, i+1, in, use)
	}
}

func (e *edges) growLeft(c *scene, n, b int, in *inside, use func(candidate, *inside)) {
	first := b
	for _, f := range e.far {
		first = min(first, f)
	}
	for i := b - 1; i >= first; i-- {
		if i < b-1 {
			in.fresh = max(in.fresh, c.f.begin[chain.Content][i+1-c.f.r.First])
		}
		in.take(c, i, i == b-1)
		e.meet(c, n, tokens{First: i, End: b}, i, in, use)
	}
}

// take adds token i.
func (in *inside) take(c *scene, i int, first bool) {
	k := i - c.f.r.First
	content := c.f.in[chain.Content][k]
	if first {
		in.least = 1
	} else if c.p.Doc.Tokens[i].Sentence != c.p.Doc.Tokens[in.last].Sentence {
		in.sentence++
	}
	in.last = i
	in.least = min(in.least, content)
	in.cue = max(in.cue, c.f.in[chain.Cue][k])
	in.logOdds += c.f.odds[k]
}

// meet calls use when border is a far one.
func (e *edges) meet(c *scene, n int, r tokens, border int, in *inside, use func(candidate, *inside)) {
	for m, f := range e.far {
		if f == border {
			use(candidate{r, uint8(n), uint8(m), uint8(c.kind(r))}, in)
		}
	}
}
