package statement

import (
	"encoding/binary"
	"fmt"
	"math"

	"attache/extract/seq/chain"
	"attache/extract/seq/weights"
)

// labeller gives every token of a paragraph the probabilities of its labels.
type labeller struct {
	table       weights.Sevens
	transitions chain.Transitions
}

func readLabeller(table, transitions []byte) (*labeller, error) {
	t, err := weights.ReadSevens(table)
	if err != nil {
		return nil, err
	}
	l := &labeller{table: t}
	if len(transitions) != 4*(chain.Labels+chain.Labels*chain.Labels) {
		return nil, fmt.Errorf("%w: transitions of %d bytes", weights.ErrBroken, len(transitions))
	}
	next := func() float32 {
		v := math.Float32frombits(binary.LittleEndian.Uint32(transitions))
		transitions = transitions[4:]
		return v
	}
	for a := range chain.Labels {
		l.transitions.First[a] = next()
		for b := range chain.Labels {
			l.transitions.Next[a][b] = next()
		}
	}
	return l, nil
}

func packTransitions(t *chain.Transitions) (out []byte) {
	for a := range chain.Labels {
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(t.First[a]))
		for b := range chain.Labels {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(t.Next[a][b]))
		}
	}
	return out
}

// scores sets out, which has an element for each token of r, a paragraph, to what the features say
// before labels are chained.
func (l *labeller) scores(p *page, r tokens, out []chain.Vector) {
	var c labelContext
	var features labelFeatures
	scale := l.table.Scale()
	c.begin(p, r)
	for k := range out {
		c.next()
		features.read(&c)
		sums := l.table.Sum(features[:])
		for b, s := range sums {
			out[k][b] = scale * float32(s)
		}
	}
}
