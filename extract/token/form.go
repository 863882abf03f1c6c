package token

import (
	"math/bits"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Hash returns the hash that Token.Hash has for a token with this normal form. s is put in normal
// form first, so Hash("Don’t") == Hash("don't"). It is no cryptographic hash: a text made for the
// purpose could hold a word that is taken for another.
func Hash(s string) uint64 {
	var buf [64]byte
	return hash(appendNorm(buf[:0], s))
}

// hash mixes eight bytes at a time: words are short, and two multiplications are most of the cost.
func hash(b []byte) uint64 {
	const k0, k1 = 0x9e3779b97f4a7c15, 0xd6e8feb86659fd93
	h := uint64(len(b)) * k0
	for len(b) >= 8 {
		v := uint64(b[0]) | uint64(b[1])<<8 | uint64(b[2])<<16 | uint64(b[3])<<24 |
			uint64(b[4])<<32 | uint64(b[5])<<40 | uint64(b[6])<<48 | uint64(b[7])<<56
		hi, lo := bits.Mul64(v^h^k0, k1)
		h = hi ^ lo
		b = b[8:]
	}
	var v uint64
	for i, c := range b {
		v |= uint64(c) << (8 * i)
	}
	hi, lo := bits.Mul64(v^h^k1, k0)
	return hi ^ lo ^ h>>29
}

// appendNorm appends the normal form of s.
func appendNorm(b []byte, s string) []byte {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			b = append(b, lower(c))
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == utf8.RuneError && size == 1:
			b = append(b, c) // invalid bytes stay what they are
		case isApostrophe(r):
			b = append(b, '\'')
		case r == '\u00ad' || r == '\u200c' || r == '\u200d':
			// soft hyphens and joiners are invisible
		case r == '\u2010' || r == '\u2011':
			b = append(b, '-')
		default:
			b = utf8.AppendRune(b, unicode.ToLower(r))
		}
		i += size
	}
	return b
}

// lower returns the lower case of an ASCII byte. It is no table: the lexicons are hashed before main,
// and the order in which package variables are made does not follow calls of generic methods.
func lower(c byte) byte {
	if 'A' <= c && c <= 'Z' {
		c += 'a' - 'A'
	}
	return c
}

func isApostrophe(r rune) bool { return r == '’' || r == '‘' || r == 'ʼ' || r == '´' || r == '`' }

// Shape is the pattern of a token: X an upper-case letter, x a lower-case one, c a letter without
// case, d a digit, and the marks . - and _ (any other). Runs are cut to two, the whole to ten: "Xxx"
// is cut to "Xxx", "EB-5" is XX-d. Equal patterns are equal numbers.
type Shape uint32

const shapeLetters = " Xxcd.-_"

// The values a Shape holds for one character, three bits each.
const (
	shapeUpper = iota + 1
	shapeLower
	shapeCaseless
	shapeDigit
	shapeStop
	shapeHyphen
	shapeOther
)

// String returns the pattern in letters.
func (s Shape) String() string {
	var b strings.Builder
	for shift := 27; shift >= 0; shift -= 3 {
		if c := s >> shift & 7; c > 0 {
			b.WriteByte(shapeLetters[c])
		}
	}
	return b.String()
}

// shaper builds a Shape and the Flags that depend on characters.
type shaper struct {
	shape      Shape
	last, back uint8
	n          int
	seen       uint16 // bit c: a character of value c was seen
	first      uint8
	letters    int
	inner      bool // a character of no number was seen
}

func (s *shaper) add(c uint8) {
	if s.first == 0 {
		s.first = c
	}
	s.seen |= 1 << c
	if c <= shapeCaseless {
		s.letters++
	}
	if (c == s.last && c == s.back) || s.n == 10 {
		return
	}
	s.back, s.last = s.last, c
	s.shape = s.shape<<3 | Shape(c)
	s.n++
}

func (s *shaper) flags() (f Flags) {
	const letters = 1<<shapeUpper | 1<<shapeLower | 1<<shapeCaseless
	if s.seen&letters != 0 {
		f |= Word
	}
	if s.seen&(1<<shapeDigit) != 0 {
		f |= Digit
	}
	switch {
	case f == 0:
		return Punct
	case f == Digit && !s.inner:
		f |= Number
	}
	if s.first == shapeUpper {
		f |= Capital
	} else if s.seen&(1<<shapeLower) != 0 {
		f |= Lower
	}
	if s.letters >= 2 && s.seen&(1<<shapeUpper) != 0 && s.seen&(1<<shapeLower) == 0 {
		f |= Upper
	}
	if s.seen&(1<<shapeHyphen) != 0 {
		f |= Hyphenated
	}
	return f
}
