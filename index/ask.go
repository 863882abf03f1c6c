package index

import (
	"errors"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"attache"
)

// clause is one thing the words of a query ask for: a word, a phrase, or the beginning of a word.
type clause struct {
	words  string
	phrase bool // was in quotation marks
	prefix bool // ended in an asterisk
}

const (
	maxWords = 32   // clauses of a query, and words of a phrase
	maxQuery = 1000 // bytes
	minStem  = 3    // letters before an asterisk; fewer are taken as a word
)

// ErrTooLong is wrapped by the Problem that refuses a query of too many words.
var ErrTooLong = errors.New("index: query too long")

// clauses reads what a person typed. Straight and curly quotation marks and guillemets hold a
// phrase; one that is never closed is taken as a blank. Case, accents and the order of words
// outside phrases do not count. No other sign has a meaning, so that a pasted headline is a query.
func clauses(typed string) ([]clause, error) {
	if len(typed) > maxQuery {
		return nil, tooLong()
	}
	typed = norm.NFC.String(strings.ToValidUTF8(typed, " "))
	var all []clause
	loose := func(s string) {
		for _, word := range strings.Fields(s) {
			stem := strings.TrimRight(word, "*")
			letters := utf8.RuneCountInString(strings.TrimFunc(stem, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }))
			all = append(all, clause{words: stem, prefix: stem != word && letters >= minStem})
		}
	}
	for typed != "" {
		open := strings.IndexFunc(typed, isQuote)
		if open < 0 {
			break
		}
		first, size := utf8.DecodeRuneInString(typed[open:])
		rest := typed[open+size:]
		end := strings.IndexFunc(rest, closes(first))
		if end < 0 {
			typed = typed[:open] + " " + rest
			continue
		}
		loose(typed[:open])
		if phrase := rest[:end]; len(strings.Fields(phrase)) > maxWords {
			return nil, tooLong()
		} else if strings.TrimSpace(phrase) != "" {
			all = append(all, clause{words: phrase, phrase: true})
		}
		_, size = utf8.DecodeRuneInString(rest[end:])
		typed = rest[end+size:]
	}
	loose(typed)
	if len(all) > maxWords {
		return nil, tooLong()
	}
	return all, nil
}

func tooLong() error {
	return &attache.Problem{
		Say: fmt.Sprintf("That is too much to search for at once: give at most %d words. Nothing was searched.", maxWords),
		Err: ErrTooLong,
	}
}

func isQuote(r rune) bool { return strings.ContainsRune(`"“”„‟«»`, r) }

// closes returns a test for the mark that ends a phrase begun by open. German and English mix “ as
// opening and closing, French and Danish turn guillemets round, so a mark of the same family will do.
func closes(open rune) func(rune) bool {
	for _, family := range []string{`"`, "“”„‟", "«»"} {
		if strings.ContainsRune(family, open) {
			return func(r rune) bool { return strings.ContainsRune(family, r) || r == '"' }
		}
	}
	return isQuote
}
