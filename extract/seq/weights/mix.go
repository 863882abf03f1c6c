package weights

import "math/bits"

// Mix spreads n over 64 bits, so that small numbers (a tag, a distance, the number of a template) can
// be combined with hashes of words by exclusive or alone. It is the finisher of SplitMix64 (Steele,
// Lea, Flood 2014) and a bijection: different n stay different.
func Mix(n uint64) uint64 {
	n += 0x9e3779b97f4a7c15
	n = (n ^ n>>30) * 0xbf58476d1ce4e5b9
	n = (n ^ n>>27) * 0x94d049bb133111eb
	return n ^ n>>31
}

// Codes returns n mixed words for the numbers of one kind: tags, distances, templates. Kinds differ so
// that a tag is never taken for a distance.
func Codes(kind, n int) []uint64 {
	all := make([]uint64, n)
	for i := range all {
		all[i] = Mix(uint64(kind)<<32 | uint64(i))
	}
	return all
}

// Pair combines two mixed words so that their order matters.
func Pair(a, b uint64) uint64 { return a ^ bits.RotateLeft64(b, 21) }

// Triple combines three.
func Triple(a, b, c uint64) uint64 {
	return a ^ bits.RotateLeft64(b, 21) ^ bits.RotateLeft64(c, 42)
}

// spread is what a feature is multiplied with to find its place: an exclusive or of mixed words
// keeps what they share, a product does not.
const spread = 0x9fb21c651e98df25
