package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"attache"
	"attache/store"
)

type backupCmd struct {
	Path string `arg:"" help:"File to write; it must not exist."`
}

// Run copies the database; a bot may be using it. The index is not part of the copy: reindex builds it.
func (c *backupCmd) Run(e env) error {
	return e.beside(func(db *store.DB) error {
		if err := db.Backup(e.ctx, c.Path); err != nil {
			say := fmt.Sprintf("I cannot write %s. Nothing was written; give another file.", c.Path)
			if errors.Is(err, fs.ErrExist) {
				say = fmt.Sprintf("There is a file %s already. Nothing was written; give another name.", c.Path)
			}
			return &attache.Problem{Say: say, Err: err}
		}
		fmt.Fprintf(e.out, "wrote %s; put it in an empty data folder as attache.db and run `attache reindex` to use it\n", c.Path)
		return nil
	})
}

// beside opens the database alone, which a running bot does not mind.
func (e env) beside(visit func(*store.DB) error) error {
	name := databaseFile(e.settings.Data)
	if _, err := os.Stat(name); err != nil {
		return &attache.Problem{Say: fmt.Sprintf("There is no archive in %s. Nothing was done; give its folder with --data.", e.settings.Data), Err: err}
	}
	db, err := store.Open(e.ctx, name)
	if err != nil {
		return fmt.Errorf("database: %w", err)
	}
	return errors.Join(visit(db), db.Close())
}
