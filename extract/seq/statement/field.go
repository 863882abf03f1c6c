package statement

import (
	"math"

	"attache/extract/seq/chain"
)

// field holds the marginal probabilities of a paragraph, with what the choice of spans asks of them.
// Slices have an element for each token of the paragraph; begin, end, over and sum one more, for the
// borders between tokens: border b stands before token r.First+b.
type field struct {
	r         tokens
	p         []chain.Vector
	begin     [3][]float32 // by role: a span begins at the border
	end       [3][]float32 // by role: a span ends at the border
	in        [3][]float32 // by role: the token is in a span
	sum       [3][]float32 // by role: in, summed over the tokens before the border
	odds      []float32    // of content, as logarithms
	cueBefore []float32    // largest in[Cue] over the three tokens before the border
	cueBehind []float32    // and over the three tokens behind it
}

// read fills f from the marginals p of the paragraph r.
func (f *field) read(r tokens, p []chain.Vector) {
	n := len(p)
	f.r, f.p = r, p
	for role := range chain.Role(3) {
		begin, end, in, sum := clip(&f.begin[role], n+1), clip(&f.end[role], n+1), clip(&f.in[role], n), clip(&f.sum[role], n+1)
		sum[0], begin[n], end[0] = 0, 0, 0
		for i := range p {
			begin[i] = p[i][role.Begin()]
			in[i] = begin[i] + p[i][role.In()]
			sum[i+1] = sum[i] + in[i]
			next := float32(0)
			if i+1 < n {
				next = p[i+1][role.In()]
			}
			end[i+1] = max(0, in[i]-next)
		}
	}
	odd := clip(&f.odds, n)
	for i := range odd {
		odd[i] = odds(f.in[chain.Content][i])
	}
	before, behind, in := clip(&f.cueBefore, n+1), clip(&f.cueBehind, n+1), f.in[chain.Cue]
	for b := range n + 1 {
		before[b], behind[b] = 0, 0
		for k := b - 1; k >= max(0, b-3); k-- {
			before[b] = max(before[b], in[k])
		}
		for k := b; k < min(n, b+3); k++ {
			behind[b] = max(behind[b], in[k])
		}
	}
}

// clip makes *s n long and returns it; what it held is kept where it fits and means nothing.
func clip[T any](s *[]T, n int) []T {
	if cap(*s) < n {
		*s = make([]T, n, n+n/2+8)
	}
	*s = (*s)[:n]
	return *s
}

// level puts a probability into one of 14 steps, finer near 0 and 1, where odds change fast.
func level(p float32) int {
	for k, bound := range [...]float32{0.003, 0.01, 0.03, 0.07, 0.15, 0.3, 0.5, 0.7, 0.85, 0.93, 0.97, 0.99, 0.997} {
		if p < bound {
			return k
		}
	}
	return 13
}

// odds returns the logarithm of the odds of p, cut to ±6.
func odds(p float32) float32 {
	p = max(0.0025, min(0.9975, p))
	return float32(math.Log(float64(p / (1 - p))))
}
