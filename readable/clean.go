package readable

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean returns s in NFC with every line break as "\n", every run of spaces and tabs as one space,
// no space at either end of a line, and no character a reader cannot see. Invalid bytes become
// U+FFFD, which is kept: it shows that something was lost.
func clean(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	space := false // a space is due before the next visible character of the line
	atStart := true
	var last rune // the rune before, for CRLF and for joiners
	for i, r := range s {
		was := last
		last = r
		switch {
		case r == '\n' && was == '\r':
		case r == '\n', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			b.WriteByte('\n')
			space, atStart = false, true
		case r == ' ', r == '\t', r != '\u200B' && unicode.Is(unicode.Zs, r):
			space = !atStart
		case invisible(r) && !joins(was, r, s[i:]):
			last = was
		default:
			if space {
				b.WriteByte(' ')
			}
			b.WriteRune(r)
			space, atStart = false, false
		}
	}
	return norm.NFC.String(b.String())
}

// invisible reports whether r leaves no mark on paper: controls, soft hyphen, zero-width and
// bidirectional formatting, tags, noncharacters. Interlinear and musical formatting (also Cf) go
// with them; variation selectors and combining marks stay, they change how a character looks.
func invisible(r rune) bool {
	switch {
	case r < 0x20, r >= 0x7F && r < 0xA0:
		return true
	case r < 0xAD:
		return false
	case r == 0xFFFE, r == 0xFFFF, r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF, r == 0x034F, r == 0x115F, r == 0x1160, r == 0x3164, r == 0xFFA0:
		return true
	}
	return unicode.Is(unicode.Cf, r) && !arabicSign(r)
}

// arabicSign reports whether r is one of the visible signs that Unicode files under Cf.
func arabicSign(r rune) bool {
	return r >= 0x0600 && r <= 0x0605 || r == 0x06DD || r == 0x070F || r == 0x08E2 || r == 0x0890 || r == 0x0891 || r == 0x110BD || r == 0x110CD
}

// joins reports whether r is a zero-width (non-)joiner that spells a word: between two letters of a
// script that uses it. Persian writes "می‌رود" with one; in Latin text it is only dirt.
func joins(before, r rune, rest string) bool {
	if r != '\u200C' && r != '\u200D' {
		return false
	}
	after, _ := utf8.DecodeRuneInString(rest[utf8.RuneLen(r):])
	return unicode.In(before, joining...) && unicode.In(after, joining...)
}

var joining = []*unicode.RangeTable{
	unicode.Arabic, unicode.Syriac, unicode.Mongolian, unicode.Devanagari, unicode.Bengali, unicode.Gurmukhi, unicode.Gujarati,
	unicode.Oriya, unicode.Tamil, unicode.Telugu, unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Khmer, unicode.Myanmar,
}

func hasLetter(s string) bool { return strings.ContainsFunc(s, unicode.IsLetter) }
