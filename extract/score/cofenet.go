package score

import (
	"fmt"
	"strings"
)

// cofeRow is an article in CofeNet's own instances: groups counts the tokens of each instance.
type cofeRow struct {
	ID      string   `json:"id"`
	Offsets []Range  `json:"offsets"`
	Groups  []int    `json:"groups"`
	Labels  []string `json:"labels"`
}

// cofeCut is the length CofeNet cuts its instances to, in tokens.
const cofeCut = 300

// cofeUnit is a run of tokens of one instance, half-open.
type cofeUnit [2]int

// bioUnits reads the units of each role from labels. An I label that continues nothing is no unit.
func bioUnits(labels []string) (out [roles][]cofeUnit) {
	current, start := role(-1), 0
	for i := 0; i <= len(labels); i++ {
		label := "O"
		if i < len(labels) {
			label = labels[i]
		}
		if current >= 0 && label != "I-"+roleNames[current] {
			out[current] = append(out[current], cofeUnit{start, i})
			current = -1
		}
		if name, ok := strings.CutPrefix(label, "B-"); ok {
			for r, n := range roleNames {
				if n == name {
					current, start = role(r), i
				}
			}
		}
	}
	return out
}

// project labels each token: cues win over sources, and those over contents.
func project(offsets []Range, text []rune, items []AttributionItem) []string {
	labels := make([]string, len(offsets))
	for i := range labels {
		labels[i] = "O"
	}
	for _, r := range [roles]role{content, source, cue} {
		for _, a := range items {
			for _, f := range [roles]Fragments{a.Source, a.Cue, a.Content}[r].joined(text) {
				prefix := "B-"
				for i, o := range offsets {
					if o[0] >= f[1] {
						break
					}
					if o[1] > f[0] {
						labels[i] = prefix + roleNames[r]
						prefix = "I-"
					}
				}
			}
		}
	}
	return labels
}

type cofeCount struct {
	exact, begin [3]int // right, missed, wrong
	j            float64
	n            int
}

// cofenet scores by the measure of CofeNet (Wang et al., COLING 2022) on its own instances.
func cofenet(rows []cofeRow, gold []AttributionRow, pred map[string][]AttributionItem) ([]AttributionLine, error) {
	texts := map[string]string{}
	for _, g := range gold {
		texts[g.ID] = g.Text
	}
	var count [roles]cofeCount
	for _, row := range rows {
		text, ok := texts[row.ID]
		if !ok {
			return nil, fmt.Errorf("%q: %w", row.ID, ErrAlien)
		}
		labels := project(row.Offsets, []rune(text), pred[row.ID])
		k := 0
		for _, n := range row.Groups {
			if n < 0 || k+min(n, cofeCut) > len(row.Labels) || k+min(n, cofeCut) > len(labels) {
				return nil, fmt.Errorf("%q: %w: groups and labels differ in length", row.ID, ErrLine)
			}
			g := bioUnits(row.Labels[k : k+min(n, cofeCut)])
			part := append([]string(nil), labels[k:k+min(n, cofeCut)]...)
			if len(part) > 0 {
				// A span that crosses instances starts anew in each, as in CofeNet's own labels.
				part[0] = strings.Replace(part[0], "I-", "B-", 1)
			}
			p := bioUnits(part)
			k += n
			for r := range roles {
				count[r].add(g[r], p[r])
			}
		}
	}
	return cofeLines(count), nil
}

func (c *cofeCount) add(gold, pred []cofeUnit) {
	tally := func(c *[3]int, same func(a, b cofeUnit) bool) {
		right := 0
		for _, g := range gold {
			if some(pred, func(p cofeUnit) bool { return same(g, p) }) {
				right++
			}
		}
		c[0] += right
		c[1] += len(gold) - right
		for _, p := range pred {
			if !some(gold, func(g cofeUnit) bool { return same(g, p) }) {
				c[2]++
			}
		}
	}
	tally(&c.exact, func(a, b cofeUnit) bool { return a == b })
	tally(&c.begin, func(a, b cofeUnit) bool { return a[0] == b[0] })
	for _, g := range gold {
		best := 0.0
		for _, p := range pred {
			best = max(best, cofeOverlap(g, p))
		}
		c.j += best
		c.n++
	}
	for _, p := range pred {
		if !some(gold, func(g cofeUnit) bool { return cofeOverlap(g, p) > 0 }) {
			c.n++
		}
	}
}

// cofeOverlap is intersection over union of two intervals, as CofeNet computes it.
func cofeOverlap(a, b cofeUnit) float64 {
	inter := max(0, min(a[1]-b[0], b[1]-a[0], b[1]-b[0], a[1]-a[0]))
	return float64(inter) / float64(max(a[1], b[1])-min(a[0], b[0]))
}

func some(units []cofeUnit, is func(cofeUnit) bool) bool {
	for _, u := range units {
		if is(u) {
			return true
		}
	}
	return false
}

func cofeLines(count [roles]cofeCount) (lines []AttributionLine) {
	for _, kind := range [2]string{"exact", "begin"} {
		for r, name := range roleNames {
			c := count[r].exact
			if kind == "begin" {
				c = count[r].begin
			}
			acc := 100 * share(c[0], c[0]+c[1]+c[2])
			lines = append(lines, AttributionLine{
				Name: "cofenet " + kind + " " + name,
				PRF:  prf(float64(c[0]), c[0]+c[2], float64(c[0]), c[0]+c[1]), Acc: &acc,
			})
		}
	}
	for r, name := range roleNames {
		j := 0.0
		if count[r].n > 0 {
			j = 100 * count[r].j / float64(count[r].n)
		}
		lines = append(lines, AttributionLine{Name: "cofenet J " + name, J: &j})
	}
	return lines
}
