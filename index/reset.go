package index

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"attache"
)

// Reset begins the index of a guild anew. The old one goes on answering; what is put goes to the
// new one, whose checkpoint is 0, until it has reached the checkpoint of the old and takes its
// place. A crash or Close in between loses nothing: the new index is gone on with.
func (s *Set) Reset(ctx context.Context, guild attache.GuildID) error {
	sh, err := s.take(guild)
	if err != nil {
		return err
	}
	defer s.giveBack(sh)
	sh.writing.Lock()
	defer sh.writing.Unlock()
	err = s.use(sh, false, func() error { return nil })
	if errors.Is(err, errAbsent) {
		return ctx.Err() // nothing is what it would begin from
	}
	if err != nil {
		return err
	}

	sh.mu.Lock()
	defer sh.mu.Unlock()
	sh.shut()
	sh.asked, sh.seen = false, 0
	if err := os.RemoveAll(filepath.Join(sh.dir, nextFolder)); err != nil {
		return fmt.Errorf("index: reset: %w", err)
	}
	fresh, err := openEngine(filepath.Join(sh.dir, nextFolder), s.queue)
	if err != nil {
		return fmt.Errorf("index: reset: %w", err)
	}
	fresh.close() // open finds it
	return ctx.Err()
}

// exchange puts the new index in the place of the old one when it is complete.
func (s *Set) exchange(sh *shelf) error {
	sh.mu.Lock()
	defer sh.mu.Unlock()
	if sh.next == nil {
		return nil
	}
	seq, err := sh.next.checkpoint()
	if err != nil || seq < sh.goal {
		return err
	}
	sh.shut()
	if err := takePlace(sh.dir); err != nil {
		return fmt.Errorf("index: exchange: %w", err)
	}
	return nil
}

// RemoveGuild forgets everything about a guild. It waits for searches in progress.
func (s *Set) RemoveGuild(ctx context.Context, guild attache.GuildID) error {
	sh, err := s.take(guild)
	if err != nil {
		return err
	}
	defer s.giveBack(sh)
	sh.writing.Lock()
	defer sh.writing.Unlock()
	sh.mu.Lock()
	defer sh.mu.Unlock()
	sh.shut()
	sh.asked, sh.seen = false, 0
	if err := os.RemoveAll(sh.dir); err != nil {
		return fmt.Errorf("index: remove: %w", err)
	}
	return ctx.Err()
}
