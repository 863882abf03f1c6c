package score

// softCount sums best overlaps from both sides.
type softCount struct {
	pred, gold   float64
	nPred, nGold int
}

// countUnits adds one article's units of role r: exactly equal ones, shared tokens, best overlaps.
func countUnits(g, p *reading, r role, exact, token *[3]int, soft *softCount) {
	gu, pu := g.units(r), p.units(r)
	in := map[Range]bool{}
	for _, u := range gu {
		in[u] = true
	}
	for _, u := range pu {
		if in[u] {
			exact[0]++
		}
	}
	exact[1] += len(pu)
	exact[2] += len(gu)

	tokens := func(d *reading) set {
		var all []set
		for _, s := range d.items {
			all = append(all, s.toks[r])
		}
		return union(all)
	}
	gt, pt := tokens(g), tokens(p)
	token[0] += gt.common(pt)
	token[1] += len(pt)
	token[2] += len(gt)

	sets := func(d *reading, units []Range) (out []set) {
		for _, u := range units {
			out = append(out, d.tokens(u))
		}
		return out
	}
	gs, ps := sets(g, gu), sets(p, pu)
	soft.pred += bestSum(ps, gs)
	soft.gold += bestSum(gs, ps)
	soft.nPred += len(ps)
	soft.nGold += len(gs)
}

// bestSum adds, over a, the best Jaccard with any of b.
func bestSum(a, b []set) (sum float64) {
	for _, x := range a {
		best := 0.0
		for _, y := range b {
			if x.common(y) > 0 {
				best = max(best, x.jaccard(y))
			}
		}
		sum += best
	}
	return sum
}

// countGGT adds one article by the rules of the Gender Gap Tracker (Asr et al. 2021): a gold
// statement with a source is found by the unused prediction that covers the largest share over bar
// of its content's characters. Counts: found, speaker right among them, gold, predicted.
func countGGT(gold, pred []statement, bar float64, c *[4]int) {
	extent := func(s statement) Range {
		f := s.frags[content]
		return Range{f[0][0], f[len(f)-1][1]}
	}
	var free []statement
	for _, p := range pred {
		if len(p.frags[source]) > 0 {
			free = append(free, p)
		}
	}
	c[3] += len(free)
	for _, g := range gold {
		if len(g.frags[source]) == 0 {
			continue
		}
		c[2]++
		a := extent(g)
		best, share := -1, bar
		for i, p := range free {
			b := extent(p)
			v := float64(max(0, min(b[1], a[1])-max(b[0], a[0]))) / float64(a[1]-a[0])
			if v > share {
				best, share = i, v
			}
		}
		if best < 0 {
			continue
		}
		c[0]++
		if touch(g.frags[source], free[best].frags[source]) {
			c[1]++
		}
		free = append(free[:best:best], free[best+1:]...)
	}
}

func touch(a, b []Range) bool {
	for _, x := range a {
		for _, y := range b {
			if x[0] < y[1] && y[0] < x[1] {
				return true
			}
		}
	}
	return false
}
