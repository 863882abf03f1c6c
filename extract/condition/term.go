package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// term reads "insists that any deal must include …".
func (f *finder) term(i, n int) {
	if !in(&deals, f.d, i) || f.tags.Of[i] != phrase.Noun {
		return
	}
	st, number := f.statementAt(i)
	if st == nil || st.Source.IsZero() || f.observer(st) {
		return
	}
	b := f.bounds(i)
	np := f.tags.PhraseTo(i+1, b.First)
	if np.Len() == 0 {
		return
	}
	g := f.tags.GroupAt(i + 1)
	if g < 0 {
		return
	}
	v := &f.tags.Groups[g]
	first := f.d.Norm(v.Tokens.First)
	insists := st.Act == attache.ActDemand
	for _, cue := range st.Cue {
		r := f.d.TokensIn(cue)
		for k := r.First; k < r.End; k++ {
			insists = insists || in(&insisting, f.d, k)
		}
	}
	must := first == "must" || (first == "should" || first == "has" || first == "needs" || first == "would") && insists
	if !must && !(insists && (f.tags.Of[v.Main] == phrase.Base || f.tags.Of[v.Main] == phrase.Finite && in(&including, f.d, v.Main))) {
		return
	}
	if d := f.d.Norm(np.First); d != "any" && d != "the" && d != "a" && d != "an" && d != "every" && d != "no" {
		return
	}
	c := found{sentence: n, statement: number, Condition: attache.Condition{Rule: ruleTerm, Kind: attache.Demand, Score: 0.7}}
	c.Marker = f.d.Span(v.Tokens)
	c.ante = token.Range{First: np.First, End: f.clauseEnd(v.Tokens.End, b.End, false)}
	c.Holder = st.Source
	c.Addressee = f.other(&c, st)
	f.add(c)
}

var (
	insisting = table("insist insists insisted insisting demand demands demanded demanding require requires required")
	including = table("include includes contain contains be have cover guarantee ensure provide respect")
)
