package index

import (
	"context"

	"github.com/blevesearch/bleve/v2/search"
	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

const (
	defaultLimit = 10
	maxLimit     = 1000   // hits of a page
	maxDepth     = 10_000 // hits before the end of a page: nobody turns further
	// crowd is from how many hits on it pays to look at the newest stretch of time first instead
	// of reading the keys of all.
	crowd = 2000
)

// answer runs a query on one snapshot.
func answer(ctx context.Context, reader bleve.IndexReader, l *languages, q attache.Query) (attache.Page, error) {
	asked, err := clauses(q.Words)
	if err != nil {
		return attache.Page{}, err
	}
	p := &plan{ctx: ctx, reader: reader, query: q}
	if err := p.read(l, asked); err != nil {
		return attache.Page{}, err
	}
	if p.typed && p.wanted == nil {
		return attache.Page{}, nil
	}
	offset, limit := max(q.Offset, 0), q.Limit
	if limit == 0 {
		limit = defaultLimit
	}
	limit = min(limit, maxLimit)
	n := offset + limit
	if n > maxDepth || limit < 0 {
		n = 0 // count only
	}
	hits, total, err := p.run(n)
	if err == nil && total == 0 && len(asked) > 1 && p.loosen() {
		hits, total, err = p.run(n)
	}
	if err != nil {
		return attache.Page{}, err
	}
	page := attache.Page{Total: total, Partial: p.partial && total > 0}
	if offset >= len(hits) {
		return page, nil
	}
	hits = hits[offset:]
	marks, err := p.marks(hits)
	if err != nil {
		return attache.Page{}, err
	}
	for _, h := range hits {
		ref, err := refOf(h.key)
		if err != nil {
			return attache.Page{}, err
		}
		page.Hits = append(page.Hits, attache.Hit{Ref: ref, Score: h.score, Marks: marks[h.number]})
	}
	return page, nil
}

// run returns the first n hits and how many there are in all.
func (p *plan) run(n int) ([]found, int, error) {
	switch {
	case n == 0:
		total, err := p.count()
		return nil, total, err
	case p.query.Order == attache.Oldest:
		return p.byTime(n, false)
	case p.query.Order == attache.Newest || !p.typed:
		return p.byTime(n, true)
	}
	return p.top(n, byScore, search.SearcherOptions{}, nil)
}

// order is one of byScore, latest and oldest.
type order = func(*top, *found, *found) int

// top returns the first n of everything that matches.
func (p *plan) top(n int, o order, options search.SearcherOptions, narrow func(*conjunction)) ([]found, int, error) {
	s, err := p.searcher(options, narrow)
	if err != nil {
		return nil, 0, err
	}
	t := &top{reader: p.reader, n: n, compare: o}
	if err := each(p.ctx, p.reader, s, t.offer); err != nil {
		return nil, 0, err
	}
	hits, err := t.sorted()
	return hits, t.total, err
}

// searcher joins filters and words.
func (p *plan) searcher(options search.SearcherOptions, narrow func(*conjunction)) (search.Searcher, error) {
	filter := func() (search.Searcher, error) { return p.filters(narrow) }
	if !p.typed {
		return filter()
	}
	return p.words(options, options.Score != "none", filter)
}

// byTime returns the first n hits by time. When there are many, it looks in the stretch of time
// where these should lie, because reading the keys of all of them takes longer than counting them.
func (p *plan) byTime(n int, newest bool) ([]found, int, error) {
	total, err := p.count()
	if err != nil || n == 0 {
		return nil, total, err
	}
	o := oldest
	if newest {
		o = latest
	}
	if total > crowd && n*4 < total {
		from, to, err := p.edge(n, total, newest)
		if err != nil {
			return nil, 0, err
		}
		hits, _, err := p.top(n, o, unscored, func(c *conjunction) { c.moments(when, from, to) })
		if err != nil || len(hits) == n {
			return hits, total, err
		}
	}
	hits, _, err := p.top(n, o, unscored, nil)
	return hits, total, err
}

// count returns how many documents match.
func (p *plan) count() (int, error) {
	s, err := p.searcher(unscored, nil)
	if err != nil {
		return 0, err
	}
	// One term knows how many documents hold it. (What bleve makes of several does not.)
	q := attache.Query{Kind: p.query.Kind, Beliefs: p.query.Beliefs, Held: p.query.Held, Order: p.query.Order, Offset: p.query.Offset, Limit: p.query.Limit}
	if p.query == q {
		return int(s.Count()), s.Close()
	}
	total := 0
	err = each(p.ctx, p.reader, s, func(uint64, float64) error { total++; return nil })
	return total, err
}
