package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// tagLabels is the number of tags that the tagger chooses from: all but NoTag.
const tagLabels = int(tagCount) - 1

// tagFeatures are what the tag of a token depends on.
type tagFeatures [20]uint64

// read sets the features of token i of the sentence s. tags holds those of the tokens before it. The
// templates are those of Collins (2002) and Toutanova et al. (2003), plus the most
// frequent tags of the words that follow, which a greedy tagger has not read yet.
func (out *tagFeatures) read(words []Word, tags []Tag, s token.Range, i int) {
	at := func(k int) *Word {
		if s.Has(k) {
			return &words[k]
		}
		return &edge
	}
	w, p1, p2, n1, n2 := &words[i], at(i-1), at(i-2), at(i+1), at(i+2)
	var t1, t2 Tag
	if i-1 >= s.First {
		t1 = tags[i-1]
	}
	if i-2 >= s.First {
		t2 = tags[i-2]
	}
	a, b := tagCode[t1], tagCode[t2]
	next, after := tagCode[n1.entry.tag()], tagCode[n2.entry.tag()]
	*out = tagFeatures{
		w.Hash, p1.Hash, n1.Hash, p2.Hash, n2.Hash,
		w.Suffix, w.Prefix, w.Shape, weights.Pair(w.Hash, w.Shape), p1.Suffix, n1.Suffix,
		a, weights.Pair(a, b), weights.Pair(a, w.Hash), weights.Pair(a, w.Suffix), weights.Pair(p1.Hash, w.Hash),
		weights.Pair(w.Hash, n1.Hash), weights.Pair(a, next), weights.Triple(a, weights.Pair(b, w.Hash), 1), weights.Triple(next, after, w.Suffix),
	}
	for k := range out {
		out[k] ^= templateCode[k]
	}
}

// tag sets tags of the sentence s, left to right.
func (m *Model) tag(words []Word, tags []Tag, s token.Range) {
	var features tagFeatures
	var sums [2 * ((tagLabels + 8) / 8)]uint64
	for i := s.First; i < s.End; i++ {
		if w := &words[i]; w.sure() {
			tags[i] = w.entry.tag()
			continue
		}
		features.read(words, tags, s, i)
		clear(sums[:])
		m.tagger.Add(sums[:], features[:])
		tags[i] = 1 + Tag(weights.Best(sums[:], tagLabels))
	}
}

var tagCode = weights.Codes(1, 256)

// templateCode tells templates apart.
var templateCode = weights.Codes(7, 64)
