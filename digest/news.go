package digest

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"attache"
)

// News is what came in during a stretch of time, for a topic: the articles that match it, and the
// facts of these articles.
type News struct {
	From, To time.Time // as the digest says it
	Zone     *time.Location

	Articles   Found // newest first
	Statements Found // those that hold words of the topic first, then the newest
	Coming     Found // events that are scheduled from the day of To on, the next first
	Happened   Found // events of the month before To that are not scheduled, the latest first
	Conditions Found // newest first
	Events     int   // of any time and status
}

// Found is what there is of one kind: some of it, and how much in all.
type Found struct {
	Cited []attache.Cited
	Total int
}

// Empty reports whether nothing came in.
func (n News) Empty() bool { return n.Articles.Total == 0 }

const (
	pageSize = 1000 // hits asked for at a time
	maxHits  = 5000 // hits looked at of one kind: more at once is no news but an import
	choice   = 200  // facts of one kind from which those to show are chosen
	recent   = 30   // days for which what happened is news; what is older is background
)

// window is the stretch of time that a digest is about. An article counts from when it was handed in
// and can be found some seconds later, when it has been read. So what came in until shortly before a
// regular slot is in its digest, and what came in later in the next: without this margin one of
// 07:59:58 would be in none. A digest that somebody asks for goes up to the last second.
type window struct {
	from, to time.Time
	sharp    bool // from is the end of a digest that somebody asked for
	asked    bool // somebody asked for this one
}

const settling = 2 * time.Minute

func (w window) added() (from, to time.Time) {
	from, to = w.from, w.to
	if !w.sharp {
		from = from.Add(-settling)
	}
	if !w.asked {
		return from, to.Add(-settling)
	}
	// Searchers know times to the second, and what came in this very second is asked for too. The next
	// digest goes on from the minute of this one, so nothing is lost by it.
	return from, to.Add(time.Second)
}

// gather asks what was added for a topic.
func gather(ctx context.Context, f Finder, topic string, w window, zone *time.Location) (News, error) {
	n := News{From: w.from, To: w.to, Zone: zone}
	g := gatherer{ctx: ctx, Finder: f, topic: topic}
	g.window.AddedFrom, g.window.AddedTo = w.added()
	articles := g.window
	articles.Words, articles.Order = topic, attache.Newest
	hits, total := g.hits(articles)
	n.Articles = Found{g.cite(hits, pageSize), total}
	if g.err != nil || total == 0 {
		return n, g.err
	}
	if topic != "" {
		g.of = map[attache.ArticleID]bool{}
		for _, h := range hits {
			g.of[h.Ref.Article()] = true
		}
	}
	local := w.to.In(zone)
	today := time.Date(local.Year(), local.Month(), local.Day(), 0, 0, 0, 0, time.UTC) // days of facts are in UTC

	n.Statements = g.facts(attache.Query{Kind: attache.KindAttribution}, nil)
	n.Conditions = g.facts(attache.Query{Kind: attache.KindCondition}, nil)
	n.Events = g.facts(attache.Query{Kind: attache.KindEvent}, nil).Total
	n.Coming = g.facts(attache.Query{Kind: attache.KindEvent, Status: string(attache.Scheduled), From: today, Order: attache.Oldest}, nil)
	n.Happened = g.facts(attache.Query{Kind: attache.KindEvent, From: today.AddDate(0, 0, -recent), To: today.AddDate(0, 0, 1)},
		func(c attache.Cited) bool { return c.Event != nil && c.Event.Status != attache.Scheduled })
	return n, g.err
}

// gatherer asks questions about one window until the first error.
type gatherer struct {
	ctx context.Context
	Finder
	window attache.Query
	topic  string
	of     map[attache.ArticleID]bool // whose facts count; nil means all
	err    error
}

// facts returns the facts a query asks for, of the articles that count. want, which may be nil,
// leaves some out; then what is beyond choice is not counted either.
func (g *gatherer) facts(q attache.Query, want func(attache.Cited) bool) (out Found) {
	q.AddedFrom, q.AddedTo = g.window.AddedFrom, g.window.AddedTo
	if q.Order == "" {
		q.Order = attache.Newest
	}
	hits, total := g.hits(q)
	if g.of != nil {
		hits = slices.DeleteFunc(hits, func(h attache.Hit) bool { return !g.of[h.Ref.Article()] })
		total = len(hits)
	}
	if g.topic != "" && q.Kind == attache.KindAttribution && len(hits) > 0 {
		q.Words, q.Order = g.topic, attache.Best
		about, _ := g.hits(q)
		rank := map[attache.Ref]int{}
		for i, h := range about {
			rank[h.Ref] = len(about) - i
		}
		slices.SortStableFunc(hits, func(a, b attache.Hit) int { return cmp.Compare(rank[b.Ref], rank[a.Ref]) })
	}
	out = Found{g.cite(hits, choice), total}
	if want != nil {
		out.Cited = slices.DeleteFunc(out.Cited, func(c attache.Cited) bool { return !want(c) })
		out.Total = len(out.Cited)
	}
	return out
}

// hits returns the hits of a query, up to maxHits, and how many there are. Words that nothing holds
// together find nothing: half of a topic is not the topic.
func (g *gatherer) hits(q attache.Query) (all []attache.Hit, total int) {
	for q.Limit = pageSize; g.err == nil && q.Offset < maxHits; q.Offset += pageSize {
		page, err := g.Search(g.ctx, q)
		if err != nil {
			g.err = fmt.Errorf("search: %w", err)
			break
		}
		if page.Partial {
			return nil, 0
		}
		all, total = append(all, page.Hits...), page.Total
		if len(page.Hits) == 0 || len(all) >= total {
			break
		}
	}
	return all, total
}

func (g *gatherer) cite(hits []attache.Hit, n int) []attache.Cited {
	if g.err != nil || len(hits) == 0 {
		return nil
	}
	var refs []attache.Ref
	for _, h := range hits[:min(n, len(hits))] {
		refs = append(refs, h.Ref)
	}
	all, err := g.Cite(g.ctx, refs)
	if err != nil {
		g.err = fmt.Errorf("cite: %w", err)
	}
	return all
}
