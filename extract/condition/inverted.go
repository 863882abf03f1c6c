package condition

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

// ifMarker is the marker that "should Sudland attack" and "were Sudland to attack" stand for.
var ifMarker = func() *marker {
	for _, m := range lex.list {
		if m.words == "if" {
			return m
		}
	}
	panic("lexicon/markers.tsv: no if")
}()

// inverted reads "should Sudland attack, Norland will answer", "Norland will leave were Sudland to
// stay". "Had Sudland attacked" is counterfactual and left alone.
func (f *finder) inverted(i, n int) {
	w := f.d.Norm(i)
	if w != "should" && w != "were" {
		return
	}
	s := f.d.Sentences[n].Tokens
	b := f.bounds(i)
	if !b.Has(i) || f.d.Of(s.End-1) == "?" || s.Len() > 1 && f.d.Of(s.End-2) == "?" {
		return
	}
	if i > b.First && !f.invertible(i-1) {
		return
	}
	np := f.tags.PhraseFrom(i + 1)
	if np.Len() == 0 || np.End >= b.End {
		return
	}
	if w == "were" && !(f.d.Norm(np.End) == "to") || w == "should" && f.tags.Of[np.End] == phrase.Mark {
		return
	}
	st, _ := f.statementAt(i)
	c := f.at(i, n, ruleInverted, "")
	c.marker, c.Marker = ifMarker, f.d.Span(token.Range{First: i, End: i + 1})
	ante, cons, ok := f.split(ifMarker, i, 1, b, st)
	if !ok {
		return
	}
	c.ante, c.cons = f.clause(ante), f.clause(cons)
	if c.ante.subject.sort == nobody {
		c.ante.subject = f.actor(np)
	}
	if c.cons.verb < 0 || !c.cons.future && !c.cons.permit && !c.cons.commits {
		return
	}
	f.add(c)
}

// invertible reports whether an inverted clause may begin behind token k: behind a mark, "that" or
// "and", or where a clause with a verb has just ended.
func (f *finder) invertible(k int) bool {
	switch f.tags.Of[k] {
	case phrase.Mark, phrase.QuoteMark, phrase.Sub, phrase.Conj, phrase.Wh:
		return f.tags.Of[k] != phrase.Wh || f.d.Norm(k) == "that"
	case phrase.Pron:
		return false // "we should": no inversion
	}
	// "would be rearrested should he contact": a subject before "should" would have to be a noun phrase
	// that is not yet the object or complement of a verb.
	for j := k; j > k-8 && j >= 0; j-- {
		if f.tags.Of[j].Verbal() {
			return f.tags.Of[k].Verbal() || f.tags.Of[k] != phrase.Noun && f.tags.Of[k] != phrase.Name || f.tags.PhraseTo(k+1, j).First <= j+2
		}
		if f.tags.Of[j] == phrase.Mark || f.tags.Of[j] == phrase.Sub {
			return false
		}
	}
	return false
}
