package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"

	"attache"
)

// ledger is what stands beside the conditions of some articles: what later articles tell of them and
// what analysts set right.
type ledger struct {
	answers     map[attache.Ref][]attache.Answer
	corrections map[attache.Ref][]attache.Correction
}

// ledger reads what stands beside the conditions of articles.
func (g *Guild) ledger(ctx context.Context, q querier, ids []attache.ArticleID) (ledger, error) {
	l := ledger{map[attache.Ref][]attache.Answer{}, map[attache.Ref][]attache.Correction{}}
	for len(ids) > 0 {
		some := ids[:min(len(ids), citedAtOnce)]
		ids = ids[len(some):]
		args := []any{g.id}
		for _, id := range some {
			args = append(args, id)
		}
		if err := g.readAnswers(ctx, q, l, args); err != nil {
			return l, err
		}
		if err := g.readCorrections(ctx, q, l, args); err != nil {
			return l, err
		}
	}
	return l, nil
}

func (g *Guild) readAnswers(ctx context.Context, q querier, l ledger, args []any) error {
	return rows(ctx, q, func(r *sql.Rows) error {
		var id, by attache.ArticleID
		var n int
		var place attache.Span
		var a attache.Answer
		var day sql.NullInt64
		var url string
		var origin attache.Origin
		var text string
		if err := r.Scan(&id, &n, &by, &place.Start, &place.End, &a.Status, &day, &a.Title, &a.Outlet, &url, &origin.Guild, &origin.Channel, &origin.Message, &text); err != nil {
			return err
		}
		a.On, a.In, a.Words = at(day), attache.Ref(by), place.Of(text)
		a.Link = attache.Article{URL: url, Origin: origin}.Link()
		ref := attache.NewRef(id, attache.KindCondition, n)
		l.answers[ref] = append(l.answers[ref], a)
		return nil
	}, `SELECT s.article, s.n, s.by_article, s.starts, s.ends, s.status, s.day, a.title, a.outlet, a.url, a.origin_guild, a.origin_channel, a.origin_message, a.text
		FROM answer s JOIN article a ON a.guild = s.guild AND a.id = s.by_article
		WHERE s.guild = $1 AND s.article IN (`+places(2, len(args)-1, 1)+`) ORDER BY s.day, s.by_article, s.starts`, args...)
}

func (g *Guild) readCorrections(ctx context.Context, q querier, l ledger, args []any) error {
	return rows(ctx, q, func(r *sql.Rows) error {
		var id attache.ArticleID
		var n int
		var slot attache.Slot
		var value []byte
		var by attache.UserID
		var ms sql.NullInt64
		if err := r.Scan(&id, &n, &slot, &value, &by, &ms); err != nil {
			return err
		}
		ref := attache.NewRef(id, attache.KindCondition, n)
		l.corrections[ref] = slices.DeleteFunc(l.corrections[ref], func(c attache.Correction) bool { return c.Slot == slot })
		if len(value) == 0 {
			return nil // undone
		}
		var c attache.Correction
		if err := json.Unmarshal(value, &c); err != nil {
			return fmt.Errorf("correction of %s: %w", ref, err)
		}
		c.Slot, c.By, c.At = slot, by, at(ms)
		l.corrections[ref] = append(l.corrections[ref], c)
		return nil
	}, `SELECT c.article, coalesce(nullif(w.to_n, 0), c.n), c.slot, c.value, c.by_user, c.at
		FROM correction c LEFT JOIN forward w ON w.guild = c.guild AND w.article = c.article AND w.kind = c.kind AND w.n = c.n
		WHERE c.guild = $1 AND c.kind = 'c' AND c.article IN (`+places(2, len(args)-1, 1)+`) ORDER BY c.id`, args...)
}

// apply gives a condition its history and lets corrections win. a is its article; its text may be left
// out.
func (l ledger) apply(c *attache.Condition, a *attache.Article) {
	c.History, c.Corrected = nil, nil
	if c.Status != attache.Open && c.Status != attache.Unknown {
		c.History = append(c.History, attache.Answer{
			Status: c.Status, On: dayOf(a, a.Added).UTC(), In: attache.Ref(a.ID), Words: c.Evidence.Of(a.Text),
			Title: a.Title, Outlet: a.Outlet, Link: a.Link(),
		})
	}
	c.History = append(c.History, l.answers[c.Ref]...)
	slices.SortStableFunc(c.History, func(a, b attache.Answer) int { return cmp.Compare(a.On.UnixMilli(), b.On.UnixMilli()) })
	if n := len(c.History); n > 0 {
		c.Status = c.History[n-1].Status
	}
	for _, x := range l.corrections[c.Ref] {
		c.Corrected = append(c.Corrected, x)
		switch x.Slot {
		case attache.SlotStatus:
			c.Status = x.Status
		case attache.SlotHolder:
			c.Holder = x.To
		case attache.SlotAddressee:
			c.Addressee = x.To
		}
	}
}

// effective applies what stands beside the conditions of one article.
func (g *Guild) effective(ctx context.Context, q querier, a *attache.Article, f *attache.Facts) error {
	if len(f.Conditions) == 0 {
		return nil
	}
	l, err := g.ledger(ctx, q, []attache.ArticleID{a.ID})
	if err != nil {
		return err
	}
	for i := range f.Conditions {
		l.apply(&f.Conditions[i], a)
	}
	return nil
}

// standing returns the facts of an article with its conditions as they stand. f is not changed.
func (g *Guild) standing(ctx context.Context, q querier, a *attache.Article, f *attache.Facts) (attache.Facts, error) {
	stands := *f
	stands.Conditions = slices.Clone(f.Conditions)
	return stands, g.effective(ctx, q, a, &stands)
}
