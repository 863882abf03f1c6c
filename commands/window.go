package commands

import (
	"context"
	"fmt"

	"attache"
	"attache/card"
)

// window is how many hits are folded: what says the same is looked for among so many, best or newest
// first. It is the same for every page of an answer, so that turning pages shows no finding twice and
// none never.
const window = 500

// result is one hit with what it cites.
type result struct {
	attache.Cited
	score float64
	marks []attache.Span // what the words of the query matched
}

// finding is what an answer counts and shows as one: a result, or several that say the same, of which
// the first stands for all.
type finding []result

// found is a stretch of the findings there are.
type found struct {
	findings []finding
	first    int // place of findings[0] among all, from 0
	total    int // of findings
	results  int // that all findings hold
	taken    int // of the hits, at most window
	hits     int // of the query
	partial  bool
}

// folded says what folding did, and what lies beyond the window.
func (f found) folded(what string) string {
	switch more := f.results - f.total; {
	case f.hits > f.taken && f.taken > 0:
		return fmt.Sprintf("These are the first %d of %s; give a shorter time or more words to see others.", f.taken, card.Plural(f.hits, "hit"))
	case what == "event" && more == 1:
		return "1 more report of these events is folded in."
	case what == "event" && more > 1:
		return fmt.Sprintf("%d more reports of these events are folded in.", more)
	case more == 1:
		return "1 place that says the same is folded in."
	case more > 1:
		return fmt.Sprintf("%d places that say the same are folded in.", more)
	}
	return ""
}

// find returns findings from offset on, at most limit; a limit of 0 gives all that the window holds.
func (s search) find(ctx context.Context, env Env, offset, limit int) (found, error) {
	f := found{first: offset}
	if s.given == nil && s.fold == nil && limit > 0 { // the index counts and pages
		all, page, err := s.ask(ctx, env, offset, limit)
		if err != nil {
			return f, err
		}
		f.total, f.hits, f.partial = page.Total, page.Total, page.Partial
		for _, r := range all {
			f.findings = append(f.findings, finding{r})
		}
		return f, nil
	}
	all := s.given
	f.hits, f.partial = max(len(all), s.hits), s.partial
	if all == nil {
		var page attache.Page
		var err error
		if all, page, err = s.ask(ctx, env, 0, window); err != nil {
			return f, err
		}
		f.hits, f.partial = page.Total, page.Partial
		if s.query.Words != "" && s.query.Order == attache.Best {
			rank(all)
		}
	}
	f.taken = len(all)
	if s.given != nil {
		f.taken = f.hits
		if s.hits > window {
			f.taken = window
		}
	}
	var findings []finding
	if s.fold != nil {
		findings = s.fold(all)
	} else {
		for _, r := range all {
			findings = append(findings, finding{r})
		}
	}
	f.total = len(findings)
	for _, one := range findings {
		f.results += len(one)
	}
	if limit == 0 {
		limit = len(findings)
	}
	f.findings = findings[min(offset, len(findings)):min(offset+limit, len(findings))]
	return f, nil
}

// ask searches and cites. The results are in the order of the hits; what is gone meanwhile is left out.
func (s search) ask(ctx context.Context, env Env, offset, limit int) ([]result, attache.Page, error) {
	q := s.query
	q.Offset, q.Limit = offset, limit
	page, err := env.Search.Search(ctx, q)
	if err != nil {
		return nil, page, fmt.Errorf("search: %w", err)
	}
	refs := make([]attache.Ref, len(page.Hits))
	hits := make(map[attache.Ref]attache.Hit, len(page.Hits))
	for i, h := range page.Hits {
		refs[i], hits[h.Ref] = h.Ref, h
	}
	cited, err := env.Archive.Cite(ctx, refs)
	if err != nil {
		return nil, page, fmt.Errorf("cite: %w", err)
	}
	all := make([]result, len(cited))
	for i, c := range cited {
		h := hits[c.Ref]
		all[i] = result{Cited: c, score: h.Score, marks: h.Marks}
	}
	return all, page, nil
}
