package index

import (
	"time"

	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/searcher"

	"attache"
)

// end is after every moment.
const end = 1 << 40

// filters returns a searcher for what the query demands exactly, narrowed further by narrow. It
// scores nothing and, where terms allow, works on bitmaps.
func (p *plan) filters(narrow func(*conjunction)) (search.Searcher, error) {
	q := p.query
	all := &conjunction{plan: p}
	all.tag(kindTag(q.Kind, q.Beliefs, q.Held))
	if q.Source != "" {
		all.tag(tagSource + string(q.Source))
	}
	if q.Party != "" {
		all.tag(tagParty + string(q.Party))
	}
	if q.With != "" {
		all.tag(tagParty + string(q.With))
	}
	if q.Addressee != "" {
		all.tag(tagTo + string(q.Addressee))
	}
	if q.Terms != "" {
		all.tag(tagTerms + string(q.Terms))
	}
	if q.Outlet != "" {
		all.tag(outletTag(q.Outlet))
	}
	if q.Form != "" {
		all.tag(tagForm + string(q.Form))
	}
	if q.Act != "" {
		all.tag(tagAct + string(q.Act))
	}
	if q.Status != "" {
		all.tag(tagStatus + q.Status)
	}
	from, to := bounds(q.From, q.To)
	switch {
	case q.From.IsZero() && q.To.IsZero():
	case q.Kind == attache.KindEvent:
		all.moments(when, 0, to)
		all.moments(until, from+1, end)
	default:
		all.moments(when, from, to)
	}
	if !q.AddedFrom.IsZero() || !q.AddedTo.IsZero() {
		from, to := bounds(q.AddedFrom, q.AddedTo)
		all.moments(added, from, to)
	}
	if narrow != nil {
		narrow(all)
	}
	return all.searcher()
}

// bounds returns a half-open range of moments; a zero time is open.
func bounds(from, to time.Time) (uint64, uint64) {
	lo, hi := uint64(0), uint64(end)
	if !from.IsZero() {
		lo = seconds(from)
	}
	if !to.IsZero() {
		hi = seconds(to)
	}
	return lo, hi
}

// conjunction gathers filters that must all hold. The first error stays until searcher is called.
type conjunction struct {
	plan *plan
	all  []search.Searcher
	err  error
}

func (c *conjunction) add(s search.Searcher, err error) {
	if err != nil && c.err == nil {
		c.err = err
	}
	if err == nil {
		c.all = append(c.all, s)
	}
}

func (c *conjunction) tag(term string) {
	if c.err == nil {
		c.add(searcher.NewTermSearcher(c.plan.ctx, c.plan.reader, term, tagField, 1, unscored))
	}
}

// moments wants a moment of the clock in [from, to).
func (c *conjunction) moments(of clock, from, to uint64) {
	if c.err != nil || from == 0 && to >= end {
		return
	}
	var terms []string
	for _, s := range stretches(of, from, min(to, end)) {
		dict, err := c.plan.reader.FieldDictRange(tagField, []byte(s.first), []byte(s.last))
		if err != nil {
			c.err = err
			return
		}
		e, err := dict.Next()
		for ; err == nil && e != nil; e, err = dict.Next() {
			terms = append(terms, e.Term)
		}
		dict.Close()
		if err != nil {
			c.err = err
			return
		}
	}
	switch len(terms) {
	case 0:
		c.add(searcher.NewMatchNoneSearcher(c.plan.reader))
	case 1:
		c.tag(terms[0])
	default:
		c.add(searcher.NewMultiTermSearcher(c.plan.ctx, c.plan.reader, terms, tagField, 1, unscored, false))
	}
}

func (c *conjunction) searcher() (search.Searcher, error) {
	if c.err == nil && len(c.all) > 1 {
		s, err := searcher.NewConjunctionSearcher(c.plan.ctx, c.plan.reader, c.all, unscored)
		if err == nil {
			return s, nil
		}
		c.err = err
	}
	if c.err != nil {
		closeAll(c.all)
		return nil, c.err
	}
	return c.all[0], nil
}
