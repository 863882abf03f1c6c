package store

import (
	"crypto/sha256"
	"strings"
	"unicode"

	"attache"
)

// letters are those that Unicode does not decompose but a keyboard without them replaces. The
// Azerbaijani ə is a in the names that newspapers print.
var letters = strings.NewReplacer("ø", "o", "ł", "l", "đ", "d", "ð", "d", "þ", "th",
	"ß", "ss", "æ", "ae", "œ", "oe", "ħ", "h", "ı", "i", "ə", "a")

// fold returns the words of a name for matching: letters and digits in lower case without accents,
// each word with a blank before it. " lukasz obrien" is Łukasz O’Brien.
func fold(name string) string {
	id := letters.Replace(string(attache.NewEntityID(strings.ToValidUTF8(name, " ")))) // broken bytes hide the marks after them
	if id == "" {
		return ""
	}
	return " " + strings.ReplaceAll(id, "-", " ")
}

// textHash tells texts apart by their words alone: blanks, case, quotation marks and punctuation do
// not count, so that a paste is recognised whatever the editor in between made of it.
func textHash(text string) []byte {
	h := sha256.New()
	var word [64]byte
	n := 0
	gap := true
	for _, r := range text {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r) {
			gap = true
			continue
		}
		if n > len(word)-5 {
			h.Write(word[:n])
			n = 0
		}
		if gap {
			word[n] = ' '
			n++
			gap = false
		}
		n += copy(word[n:], string(unicode.ToLower(r)))
	}
	h.Write(word[:n])
	return h.Sum(nil)
}
