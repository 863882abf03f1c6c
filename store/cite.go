package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"attache"
)

// citedAtOnce is how many facts or articles one statement fetches. An answer is folded from a thousand:
// one statement each would spend most of its time on statements.
const citedAtOnce = 200

// Cite returns what refs point to, in their order; refs that are gone are left out. A ref that was
// forwarded comes back as the one that took its place.
func (g *Guild) Cite(ctx context.Context, refs []attache.Ref) (all []attache.Cited, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		articles, err := g.citedArticles(ctx, tx, refs)
		if err != nil {
			return err
		}
		payloads, err := g.payloads(ctx, tx, refs)
		if err != nil {
			return err
		}
		all = make([]attache.Cited, 0, len(refs))
		var terms []attache.ArticleID // whose conditions are cited
		for _, ref := range refs {
			a := articles[ref.Article()]
			if a == nil {
				continue
			}
			c, ok, err := g.cite(ctx, tx, ref, payloads[ref])
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			c.Article = *a
			if all = append(all, c); c.Condition != nil && !slices.Contains(terms, a.ID) {
				terms = append(terms, a.ID)
			}
		}
		if len(terms) > 0 {
			if err := g.citeVoices(ctx, tx, all); err != nil {
				return err
			}
			l, err := g.ledger(ctx, tx, terms)
			if err != nil {
				return err
			}
			for i := range all {
				if all[i].Condition != nil {
					l.apply(all[i].Condition, &all[i].Article)
				}
			}
		}
		led, err := g.leads(ctx, tx, "")
		for i := range all {
			led.cited(&all[i])
		}
		return err
	})
	return all, err
}

// citeVoices adds the statements in which cited conditions were voiced.
func (g *Guild) citeVoices(ctx context.Context, q querier, all []attache.Cited) error {
	var refs []attache.Ref
	for _, c := range all {
		if c.Condition != nil && c.Condition.Voiced != "" {
			refs = append(refs, c.Condition.Voiced)
		}
	}
	payloads, err := g.payloads(ctx, q, refs)
	if err != nil {
		return err
	}
	for i := range all {
		if all[i].Condition == nil {
			continue
		}
		if payload := payloads[all[i].Condition.Voiced]; payload != nil {
			all[i].Voiced = new(attache.Attribution)
			if err := json.Unmarshal(payload, all[i].Voiced); err != nil {
				return fmt.Errorf("fact %s: %w", all[i].Condition.Voiced, err)
			}
		}
	}
	return nil
}

// citedArticles returns the articles of refs that exist.
func (g *Guild) citedArticles(ctx context.Context, q querier, refs []attache.Ref) (map[attache.ArticleID]*attache.Article, error) {
	found := map[attache.ArticleID]*attache.Article{}
	var ids []any
	for _, ref := range refs {
		if id := ref.Article(); found[id] == nil {
			found[id] = &attache.Article{} // asked for
			ids = append(ids, id)
		}
	}
	clear(found)
	for len(ids) > 0 {
		n := min(len(ids), citedAtOnce)
		err := rows(ctx, q, func(r *sql.Rows) error {
			a, err := scanArticle(r.Scan)
			found[a.ID] = &a
			return err
		}, `SELECT `+articleColumns+` FROM article WHERE guild = $1 AND id IN (`+places(2, n, 1)+`)`, append([]any{g.id}, ids[:n]...)...)
		if err != nil {
			return nil, err
		}
		ids = ids[n:]
	}
	return found, nil
}

// payloads returns what is stored of the facts that refs name as they are, without forwarding.
func (g *Guild) payloads(ctx context.Context, q querier, refs []attache.Ref) (map[attache.Ref][]byte, error) {
	found := make(map[attache.Ref][]byte, len(refs))
	for len(refs) > 0 {
		some := refs[:min(len(refs), citedAtOnce)]
		refs = refs[len(some):]
		args := []any{g.id}
		for _, ref := range some {
			kind, n := ref.Fact()
			if kind != attache.KindArticle {
				args = append(args, ref.Article(), kind, n)
			}
		}
		if len(args) == 1 {
			continue
		}
		// The list first, so that each of its rows is one step down the key of fact.
		err := rows(ctx, q, func(r *sql.Rows) error {
			var article attache.ArticleID
			var kind attache.FactKind
			var n int
			var payload []byte
			err := r.Scan(&article, &kind, &n, &payload)
			found[attache.NewRef(article, kind, n)] = payload
			return err
		}, `WITH want (article, kind, n) AS (VALUES (`+places(2, len(args)/3, 3)+`))
			SELECT f.article, f.kind, f.n, f.payload FROM want CROSS JOIN fact f
			WHERE f.guild = $1 AND f.article = want.article AND f.kind = want.kind AND f.n = want.n`, args...)
		if err != nil {
			return nil, err
		}
	}
	return found, nil
}

// places lists n groups of the given size of parameters, numbered from first: "$2), ($3".
func places(first, n, size int) string {
	var b strings.Builder
	for i := range n * size {
		switch {
		case i > 0 && i%size == 0 && size > 1:
			b.WriteString("), (")
		case i > 0:
			b.WriteString(", ")
		}
		b.WriteString("$" + strconv.Itoa(first+i))
	}
	return b.String()
}

// Former returns where a fact stood that an earlier reading of its article gave and the present one does
// not, or an error that wraps attache.ErrNotFound when there never was such a fact.
func (g *Guild) Former(ctx context.Context, ref attache.Ref) (attache.Span, error) {
	kind, n := ref.Fact()
	var at attache.Span
	err := g.db.r.QueryRowContext(ctx, `SELECT starts, ends FROM forward WHERE guild = $1 AND article = $2 AND kind = $3 AND n = $4`, g.id, ref.Article(), kind, n).Scan(&at.Start, &at.End)
	if errors.Is(err, sql.ErrNoRows) {
		return at, notFound("fact", ref)
	}
	return at, err
}

// cite returns the fact of a ref whose article exists. payload is what is stored under the ref itself; nil
// looks where it was forwarded to.
func (g *Guild) cite(ctx context.Context, q querier, ref attache.Ref, payload []byte) (c attache.Cited, ok bool, err error) {
	id := ref.Article()
	kind, n := ref.Fact()
	if kind == attache.KindArticle {
		return attache.Cited{Ref: attache.Ref(id)}, ref == attache.Ref(id), nil
	}
	if payload == nil {
		err := q.QueryRowContext(ctx, `SELECT f.n, f.payload FROM forward w JOIN fact f ON f.guild = w.guild AND f.article = w.article AND f.kind = w.kind AND f.n = w.to_n
			WHERE w.guild = $1 AND w.article = $2 AND w.kind = $3 AND w.n = $4`, g.id, id, kind, n).Scan(&n, &payload)
		if errors.Is(err, sql.ErrNoRows) {
			return c, false, nil
		}
		if err != nil {
			return c, false, err
		}
	}
	c.Ref = attache.NewRef(id, kind, n)
	switch kind {
	case attache.KindAttribution:
		c.Attribution = new(attache.Attribution)
		err = json.Unmarshal(payload, c.Attribution)
	case attache.KindEvent:
		c.Event = new(attache.Event)
		err = json.Unmarshal(payload, c.Event)
	case attache.KindCondition:
		c.Condition = new(attache.Condition)
		err = json.Unmarshal(payload, c.Condition)
	default:
		err = errors.New("unknown kind")
	}
	if err != nil {
		return c, false, fmt.Errorf("fact %s: %w", ref, err)
	}
	return c, true, nil
}
