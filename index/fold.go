package index

import (
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// letters are those that Unicode does not decompose but a keyboard without them replaces.
var letters = map[rune]string{
	'ø': "o", 'ł': "l", 'đ': "d", 'ð': "d", 'þ': "th", 'ß': "ss", 'æ': "ae", 'œ': "oe", 'ħ': "h",
	'ı': "i", 'ŋ': "n", 'ŧ': "t", 'ё': "е", 'ґ': "г",
}

// fold removes what readers leave out when they type: accents of Latin, Greek and Cyrillic
// letters, apostrophes, and the dots inside abbreviations. word is in lower case. A mark that
// makes another letter is kept: й, ї and ў, and the vowel signs of other scripts. What is nothing
// but such marks is returned as it came.
func fold(word []rune) []rune {
	if ascii(word) {
		return plain(word)
	}
	out := make([]rune, 0, len(word))
	for _, r := range norm.NFC.String(string(word)) {
		switch {
		case letters[r] != "":
			out = append(out, []rune(letters[r])...)
		case unicode.Is(unicode.Latin, r) || unicode.Is(unicode.Greek, r):
			for i, d := range []rune(norm.NFD.String(string(r))) {
				if i == 0 || !unicode.Is(unicode.Mn, d) {
					out = append(out, d)
				}
			}
		case r >= 0x300 && r < 0x370 && len(out) > 0:
			// A loose accent: the stress mark of a dictionary.
		default:
			out = append(out, r)
		}
	}
	return plain(out)
}

// plain drops apostrophes, and dots unless they part digits.
func plain(word []rune) []rune {
	digits := false
	for _, r := range word {
		digits = digits || unicode.IsDigit(r)
	}
	out := make([]rune, 0, len(word))
	for _, r := range word {
		if !isApostrophe(r) && (r != '.' || digits) {
			out = append(out, r)
		}
	}
	if len(out) == 0 {
		return word
	}
	return out
}
