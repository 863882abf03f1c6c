package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"

	"attache"
)

// Cite returns what refs point to, in their order; refs that are gone are left out. A ref that was
// forwarded comes back as the one that took its place.
func (g *Guild) Cite(ctx context.Context, refs []attache.Ref) (all []attache.Cited, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		all = make([]attache.Cited, 0, len(refs))
		articles := map[attache.ArticleID]*attache.Article{} // nil: gone
		for _, ref := range refs {
			id := ref.Article()
			a, asked := articles[id]
			if !asked {
				found, err := scanArticle(tx.QueryRowContext(ctx, `SELECT `+articleColumns+` FROM article WHERE guild = $1 AND id = $2`, g.id, id).Scan)
				if err == nil {
					a = &found
				} else if !errors.Is(err, sql.ErrNoRows) {
					return err
				}
				articles[id] = a
			}
			if a == nil {
				continue
			}
			c, ok, err := g.cite(ctx, tx, ref)
			if err != nil {
				return err
			}
			if ok {
				c.Article = *a
				all = append(all, c)
			}
		}
		return nil
	})
	return all, err
}

// cite returns the fact of a ref whose article exists.
func (g *Guild) cite(ctx context.Context, q querier, ref attache.Ref) (c attache.Cited, ok bool, err error) {
	id := ref.Article()
	kind, n := ref.Fact()
	if kind == attache.KindArticle {
		return attache.Cited{Ref: attache.Ref(id)}, ref == attache.Ref(id), nil
	}
	load := func() ([]byte, error) {
		var payload []byte
		err := q.QueryRowContext(ctx, `SELECT payload FROM fact WHERE guild = $1 AND article = $2 AND kind = $3 AND n = $4`, g.id, id, kind, n).Scan(&payload)
		return payload, err
	}
	payload, err := load()
	if errors.Is(err, sql.ErrNoRows) {
		err = q.QueryRowContext(ctx, `SELECT to_n FROM forward WHERE guild = $1 AND article = $2 AND kind = $3 AND n = $4`, g.id, id, kind, n).Scan(&n)
		if err == nil {
			payload, err = load()
		}
	}
	if errors.Is(err, sql.ErrNoRows) {
		return c, false, nil
	}
	if err != nil {
		return c, false, err
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
