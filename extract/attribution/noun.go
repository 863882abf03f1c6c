package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// noun reads "Okoro's claim that …", "her promise to …".
func (f *finder) noun(i int) {
	act, ok := lex.nouns.Get(f.d.Tokens[i].Hash)
	if !ok || f.tags.Of[i] != phrase.Noun || !f.body(i) || f.quoted(i) {
		return
	}
	s, last := f.sentence(i)
	if i+2 >= last {
		return
	}
	next := f.d.Norm(i + 1)
	switch {
	case next == "that" && f.subordinates(i+2, last):
	case next == "to" && f.tags.Of[i+1] == phrase.To && (act == attache.ActPromise || act == attache.ActWarn):
	default:
		return
	}
	base := f.tags.PhraseTo(i+1, s.First)
	var owner token.Range
	for k := base.First; k < i; k++ {
		if f.tags.Of[k] == phrase.Genitive {
			owner = token.Range{First: base.First, End: k}
		} else if f.tags.Of[k] == phrase.Owner {
			owner = token.Range{First: k, End: k + 1}
		}
	}
	if owner.Len() == 0 {
		return
	}
	from := i + 2
	if next == "to" {
		from = i + 1
	}
	// The content ends before the verb whose subject the noun is.
	end := f.contentEnd(from, last)
	if v := f.outerVerb(from, end); v > from && base.First == s.First {
		end = v
	}
	f.add(Frame{Source: f.d.Span(owner), Cue: []attache.Span{f.d.Span(token.Range{First: i, End: i + 1})}, Content: []attache.Span{f.span(from, end)}, Rule: ruleNoun, Score: 0.55}, -1)
}

// outerVerb returns the second finite verb group of [from, end): where a "that" clause sits inside
// a subject, that is the verb of the sentence. It returns -1 when there is only one.
func (f *finder) outerVerb(from, end int) int {
	seen := 0
	for i := from; i < end; i++ {
		g := f.tags.GroupAt(i)
		if g < 0 {
			continue
		}
		if f.tags.Groups[g].Finite {
			if seen++; seen == 2 {
				return i
			}
		}
		i = f.tags.Groups[g].Tokens.End - 1
	}
	return -1
}
