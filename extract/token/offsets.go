package token

import "unicode/utf8"

// Offsets translates between bytes and code points of one text, for formats that count code points
// (the evaluation data, most of the world's annotation tools). An invalid byte counts as one code
// point, as it does in a range loop. Translating is constant time; the zero Offsets is the empty text.
type Offsets struct {
	text  string
	every []int32 // every[k] is the byte where code point k*stride starts
	count int
	plain bool // only ASCII: both counts are the same
}

const stride = 64

// NewOffsets reads text once.
func NewOffsets(text string) Offsets {
	o := Offsets{text: text, plain: true}
	for i := range len(text) {
		if text[i] >= utf8.RuneSelf {
			o.plain = false
			break
		}
	}
	if o.plain {
		o.count = len(text)
		return o
	}
	for i := range text {
		if o.count%stride == 0 {
			o.every = append(o.every, int32(i))
		}
		o.count++
	}
	return o
}

// Len returns the number of code points.
func (o Offsets) Len() int { return o.count }

// Byte returns the byte at which code point c starts: the length of the text when c is past the end,
// 0 when c is negative.
func (o Offsets) Byte(c int) int {
	switch {
	case c <= 0:
		return 0
	case c >= o.count:
		return len(o.text)
	case o.plain:
		return c
	}
	b := int(o.every[c/stride])
	for range c % stride {
		_, size := utf8.DecodeRuneInString(o.text[b:])
		b += size
	}
	return b
}

// Rune returns the number of the code point that byte b belongs to: Len when b is past the end, 0
// when b is negative.
func (o Offsets) Rune(b int) int {
	switch {
	case b <= 0:
		return 0
	case b >= len(o.text):
		return o.count
	case o.plain:
		return b
	}
	lo, hi := 0, len(o.every) // every[lo] <= b < every[hi]
	for hi-lo > 1 {
		if mid := (lo + hi) / 2; int(o.every[mid]) <= b {
			lo = mid
		} else {
			hi = mid
		}
	}
	c, at := lo*stride, int(o.every[lo])
	for {
		_, size := utf8.DecodeRuneInString(o.text[at:])
		if at+size > b {
			return c
		}
		at += size
		c++
	}
}
