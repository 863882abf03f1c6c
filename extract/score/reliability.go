package score

import (
	"fmt"
	"strings"
)

// Reliability says what the confidence of predictions is worth: in each tenth of the scale, how many there
// are, what they claim on average and how many are right (content Jaccard at least 0.8 and the right source).
type Reliability [10]struct {
	N, Right int
	Claimed  float64 // sum of the scores
}

// add counts the predictions of one article; right are those that were matched.
func (r *Reliability) add(pred []statement, right map[int]bool) {
	for i, p := range pred {
		bin := &r[max(0, min(9, int(p.score*10)))]
		bin.N++
		bin.Claimed += float64(p.score)
		if right[i] {
			bin.Right++
		}
	}
}

// String prints a line for each tenth that holds a prediction.
func (r *Reliability) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-12s %6s %8s %6s\n", "confidence", "n", "claimed", "right")
	for k, bin := range r {
		if bin.N > 0 {
			fmt.Fprintf(&b, "%.1f to %.1f   %6d %7.0f%% %5.0f%%\n", float64(k)/10, float64(k+1)/10, bin.N, 100*bin.Claimed/float64(bin.N), 100*share(bin.Right, bin.N))
		}
	}
	return b.String()
}
