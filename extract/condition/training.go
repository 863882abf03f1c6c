package condition

import (
	_ "embed"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"

	"attache"
)

// Candidate is what the rules propose before the weights choose, with the names of its traits.
type Candidate struct {
	attache.Condition
	Traits []string
}

// Candidates returns everything the rules propose in a text, in the order of the text: what weights
// are learned from.
func Candidates(t Text) []Candidate {
	f := &finder{Text: t, d: t.Tags.Doc, tags: t.Tags, loose: true}
	f.read()
	out := make([]Candidate, 0, len(f.found))
	for _, c := range f.found {
		x := Candidate{Condition: c.Condition}
		for t := range traitCount {
			if c.traits.has(t) {
				x.Traits = append(x.Traits, traitNames[t])
			}
		}
		out = append(out, x)
	}
	return out
}

// Example is a candidate that somebody judged. Weight says how much it counts.
type Example struct {
	Traits []string
	Yes    bool
	Weight float64
}

//go:embed lexicon/prior.tsv
var priorTSV string

// Learn fits weights to examples by logistic regression that starts from lexicon/prior.tsv, what a
// person would expect, and leaves it only where the examples insist: a few hundred of them cannot
// teach a hundred weights from nothing. The same examples in the same order give the same weights.
// It returns the text of lexicon/weights.tsv.
func Learn(examples []Example) string {
	const (
		ridge = 10   // how strongly a weight is drawn to the prior
		steps = 400  // of AdaGrad over all examples
		rate  = 0.45 // of a step
		yes   = 1.5  // positives are few
		lift  = 0.4  // on the bias: a condition missed is worth more than one too many
	)
	prior := map[string]float64{}
	eachRow("prior.tsv", priorTSV, 2, func(c []string) bool {
		v, err := strconv.ParseFloat(c[1], 64)
		prior[c[0]] = v
		return err == nil && slices.Contains(traitNames[:], c[0])
	})
	w, past := maps.Clone(prior), map[string]float64{}
	for range steps {
		slope := map[string]float64{}
		for _, e := range examples {
			sum, target, weight := 0.0, 0.0, e.Weight
			if e.Yes {
				target, weight = 1, weight*yes
			}
			for _, t := range e.Traits {
				sum += w[t]
			}
			d := weight * (1/(1+math.Exp(-sum)) - target)
			for _, t := range e.Traits {
				slope[t] += d
			}
		}
		for _, t := range traitNames {
			g := slope[t] + ridge*(w[t]-prior[t])
			past[t] += g * g
			if past[t] > 0 {
				w[t] -= rate * g / math.Sqrt(past[t])
			}
		}
	}
	w["bias"] += lift
	names := slices.SortedFunc(maps.Keys(w), func(a, b string) int {
		if w[a] != w[b] {
			if w[a] > w[b] {
				return -1
			}
			return 1
		}
		return strings.Compare(a, b)
	})
	var b strings.Builder
	b.WriteString("# What each trait of a candidate is worth, in log-odds. Learned by condition.Learn from prior.tsv and\n" +
		"# extract/testdata/conditions; do not edit. Columns: trait, weight.\n")
	for _, n := range names {
		if math.Abs(w[n]) >= 0.05 { // the rest is noise
			fmt.Fprintf(&b, "%s\t%.2f\n", n, w[n])
		}
	}
	return b.String()
}
