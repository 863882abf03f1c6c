package main

import (
	"fmt"

	"attache/extract/seq/syntax"
	"attache/extract/token"
)

// agreement is how far a model agrees with the silver parses, in percent.
type agreement struct {
	POS, NER, UAS, LAS float64
	Tokens             int
}

func (a agreement) String() string {
	return fmt.Sprintf("POS %.2f  NER F1 %.1f  UAS %.1f  LAS %.1f  (%d tokens)", a.POS, a.NER, a.UAS, a.LAS, a.Tokens)
}

// agree compares analyses with the parses of articles. Trees are compared without punctuation, names by
// runs of one class, as EXTRACTION.md A6.2 does. Our own sentences are read, the parses' are compared.
func agree(analyse func(*token.Doc) *syntax.Analysis, gold []syntax.Gold) agreement {
	var tags, tokens, arcs, heads, labelled, right, ours, theirs int
	for _, g := range gold {
		a := analyse(g.Doc)
		for _, s := range g.Sentences {
			for i := s.First; i < s.End; i++ {
				tokens++
				if a.Tags[i] == g.Tags[i] {
					tags++
				}
				if g.Relations[i] == syntax.Punct {
					continue
				}
				arcs++
				if a.Head(i) == int(g.Heads[i]) {
					heads++
					if a.Relation(i) == g.Relations[i] {
						labelled++
					}
				}
			}
			mine, its := nameRuns(a.Classes, s.First, s.End), nameRuns(g.Classes, s.First, s.End)
			ours += len(mine)
			theirs += len(its)
			for r := range mine {
				if its[r] {
					right++
				}
			}
		}
	}
	share := func(n, of int) float64 { return 100 * float64(n) / float64(max(of, 1)) }
	return agreement{POS: share(tags, tokens), NER: share(2*right, ours+theirs), UAS: share(heads, arcs), LAS: share(labelled, arcs), Tokens: tokens}
}

type nameRun struct {
	first, end int
	class      syntax.Class
}

func nameRuns(classes []syntax.Class, first, end int) map[nameRun]bool {
	all := map[nameRun]bool{}
	for i := first; i < end; {
		j := i + 1
		for j < end && classes[j] == classes[i] {
			j++
		}
		if classes[i] != syntax.NoName {
			all[nameRun{i, j, classes[i]}] = true
		}
		i = j
	}
	return all
}
