package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/syntax"
)

// side is where content stands: before the cue or behind it.
type side uint8

const (
	before side = iota
	behind
)

// Limits of the search for content.
const (
	leastEdge = 0.02 // probability from which a border is worth a closer look
	mostEdges = 16   // near and far borders each, a side
	farthest  = 260  // tokens from the cue
)

// edges are the borders at which content on one side of a cue may begin and end: near the cue and far
// from it.
type edges struct {
	side      side
	near, far []int // tokens: a border stands before its token
}

// find sets e to the borders on one side of the anchor a.
func (e *edges) find(p *page, f *field, a anchor, s side) {
	e.side, e.near, e.far = s, e.near[:0], e.far[:0]
	var within tokens
	if s == behind {
		within = tokens{First: a.End, End: min(f.r.End, a.End+farthest)}
	} else {
		within = tokens{First: max(f.r.First, a.First-farthest), End: a.First}
	}
	if within.Len() <= 0 {
		return
	}
	begin, end := f.begin[chain.Content], f.end[chain.Content]
	nearP, farP := begin, end
	if s == before {
		nearP, farP = end, begin
	}
	e.likely(&e.near, nearP, f, within)
	e.likely(&e.far, farP, f, within)
	if s == behind {
		e.add(&e.near, a.End, within)
	} else {
		e.add(&e.near, a.First, within)
	}
	e.fromTree(p, a, within)
	e.fromSentence(p, a, within)
	e.fromQuotes(p, within)
}

// likely adds the likeliest borders.
func (e *edges) likely(list *[]int, prob []float32, f *field, within tokens) {
	const room = mostEdges - 6 // some is left for borders that the grammar proposes
	for b := within.First; b <= within.End; b++ {
		v := prob[b-f.r.First]
		if v < leastEdge {
			continue
		}
		at := len(*list)
		if at == room { // drop the least likely
			least := 0
			for k, o := range *list {
				if prob[o-f.r.First] < prob[(*list)[least]-f.r.First] {
					least = k
				}
			}
			if prob[(*list)[least]-f.r.First] >= v {
				continue
			}
			copy((*list)[least:], (*list)[least+1:])
			*list = (*list)[:at-1]
		}
		*list = append(*list, b)
	}
}

// add adds a border if there is room and it is new.
func (e *edges) add(list *[]int, b int, within tokens) {
	if b < within.First || b > within.End || len(*list) >= mostEdges {
		return
	}
	for _, o := range *list {
		if o == b {
			return
		}
	}
	*list = append(*list, b)
}

// addSpan adds both borders of r.
func (e *edges) addSpan(r, within tokens) {
	near, far := r.First, r.End
	if e.side == before {
		near, far = far, near
	}
	e.add(&e.near, near, within)
	e.add(&e.far, far, within)
}

// fromTree adds the clauses and objects of the cue.
func (e *edges) fromTree(p *page, a anchor, within tokens) {
	for c := range p.Children(a.head) {
		switch p.Relation(c) {
		case syntax.Ccomp, syntax.Xcomp, syntax.Parataxis, syntax.Dobj, syntax.Advcl, syntax.Nmod, syntax.Acl, syntax.Dep:
			if (c > a.head) == (e.side == behind) {
				e.addSpan(p.Yield(c), within)
			}
		}
	}
	if e.side == before && p.Relation(a.head).Clausal() { // "…, he said": the cue may hang from what was said
		if h := p.Head(a.head); h >= 0 && h < a.First {
			y := p.Yield(h)
			e.addSpan(tokens{First: y.First, End: min(y.End, a.First)}, within)
		}
	}
}

// fromSentence adds the edges of the sentence of the cue, without and with the stop.
func (e *edges) fromSentence(p *page, a anchor, within tokens) {
	s := p.Doc.Sentences[p.Doc.Tokens[a.First].Sentence].Tokens
	if e.side == before {
		e.add(&e.far, s.First, within)
		return
	}
	last := s.End
	for last > s.First && p.Tags[last-1] == syntax.Period {
		last--
	}
	e.add(&e.far, last, within)
	e.add(&e.far, s.End, within)
}

// fromQuotes adds the quotations on this side, nearest first.
func (e *edges) fromQuotes(p *page, within tokens) {
	const most = 3
	found := 0
	step, i := 1, within.First
	if e.side == before {
		step, i = -1, within.End-1
	}
	for ; within.Has(i) && found < most; i += step {
		q := p.Doc.Tokens[i].Quote
		if q < 0 {
			continue
		}
		quote := &p.Doc.Quotes[q]
		at := quote.Tokens.First
		if e.side == before {
			at = quote.Tokens.End - 1
		}
		if i == at && quote.Depth == 0 {
			e.addSpan(quote.Tokens, within)
			found++
		}
	}
}
