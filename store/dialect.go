package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// dialect is what differs between databases. All other SQL here keeps to what SQLite and PostgreSQL
// both read: numbered parameters, RETURNING, ON CONFLICT, partial indexes, integers for times and
// truths, LIKE only over folded text.
type dialect struct {
	name       string
	goose      goose.Dialect
	migrations string // folder of migrations

	// open returns two pools on one database: one for writing, one for reading. They may be the same.
	open func(address string) (w, r *sql.DB, err error)
	// backup writes a consistent copy of the whole database to a file that does not exist yet.
	backup func(ctx context.Context, r *sql.DB, path string) error
	// check asks the database itself whether it is sound and returns its complaints.
	check func(ctx context.Context, r *sql.DB) ([]string, error)
	// tables lists the tables of ours.
	tables string
}

//go:embed migrations/*/*.sql
var migrations embed.FS

// dialectOf tells from the form of an address which database is meant.
func dialectOf(address string) (dialect, error) {
	if strings.HasPrefix(address, "postgres://") || strings.HasPrefix(address, "postgresql://") {
		return dialect{}, fmt.Errorf("store: this build has no PostgreSQL driver; give the path of an SQLite file")
	}
	return sqlite, nil
}

var sqlite = dialect{
	name:       "sqlite",
	goose:      goose.DialectSQLite3,
	migrations: "migrations/sqlite",
	open:       openSQLite,
	backup:     backupSQLite,
	check:      checkSQLite,
	tables: `SELECT name FROM sqlite_master WHERE type = 'table'
		AND name NOT LIKE 'sqlite\_%' ESCAPE '\' AND name NOT LIKE 'goose\_%' ESCAPE '\' ORDER BY name`,
}

// openSQLite opens one connection for writing and a few for reading. Writers then queue in Go, first
// come first served, where SQLite would let them poll the lock: no write is ever refused as busy
// inside one process, and a bulk import delays others by one of its transactions only. The busy
// timeout is for other processes.
func openSQLite(path string) (w, r *sql.DB, err error) {
	path, err = filepath.Abs(path)
	if err != nil {
		return nil, nil, err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return nil, nil, err
	}
	// SQLite would make it for all to read, and the files beside it like it.
	if f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600); err == nil {
		f.Close()
	} else if !errors.Is(err, fs.ErrPermission) { // what may only be read may still be read
		return nil, nil, err
	}
	address := func(params url.Values) string {
		// database/sql opens connections as it likes, so everything a connection needs is in its
		// address. synchronous=full: a submission that was acknowledged survives a power cut.
		for _, p := range []string{"journal_mode(wal)", "synchronous(full)", "foreign_keys(1)", "busy_timeout(10000)", "secure_delete(fast)"} {
			params.Add("_pragma", p)
		}
		return (&url.URL{Scheme: "file", Path: path, RawQuery: params.Encode()}).String()
	}
	// A deferred transaction that reads and then writes fails as busy at once, whatever the timeout.
	w, err = sql.Open("sqlite", address(url.Values{"_txlock": {"immediate"}}))
	if err != nil {
		return nil, nil, err
	}
	w.SetMaxOpenConns(1)
	r, err = sql.Open("sqlite", address(url.Values{"_query_only": {"1"}}))
	if err != nil {
		w.Close()
		return nil, nil, err
	}
	r.SetMaxOpenConns(8)
	r.SetMaxIdleConns(2)
	return w, r, nil
}

// backupSQLite copies on a reading connection, so that nobody has to wait for it.
func backupSQLite(ctx context.Context, r *sql.DB, path string) (err error) {
	conn, err := r.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	if _, err := conn.ExecContext(ctx, `PRAGMA query_only = 0`); err != nil { // the copy counts as writing
		return err
	}
	defer func() {
		_, e := conn.ExecContext(context.WithoutCancel(ctx), `PRAGMA query_only = 1`)
		err = errors.Join(err, e)
	}()
	_, err = conn.ExecContext(ctx, `VACUUM INTO $1`, path)
	return err
}

func checkSQLite(ctx context.Context, r *sql.DB) (bad []string, err error) {
	said, err := column[string](ctx, r, `PRAGMA integrity_check(10)`)
	if err != nil {
		return nil, err
	}
	for _, s := range said {
		if s != "ok" {
			bad = append(bad, s)
		}
	}
	loose, err := column[string](ctx, r, `SELECT "table" || ' row ' || rowid || ' points to no ' || parent FROM pragma_foreign_key_check LIMIT 10`)
	return append(bad, loose...), err
}

// migrate brings the schema up to date.
func (d dialect) migrate(ctx context.Context, w *sql.DB) error {
	files, err := fs.Sub(migrations, d.migrations)
	if err != nil {
		return err
	}
	p, err := goose.NewProvider(d.goose, w, files, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	_, err = p.Up(ctx)
	return err
}
