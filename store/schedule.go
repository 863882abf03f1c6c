package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache"
)

const scheduleColumns = `id, guild, name, channel, spec, zone, topic, created, created_by, last, paused, reason`

func scanSchedule(scan func(...any) error) (s attache.Schedule, err error) {
	var created, last sql.NullInt64
	err = scan(&s.ID, &s.Guild, &s.Name, &s.Channel, &s.Spec, &s.Zone, &s.Topic, &created, &s.CreatedBy, &last, &s.Paused, &s.Reason)
	s.Created, s.Last = at(created), at(last)
	return s, err
}

func schedules(ctx context.Context, q querier, where string, args ...any) (all []attache.Schedule, err error) {
	err = rows(ctx, q, func(r *sql.Rows) error {
		s, err := scanSchedule(r.Scan)
		all = append(all, s)
		return err
	}, `SELECT `+scheduleColumns+` FROM schedule `+where, args...)
	return all, err
}

// Schedules lists the schedules of all guilds, for whoever runs them.
func (db *DB) Schedules(ctx context.Context) ([]attache.Schedule, error) {
	return schedules(ctx, db.r, `ORDER BY id`)
}

// Schedules lists the guild's schedules by name.
func (g *Guild) Schedules(ctx context.Context) ([]attache.Schedule, error) {
	return schedules(ctx, g.db.r, `WHERE guild = $1 ORDER BY name`, g.id)
}

// Schedule returns one schedule, or an error that wraps attache.ErrNotFound.
func (g *Guild) Schedule(ctx context.Context, name string) (attache.Schedule, error) {
	s, err := scanSchedule(g.db.r.QueryRowContext(ctx, `SELECT `+scheduleColumns+` FROM schedule WHERE guild = $1 AND name = $2`, g.id, name).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return attache.Schedule{}, notFound("schedule", name)
	}
	return s, err
}

// AddSchedule keeps a new schedule and gives it its ID. taken means that the guild has one of that
// name, which comes back instead; nothing was changed then.
func (g *Guild) AddSchedule(ctx context.Context, s attache.Schedule) (kept attache.Schedule, taken bool, err error) {
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		kept, err = scanSchedule(tx.QueryRowContext(ctx, `INSERT INTO schedule (guild, name, channel, spec, zone, topic, created, created_by, last, paused, reason)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (guild, name) DO NOTHING RETURNING `+scheduleColumns,
			g.id, s.Name, s.Channel, s.Spec, s.Zone, s.Topic, s.Created.UnixMilli(), s.CreatedBy, millis(s.Last), truth(s.Paused), s.Reason).Scan)
		if taken = errors.Is(err, sql.ErrNoRows); !taken {
			return err
		}
		kept, err = scanSchedule(tx.QueryRowContext(ctx, `SELECT `+scheduleColumns+` FROM schedule WHERE guild = $1 AND name = $2`, g.id, s.Name).Scan)
		return err
	})
	return kept, taken, err
}

// PauseSchedule pauses a schedule or lets it run again. reason is kept while it is paused: why, when
// nobody asked for that.
func (g *Guild) PauseSchedule(ctx context.Context, name string, paused bool, reason string) (s attache.Schedule, err error) {
	if !paused {
		reason = ""
	}
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		s, err = scanSchedule(tx.QueryRowContext(ctx, `UPDATE schedule SET paused = $3, reason = $4 WHERE guild = $1 AND name = $2 RETURNING `+scheduleColumns,
			g.id, name, truth(paused), reason).Scan)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound("schedule", name)
		}
		return err
	})
	return s, err
}

// DropSchedule forgets a schedule; the error wraps attache.ErrNotFound when there is none.
func (g *Guild) DropSchedule(ctx context.Context, name string) error {
	return g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `DELETE FROM schedule WHERE guild = $1 AND name = $2`, g.id, name)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, notFound("schedule", name))
		}
		return nil
	})
}

// SlotDone records the last slot of a schedule that was posted or found empty. It never goes back.
func (g *Guild) SlotDone(ctx context.Context, id int64, slot time.Time) error {
	return g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `UPDATE schedule SET last = $3 WHERE guild = $1 AND id = $2 AND coalesce(last, 0) < $3`, g.id, id, slot.UnixMilli())
		if err != nil {
			return fmt.Errorf("schedule %d: %w", id, err)
		}
		return nil
	})
}
