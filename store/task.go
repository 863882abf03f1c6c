package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strconv"
	"time"

	"attache"
)

// ErrLost says that a lease ran out and somebody else has taken over: what was to be done under it
// was not done.
var ErrLost = errors.New("lease lost")

// taskColumns follow submissionColumns.
const taskColumns = submissionColumns + `, try, failures, crashes`

func scanTask(scan func(...any) error) (t attache.Task, err error) {
	t.Submission, err = scanSubmission(scan, &t.Try, &t.Failures, &t.Crashes)
	return t, err
}

// Take leases a submission that waits. Guilds take turns: it is the oldest of the first guild after
// the one given, in the order of ids and round again, that has one and is not in skip.
// Submissions over which the process died are left to TakeSuspect.
func (db *DB) Take(ctx context.Context, now time.Time, lease time.Duration, after attache.GuildID, skip ...attache.GuildID) (attache.Task, bool, error) {
	args := []any{now.UnixMilli(), after}
	free := ""
	for _, g := range skip {
		args = append(args, g)
		free += ` AND guild <> $` + strconv.Itoa(len(args))
	}
	next := func(side string) string {
		return `SELECT id FROM submission WHERE state = 'waiting' AND crashes = 0 AND ready <= $1 AND guild ` + side + ` $2` + free + ` ORDER BY guild, id LIMIT 1`
	}
	return db.take(ctx, now, lease, args, next(">"), next("<="))
}

// TakeSuspect leases the submission that waits and has crashed the process least often. It should be
// worked on alone: of several that ran when the process died, one is to blame.
func (db *DB) TakeSuspect(ctx context.Context, now time.Time, lease time.Duration) (attache.Task, bool, error) {
	return db.take(ctx, now, lease, []any{now.UnixMilli()},
		`SELECT id FROM submission WHERE state = 'waiting' AND crashes > 0 AND ready <= $1 ORDER BY crashes, id LIMIT 1`)
}

func (db *DB) take(ctx context.Context, now time.Time, lease time.Duration, args []any, queries ...string) (t attache.Task, ok bool, err error) {
	err = db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		var id int64
		err := error(sql.ErrNoRows)
		for i := 0; i < len(queries) && errors.Is(err, sql.ErrNoRows); i++ {
			err = tx.QueryRowContext(ctx, queries[i], args...).Scan(&id)
		}
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err != nil {
			return err
		}
		t, err = scanTask(tx.QueryRowContext(ctx, `UPDATE submission SET state = 'running', try = try + 1, until = $2 WHERE id = $1 AND state = 'waiting'
			RETURNING `+taskColumns, id, now.Add(lease).UnixMilli()).Scan)
		ok = err == nil
		return err
	})
	return t, ok, err
}

// Ready says when the next submission that waits may be taken; ok is false when none waits.
func (db *DB) Ready(ctx context.Context) (t time.Time, ok bool, err error) {
	var ms sql.NullInt64
	err = db.r.QueryRowContext(ctx, `SELECT min(ready) FROM submission WHERE state = 'waiting'`).Scan(&ms)
	return at(ms), ms.Valid, err
}

// Renew extends the lease of a task. It wraps ErrLost when the task is no longer the caller's, as all
// methods that take a task do.
func (db *DB) Renew(ctx context.Context, t attache.Task, until time.Time) error {
	return db.settle(ctx, t, `until = $4`, until.UnixMilli())
}

// Release gives a task back unharmed: whoever worked on it has to stop.
func (db *DB) Release(ctx context.Context, t attache.Task) error {
	return db.settle(ctx, t, `state = 'waiting', until = 0`)
}

// Postpone gives a task back after a try that failed; it may be taken again at ready. why is for the
// operator.
func (db *DB) Postpone(ctx context.Context, t attache.Task, ready time.Time, why string) error {
	return db.settle(ctx, t, `state = 'waiting', until = 0, failures = failures + 1, ready = $4, why = $5`, ready.UnixMilli(), why)
}

// Refuse ends a task with nothing archived. say is for the person, why for the operator. With aside
// what was handed in is kept for the operator, who may Retry it; without, it is forgotten.
func (db *DB) Refuse(ctx context.Context, t attache.Task, say, why string, aside bool) error {
	forget := `, text = '', bytes = ''`
	if aside {
		forget = ``
	}
	return db.settle(ctx, t, `state = 'done', until = 0, finished = $4, say = $5, why = $6, aside = $7`+forget, time.Now().UnixMilli(), say, why, truth(aside))
}

// Lapsed lists the tasks whose lease has run out at now, or all that are leased: those of dead
// processes, when the caller is the only one that works on this database.
func (db *DB) Lapsed(ctx context.Context, now time.Time, all bool) (tasks []attache.Task, err error) {
	until := now.UnixMilli()
	if all {
		until = 1<<63 - 1
	}
	err = rows(ctx, db.r, func(r *sql.Rows) error {
		t, err := scanTask(r.Scan)
		tasks = append(tasks, t)
		return err
	}, `SELECT `+taskColumns+` FROM submission WHERE state = 'running' AND until <= $1 ORDER BY id`, until)
	return tasks, err
}

// Lapse takes a task from a holder that died over it; it may be taken again at ready.
func (db *DB) Lapse(ctx context.Context, t attache.Task, ready time.Time) error {
	return db.settle(ctx, t, `state = 'waiting', until = 0, crashes = crashes + 1, ready = $4`, ready.UnixMilli())
}

// settle changes the row of a task that is still leased to the caller.
func (db *DB) settle(ctx context.Context, t attache.Task, set string, args ...any) error {
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error { return settle(ctx, tx, t, set, args...) })
}

func settle(ctx context.Context, tx *sql.Tx, t attache.Task, set string, args ...any) error {
	args = append([]any{t.Submission.ID, t.Submission.Guild, t.Try}, args...)
	done, err := tx.ExecContext(ctx, `UPDATE submission SET `+set+` WHERE id = $1 AND guild = $2 AND state = 'running' AND try = $3`, args...)
	if err != nil {
		return err
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return errors.Join(err, fmt.Errorf("submission %d, try %d: %w", t.Submission.ID, t.Try, ErrLost))
	}
	return nil
}

// SetAside lists up to n submissions that were set aside, latest first, without their text and
// bytes, with the reasons.
func (db *DB) SetAside(ctx context.Context, n int) (all []attache.Submission, why []string, err error) {
	err = rows(ctx, db.r, func(r *sql.Rows) error {
		var w string
		s, err := scanSubmission(r.Scan, &w)
		s.Text, s.File.Bytes = "", nil
		all, why = append(all, s), append(why, w)
		return err
	}, `SELECT `+submissionColumns+`, why FROM submission WHERE aside = 1 ORDER BY id DESC LIMIT $1`, n)
	return all, why, err
}

// Retry puts a submission that was set aside back into the queue as if it were new.
func (db *DB) Retry(ctx context.Context, id int64) error {
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE submission SET state = 'waiting', ready = 0, failures = 0, crashes = 0, aside = 0, say = '', finished = NULL, heard = NULL, told = NULL
			WHERE id = $1 AND aside = 1`, id)
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, notFound("submission set aside", id))
		}
		return nil
	})
}

// Backlog counts what waits over all guilds, and what was set aside. oldest is when the submission
// that has waited longest was handed in, zero when none waits.
func (db *DB) Backlog(ctx context.Context) (waiting, aside int, oldest time.Time, err error) {
	var ms sql.NullInt64
	if err = db.r.QueryRowContext(ctx, `SELECT count(*), min(at) FROM submission WHERE state <> 'done'`).Scan(&waiting, &ms); err != nil {
		return 0, 0, oldest, err
	}
	err = db.r.QueryRowContext(ctx, `SELECT count(*) FROM submission WHERE aside = 1`).Scan(&aside)
	return waiting, aside, at(ms), err
}
