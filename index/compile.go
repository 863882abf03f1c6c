package index

import (
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"
)

// titleBoost is what a word in the title adds to one in the body, measured on four public
// collections: 0.3 on top of a body that holds the title (docs/adr/0010).
const titleBoost = 0.3

// unscored asks bleve for the documents alone: it then works on bitmaps.
var unscored = search.SearcherOptions{Score: "none"}

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
