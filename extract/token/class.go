package token

import (
	"unicode"
	"unicode/utf8"
)

// What a character is to the tokenizer.
const (
	other   uint8 = iota // punctuation and symbols
	space                // includes controls, byte order marks and directional marks
	newline              // LF, CR, and Unicode's line and paragraph separators
	small                // lower-case letters
	large                // upper-case and title-case letters
	plain                // letters without case, in scripts that put space between words
	digit
	mark      // combining marks, joiners, soft hyphens: they belong to the word around them
	spaceless // letters of scripts that put no space between words: uax29 cuts them
	broken    // a byte that is no UTF-8
)

var ascii = func() (t [128]uint8) {
	for i := range t {
		switch c := rune(i); {
		case c == '\n' || c == '\r':
			t[i] = newline
		case c <= ' ' || c == 0x7f:
			t[i] = space
		case 'a' <= c && c <= 'z':
			t[i] = small
		case 'A' <= c && c <= 'Z':
			t[i] = large
		case '0' <= c && c <= '9':
			t[i] = digit
		}
	}
	return t
}()

// classAt returns the class of the character at text[i] and its length in bytes. i must lie inside
// text.
func classAt(text string, i int) (class uint8, size int) {
	if c := text[i]; c < utf8.RuneSelf {
		return ascii[c], 1
	}
	r, size := utf8.DecodeRuneInString(text[i:])
	if r == utf8.RuneError && size == 1 {
		return broken, 1
	}
	return classOf(r), size
}

func classOf(r rune) uint8 {
	switch {
	case r < 0xa1: // C1 controls and no-break space
		return space
	case r == 0xad || 0x300 <= r && r < 0x370 || r == 0x200c || r == 0x200d:
		return mark
	case r == 0xd7 || r == 0xf7:
		return other
	case r < 0x250:
		return letter(r)
	case r == 0x2028 || r == 0x2029:
		return newline
	case 0x2000 <= r && r < 0x2010 || 0x202a <= r && r < 0x2030 || 0x205f <= r && r < 0x2070 || r == 0x3000 || r == 0xfeff:
		return space
	case 0x2010 <= r && r < 0x2070:
		return other
	case unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Thai, unicode.Lao, unicode.Khmer, unicode.Myanmar):
		return spaceless
	}
	return letter(r)
}

func letter(r rune) uint8 {
	switch {
	case unicode.IsLower(r):
		return small
	case unicode.IsUpper(r) || unicode.IsTitle(r):
		return large
	case unicode.IsLetter(r):
		return plain
	case unicode.IsMark(r):
		return mark
	case unicode.IsDigit(r):
		return digit
	case unicode.IsSpace(r) || unicode.IsControl(r):
		return space
	}
	return other
}

// wordy reports whether a character of the class can be inside a word.
func wordy(class uint8) bool { return small <= class && class <= mark }

// wordyAt reports whether the character at text[i] can be inside a word; false past the end.
func wordyAt(text string, i int) bool {
	if i >= len(text) {
		return false
	}
	c, _ := classAt(text, i)
	return wordy(c)
}

// shapeOf is the Shape value of a class.
var shapeOf = [...]uint8{
	other: shapeOther, space: shapeOther, newline: shapeOther, small: shapeLower, large: shapeUpper,
	plain: shapeCaseless, digit: shapeDigit, mark: 0, spaceless: shapeCaseless, broken: shapeOther,
}
