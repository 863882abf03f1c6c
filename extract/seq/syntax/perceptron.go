package syntax

import (
	"math"

	"attache/extract/seq/weights"
)

// perceptron is an averaged perceptron (Collins 2002) in training. A feature gets weights when a
// mistake first asks for them. Weights are whole numbers, so that sums do not depend on their order.
type perceptron struct {
	labels int
	step   int64
	index  []int32 // open table: 1 + the number of a feature; at most half full
	keys   []uint64
	seen   []uint32 // how often a feature was looked up since it has weights
	w      []int32
	past   []int64 // sum of updates, each times the step it was made at
	closed bool    // no further features get weights
}

func newPerceptron(labels int) *perceptron {
	return &perceptron{labels: labels, step: 1, index: make([]int32, 1<<20)}
}

// slot returns where in index the feature is or would be.
func (p *perceptron) slot(feature uint64) int {
	mask := uint64(len(p.index) - 1)
	for i := feature * 0x9fb21c651e98df25 >> 20; ; i++ {
		if n := p.index[i&mask]; n == 0 || p.keys[n-1] == feature {
			return int(i & mask)
		}
	}
}

// score sets sums to those of the features.
func (p *perceptron) score(features []uint64, sums []int32) {
	clear(sums)
	for _, f := range features {
		if n := p.index[p.slot(f)]; n > 0 {
			p.seen[n-1]++
			for l, v := range p.w[int(n-1)*p.labels:][:len(sums)] {
				sums[l] += v
			}
		}
	}
}

// update moves one step on, and the features from guess towards right when they differ.
func (p *perceptron) update(features []uint64, right, guess int) {
	p.step++
	if right == guess {
		return
	}
	for _, f := range features {
		n := p.number(f)
		if n < 0 {
			continue
		}
		at := n * p.labels
		p.w[at+right]++
		p.past[at+right] += p.step
		p.w[at+guess]--
		p.past[at+guess] -= p.step
	}
}

// number returns the number of a feature and makes room for it when it is new; -1 when there is none to
// be had.
func (p *perceptron) number(f uint64) int {
	s := p.slot(f)
	if n := p.index[s]; n > 0 {
		return int(n - 1)
	}
	if p.closed {
		return -1
	}
	if 2*len(p.keys) > len(p.index) {
		p.index = make([]int32, 2*len(p.index))
		for n, k := range p.keys {
			p.index[p.slot(k)] = int32(n + 1)
		}
		s = p.slot(f)
	}
	p.keys = append(p.keys, f)
	p.index[s] = int32(len(p.keys))
	p.seen = append(p.seen, 0)
	p.w = append(p.w, make([]int32, p.labels)...)
	p.past = append(p.past, make([]int64, p.labels)...)
	return len(p.keys) - 1
}

// distil returns a perceptron without experience for the n features that mattered most to p: what a
// second training makes of them alone is as good as all, in a table that stays in the processor's cache.
func (p *perceptron) distil(n int) *perceptron {
	rows := p.table().Worthiest(n)
	out := newPerceptron(p.labels)
	for _, f := range rows {
		out.number(f)
	}
	out.closed = true
	return out
}

// table returns the mean of the weights over all steps.
func (p *perceptron) table() *weights.Table {
	t := &weights.Table{Labels: p.labels}
	w := make([]float32, p.labels)
	for n, f := range p.keys {
		most := 0.0
		for l := range w {
			i := n*p.labels + l
			v := float64(p.w[i]) - float64(p.past[i])/float64(p.step+1)
			w[l] = float32(v)
			most = max(most, v, -v)
		}
		t.Put(f, most*math.Sqrt(float64(p.seen[n])), w)
	}
	return t
}

// argmax returns the index of the largest of sums, the lower one of two equals.
func argmax(sums []int32) int {
	best := 0
	for i, v := range sums {
		if v > sums[best] {
			best = i
		}
	}
	return best
}
