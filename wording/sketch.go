package wording

import (
	"math"
	"slices"
)

// Sketch stands for the word triples of a text (MinHash, Broder 1997). Comparing two sketches estimates
// how much two texts have in common without looking at either. A nil Sketch is of a text too short to
// have one.
type Sketch []uint32

// sketchSize hashes estimate the resemblance within 0.05; bandRows of them in a band make two texts that
// share half their triples meet in one of the bands in 98 of 100 cases.
const (
	sketchSize = 96
	bandRows   = 3
	triple     = 3
	// maxTriples bounds the words of an article that are looked at: 20 000 words are a long report.
	maxTriples = 20_000
)

// Copy is the resemblance from which two articles are copies of one report. Measured on pairs of edited
// and unrelated news articles: unrelated ones stay below 0.07; one with a tenth of its words changed, with
// another head and tail, or cut to two thirds stays above 0.3.
const Copy = 0.3

// NewSketch returns the sketch of a text.
func NewSketch(text string) Sketch {
	words := read(text, maxTriples).Words
	if len(words) < 8*triple {
		return nil
	}
	s := make(Sketch, sketchSize)
	for i := range s {
		s[i] = math.MaxUint32
	}
	for i := 0; i+triple <= len(words); i++ {
		h := mix(words[i].Key*31 + mix(words[i+1].Key*31+mix(words[i+2].Key)))
		// Two halves of one hash make as many as are wanted (Kirsch and Mitzenmacher 2006).
		a, b := uint32(h), uint32(h>>32)|1
		for k := range s {
			a += b
			s[k] = min(s[k], scatter(a))
		}
	}
	return s
}

// scatter spreads the bits of a hash: the k-th least of a+kb and the next are not independent without.
func scatter(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x85ebca6b
	h ^= h >> 13
	return h * 0xc2b2ae35
}

// mix spreads the bits of a hash (the finalizer of MurmurHash3).
func mix(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

// Resemblance estimates the part of all word triples of two texts that both have, 0 to 1.
func (s Sketch) Resemblance(t Sketch) float64 {
	if len(s) == 0 || len(s) != len(t) {
		return 0
	}
	same := 0
	for i := range s {
		if s[i] == t[i] {
			same++
		}
	}
	return float64(same) / float64(len(s))
}

// Bands returns keys to look copies up by: two texts that resemble each other share at least one.
func (s Sketch) Bands() []uint64 {
	var all []uint64
	for i := 0; i+bandRows <= len(s); i += bandRows {
		h := uint64(i)
		for _, v := range s[i : i+bandRows] {
			h = mix(h*31 + uint64(v))
		}
		all = append(all, h)
	}
	slices.Sort(all)
	return slices.Compact(all)
}
