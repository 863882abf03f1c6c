package weights

// Random is a small generator for training: the same seed gives the same numbers on every machine.
type Random struct{ state uint64 }

// NewRandom returns a generator. Different seeds give unrelated numbers.
func NewRandom(seed uint64) *Random { return &Random{Mix(seed)} }

// Next returns 64 random bits.
func (r *Random) Next() uint64 {
	r.state++
	return Mix(r.state)
}

// Below returns a number from 0 to n-1; n must be positive and far below 1<<32.
func (r *Random) Below(n int) int { return int((r.Next() >> 32) * uint64(n) >> 32) }

// Float returns a number from 0 to below 1.
func (r *Random) Float() float32 { return float32(r.Next()>>40) / (1 << 24) }

// Shuffle puts n things in random order.
func (r *Random) Shuffle(n int, swap func(i, j int)) {
	for i := n - 1; i > 0; i-- {
		swap(i, r.Below(i+1))
	}
}
