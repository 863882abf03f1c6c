package score

import (
	"sort"
	"unicode/utf8"

	"attache"
)

// Offsets turns byte offsets of one text into code points and back. The zero value is for the
// empty text. Bytes that are no UTF-8 count one code point each, as in a Go range loop.
type Offsets struct {
	size   int
	starts []int // starts[i] is the byte where code point i begins; nil when all are one byte
}

// NewOffsets reads text once, in time linear in its length.
func NewOffsets(text string) Offsets {
	o := Offsets{size: len(text)}
	if utf8.RuneCountInString(text) == len(text) {
		return o
	}
	o.starts = make([]int, 0, len(text))
	for i := range text {
		o.starts = append(o.starts, i)
	}
	return o
}

// Runes returns s in code points. An end inside a code point moves to its beginning.
func (o Offsets) Runes(s attache.Span) Range { return Range{o.rune(s.Start), o.rune(s.End)} }

// Span returns r in bytes, cut to the text.
func (o Offsets) Span(r Range) attache.Span {
	return attache.Span{Start: o.byte(r[0]), End: o.byte(r[1])}
}

func (o Offsets) rune(at int) int {
	at = min(max(at, 0), o.size)
	if o.starts == nil {
		return at
	}
	if at == o.size {
		return len(o.starts)
	}
	i := sort.SearchInts(o.starts, at)
	if i == len(o.starts) || o.starts[i] > at {
		i--
	}
	return i
}

func (o Offsets) byte(at int) int {
	switch {
	case at <= 0:
		return 0
	case o.starts == nil:
		return min(at, o.size)
	case at >= len(o.starts):
		return o.size
	}
	return o.starts[at]
}
