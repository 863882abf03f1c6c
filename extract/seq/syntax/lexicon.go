package syntax

import (
	"attache/extract/seq/weights"
	"attache/extract/token"
)

// lexicon holds what training has seen of each frequent word, under the hash of its normal form.
type lexicon struct{ weights.Dict }

// entry is what is known of a word: from the lowest bits, 8 bits its most frequent tag, 4 bits its
// most frequent class of name, then the flags. The zero entry stands for an unknown word.
type entry uint64

const (
	sureTag   entry = 1 << (12 + iota) // in lower case it always had this tag
	neverName                          // it was never part of a name
	known                              // it was seen often enough to be listed
)

func (e entry) tag() Tag { return Tag(e & 0xff) }

// class returns the most frequent class of the word where it has a capital, unseenCapital when that was
// seen too rarely to tell.
func (e entry) class() Class {
	if e == 0 {
		return unseenCapital
	}
	return Class(e >> 8 & 0xf)
}

// unseenCapital stands for a word of which nothing is known as a name.
const unseenCapital = classCount

func readLexicon(section []byte) (lexicon, error) {
	d, err := weights.ReadDict(section)
	return lexicon{d}, err
}

func (l *lexicon) find(hash uint64) entry { return entry(l.Get(hash)) }

// wordCount counts the readings of one word.
type wordCount struct {
	hash    uint64
	all     int
	lower   int // in lower case or without letters
	tags    [tagCount]int
	lowTags [tagCount]int
	named   int // part of a name
	capital int
	classes [classCount]int // with a capital
}

// countWords counts the words of a corpus, in the order of their first appearance.
func countWords(corpus []Gold) []*wordCount {
	at := map[uint64]*wordCount{}
	var order []*wordCount
	for _, g := range corpus {
		for _, s := range g.Sentences {
			for i := s.First; i < s.End; i++ {
				t := &g.Doc.Tokens[i]
				c := at[t.Hash]
				if c == nil {
					c = &wordCount{hash: t.Hash}
					at[t.Hash] = c
					order = append(order, c)
				}
				c.all++
				c.tags[g.Tags[i]]++
				if g.Classes[i] != NoName {
					c.named++
				}
				if t.Is(token.Capital) {
					c.classes[g.Classes[i]]++
					c.capital++
				} else {
					c.lower++
					c.lowTags[g.Tags[i]]++
				}
			}
		}
	}
	return order
}

// Thresholds of the lexicon: words seen less often are left out, and a word is sure of its tag when
// it was seen this often in lower case with at most one other reading in so many.
const (
	listedFrom = 3
	sureFrom   = 20
	sureShare  = 250
)

// packLexicon returns the section that readLexicon reads.
func packLexicon(corpus []Gold) []byte {
	counts := countWords(corpus)
	var keys, entries []uint64
	for _, c := range counts {
		if c.all >= listedFrom {
			keys, entries = append(keys, c.hash), append(entries, uint64(c.entry()))
		}
	}
	return weights.PackDict(keys, entries)
}

func (c *wordCount) entry() entry {
	e := known | entry(most(c.tags[:])) | entry(unseenCapital)<<8
	if c.capital >= listedFrom {
		e = e&^0xf00 | entry(most(c.classes[:]))<<8
	}
	if low := most(c.lowTags[:]); c.lower >= sureFrom && (c.lower-c.lowTags[low])*sureShare <= c.lower {
		e = e&^0xff | sureTag | entry(low)
	}
	if c.named == 0 {
		e |= neverName
	}
	return e
}

// most returns the index of the largest count, the lower one of two equals.
func most(counts []int) int {
	best := 0
	for i, n := range counts {
		if n > counts[best] {
			best = i
		}
	}
	return best
}
