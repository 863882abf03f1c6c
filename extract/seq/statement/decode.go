package statement

import "sort"

// Statement is one statement found: who is named as the source, the words that say so, and what was
// said.
type Statement struct {
	Source, Cue, Content []tokens
	Score                float64 // probability that content and source are right
}

// found is a statement before those that compete have been settled.
type found struct {
	anchor
	content option
	source  tokens
	score   float64
}

// settle keeps the surest of the statements of a paragraph: a statement whose cue lies inside a surer
// one, or that shares over a third of its content with one, goes.
func settle(all []found) []found {
	sort.SliceStable(all, func(i, j int) bool { return all[i].score > all[j].score })
	kept := all[:0]
	for _, s := range all {
		if !clashes(s, kept) {
			kept = append(kept, s)
		}
	}
	sort.SliceStable(kept, func(i, j int) bool { return kept[i].First < kept[j].First })
	return kept
}

func clashes(s found, kept []found) bool {
	size := s.content.left.Len() + s.content.right.Len()
	for k := range kept {
		o := &kept[k]
		if overlap(s.tokens, o.content.left)+overlap(s.tokens, o.content.right)+overlap(s.tokens, o.tokens)+overlap(s.tokens, o.source) > 0 {
			return true
		}
		shared := overlap(s.content.left, o.content.left) + overlap(s.content.left, o.content.right) + overlap(s.content.right, o.content.left) + overlap(s.content.right, o.content.right)
		if 3*shared > size {
			return true
		}
	}
	return false
}
