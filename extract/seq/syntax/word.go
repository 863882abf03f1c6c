package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// Word is what the models ask of a token, each part well mixed so that parts combine by exclusive or.
type Word struct {
	Hash           uint64 // as in token.Token
	Suffix, Prefix uint64 // the last and first three bytes of the normal form
	Shape          uint64 // told apart where a capital means little: behind a full stop or an opening mark

	entry entry
	flags token.Flags
}

// edge stands before and behind every sentence.
var edge = Word{Hash: weights.Mix(1 << 40), Suffix: weights.Mix(2 << 40), Prefix: weights.Mix(3 << 40), Shape: weights.Mix(4 << 40)}

// readWords prepares the tokens of doc.
func (l *lexicon) readWords(doc *token.Doc) []Word {
	all := make([]Word, len(doc.Tokens))
	for i := range all {
		t := &doc.Tokens[i]
		first, last := affixes(doc.Norm(i))
		shape := uint64(t.Shape)
		if t.Any(token.FirstOfSentence | token.Opens) {
			shape |= 1 << 33
		}
		all[i] = Word{
			Hash:   t.Hash,
			Suffix: weights.Mix(last | 1<<34),
			Prefix: weights.Mix(first | 1<<35),
			Shape:  weights.Mix(shape | 1<<36),
			entry:  l.find(t.Hash),
			flags:  t.Flags,
		}
	}
	return all
}

// affixes returns the first and the last three bytes of s.
func affixes(s string) (first, last uint64) {
	if len(s) >= 3 {
		n := len(s)
		return uint64(s[0])<<16 | uint64(s[1])<<8 | uint64(s[2]), uint64(s[n-3])<<16 | uint64(s[n-2])<<8 | uint64(s[n-1])
	}
	for i := range len(s) {
		first = first<<8 | uint64(s[i])
	}
	return first, first
}

// sure reports whether the tag of a word needs no model.
func (w *Word) sure() bool {
	return w.entry&sureTag != 0 && (w.flags&token.Capital == 0 || w.flags&token.FirstOfSentence != 0)
}
