package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// nameFeatures are what the class of a token depends on.
type nameFeatures [30]uint64

// memory remembers the class that a word had when it was last part of a name in this text, so that a
// surname is read as it was when it came with a first name. Words that share a place overwrite each
// other.
type memory [512]struct {
	hash  uint64
	class Class
}

func (m *memory) last(hash uint64) Class {
	if s := &m[hash>>32%uint64(len(m))]; s.hash == hash {
		return s.class
	}
	return NoName
}

func (m *memory) put(hash uint64, c Class) {
	s := &m[hash>>32%uint64(len(m))]
	s.hash, s.class = hash, c
}

// read sets the features of token i of the sentence s. classes holds those of the
// tokens before it.
func (out *nameFeatures) read(words []Word, tags []Tag, classes []Class, seen *memory, s token.Range, i int) {
	at := func(k int) (*Word, uint64) {
		if s.Has(k) {
			return &words[k], tagCode[tags[k]]
		}
		return &edge, tagCode[NoTag]
	}
	w, t := at(i)
	p1, pt1 := at(i - 1)
	n1, nt1 := at(i + 1)
	p2, _ := at(i - 2)
	n2, nt2 := at(i + 2)
	var c1, c2 Class
	if i-1 >= s.First {
		c1 = classes[i-1]
	}
	if i-2 >= s.First {
		c2 = classes[i-2]
	}
	a := classCode[c1]
	ab := weights.Pair(a, classCode[c2])
	g, gp, gn := classCode[w.entry.class()], classCode[p1.entry.class()], classCode[n1.entry.class()]
	last, lastNext := classCode[seen.last(w.Hash)], classCode[seen.last(n1.Hash)]
	h0, hp1, hn1, hp2, hn2 := w.listed(), p1.listed(), n1.listed(), p2.listed(), n2.listed()
	*out = nameFeatures{
		h0, hp1, hn1, hp2, hn2,
		weights.Pair(hp1, h0), weights.Pair(h0, hn1), weights.Pair(h0, w.Shape),
		w.Shape, weights.Pair(w.Shape, n1.Shape), weights.Pair(p1.Shape, w.Shape), weights.Triple(p1.Shape, w.Shape, n1.Shape),
		w.Suffix, w.Prefix, weights.Pair(w.Suffix, w.Shape),
		t, weights.Pair(pt1, t), weights.Pair(t, nt1), weights.Triple(t, nt1, nt2),
		ab, weights.Pair(a, h0), weights.Pair(a, w.Shape), weights.Triple(a, t, nt1), weights.Pair(a, hp1), weights.Pair(a, hn1),
		weights.Triple(a, g, t), weights.Triple(gp, g, gn), weights.Triple(a, last, t), weights.Triple(last, lastNext, a), weights.Pair(hn1, hp1),
	}
	for k := range out {
		out[k] ^= templateCode[k]
	}
}

// name sets classes of the sentence s, left to right.
func (m *Model) name(words []Word, tags []Tag, classes []Class, seen *memory, s token.Range) {
	var features nameFeatures
	for i := s.First; i < s.End; i++ {
		if words[i].nameless(tags[i]) {
			classes[i] = NoName
			continue
		}
		features.read(words, tags, classes, seen, s, i)
		sums := m.names.Sum(features[:])
		classes[i] = Class(argmax(sums[:classCount]))
		if classes[i] != NoName {
			seen.put(words[i].Hash, classes[i])
		}
	}
}

// nameless reports whether a word can be no part of a name: marks, and words in lower case that never
// were.
func (w *Word) nameless(t Tag) bool {
	return t.Mark() || w.entry&neverName != 0 && w.flags&token.Capital == 0
}

var classCode = weights.Codes(2, int(classCount)+1)

// listed returns the hash of a word of the lexicon, and one for all others together: a name seen once
// in training says little about other texts, that a word is unknown says a lot.
func (w *Word) listed() uint64 {
	if w.entry == 0 {
		return unlisted
	}
	return w.Hash
}

var unlisted = weights.Mix(5 << 40)
