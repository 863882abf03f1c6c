package index

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

// plan turns a query into searchers over one snapshot of an index.
type plan struct {
	ctx     context.Context
	reader  bleve.IndexReader
	query   attache.Query
	wanted  []wanted
	typed   bool // the query has words, even if none of them counts
	partial bool // any of the words will do
}

// wanted is what a query asks for in one language.
type wanted struct {
	language string
	all      []terms
}

// terms is a clause after analysis: one word in one or more spellings, or a phrase.
type terms struct {
	any    []string   // spellings, the first of which is the word itself
	phrase [][]string // positions; an empty one stands for a stop word
}

const (
	// spellings bounds what the beginning of a word may stand for, so that no query expands
	// without end. (bleve's own bound is a variable of its package; this needs none.)
	spellings = 64
	// scanned bounds how many terms are looked at to find them.
	scanned = 10_000
)

// read analyzes the clauses in every language that the index holds.
func (p *plan) read(l *languages, all []clause) error {
	p.typed = len(all) > 0
	if !p.typed {
		return nil
	}
	fields, err := p.reader.Fields()
	if err != nil {
		return err
	}
	slices.Sort(fields)
	for _, f := range fields {
		language, ok := strings.CutPrefix(f, bodyField)
		if !ok {
			continue
		}
		w := wanted{language: language}
		for _, c := range all {
			t, err := p.terms(l, language, c)
			if err != nil {
				return err
			}
			if t.any != nil || t.phrase != nil {
				w.all = append(w.all, t)
			}
		}
		if w.all != nil {
			p.wanted = append(p.wanted, w)
		}
	}
	return nil
}

// terms analyzes one clause. The zero terms stands for a clause of stop words.
func (p *plan) terms(l *languages, language string, c clause) (terms, error) {
	tokens, err := l.tokens(language, c.words)
	if err != nil || len(tokens) == 0 {
		return terms{}, err
	}
	if len(tokens) > 1 {
		return terms{phrase: sideBySide(tokens)}, nil
	}
	word := tokens[0].term
	if c.phrase {
		return terms{any: []string{word}}, nil
	}
	begin, err := p.beginning(language, word, c.prefix)
	if err != nil || begin == "" {
		return terms{any: []string{word}}, err
	}
	more, err := p.expand(bodyField+language, begin)
	return terms{any: append([]string{word}, more...)}, err
}

// sideBySide puts the terms of a phrase at their places.
func sideBySide(tokens []token) [][]string {
	first := tokens[0].position
	places := make([][]string, tokens[len(tokens)-1].position-first+1)
	for i := range places {
		places[i] = []string{""}
	}
	for _, t := range tokens {
		places[t.position-first] = []string{t.term}
	}
	return places
}

// beginning returns what terms may begin with to count as the word, or "" when only the word
// itself does: with an asterisk and for a word that occurs nowhere it is the word; in a language
// without a stemmer the word without its ending.
func (p *plan) beginning(language, word string, asterisk bool) (string, error) {
	letters := utf8.RuneCountInString(word)
	if asterisk {
		return word, nil
	}
	if _, bleves := stemmed[language]; !bleves && language != "en" && letters >= 5 {
		runes := []rune(word)
		return string(runes[:max(4, letters-2)]), nil
	}
	if letters < minStem {
		return "", nil
	}
	r, err := p.reader.TermFieldReader(p.ctx, []byte(word), bodyField+language, false, false, false)
	if err != nil {
		return "", err
	}
	defer r.Close()
	if r.Count() > 0 {
		return "", nil
	}
	return word, nil
}

// expand returns the most frequent terms of a field that begin so.
func (p *plan) expand(field, begin string) ([]string, error) {
	dict, err := p.reader.FieldDictPrefix(field, []byte(begin))
	if err != nil {
		return nil, err
	}
	defer dict.Close()
	type entry struct {
		term string
		n    uint64
	}
	var all []entry
	for range scanned {
		e, err := dict.Next()
		if err != nil {
			return nil, err
		}
		if e == nil {
			break
		}
		all = append(all, entry{e.Term, e.Count})
	}
	slices.SortFunc(all, func(a, b entry) int {
		if a.n != b.n {
			return int(b.n) - int(a.n)
		}
		return strings.Compare(a.term, b.term)
	})
	var terms []string
	for _, e := range all[:min(len(all), spellings)] {
		terms = append(terms, e.term)
	}
	return terms, nil
}

// loosen makes any of the words do and reports whether that asks for more than before.
func (p *plan) loosen() bool {
	for _, w := range p.wanted {
		p.partial = p.partial || len(w.all) > 1
	}
	return p.partial
}
