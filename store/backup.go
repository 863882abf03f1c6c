package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// Backup writes a consistent copy of the database to a file that does not exist yet, while others
// read and write. The file is there whole or not at all.
func (db *DB) Backup(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); err == nil {
		return fmt.Errorf("store: backup: %s: %w", path, os.ErrExist)
	}
	// In a folder of its own, so that nobody else's file is taken for it or overwritten.
	dir, err := os.MkdirTemp(filepath.Dir(path), ".attache-backup-")
	if err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	defer os.RemoveAll(dir)
	part := filepath.Join(dir, "part")
	if err := db.dialect.backup(ctx, db.r, part); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	if err := os.Chmod(part, 0o600); err != nil { // for the owner alone, as the database is
		return fmt.Errorf("store: backup: %w", err)
	}
	if err := toDisk(part); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	if err := os.Rename(part, path); err != nil {
		return fmt.Errorf("store: backup: %w", err)
	}
	return toDisk(filepath.Dir(path))
}

func toDisk(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Prune forgets bookkeeping that nothing has touched since before: lines of buttons, claims on things
// done, and submissions that were read, told and heard. Articles are never pruned.
func (db *DB) Prune(ctx context.Context, before time.Time) error {
	return db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		for _, q := range []string{
			`DELETE FROM line WHERE kept < $1`,
			`DELETE FROM claim WHERE until < $1`,
			`DELETE FROM submission WHERE state = 'done' AND told IS NOT NULL AND heard IS NOT NULL AND aside = 0 AND finished < $1`,
		} {
			if _, err := tx.ExecContext(ctx, q, before.UnixMilli()); err != nil {
				return fmt.Errorf("store: prune: %w", err)
			}
		}
		return nil
	})
}
