package statement

import (
	"math"

	"attache/extract/seq/weights"
)

// SpanTraining says how to train the choice of spans.
type SpanTraining struct {
	Seed    uint64
	Epochs  int
	Rate    float32
	Dropout float32
}

// spanTrainer learns by AdaGrad. The features that a step hides are the same for all candidates of a cue.
type spanTrainer struct {
	SpanTraining
	w, squares, sum []float32
	salt            uint64
	random          *weights.Random
}

func (t *spanTrainer) kept(f int32) bool {
	return uint32(weights.Mix(uint64(f)^t.salt)>>40) >= uint32(t.Dropout*(1<<24))
}

func (t *spanTrainer) score(features []int32) (s float32) {
	for _, f := range features {
		if t.kept(f) {
			s += t.w[f]
		}
	}
	return s
}

func (t *spanTrainer) learn(features []int32, g float32) {
	if g*g < 1e-10 {
		return
	}
	for _, f := range features {
		if t.kept(f) {
			t.squares[f] += g * g
			t.w[f] -= t.Rate * g / float32(math.Sqrt(float64(t.squares[f])+1e-6))
		}
	}
}

// trainSpans returns the mean weights of the second half of training, for use without dropout.
func trainSpans(t *spanTeacher, how SpanTraining) []float32 {
	n := len(t.index.Keys)
	s := &spanTrainer{SpanTraining: how, w: make([]float32, n), squares: make([]float32, n), sum: make([]float32, n), random: weights.NewRandom(how.Seed)}
	order := make([]int, len(t.content)+len(t.sources))
	for i := range order {
		order[i] = i
	}
	taken := float32(0)
	for epoch := range how.Epochs {
		s.random.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for k, i := range order {
			s.salt = s.random.Next()
			if i < len(t.content) {
				s.content(&t.content[i])
			} else {
				s.source(&t.sources[i-len(t.content)])
			}
			if 2*epoch >= how.Epochs && (k+1)%(len(order)/4+1) == 0 {
				for f, w := range s.w {
					s.sum[f] += w
				}
				taken++
			}
		}
	}
	for f := range s.sum {
		s.sum[f] *= (1 - how.Dropout) / taken
	}
	return s.sum
}

func (t *spanTrainer) content(l *contentLesson) {
	var scores, grads [2][]float32
	var nearS, farS [2][mostEdges]float32
	var logs, shares, good [2][contentKinds]float64 // by kind
	for s := range l.sides {
		d := &l.sides[s]
		for k := range d.near {
			nearS[s][k] = t.score(d.near[k])
		}
		for k := range d.far {
			farS[s][k] = t.score(d.far[k])
		}
		var sums [contentKinds]float64
		most := [contentKinds]float32{-1e9, -1e9, -1e9}
		scores[s] = make([]float32, len(d.spans)+1)
		grads[s] = make([]float32, len(d.spans)+1)
		for k := range d.spans {
			x := &d.spans[k]
			scores[s][k] = nearS[s][x.near] + farS[s][x.far] + t.score(x.features)
			most[x.kind] = max(most[x.kind], scores[s][k])
			good[s][x.kind] += float64(x.good)
		}
		scores[s][len(d.spans)] = t.score(d.none)
		most[noContent] = scores[s][len(d.spans)]
		good[s][noContent] = float64(d.noneGood)
		for k := range d.spans {
			sums[d.spans[k].kind] += math.Exp(float64(scores[s][k] - most[d.spans[k].kind]))
		}
		sums[noContent] = 1
		for k := range sums {
			logs[s][k] = math.Inf(-1)
			if sums[k] > 0 {
				logs[s][k] = float64(most[k]) + math.Log(sums[k])
			}
		}
	}
	var joint [contentKinds][contentKinds]float64
	most := math.Inf(-1)
	for a := range joint {
		for b := range joint[a] {
			joint[a][b] = logs[0][a] + logs[1][b] + float64(t.score(l.joint[a][b]))
			most = math.Max(most, joint[a][b])
		}
	}
	total := 0.0
	for a := range joint {
		for b := range joint[a] {
			joint[a][b] = math.Exp(joint[a][b] - most)
			total += joint[a][b]
		}
	}
	for a := range joint {
		for b := range joint[a] {
			p := joint[a][b] / total
			shares[0][a] += p
			shares[1][b] += p
			t.learn(l.joint[a][b], float32(p-good[0][a]*good[1][b]))
		}
	}
	for s := range l.sides {
		d := &l.sides[s]
		var near, far [mostEdges]float32
		for k := range d.spans {
			x := &d.spans[k]
			p := shares[s][x.kind] * math.Exp(float64(scores[s][k])-logs[s][x.kind])
			g := float32(p) - x.good
			near[x.near] += g
			far[x.far] += g
			t.learn(x.features, g)
		}
		for k := range d.near {
			t.learn(d.near[k], near[k])
		}
		for k := range d.far {
			t.learn(d.far[k], far[k])
		}
		t.learn(d.none, float32(shares[s][noContent])-d.noneGood)
	}
}

func (t *spanTrainer) source(l *sourceLesson) {
	scores := make([]float64, len(l.features))
	most := math.Inf(-1)
	for k, f := range l.features {
		scores[k] = float64(t.score(f))
		most = math.Max(most, scores[k])
	}
	total := 0.0
	for k := range scores {
		scores[k] = math.Exp(scores[k] - most)
		total += scores[k]
	}
	for k, f := range l.features {
		t.learn(f, float32(scores[k]/total)-l.good[k])
	}
}
