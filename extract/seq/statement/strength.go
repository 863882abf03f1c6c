package statement

import (
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
)

// strength says in eight steps which share of the uses of a word is part of a cue. It is kept apart for
// its parts of speech: "report" is a cue as a verb.
type strength uint8

// The steps. A word seen too rarely in training is unknown; from strong on it marks a place where a
// statement is likely.
const (
	unknown strength = iota
	never            // below 1 in 100
	rarely           // below 5
	seldom           // below 15
	strong           // below 35
	often            // below 60
	mostly           // below 85
	always
)

func step(cues, uses int) strength {
	share := 100 * cues
	for s, bound := range [...]int{1, 5, 15, 35, 60, 85} {
		if share < bound*uses {
			return never + strength(s)
		}
	}
	return always
}

// Kinds of tags that have a strength of their own. Kind 0 is the word as a whole.
const tagKinds = 8

func tagKind(t syntax.Tag) int {
	switch t {
	case syntax.VB, syntax.VBP:
		return 1
	case syntax.VBD:
		return 2
	case syntax.VBN:
		return 3
	case syntax.VBG:
		return 4
	case syntax.VBZ:
		return 5
	case syntax.NN, syntax.NNS, syntax.NNP, syntax.NNPS:
		return 6
	}
	return 7
}

// strengthOf reads the entry of a word, eight steps of four bits each.
func strengthOf(entry uint64, kind int) strength {
	if s := strength(entry >> (4 * kind) & 0xf); s != unknown {
		return s
	}
	return strength(entry & 0xf)
}

// uses counts the uses of a word and those that are part of a cue, by kind.
type uses struct{ all, cues [tagKinds]int }

func (u *uses) add(kind int, cue bool, by int) {
	for _, k := range [2]int{0, kind} {
		u.all[k] += by
		if cue {
			u.cues[k] += by
		}
	}
}

// leastUses is how often a word must have been seen, as a whole and as one kind, to have a strength.
const leastUses = 3

func (u *uses) entry() (e uint64) {
	for k := range tagKinds {
		if u.all[k] >= leastUses {
			e |= uint64(step(u.cues[k], u.all[k])) << (4 * k)
		}
	}
	return e
}

// strengths counts the words of a corpus. Each text can then be asked about as if it had not been
// counted, so that training sees what reading a new text sees.
type strengths struct {
	at    map[uint64]*uses
	order []uint64
}

func countStrengths(corpus []Gold) *strengths {
	s := &strengths{at: map[uint64]*uses{}}
	for i := range corpus {
		s.count(&corpus[i], 1)
	}
	return s
}

func (s *strengths) count(g *Gold, by int) {
	cue := g.in(func(p Parts) []tokens { return p.Cue })
	for i := range g.Analysis.Words {
		hash := g.Analysis.Words[i].Hash
		u := s.at[hash]
		if u == nil {
			u = &uses{}
			s.at[hash] = u
			s.order = append(s.order, hash)
		}
		u.add(tagKind(g.Analysis.Tags[i]), cue[i], by)
	}
}

// without returns the strengths of the words of g as the other texts have them.
func (s *strengths) without(g *Gold) []strength {
	s.count(g, -1)
	out := make([]strength, len(g.Analysis.Words))
	for i := range out {
		out[i] = strengthOf(s.at[g.Analysis.Words[i].Hash].entry(), tagKind(g.Analysis.Tags[i]))
	}
	s.count(g, 1)
	return out
}

// pack returns a section that maps hashes of words to entries.
func (s *strengths) pack() []byte {
	var keys, values []uint64
	for _, h := range s.order {
		if e := s.at[h].entry(); e != 0 {
			keys, values = append(keys, h), append(values, e)
		}
	}
	return weights.PackDict(keys, values)
}

// readStrengths looks the words of a up.
func readStrengths(d *weights.Dict, a *syntax.Analysis) []strength {
	out := make([]strength, len(a.Words))
	for i := range out {
		out[i] = strengthOf(d.Get(a.Words[i].Hash), tagKind(a.Tags[i]))
	}
	return out
}
