package store

import (
	"context"
	"database/sql"
	"errors"

	"attache"
)

// Get returns a small value of the whole process, or "" when it was never set.
func (db *DB) Get(ctx context.Context, key string) (string, error) { return db.get(ctx, "", key) }

// Set keeps a small value of the whole process: the hash of the commands that are registered.
func (db *DB) Set(ctx context.Context, key, value string) error { return db.set(ctx, "", key, value) }

// Get returns a small value of the guild, or "" when it was never set.
func (g *Guild) Get(ctx context.Context, key string) (string, error) { return g.db.get(ctx, g.id, key) }

// Set keeps a small value of the guild.
func (g *Guild) Set(ctx context.Context, key, value string) error {
	return g.db.set(ctx, g.id, key, value)
}

func (db *DB) get(ctx context.Context, guild attache.GuildID, key string) (value string, err error) {
	err = db.r.QueryRowContext(ctx, `SELECT value FROM state WHERE guild = $1 AND key = $2`, guild, key).Scan(&value)
	if errors.Is(err, sql.ErrNoRows) {
		return "", nil
	}
	return value, err
}

func (db *DB) set(ctx context.Context, guild attache.GuildID, key, value string) error {
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO state (guild, key, value) VALUES ($1, $2, $3) ON CONFLICT (guild, key) DO UPDATE SET value = excluded.value`, guild, key, value)
		return err
	})
}
