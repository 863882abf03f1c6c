package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// sentenceParse is the parse of one sentence with what it reads.
type sentenceParse struct {
	state
	doc    *token.Doc
	words  []Word
	tags   []Tag
	before []before
}

// before counts what stands before a token in the text.
type before struct{ commas, verbs int32 }

// countBefore fills before, which has one element more than tags.
func countBefore(before []before, tags []Tag) {
	for i, t := range tags {
		next := before[i]
		switch {
		case t == Comma:
			next.commas++
		case t.Finite():
			next.verbs++
		}
		before[i+1] = next
	}
}

// parse gives every token of the sentence a head and a relation. Time is linear: a token is pushed
// once and popped once.
func (m *Model) parse(p *sentenceParse, s token.Range) {
	var features moveFeatures
	for p.begin(s); !p.done(); {
		ok := p.allowed()
		move := only(ok)
		if move < 0 {
			features.read(p)
			move = bestMove(m.moves.Sum(features[:]), ok)
		}
		relation := NoRelation
		if move != shift {
			relation = m.relation(p, move)
		}
		p.do(move, relation)
	}
}

// only returns the one transition that is allowed, or -1 when there is a choice.
func only(ok [transitions]bool) int {
	move := -1
	for m, o := range ok {
		if o && move >= 0 {
			return -1
		}
		if o {
			move = m
		}
	}
	return move
}

func bestMove(sums [transitions]int32, ok [transitions]bool) int {
	best := -1
	for m := range transitions {
		if ok[m] && (best < 0 || sums[m] > sums[best]) {
			best = m
		}
	}
	return best
}

// relation returns that of the arc that move is about to make.
func (m *Model) relation(p *sentenceParse, move int) Relation {
	head, dependent := p.arc(move)
	if head < 0 {
		return Root
	}
	var features relationFeatures
	var sums [2 * ((relationLabels + 8) / 8)]uint64
	features.read(p, head, dependent)
	m.relations.Add(sums[:], features[:])
	return labelled(weights.Best(sums[:], relationLabels))
}

// labelled returns the relation of a label. Root is a label that is never right here.
func labelled(label int) Relation {
	if r := 1 + Relation(label); r != Root {
		return r
	}
	return Dep
}
