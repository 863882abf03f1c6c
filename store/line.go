package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base32"
	"errors"
	"time"

	"attache"
)

// Lines keeps command lines that are too long for what carries them, a button of Discord's, under
// short keys. The zero Lines is of no use; see DB.Lines.
type Lines struct{ db *DB }

// Lines returns the lines of all guilds.
func (db *DB) Lines() Lines { return Lines{db} }

var lineKeys = base32.NewEncoding("0123456789abcdefghjkmnpqrstvwxyz").WithPadding(base32.NoPadding)

// Keep stores a line and returns its key: sixteen characters that depend on the guild and the line
// alone, so that keeping a line again gives the same key and makes it younger.
func (l Lines) Keep(ctx context.Context, guild attache.GuildID, line string) (key string, err error) {
	sum := sha256.Sum256([]byte(string(guild) + "\x00" + line))
	key = lineKeys.EncodeToString(sum[:10])
	err = l.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO line (guild, key, line, kept) VALUES ($1, $2, $3, $4) ON CONFLICT (guild, key) DO UPDATE SET kept = excluded.kept`,
			guild, key, line, time.Now().UnixMilli())
		return err
	})
	return key, err
}

// Line returns the line of a key, or an error that wraps attache.ErrNotFound: it was never kept in
// this guild, or is too old.
func (l Lines) Line(ctx context.Context, guild attache.GuildID, key string) (line string, err error) {
	err = l.db.r.QueryRowContext(ctx, `SELECT line FROM line WHERE guild = $1 AND key = $2`, guild, key).Scan(&line)
	if errors.Is(err, sql.ErrNoRows) {
		return "", notFound("line", key)
	}
	return line, err
}
