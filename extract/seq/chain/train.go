package chain

import (
	"math"

	"attache/extract/seq/weights"
)

// Example is a sequence to learn from. Token i has the features Features[Ends[i-1]:Ends[i]], numbered
// by an Index.
type Example struct {
	Features []int32
	Ends     []int32
	Gold     []Label
}

// Index numbers features, and leaves out those seen too rarely to learn from.
type Index struct {
	numbers map[uint64]int32
	Keys    []uint64
	counts  []int32
}

// NewIndex returns an empty index.
func NewIndex() *Index { return &Index{numbers: map[uint64]int32{}} }

// Count adds one occurrence of a feature.
func (x *Index) Count(feature uint64) {
	n, ok := x.numbers[feature]
	if !ok {
		n = int32(len(x.Keys))
		x.numbers[feature] = n
		x.Keys = append(x.Keys, feature)
		x.counts = append(x.counts, 0)
	}
	x.counts[n]++
}

// Cut forgets the features that were counted less often, and renumbers the others in the order of
// their first appearance.
func (x *Index) Cut(least int32) {
	x.Keep(func(n int) bool { return x.counts[n] >= least })
}

// Counts returns how often each feature was counted, in the order of Keys.
func (x *Index) Counts() []int32 { return x.counts }

// Keep forgets the features that keep does not accept, and renumbers the others in their order.
func (x *Index) Keep(keep func(n int) bool) {
	keys, counts := x.Keys[:0:0], x.counts[:0:0]
	x.numbers = make(map[uint64]int32, len(x.Keys))
	for n, k := range x.Keys {
		if keep(n) {
			x.numbers[k] = int32(len(keys))
			keys, counts = append(keys, k), append(counts, x.counts[n])
		}
	}
	x.Keys, x.counts = keys, counts
}

// Number returns the number of a feature; ok is false when it was left out.
func (x *Index) Number(feature uint64) (n int32, ok bool) {
	n, ok = x.numbers[feature]
	return n, ok
}

// Training says how to train.
type Training struct {
	Seed    uint64
	Epochs  int
	Rate    float32 // of AdaGrad (Duchi, Hazan, Singer 2011)
	Dropout float32 // share of the features of a token that a step does not see
}

// DefaultTraining returns the settings that did best on PolNeAR dev: dropout matters most.
func DefaultTraining(seed uint64) Training {
	return Training{Seed: seed, Epochs: 12, Rate: 0.1, Dropout: 0.6}
}

// Learned is a trained model: a vector a feature of the index, ready for use without dropout.
type Learned struct {
	Transitions Transitions
	Weights     []Vector
}

// Train maximises the likelihood of the examples by AdaGrad with dropout, and returns the mean of the
// weights over the second half of the steps. The same examples and settings give the same weights.
func Train(examples []Example, features int, t Training) *Learned {
	s := &trainer{Training: t, w: make([]Vector, features), squares: make([]Vector, features), sum: make([]Vector, features), random: weights.NewRandom(t.Seed)}
	s.transitions.forbid()
	order := make([]int, len(examples))
	for i := range order {
		order[i] = i
	}
	taken := 0
	for epoch := range t.Epochs {
		s.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for k, i := range order {
			s.step(&examples[i])
			// a handful of snapshots an epoch stand for the mean of all steps
			if 2*epoch >= t.Epochs && (k+1)%(len(order)/snapshots+1) == 0 {
				s.snapshot()
				taken++
			}
		}
	}
	if taken == 0 {
		s.snapshot()
		taken = 1
	}
	return s.mean(taken)
}

const snapshots = 4

type trainer struct {
	Training
	transitions, transitionSquares, transitionSum Transitions

	w, squares, sum []Vector
	random          *weights.Random
	lattice         Lattice
	scores          []Vector
	kept            []int32
	ends            []int32
	pairs           [Labels]Vector // expected transitions
}

// step learns from one sequence.
func (s *trainer) step(e *Example) {
	n := len(e.Ends)
	s.scores, s.ends, s.kept = resize(s.scores, n), resize(s.ends, n), s.kept[:0]
	from := int32(0)
	for i, end := range e.Ends {
		var v Vector
		for _, f := range e.Features[from:end] {
			if s.random.Float() < s.Dropout {
				continue
			}
			s.kept = append(s.kept, f)
			for l, w := range &s.w[f] {
				v[l] += w
			}
		}
		s.scores[i], s.ends[i] = v, int32(len(s.kept))
		from = end
	}
	s.lattice.set(&s.transitions)
	s.lattice.Marginals(s.scores)
	s.learnTransitions(e)
	from = 0
	for i, end := range s.ends {
		g := s.scores[i]
		g[e.Gold[i]]--
		for _, f := range s.kept[from:end] {
			s.descend(&s.w[f], &s.squares[f], &g)
		}
		from = end
	}
}

// descend takes a step against the gradient g.
func (s *trainer) descend(w, squares, g *Vector) {
	for l, d := range g {
		if d*d < 1e-8 {
			continue
		}
		squares[l] += d * d
		w[l] -= s.Rate * d / float32(math.Sqrt(float64(squares[l])+1e-6))
	}
}

// learnTransitions takes a step for the transitions. The expected pairs are taken from the lattice:
// alpha of the token before, and the marginal of the token divided by what leads to it.
func (s *trainer) learnTransitions(e *Example) {
	l := &s.lattice
	g := s.scores[0]
	g[e.Gold[0]]--
	s.descend((*Vector)(&s.transitions.First), (*Vector)(&s.transitionSquares.First), &g)
	s.pairs = [Labels]Vector{}
	for i := 1; i < len(s.scores); i++ {
		for b := range Labels {
			in := dot(&l.next[b], &l.alpha[i-1])
			if in <= 0 {
				continue
			}
			p := s.scores[i][b] / in
			for a := range Labels {
				s.pairs[a][b] += l.alpha[i-1][a] * l.next[b][a] * p
			}
		}
		s.pairs[e.Gold[i-1]][e.Gold[i]]--
	}
	for a := range Labels {
		s.descend((*Vector)(&s.transitions.Next[a]), (*Vector)(&s.transitionSquares.Next[a]), &s.pairs[a])
	}
	s.transitions.forbid()
}

func (s *trainer) snapshot() {
	for f := range s.w {
		for l, w := range &s.w[f] {
			s.sum[f][l] += w
		}
	}
	for a := range Labels {
		s.transitionSum.First[a] += s.transitions.First[a]
		for b := range Labels {
			s.transitionSum.Next[a][b] += s.transitions.Next[a][b]
		}
	}
}

func (s *trainer) mean(taken int) *Learned {
	out := &Learned{Weights: s.sum}
	keep := (1 - s.Dropout) / float32(taken)
	for f := range out.Weights {
		for l := range out.Weights[f] {
			out.Weights[f][l] *= keep
		}
	}
	for a := range Labels {
		out.Transitions.First[a] = s.transitionSum.First[a] / float32(taken)
		for b := range Labels {
			out.Transitions.Next[a][b] = s.transitionSum.Next[a][b] / float32(taken)
		}
	}
	out.Transitions.forbid()
	return out
}

// Table returns the weights under their features.
func (m *Learned) Table(x *Index) *weights.Table {
	t := &weights.Table{Labels: Labels}
	for n, k := range x.Keys {
		most := float32(0)
		for _, w := range m.Weights[n] {
			most = max(most, w, -w)
		}
		t.Put(k, float64(most)*float64(x.counts[n]), m.Weights[n][:])
	}
	return t
}

// Scores returns what the features of an example say about its labels, before labels are chained.
func (m *Learned) Scores(e *Example) []Vector {
	out := make([]Vector, len(e.Ends))
	from := int32(0)
	for i, end := range e.Ends {
		for _, f := range e.Features[from:end] {
			for l, w := range &m.Weights[f] {
				out[i][l] += w
			}
		}
		from = end
	}
	return out
}
