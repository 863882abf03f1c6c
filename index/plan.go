package index

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
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
	// titleBoost is what a word in the title adds to one in the body, measured on four public
	// collections: 0.3 on top of a body that holds the title (docs/adr).
	titleBoost = 0.3
	// spellings bounds what the beginning of a word may stand for, so that no query expands
	// without end. (bleve's own bound is a variable of its package; this needs none.)
	spellings = 64
	// scanned bounds how many terms are looked at to find them.
	scanned = 10_000
)

// unscored asks bleve for the documents alone: it then works on bitmaps.
var unscored = search.SearcherOptions{Score: "none"}

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

// closeAll closes searchers that an error left without an owner.
func closeAll(all []search.Searcher) {
	for _, s := range all {
		if s != nil {
			s.Close()
		}
	}
}

// words returns a searcher for the words in documents that also pass the filter, which is made
// anew for each language and may be nil. With titles, a word in the title counts more.
func (p *plan) words(options search.SearcherOptions, titles bool, filter func() (search.Searcher, error)) (search.Searcher, error) {
	var languages []search.Searcher
	for _, w := range p.wanted {
		s, err := p.language(w, options, titles, filter)
		if err != nil {
			closeAll(languages)
			return nil, err
		}
		languages = append(languages, s)
	}
	if len(languages) == 1 {
		return languages[0], nil
	}
	return p.any(languages, options)
}

func (p *plan) language(w wanted, options search.SearcherOptions, titles bool, filter func() (search.Searcher, error)) (search.Searcher, error) {
	var body, title []search.Searcher
	fail := func(err error) (search.Searcher, error) {
		closeAll(body)
		closeAll(title)
		return nil, err
	}
	for _, t := range w.all {
		s, err := p.clause(bodyField+w.language, t, options)
		if err != nil {
			return fail(err)
		}
		body = append(body, s)
		if titles && t.any != nil {
			s, err := searcher.NewTermSearcher(p.ctx, p.reader, t.any[0], titleField+w.language, titleBoost, options)
			if err != nil {
				return fail(err)
			}
			title = append(title, s)
		}
	}
	if p.partial && len(body) > 1 {
		s, err := p.any(body, options)
		if body = nil; err != nil {
			return fail(err)
		}
		body = []search.Searcher{s}
	}
	if filter != nil {
		s, err := filter()
		if err != nil {
			return fail(err)
		}
		body = append(body, s)
	}
	must := body[0]
	if len(body) > 1 {
		var err error
		if must, err = searcher.NewConjunctionSearcher(p.ctx, p.reader, body, options); err != nil {
			return fail(err)
		}
	}
	if len(title) == 0 {
		return must, nil
	}
	body = []search.Searcher{must}
	should, err := searcher.NewDisjunctionSearcher(p.ctx, p.reader, title, 0, options)
	if err != nil {
		return fail(err)
	}
	return searcher.NewBooleanSearcher(p.ctx, p.reader, must, should, nil, options)
}

// any wants one of the searchers, and closes all when it fails.
func (p *plan) any(all []search.Searcher, options search.SearcherOptions) (search.Searcher, error) {
	s, err := searcher.NewDisjunctionSearcher(p.ctx, p.reader, all, 1, options)
	if err != nil {
		closeAll(all)
	}
	return s, err
}

func (p *plan) clause(field string, t terms, options search.SearcherOptions) (search.Searcher, error) {
	switch {
	case t.phrase != nil:
		return searcher.NewMultiPhraseSearcher(p.ctx, p.reader, t.phrase, 0, false, field, 1, options)
	case len(t.any) == 1:
		return searcher.NewTermSearcher(p.ctx, p.reader, t.any[0], field, 1, options)
	case options.Score == "none":
		return searcher.NewMultiTermSearcher(p.ctx, p.reader, t.any, field, 1, options, false)
	}
	// Only the word itself scores. What begins like it is found on bitmaps, ten times faster than
	// scoring up to 64 terms, and a rare word that begins so is not more to the point than a common one.
	word, err := searcher.NewTermSearcher(p.ctx, p.reader, t.any[0], field, 1, options)
	if err != nil {
		return nil, err
	}
	more, err := searcher.NewMultiTermSearcher(p.ctx, p.reader, t.any[1:], field, 1, unscored, false)
	if err != nil {
		word.Close()
		return nil, err
	}
	return p.any([]search.Searcher{word, more}, options)
}

// loosen makes any of the words do and reports whether that asks for more than before.
func (p *plan) loosen() bool {
	for _, w := range p.wanted {
		p.partial = p.partial || len(w.all) > 1
	}
	return p.partial
}
