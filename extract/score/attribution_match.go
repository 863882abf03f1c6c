package score

import "sort"

// hits pairs gold statements with predictions, one to one.
type hits struct{ gold, pred map[int]bool }

// match pairs statements greedily, best content overlap first. Ties go to pairs whose source is
// right, then to the earlier gold, then to the earlier prediction.
func match(d *reading, gold, pred []statement, bar float64, needSource bool) hits {
	type pair struct {
		overlap float64
		source  bool
		g, p    int
	}
	var pairs []pair
	for i, g := range gold {
		for j, p := range pred {
			if g.toks[content].common(p.toks[content]) == 0 {
				continue
			}
			v := g.toks[content].jaccard(p.toks[content])
			if v < bar {
				continue
			}
			if ok := sourceRight(d, g, p); ok || !needSource {
				pairs = append(pairs, pair{v, ok, i, j})
			}
		}
	}
	sort.Slice(pairs, func(i, j int) bool {
		a, b := pairs[i], pairs[j]
		switch {
		case a.overlap != b.overlap:
			return a.overlap > b.overlap
		case a.source != b.source:
			return a.source
		case a.g != b.g:
			return a.g < b.g
		}
		return a.p < b.p
	})
	h := hits{map[int]bool{}, map[int]bool{}}
	for _, c := range pairs {
		if !h.gold[c.g] && !h.pred[c.p] {
			h.gold[c.g], h.pred[c.p] = true, true
		}
	}
	return h
}

// sourceRight: both empty, or half the tokens shared, or the last word of the predicted source
// lies inside the gold source.
func sourceRight(d *reading, g, p statement) bool {
	gs, ps := g.toks[source], p.toks[source]
	if len(gs) == 0 || len(ps) == 0 {
		return len(gs) == 0 && len(ps) == 0
	}
	if gs.jaccard(ps) >= 0.5 {
		return true
	}
	for i := len(ps) - 1; i >= 0; i-- {
		if isAlnum(d.text[d.toks[ps[i]][0]]) {
			return gs.has(ps[i])
		}
	}
	return false
}

// count adds, for each subset, the right predictions, the predictions, the found gold, the gold.
func (h hits) count(gold, pred []statement, c *[4][4]int) {
	for s, sub := range subsets {
		for j, p := range pred {
			if sub.in(p) {
				c[s][1]++
				if h.pred[j] {
					c[s][0]++
				}
			}
		}
		for i, g := range gold {
			if sub.in(g) {
				c[s][3]++
				if h.gold[i] {
					c[s][2]++
				}
			}
		}
	}
}

// mistakes lists the gold that was missed and the predictions that were wrong.
func (h hits) mistakes(id string, g, p *reading) (out []string) {
	for i, s := range g.items {
		if !h.gold[i] {
			out = append(out, "MISSED "+id+" "+g.show(s))
		}
	}
	for j, s := range p.items {
		if !h.pred[j] {
			out = append(out, "WRONG  "+id+" "+p.show(s))
		}
	}
	return out
}
