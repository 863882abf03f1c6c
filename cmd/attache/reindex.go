package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"attache/card"
)

type reindexCmd struct{}

// Run drops the index, reads again what an older extractor read, and builds the index anew.
func (reindexCmd) Run(e env) error {
	if err := e.dropIndex(); err != nil {
		return err
	}
	return e.within(parts{}, func(a *app) error {
		started := time.Now()
		reread := 0
		if err := a.inbox.Reread(e.ctx, func(done int) { reread = done }); err != nil {
			return err
		}
		guilds, err := a.db.Guilds(e.ctx)
		if err != nil {
			return err
		}
		articles := 0
		for _, id := range guilds {
			if err := a.inbox.Feed(e.ctx, id); err != nil {
				return err
			}
			st, err := a.db.Guild(id).Stats(e.ctx)
			if err != nil {
				return err
			}
			articles += st.Articles
		}
		fmt.Fprintf(e.out, "%s indexed, %d of them read again, in %s\n", card.Plural(articles, "article"), reread, time.Since(started).Round(time.Millisecond))
		return nil
	})
}

// dropIndex removes the index, unless somebody works with it.
func (e env) dropIndex() error {
	if _, err := os.Stat(databaseFile(e.settings.Data)); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	lock, err := hold(e.settings.Data)
	if err != nil {
		return err
	}
	if err := errors.Join(os.RemoveAll(filepath.Join(e.settings.Data, "index")), lock.Unlock()); err != nil {
		return fmt.Errorf("remove the index: %w", err)
	}
	return nil
}
