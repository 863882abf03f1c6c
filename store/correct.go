package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"attache"
)

// Correct keeps what an analyst set right in a condition, beside what was found, and returns the
// condition as it stands now. undo takes the correction of the slot back instead. The error wraps
// attache.ErrNotFound when there is no such condition.
func (g *Guild) Correct(ctx context.Context, ref attache.Ref, c attache.Correction, undo bool) (cited attache.Cited, err error) {
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		kind, n := ref.Fact()
		found, ok, err := g.cite(ctx, tx, ref, nil)
		if err == nil && !ok { // the ref itself may name what is there
			var payload []byte
			err = tx.QueryRowContext(ctx, `SELECT payload FROM fact WHERE guild = $1 AND article = $2 AND kind = $3 AND n = $4`, g.id, ref.Article(), kind, n).Scan(&payload)
			if errors.Is(err, sql.ErrNoRows) {
				return notFound("condition", ref)
			}
			if err == nil {
				found, ok, err = g.cite(ctx, tx, ref, payload)
			}
		}
		switch {
		case err != nil:
			return err
		case !ok || found.Condition == nil:
			return notFound("condition", ref)
		}
		value := []byte{}
		if !undo {
			if value, err = json.Marshal(attache.Correction{Slot: c.Slot, Status: c.Status, To: c.To}); err != nil {
				return err
			}
		}
		_, n = found.Ref.Fact()
		w, err := g.writer(ctx, tx, "")
		if err != nil {
			return err
		}
		at := c.At
		if at.IsZero() {
			at = w.now
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO correction (guild, article, kind, n, slot, value, by_user, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			g.id, ref.Article(), attache.KindCondition, n, c.Slot, value, c.By, at.UnixMilli()); err != nil {
			return err
		}
		a, err := w.recast(ctx, ref.Article())
		if err != nil {
			return err
		}
		l, err := g.ledger(ctx, tx, []attache.ArticleID{a.ID})
		if err != nil {
			return err
		}
		found.Article = a
		l.apply(found.Condition, &a)
		cited = found
		return w.flush(ctx)
	})
	if err != nil {
		return cited, fmt.Errorf("store: correct: %w", err)
	}
	return cited, nil
}

// recast writes anew what hangs on the conditions of an article as they stand: who takes part, what
// they are matched by, what the index has.
func (w *writer) recast(ctx context.Context, id attache.ArticleID) (attache.Article, error) {
	var reading []byte
	a, err := scanArticle(w.tx.QueryRowContext(ctx, `SELECT `+articleColumns+`, reading FROM article WHERE guild = $1 AND id = $2`, w.g.id, id).Scan, &reading)
	if err != nil {
		return a, err
	}
	f, err := w.g.facts(ctx, w.tx, id, reading)
	if err != nil {
		return a, err
	}
	stands, err := w.g.standing(ctx, w.tx, &a, &f)
	if err != nil {
		return a, err
	}
	if err := w.dismiss(ctx, id); err != nil {
		return a, err
	}
	if err := w.keepCast(ctx, id, &stands); err != nil {
		return a, err
	}
	if err := w.keepTerms(ctx, &a, &f, &stands); err != nil {
		return a, err
	}
	_, err = w.change(ctx, id, false, "")
	return a, err
}

// pinned adds to a new reading the conditions that were corrected and that it did not find again: what
// an analyst has judged is not lost because the extractor changed its mind.
func (w *writer) pinned(ctx context.Context, id attache.ArticleID, f *attache.Facts) error {
	var old []attache.Condition
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var payload []byte
		if err := r.Scan(&payload); err != nil {
			return err
		}
		return appendJSON(&old, payload)
	}, `SELECT payload FROM fact WHERE guild = $1 AND article = $2 AND kind = 'c' AND n IN (SELECT n FROM correction WHERE guild = $1 AND article = $2 AND kind = 'c') ORDER BY ord`, w.g.id, id)
	if err != nil {
		return err
	}
	for _, o := range old {
		if slices.ContainsFunc(f.Conditions, func(c attache.Condition) bool { return placeOf(&c).Overlaps(placeOf(&o)) }) {
			continue
		}
		o.Voiced = "" // the statement may have another number
		at, _ := slices.BinarySearchFunc(f.Conditions, o.Extent.Start, func(c attache.Condition, start int) int { return c.Extent.Start - start })
		f.Conditions = slices.Insert(f.Conditions, at, o)
	}
	return nil
}

// placeOf is what tells a condition from others when its article is read again.
func placeOf(c *attache.Condition) attache.Span {
	if c.Marker.Empty() {
		return c.Extent
	}
	return c.Marker
}

// Corrected returns the articles with conditions that somebody corrected, in order of their ids, with
// their facts as they stand: what an evaluation can be made of.
func (g *Guild) Corrected(ctx context.Context) ([]attache.Read, error) {
	ids, err := column[attache.ArticleID](ctx, g.db.r, `SELECT DISTINCT article FROM correction WHERE guild = $1 ORDER BY article`, g.id)
	if err != nil {
		return nil, err
	}
	return g.Reads(ctx, ids)
}
