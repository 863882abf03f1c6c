package store

import (
	"context"
	"database/sql"
	"fmt"

	"attache"
)

// Remove forgets an article, its facts and its place in the index, and what is left of the
// submissions it came from. A version that revised it revises what it revised. by is kept in the
// outbox. The error wraps attache.ErrNotFound when there is no such article.
func (g *Guild) Remove(ctx context.Context, id attache.ArticleID, by attache.UserID) error {
	err := g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var revises attache.ArticleID
		err := tx.QueryRowContext(ctx, `SELECT revises FROM article WHERE guild = $1 AND id = $2`, g.id, id).Scan(&revises)
		if err == sql.ErrNoRows {
			return notFound("article", id)
		}
		if err != nil {
			return err
		}
		w, err := g.writer(ctx, tx, "")
		if err != nil {
			return err
		}
		if err := w.dismiss(ctx, id); err != nil {
			return err
		}
		if err := w.dropBands(ctx, id); err != nil {
			return err
		}
		if err := w.changed(ctx, id); err != nil {
			return err
		}
		for _, q := range []string{
			`DELETE FROM article WHERE guild = $1 AND id = $2`,
			`DELETE FROM decision WHERE guild = $1 AND article = $2`, // what was decided about it alone
			`DELETE FROM lead WHERE guild = $1 AND article = $2`,
			`UPDATE submission SET url = '', title = '', text = '', bytes = '', file_name = '' WHERE guild = $1 AND article = $2`,
		} {
			if _, err := tx.ExecContext(ctx, q, g.id, id); err != nil {
				return err
			}
		}
		if _, err := tx.ExecContext(ctx, `UPDATE article SET revises = $3 WHERE guild = $1 AND revises = $2`, g.id, id, revises); err != nil {
			return err
		}
		if _, err := w.change(ctx, id, true, by); err != nil {
			return err
		}
		return w.flush(ctx)
	})
	if err != nil {
		return fmt.Errorf("store: remove: %w", err)
	}
	return nil
}

// dismiss takes the cast of an article out of the counts.
func (w *writer) dismiss(ctx context.Context, id attache.ArticleID) error {
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var c castRow
		err := r.Scan(&c.id, &c.name, &c.kind, &c.statements, &c.facts)
		w.sums.add(c, -1)
		return err
	}, `SELECT entity, name, kind, statements, facts FROM article_entity WHERE guild = $1 AND article = $2`, w.g.id, id)
	if err != nil {
		return err
	}
	_, err = w.tx.ExecContext(ctx, `DELETE FROM article_entity WHERE guild = $1 AND article = $2`, w.g.id, id)
	return err
}
