package store

import (
	"context"
	"database/sql"

	"attache"
)

// Stats counts what the guild's archive holds.
func (g *Guild) Stats(ctx context.Context) (s attache.Stats, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		var newest sql.NullInt64
		if err := tx.QueryRowContext(ctx, `SELECT count(*), count(DISTINCT nullif(outlet_fold, '')), max(published),
			coalesce(sum(attributions), 0), coalesce(sum(events), 0), coalesce(sum(conditions), 0) FROM article WHERE guild = $1`, g.id).
			Scan(&s.Articles, &s.Outlets, &newest, &s.Attributions, &s.Events, &s.Conditions); err != nil {
			return err
		}
		s.Newest = at(newest)
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM submission WHERE guild = $1 AND state <> 'done'`, g.id).Scan(&s.Waiting); err != nil {
			return err
		}
		return tx.QueryRowContext(ctx, `SELECT count(*) FROM outbox WHERE guild = $1 AND removed = 0
			AND seq > coalesce((SELECT seq FROM feed WHERE guild = $1), 0)`, g.id).Scan(&s.Unindexed)
	})
	return s, err
}

// Totals counts what the archives of all guilds hold together, for who runs the process. Outlets, Newest
// and Waiting are not counted, see Backlog; Unindexed counts the guilds whose index lacks something.
func (db *DB) Totals(ctx context.Context) (guilds int, s attache.Stats, err error) {
	err = db.read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT count(DISTINCT guild), count(*),
			coalesce(sum(attributions), 0), coalesce(sum(events), 0), coalesce(sum(conditions), 0) FROM article`).
			Scan(&guilds, &s.Articles, &s.Attributions, &s.Events, &s.Conditions)
	})
	if err != nil {
		return 0, s, err
	}
	behind, err := db.Behind(ctx)
	s.Unindexed = len(behind)
	return guilds, s, err
}
