package store

import (
	"context"
	"database/sql"
	"fmt"

	"attache"
)

// Guild is one tenant's part of the database. Everything it reads and writes is bound to its id.
type Guild struct {
	db *DB
	id attache.GuildID
}

// Guild returns the part of the database that belongs to id. It costs nothing and touches nothing.
func (db *DB) Guild(id attache.GuildID) *Guild { return &Guild{db, id} }

// Guilds lists the guilds that have articles, in order of their ids.
func (db *DB) Guilds(ctx context.Context) ([]attache.GuildID, error) {
	// A loose index scan: one step for each guild, however many articles it has.
	return column[attache.GuildID](ctx, db.r, `WITH RECURSIVE g(id) AS (
		SELECT min(guild) FROM outbox
		UNION ALL
		SELECT (SELECT min(guild) FROM outbox WHERE guild > g.id) FROM g WHERE g.id IS NOT NULL)
		SELECT id FROM g WHERE id IS NOT NULL`)
}

// tables lists every table of ours: all have a column guild. Rows that others refer to come last.
var tables = []string{"fact", "forward", "answer", "terms", "reply", "correction", "article_entity", "entity", "band", "article", "outbox", "feed", "submission", "claim", "schedule", "line", "state", "decision", "lead"}

// Purge forgets everything about the guild: it was asked to, or has left. The index is the
// caller's to remove.
func (g *Guild) Purge(ctx context.Context) error {
	return g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, t := range tables {
			if _, err := tx.ExecContext(ctx, `DELETE FROM `+t+` WHERE guild = $1`, g.id); err != nil {
				return fmt.Errorf("purge %s: %w", t, err)
			}
		}
		return nil
	})
}
