package chain

import (
	"math"
	"testing"

	"attache/extract/seq/weights"
)

// every calls use with all label sequences of length n that BIO allows, and their scores.
func every(t *Transitions, scores []Vector, use func(labels []Label, score float64)) {
	labels := make([]Label, len(scores))
	var walk func(i int, sum float64)
	walk = func(i int, sum float64) {
		if i == len(scores) {
			use(labels, sum)
			return
		}
		for b := range Label(Labels) {
			if i == 0 && !starts(b) || i > 0 && !follows(labels[i-1], b) {
				continue
			}
			step := t.First[b]
			if i > 0 {
				step = t.Next[labels[i-1]][b]
			}
			labels[i] = b
			walk(i+1, sum+float64(step)+float64(scores[i][b]))
		}
	}
	walk(0, 0)
}

// random returns transitions and scores as a trained model might have them.
func random(seed uint64, n int) (*Transitions, []Vector) {
	r := weights.NewRandom(seed)
	t := &Transitions{}
	for a := range Labels {
		t.First[a] = 4*r.Float() - 2
		for b := range Labels {
			t.Next[a][b] = 4*r.Float() - 2
		}
	}
	t.forbid()
	scores := make([]Vector, n)
	for i := range scores {
		for b := range scores[i] {
			scores[i][b] = 8*r.Float() - 4
		}
	}
	return t, scores
}

func TestMarginalsAreThoseOfAllSequences(t *testing.T) {
	for seed := range uint64(20) {
		trans, scores := random(seed, 4)
		want := make([][Labels]float64, len(scores))
		total := 0.0
		every(trans, scores, func(labels []Label, s float64) {
			p := math.Exp(s)
			total += p
			for i, l := range labels {
				want[i][l] += p
			}
		})
		got := append([]Vector(nil), scores...)
		logZ := NewLattice(trans).Marginals(got)
		if math.Abs(logZ-math.Log(total)) > 1e-3 {
			t.Errorf("seed %d: log Z = %v, want %v", seed, logZ, math.Log(total))
		}
		for i := range got {
			for l, p := range got[i] {
				if w := want[i][l] / total; math.Abs(float64(p)-w) > 1e-4 {
					t.Errorf("seed %d: token %d label %d has probability %v, want %v", seed, i, l, p, w)
				}
			}
		}
	}
}

func TestViterbiFindsTheBestSequence(t *testing.T) {
	for seed := range uint64(20) {
		trans, scores := random(seed, 5)
		var want []Label
		best := math.Inf(-1)
		every(trans, scores, func(labels []Label, s float64) {
			if s > best {
				best, want = s, append(want[:0], labels...)
			}
		})
		got := trans.Viterbi(scores)
		for i := range want {
			if got[i] != want[i] {
				t.Errorf("seed %d: Viterbi = %v, want %v", seed, got, want)
				break
			}
		}
	}
}

func TestMarginalsOfALongSequenceStayInRange(t *testing.T) {
	trans, scores := random(1, 20000)
	if logZ := NewLattice(trans).Marginals(scores); math.IsNaN(logZ) || math.IsInf(logZ, 0) {
		t.Fatalf("log Z = %v", logZ)
	}
	for i, v := range scores {
		sum := float32(0)
		for _, p := range v {
			sum += p
		}
		if !(sum > 0.999 && sum < 1.001) {
			t.Fatalf("token %d: probabilities sum to %v", i, sum)
		}
	}
	if NewLattice(trans).Marginals(nil) != 0 || trans.Viterbi(nil) != nil {
		t.Error("an empty sequence has a probability other than 1, or labels")
	}
}

// A pattern that two features give away must be learned, and the same bits must come out again.
func TestTrainLearnsAndRepeats(t *testing.T) {
	var examples []Example
	for n := range 60 {
		e := Example{}
		for i := range 9 {
			f, l := int32(0), Outside
			switch (i + n) % 3 {
			case 1:
				f, l = 1, BeginCue
			case 2:
				f, l = 2, InCue
			}
			if i == 0 && l == InCue {
				f, l = 0, Outside
			}
			e.Features, e.Gold = append(e.Features, f, 3), append(e.Gold, l)
			e.Ends = append(e.Ends, int32(len(e.Features)))
		}
		examples = append(examples, e)
	}
	m, again := Train(examples, 4, DefaultTraining(7)), Train(examples, 4, DefaultTraining(7))
	for f := range m.Weights {
		if m.Weights[f] != again.Weights[f] {
			t.Fatalf("feature %d: %v, the second time %v", f, m.Weights[f], again.Weights[f])
		}
	}
	for _, e := range examples[:3] {
		got := m.Transitions.Viterbi(m.Scores(&e))
		for i := range got {
			if got[i] != e.Gold[i] {
				t.Fatalf("labels %v, want %v", got, e.Gold)
			}
		}
	}
}

func BenchmarkMarginals(b *testing.B) {
	trans, scores := random(1, 100)
	l, buf := NewLattice(trans), make([]Vector, len(scores))
	b.ReportAllocs()
	for b.Loop() {
		copy(buf, scores)
		l.Marginals(buf)
	}
}
