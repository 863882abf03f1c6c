package syntax

import (
	"iter"

	"attache/extract/token"
)

// Analysis is what the models make of a Doc. Slices have an element for each token of Doc; the reader
// must not change them. It is immutable: share it freely.
type Analysis struct {
	Doc     *token.Doc
	Words   []Word
	Tags    []Tag
	Classes []Class
	Names   []Name // runs of one class, in the order of the text

	nodes []node
}

// Head returns the token that token i depends on, or -1 when i is the root of its sentence.
func (a *Analysis) Head(i int) int { return int(a.nodes[i].head) }

// Relation returns what token i is to its head; Root when it has none.
func (a *Analysis) Relation(i int) Relation { return a.nodes[i].relation }

// Yield returns the tokens that token i and all below it cover. Trees are projective, so nothing else
// stands between them.
func (a *Analysis) Yield(i int) token.Range {
	return token.Range{First: int(a.nodes[i].first), End: int(a.nodes[i].end)}
}

// Children returns the dependents of token i: those on the left in the order of the text, then those
// on the right from the last to the first.
func (a *Analysis) Children(i int) iter.Seq[int] {
	return func(yield func(int) bool) {
		for _, c := range [2]int32{a.nodes[i].left, a.nodes[i].right} {
			for ; c >= 0; c = a.nodes[c].inner {
				if !yield(int(c)) {
					return
				}
			}
		}
	}
}

// Child returns a dependent of token i with one of the given relations, the first that Children
// gives, or -1.
func (a *Analysis) Child(i int, relations ...Relation) int {
	for c := range a.Children(i) {
		for _, r := range relations {
			if a.nodes[c].relation == r {
				return c
			}
		}
	}
	return -1
}

// Subject returns the subject of the verb i, or -1. When it has none of its own, that of the verb it
// is joined to ("stood up and said") or controlled by ("wants to say") is taken; for the verb of a
// relative clause that begins with its subject, the noun the clause is about is not: the relative
// pronoun is.
func (a *Analysis) Subject(i int) int {
	for range 4 { // longer chains are noise
		if s := a.Child(i, Nsubj, Nsubjpass, Csubj, Csubjpass); s >= 0 {
			return s
		}
		if r := a.nodes[i].relation; r != Conj && r != Xcomp || a.nodes[i].head < 0 {
			return -1
		}
		i = int(a.nodes[i].head)
	}
	return -1
}

// Root returns the root of the sentence s of Doc.
func (a *Analysis) Root(s int) int {
	r := a.Doc.Sentences[s].Tokens
	i := r.First
	for a.nodes[i].head >= 0 {
		i = int(a.nodes[i].head)
	}
	return i
}

// NameAt returns the index in Names of the name that holds token i, or -1.
func (a *Analysis) NameAt(i int) int {
	if a.Classes[i] == NoName {
		return -1
	}
	lo, hi := 0, len(a.Names)
	for lo < hi {
		if mid := (lo + hi) / 2; a.Names[mid].Tokens.End <= i {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return lo
}

// collectNames fills Names.
func (a *Analysis) collectNames() {
	for _, s := range a.Doc.Sentences {
		for i := s.Tokens.First; i < s.Tokens.End; {
			j := i + 1
			for j < s.Tokens.End && a.Classes[j] == a.Classes[i] {
				j++
			}
			if c := a.Classes[i]; c != NoName {
				a.Names = append(a.Names, Name{token.Range{First: i, End: j}, c})
			}
			i = j
		}
	}
}
