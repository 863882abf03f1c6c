package index

import (
	"unicode"
	"unicode/utf8"

	"github.com/blevesearch/segment"
)

// words cuts text into terms: words by Unicode's rules (UAX 29), in lower case, without the
// possessive of English, without stop words, marks folded, then stemmed. For English that is
// bleve's "en" analyzer with two differences that names of people and bodies need: accents and
// apostrophes do not count ("Elysee" finds "Élysée", "OBrien" finds "O'Brien"), and a word written
// in capitals is a name, not a stop word ("US", "IT", "WHO").
//
// It remembers the term of every spelling it has met, because stemming a word costs ten times what
// looking it up does. A value is for one goroutine at a time.
type words struct {
	stop  map[string]bool
	stem  func([]rune) []rune // nil when the language has no stemmer
	terms map[string]string   // spelling → term; "" for what is not indexed
}

const (
	remembered = 30_000 // spellings kept: about 3 MB
	longest    = 128    // bytes of a word; what is longer is no word but an address, a key, a blob
)

func (w *words) tokens(text []byte) []token {
	all := make([]token, 0, len(text)/8+4)
	segments := segment.NewWordSegmenterDirect(text)
	at, position := 0, 0
	for segments.Segment() {
		word := segments.Bytes()
		start := at
		at += len(word)
		if segments.Type() == segment.None {
			continue
		}
		position++
		term, known := w.terms[string(word)]
		if !known {
			if len(w.terms) >= remembered {
				clear(w.terms)
			}
			term = w.term(word)
			w.terms[string(word)] = term
		}
		if term != "" {
			all = append(all, token{term, start, at, position})
		}
	}
	return all
}

// term returns the term of one word, or "" when it is not indexed.
func (w *words) term(word []byte) string {
	if len(word) > longest {
		return ""
	}
	runes := withoutPossessive([]rune(string(word)))
	capitals := len(runes) > 1
	for i, r := range runes {
		capitals = capitals && unicode.IsUpper(r)
		runes[i] = unicode.ToLower(r)
	}
	if !capitals && w.stop[string(runes)] {
		return ""
	}
	runes = fold(runes)
	if w.stem != nil {
		runes = w.stem(runes)
	}
	return string(runes)
}

func withoutPossessive(word []rune) []rune {
	if n := len(word); n > 2 && (word[n-1] == 's' || word[n-1] == 'S') && isApostrophe(word[n-2]) {
		return word[:n-2]
	}
	return word
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == 'ʼ' || r == '＇'
}

// ascii reports whether s needs no folding of marks.
func ascii(s []rune) bool {
	for _, r := range s {
		if r >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
