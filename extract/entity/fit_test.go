package entity

import (
	"flag"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"attache/extract/phrase"
	"attache/extract/token"
)

var fit = flag.Bool("fit", false, "fit the weights of antecedents on the silver chains and print them")

// TestFitAntecedents prints the weights of antecedent.go: a softmax over the candidates of each he
// and she whose silver chain holds a name, with a pull to zero that keeps CoreNLP's own mistakes from
// being learned by heart. The same chains give the same weights.
func TestFitAntecedents(t *testing.T) {
	if !*fit {
		t.Skip("SKIPPED: weights are fitted with -fit")
	}
	type instance struct {
		c     []antecedentCandidate
		right int
	}
	var all []instance
	known := tables(t)
	eachSilver(t, "train", func(a silverText) {
		teach := func(r *reader, i int, c []antecedentCandidate) int {
			names := a.names[r.d.Tokens[i].Start]
			right := -1
			for k := range c {
				if c[k].who < 0 || names == "" {
					continue
				}
				for _, w := range strings.Fields(strings.ToLower(r.ents[c[k].who].Name)) {
					if strings.Contains(names, " "+w+" ") {
						if right >= 0 && right != k {
							return -1 // two of one family
						}
						right = k
					}
				}
			}
			if right >= 0 && len(c) > 1 {
				all = append(all, instance{c, right})
			}
			return right
		}
		readTaught(phrase.Read(token.Read(a.text)), known, time.Time{}, teach)
	})
	var w, sum [features]float64
	const (
		rounds = 200
		pull   = 0.002
	)
	for round := range rounds {
		var grad [features]float64
		loss := 0.0
		for _, x := range all {
			scores := make([]float64, len(x.c))
			top := math.Inf(-1)
			for k := range x.c {
				for f, holds := range x.c[k].says {
					if holds {
						scores[k] += w[f]
					}
				}
				top = max(top, scores[k])
			}
			z := 0.0
			for k := range scores {
				scores[k] = math.Exp(scores[k] - top)
				z += scores[k]
			}
			loss -= math.Log(scores[x.right] / z)
			for k := range x.c {
				p := scores[k] / z
				if k == x.right {
					p--
				}
				for f, holds := range x.c[k].says {
					if holds {
						grad[f] += p
					}
				}
			}
		}
		for f := range w {
			g := grad[f]/float64(len(all)) + pull*w[f]
			sum[f] += g * g
			w[f] -= 0.3 * g / math.Sqrt(sum[f]+1e-9)
		}
		if round%50 == 49 {
			t.Logf("round %d: loss %.4f over %d pronouns", round+1, loss/float64(len(all)), len(all))
		}
	}
	var out strings.Builder
	for f, v := range w {
		fmt.Fprintf(&out, "%d: %.2f\n", f, v)
	}
	t.Logf("weights\n%s", out.String())
}
