package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache"
)

// Claims gives out the right to do a thing once.
type Claims struct{ db *DB }

// Claims returns the claims of all guilds.
func (db *DB) Claims() Claims { return Claims{db} }

// Claim asks for the right to do a thing once. It is given to one caller at a time: to the first, and
// to another when the lease has run out before Finish. Then Token is above 1, and whoever held it
// may have done the thing and died before saying so. Without the right the claim comes back as it
// stands: Done, with its message, or held Until.
func (cs Claims) Claim(ctx context.Context, guild attache.GuildID, kind, key string, lease time.Duration, now time.Time) (c attache.Claim, ours bool, err error) {
	c = attache.Claim{Guild: guild, Kind: kind, Key: key, Until: now.Add(lease).UTC().Truncate(time.Millisecond)}
	err = cs.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, `INSERT INTO claim (guild, kind, key, token, until, done, message) VALUES ($1, $2, $3, 1, $4, 0, '')
			ON CONFLICT (guild, kind, key) DO UPDATE SET token = claim.token + 1, until = excluded.until WHERE claim.done = 0 AND claim.until <= $5
			RETURNING token`, guild, kind, key, c.Until.UnixMilli(), now.UnixMilli()).Scan(&c.Token)
		if ours = err == nil; ours || !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		var until sql.NullInt64
		err = tx.QueryRowContext(ctx, `SELECT token, until, done, message FROM claim WHERE guild = $1 AND kind = $2 AND key = $3`, guild, kind, key).
			Scan(&c.Token, &until, &c.Done, &c.Message)
		c.Until = at(until)
		return err
	})
	return c, ours, err
}

// Finish records that the thing was done, with the message that came of it, if any. Nobody is given
// the right again. The error wraps ErrLost when another has taken over.
func (cs Claims) Finish(ctx context.Context, c attache.Claim, message attache.MessageID) error {
	return cs.holds(ctx, c, `done = 1, message = $5`, message)
}

// Release gives the right back undone: the next who asks gets it at once. The error wraps ErrLost
// when another has taken over.
func (cs Claims) Release(ctx context.Context, c attache.Claim) error {
	return cs.holds(ctx, c, `until = 0`)
}

func (cs Claims) holds(ctx context.Context, c attache.Claim, set string, args ...any) error {
	return cs.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE claim SET `+set+` WHERE guild = $1 AND kind = $2 AND key = $3 AND token = $4 AND done = 0`,
			append([]any{c.Guild, c.Kind, c.Key, c.Token}, args...)...)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, fmt.Errorf("claim %s %s: %w", c.Kind, c.Key, ErrLost))
		}
		return nil
	})
}
