package score

// PRF is a line of a table: precision, recall and F1 in percent, and what they were counted over.
type PRF struct {
	P, R, F1   float64
	Gold, Pred int
}

// prf computes a PRF when the right ones are counted apart on the side of the predictions (right,
// of pred) and on the side of the gold (found, of gold).
func prf(right float64, pred int, found float64, gold int) PRF {
	var p, r float64
	if pred > 0 {
		p = right / float64(pred)
	}
	if gold > 0 {
		r = found / float64(gold)
	}
	return PRF{P: 100 * p, R: 100 * r, F1: 100 * f1(p, r), Gold: gold, Pred: pred}
}

func f1(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// share is a/b, and 0 of nothing.
func share(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}
