package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"attache"
)

// Keep ends a task with an article: the article, its facts, the change for the index and the mark of
// the submission are saved in one transaction. saved is false, and nothing was changed, when
// somebody else saved that id meanwhile: Place then has a new answer.
func (db *DB) Keep(ctx context.Context, t attache.Task, pipeline string, r attache.Read) (saved bool, err error) {
	g := db.Guild(t.Submission.Guild)
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		w, err := g.writer(ctx, tx, pipeline)
		if err != nil {
			return err
		}
		seq, err := w.save(ctx, &r)
		if err != nil || seq == 0 {
			return err
		}
		saved = true
		if err := w.flush(ctx); err != nil {
			return err
		}
		return archived(ctx, tx, t, r.Article.ID, false, seq)
	})
	if err != nil {
		return false, fmt.Errorf("store: keep: %w", err)
	}
	return saved, nil
}

// Known ends a task with an article the archive has.
func (db *DB) Known(ctx context.Context, t attache.Task, id attache.ArticleID) error {
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var seq sql.NullInt64
		if err := tx.QueryRowContext(ctx, `SELECT max(seq) FROM outbox WHERE guild = $1 AND article = $2`, t.Submission.Guild, id).Scan(&seq); err != nil {
			return err
		}
		return archived(ctx, tx, t, id, true, seq.Int64)
	})
}

// archived marks a submission as read. What was handed in lives in the article now.
func archived(ctx context.Context, tx *sql.Tx, t attache.Task, id attache.ArticleID, known bool, seq int64) error {
	return settle(ctx, tx, t, `state = 'done', until = 0, article = $4, known = $5, seq = $6, finished = $7, text = '', bytes = ''`, id, truth(known), seq, time.Now().UnixMilli())
}
