package condition

import (
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
