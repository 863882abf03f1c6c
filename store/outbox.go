package store

import (
	"context"
	"database/sql"

	"attache"
)

// Outbox returns up to n changes after seq, in their order. Each article occurs once, with its latest
// change; from 0 on they make up the whole archive.
func (g *Guild) Outbox(ctx context.Context, after int64, n int) (all []attache.Change, err error) {
	err = rows(ctx, g.db.r, func(r *sql.Rows) error {
		var c attache.Change
		err := r.Scan(&c.Seq, &c.Article, &c.Removed)
		all = append(all, c)
		return err
	}, `SELECT seq, article, removed FROM outbox WHERE guild = $1 AND seq > $2 ORDER BY seq LIMIT $3`, g.id, after, n)
	return all, err
}

// Indexed records how far the guild's index has come. It may also go back, to 0 when the index was
// lost.
func (g *Guild) Indexed(ctx context.Context, seq int64) error {
	return g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO feed (guild, seq) VALUES ($1, $2) ON CONFLICT (guild) DO UPDATE SET seq = excluded.seq`, g.id, seq)
		return err
	})
}

// Behind lists the guilds whose index, as far as Indexed told, has changes to follow.
func (db *DB) Behind(ctx context.Context) ([]attache.GuildID, error) {
	guilds, err := db.Guilds(ctx)
	if err != nil {
		return nil, err
	}
	behind := guilds[:0]
	for _, g := range guilds {
		var more bool
		if err := db.r.QueryRowContext(ctx, `SELECT EXISTS (SELECT 1 FROM outbox WHERE guild = $1 AND seq > coalesce((SELECT seq FROM feed WHERE guild = $1), 0))`, g).Scan(&more); err != nil {
			return nil, err
		}
		if more {
			behind = append(behind, g)
		}
	}
	return behind, nil
}
