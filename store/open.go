package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache"
)

// DB is an open database. It is safe for concurrent use.
type DB struct {
	w, r    *sql.DB
	dialect dialect
}

// Open opens the database at address, creates it when there is none and brings its schema up to
// date. address is the path of an SQLite file; its folder is created too, for the owner alone.
func Open(ctx context.Context, address string) (*DB, error) {
	d, err := dialectOf(address)
	if err != nil {
		return nil, err
	}
	w, r, err := d.open(address)
	if err != nil {
		return nil, fmt.Errorf("store: open %s: %w", address, err)
	}
	db := &DB{w: w, r: r, dialect: d}
	if err := d.migrate(ctx, w); err != nil {
		return nil, errors.Join(fmt.Errorf("store: migrate %s: %w", address, err), db.Close())
	}
	return db, nil
}

// Close waits for running queries and closes the database.
func (db *DB) Close() error {
	if db.r == db.w {
		return db.w.Close()
	}
	return errors.Join(db.r.Close(), db.w.Close()) // the writer last: it empties the log
}

// Ping reports whether the database answers.
func (db *DB) Ping(ctx context.Context) error {
	var one int
	return db.r.QueryRowContext(ctx, `SELECT 1`).Scan(&one)
}

// querier is what *sql.DB and *sql.Tx have in common.
type querier interface {
	ExecContext(ctx context.Context, query string, args ...any) (sql.Result, error)
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// write runs do in a transaction that is committed when do returns nil. A ctx that ends is noticed
// while waiting for the turn; what has begun is finished, because a write takes milliseconds and the
// driver pays for a watchdog on every statement.
func (db *DB) write(ctx context.Context, do func(ctx context.Context, tx *sql.Tx) error) error {
	conn, err := db.w.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	ctx = context.WithoutCancel(ctx)
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := do(ctx, tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}

// read runs do over one state of the database.
func (db *DB) read(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := db.r.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return do(tx)
}

// rows calls scan for each row of a query.
func rows(ctx context.Context, q querier, scan func(*sql.Rows) error, query string, args ...any) error {
	found, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer found.Close()
	for found.Next() {
		if err := scan(found); err != nil {
			return err
		}
	}
	return found.Err()
}

// column returns the only column of a query.
func column[T any](ctx context.Context, q querier, query string, args ...any) (all []T, err error) {
	err = rows(ctx, q, func(r *sql.Rows) error {
		var v T
		err := r.Scan(&v)
		all = append(all, v)
		return err
	}, query, args...)
	return all, err
}

// millis writes a time; the zero time has none.
func millis(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t.UnixMilli()
}

// at reads what millis wrote.
func at(ms sql.NullInt64) time.Time {
	if !ms.Valid {
		return time.Time{}
	}
	return time.UnixMilli(ms.Int64).UTC()
}

// offset is the distance of t's zone from UTC in seconds.
func offset(t time.Time) int {
	_, s := t.Zone()
	return s
}

// atZone reads a time that was written with its offset.
func atZone(ms sql.NullInt64, seconds int) time.Time {
	t := at(ms)
	if t.IsZero() || seconds == 0 {
		return t
	}
	return t.In(time.FixedZone("", seconds))
}

// truth is how a yes or no is stored.
func truth(b bool) int {
	if b {
		return 1
	}
	return 0
}

func notFound(what string, id any) error {
	return fmt.Errorf("%s %v: %w", what, id, attache.ErrNotFound)
}
