package statement

import (
	"math"
	"sort"
)

// scorer gives features a weight.
type scorer interface {
	Sum(features []uint64) float32
}

// choice computes which content and which source a cue has. It holds scratch space.
type choice struct {
	sides    [2]edges
	spans    [2][]candidate
	scores   [2][]float32 // of spans, then of none
	edge     [2][mostEdges]float32
	joint    [contentKinds][contentKinds]float32
	features []uint64

	options []option
	sources []tokens
	weights []float64
}

// option is content on both sides with its probability.
type option struct {
	left, right tokens // empty for none
	probability float64
}

// content fills options with the likeliest contents of the anchor of c, no content among them, and their
// probabilities.
func (h *choice) content(c *scene, w scorer) {
	for s := range h.sides {
		h.side(c, w, side(s))
	}
	left, right := h.kinds(before), h.kinds(behind)
	for l := range h.joint {
		for r := range h.joint[l] {
			if left[l] && right[r] {
				h.features = c.joint(l, r, h.features[:0])
				h.joint[l][r] = w.Sum(h.features)
			}
		}
	}
	h.combine()
}

// kinds returns which kinds of content a side may have.
func (h *choice) kinds(s side) (has [contentKinds]bool) {
	has[noContent] = true
	for k := range h.spans[s] {
		has[h.spans[s][k].kind] = true
	}
	return has
}

func (h *choice) side(c *scene, w scorer, s side) {
	e := &h.sides[s]
	e.find(c.p, c.f, c.anchor, s)
	var far [mostEdges]float32
	for k, b := range e.near {
		h.features = c.near(s, b, h.features[:0])
		h.edge[0][k] = w.Sum(h.features)
	}
	for k, b := range e.far {
		h.features = c.far(s, b, h.features[:0])
		far[k] = w.Sum(h.features)
	}
	h.spans[s], h.scores[s] = h.spans[s][:0], h.scores[s][:0]
	e.each(c, func(k candidate, in *inside) {
		h.features = c.span(s, k.tokens, in, h.features[:0])
		h.spans[s] = append(h.spans[s], k)
		h.scores[s] = append(h.scores[s], h.edge[0][k.near]+far[k.far]+w.Sum(h.features))
	})
	h.features = c.none(s, e, h.features[:0])
	h.scores[s] = append(h.scores[s], w.Sum(h.features))
}

// leastOption is the share of the likeliest option below which others are forgotten.
const leastOption = 0.003

// combine turns the scores of both sides into options: the score of a pair is the sum of its sides' and
// of what their kinds say together.
func (h *choice) combine() {
	most := float32(math.Inf(-1))
	each := func(use func(l, r int, score float32)) {
		for l, ls := range h.scores[before] {
			for r, rs := range h.scores[behind] {
				use(l, r, ls+rs+h.joint[h.kind(before, l)][h.kind(behind, r)])
			}
		}
	}
	each(func(_, _ int, s float32) { most = max(most, s) })
	h.options = h.options[:0]
	total := 0.0
	each(func(l, r int, s float32) {
		p := math.Exp(float64(s - most))
		total += p
		if p >= leastOption {
			h.options = append(h.options, option{h.span(before, l), h.span(behind, r), p})
		}
	})
	for k := range h.options {
		h.options[k].probability /= total
	}
	sort.SliceStable(h.options, func(i, j int) bool { return h.options[i].probability > h.options[j].probability })
	h.options = h.options[:min(len(h.options), mostOptions)]
}

const mostOptions = 24

func (h *choice) kind(s side, k int) uint8 {
	if k == len(h.spans[s]) {
		return noContent
	}
	return h.spans[s][k].kind
}

func (h *choice) span(s side, k int) tokens {
	if k == len(h.spans[s]) {
		return tokens{}
	}
	return h.spans[s][k].tokens
}

// same reports whether two contents share so many tokens that a reader would take them for one: four in
// five of all, the bar of the scorer.
func same(a, b *option) bool {
	shared := overlap(a.left, b.left) + overlap(a.right, b.right)
	all := a.left.Len() + a.right.Len() + b.left.Len() + b.right.Len() - shared
	return 5*shared >= 4*all
}

func overlap(a, b tokens) int { return max(0, min(a.End, b.End)-max(a.First, b.First)) }

// best returns the option that is most probably as good as right, with that probability: what many
// options nearly agree on is surer than the likeliest of them. ok is false when none holds content.
func (h *choice) best() (out option, ok bool) {
	value, most := 0.0, 0.0
	for i := range h.options {
		a := &h.options[i]
		if a.left.Len()+a.right.Len() == 0 {
			continue
		}
		v := 0.0
		for j := range h.options {
			if b := &h.options[j]; b.left.Len()+b.right.Len() > 0 && same(a, b) {
				v += b.probability
			}
		}
		if exact := v + exactness*a.probability; exact > most {
			most, value, out, ok = exact, v, *a, true
		}
	}
	out.probability = value
	return out, ok
}

// exactness is how much more than one that is good enough the very span is worth.
const exactness = 1.0

// source returns the span that is most probably as good as the right source, with that probability; an
// empty one when the text names nobody. Spans that overlap taken are passed over.
func (h *choice) source(c *scene, w scorer, taken *option) (tokens, float64) {
	h.sources = c.sources(h.sources[:0])
	h.weights = h.weights[:0]
	most := float32(math.Inf(-1))
	score := func(s float32) {
		most = max(most, s)
		h.weights = append(h.weights, float64(s))
	}
	for rank, r := range h.sources {
		h.features = c.source(r, rank, h.features[:0])
		score(w.Sum(h.features))
	}
	h.features = c.noSource(h.sources, h.features[:0])
	score(w.Sum(h.features))
	total := 0.0
	for k := range h.weights {
		h.weights[k] = math.Exp(h.weights[k] - float64(most))
		if k < len(h.sources) && (overlap(h.sources[k], taken.left) > 0 || overlap(h.sources[k], taken.right) > 0) {
			h.weights[k] = 0
		}
		total += h.weights[k]
	}
	nobody := len(h.sources)
	best, value := nobody, h.weights[nobody]
	most2 := value * (1 + exactness)
	for k, r := range h.sources {
		if h.weights[k] == 0 {
			continue
		}
		v := 0.0
		for j, o := range h.sources {
			if 2*overlap(r, o) >= r.Len()+o.Len()-overlap(r, o) || o.Has(r.End-1) {
				v += h.weights[j]
			}
		}
		if exact := v + exactness*h.weights[k]; exact > most2 {
			best, value, most2 = k, v, exact
		}
	}
	if total == 0 {
		return tokens{}, 0
	}
	if best == nobody {
		return tokens{}, value / total
	}
	return h.sources[best], value / total
}
