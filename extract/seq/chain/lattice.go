package chain

import "math"

// Transitions are the scores of a label behind another.
type Transitions struct {
	First [Labels]float32         // at the start of a sequence
	Next  [Labels][Labels]float32 // [before][label]
}

// impossible stands for transitions that BIO forbids: its exponential is 0.
const impossible = -1e4

// forbid sets what BIO forbids.
func (t *Transitions) forbid() {
	for a := range Label(Labels) {
		if !starts(a) {
			t.First[a] = impossible
		}
		for b := range Label(Labels) {
			if !follows(a, b) {
				t.Next[a][b] = impossible
			}
		}
	}
}

// Vector has a number for each label.
type Vector [Labels]float32

// Lattice computes marginal probabilities. It holds scratch space and the exponentials of the
// transitions, and may be used again and again, not concurrently.
type Lattice struct {
	first  Vector
	next   [Labels]Vector // [label][before]
	emit   []Vector       // exponentials, scaled to a largest of 1
	alpha  []Vector
	scales []float64
}

// NewLattice returns a lattice for the transitions.
func NewLattice(t *Transitions) *Lattice {
	l := &Lattice{}
	l.set(t)
	return l
}

func (l *Lattice) set(t *Transitions) {
	for b := range Labels {
		l.first[b] = exp(t.First[b])
		for a := range Labels {
			l.next[b][a] = exp(t.Next[a][b])
		}
	}
}

func exp(x float32) float32 { return float32(math.Exp(float64(x))) }

// Marginals replaces the scores of a sequence by the probabilities of the labels, and returns the
// logarithm of the sum over all label sequences. Probabilities are kept in range by scaling at each
// token (Rabiner 1989), so the length does not matter.
func (l *Lattice) Marginals(scores []Vector) (logZ float64) {
	n := len(scores)
	if n == 0 {
		return 0
	}
	l.emit, l.alpha, l.scales = resize(l.emit, n), resize(l.alpha, n), resize(l.scales, n)
	for i := range scores {
		logZ += l.exponentials(&l.emit[i], &scores[i])
	}
	for i := range n {
		a := &l.alpha[i]
		if i == 0 {
			for b := range a {
				a[b] = l.first[b] * l.emit[0][b]
			}
		} else {
			before := &l.alpha[i-1]
			for b := range a {
				a[b] = dot(&l.next[b], before) * l.emit[i][b]
			}
		}
		logZ += math.Log(float64(normalise(a)))
	}
	// Going back, beta is folded into scores as soon as it is known.
	var beta, below Vector
	for b := range beta {
		beta[b] = 1
	}
	for i := n - 1; i >= 0; i-- {
		p := &scores[i]
		for b := range p {
			p[b] = l.alpha[i][b] * beta[b]
		}
		normalise(p)
		for b := range below {
			below[b] = beta[b] * l.emit[i][b]
		}
		beta = Vector{}
		for b := range below {
			row := &l.next[b]
			for a := range beta {
				beta[a] += row[a] * below[b]
			}
		}
		normalise(&beta)
	}
	return logZ
}

// exponentials sets out to those of scores less their largest, which it returns.
func (l *Lattice) exponentials(out, scores *Vector) float64 {
	most := scores[0]
	for _, s := range scores[1:] {
		most = max(most, s)
	}
	for b, s := range scores {
		out[b] = exp(s - most)
	}
	return float64(most)
}

func dot(a, b *Vector) (sum float32) {
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// normalise scales v to a sum of 1 and returns what the sum was.
func normalise(v *Vector) float32 {
	sum := float32(0)
	for _, x := range v {
		sum += x
	}
	if sum <= 0 { // every label impossible: cannot happen with finite scores
		*v = Vector{Outside: 1}
		return 1
	}
	for i := range v {
		v[i] /= sum
	}
	return sum
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, n+n/2)
	}
	return s[:n]
}

// Viterbi returns the most probable labels, ties to the lower label. scores are not changed.
func (t *Transitions) Viterbi(scores []Vector) []Label {
	n := len(scores)
	if n == 0 {
		return nil
	}
	back := make([][Labels]Label, n)
	best := scores[0]
	for b := range best {
		best[b] += t.First[b]
	}
	for i := 1; i < n; i++ {
		var now Vector
		for b := range now {
			from, most := 0, best[0]+t.Next[0][b]
			for a := 1; a < Labels; a++ {
				if s := best[a] + t.Next[a][b]; s > most {
					from, most = a, s
				}
			}
			now[b], back[i][b] = most+scores[i][b], Label(from)
		}
		best = now
	}
	at := Label(0)
	for b := range best {
		if best[b] > best[at] {
			at = Label(b)
		}
	}
	out := make([]Label, n)
	for i := n - 1; i >= 0; i-- {
		out[i] = at
		at = back[i][at]
	}
	return out
}
