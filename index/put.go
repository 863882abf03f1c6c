package index

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

// ErrBehind is returned by Put when the feeder does not know where the index stands: it has not read
// the checkpoint yet, or the index has begun anew or fallen back since. Read it, and put what comes
// after it.
var ErrBehind = errors.New("index: the checkpoint has to be read")

// errWrite means that bleve could not write.
var errWrite = errors.New("write")

// A batch ends with whichever comes first. Larger ones take less time for each article and more
// memory: 100 articles with 1 500 facts take some 60 MB.
const (
	batchArticles = 100
	batchBytes    = 1 << 20
)

// Checkpoint returns the seq of the last Put that is safe on disk: everything up to it is in the
// index of the guild. It is 0 for a guild that has no index, and begins anew from 0 after Reset and
// when an index was lost.
func (s *Set) Checkpoint(ctx context.Context, guild attache.GuildID) (seq int64, err error) {
	sh, err := s.take(guild)
	if err != nil {
		return 0, err
	}
	defer s.giveBack(sh)
	sh.writing.Lock()
	defer sh.writing.Unlock()
	err = s.use(sh, false, func() (err error) {
		if seq, err = sh.target().checkpoint(); err == nil {
			sh.asked, sh.seen = true, seq
		}
		return err
	})
	if errors.Is(err, errAbsent) {
		sh.mu.Lock()
		sh.asked, sh.seen = true, 0
		sh.mu.Unlock()
		err = nil
	}
	if err != nil {
		return 0, fmt.Errorf("index: checkpoint: %w", err)
	}
	return seq, ctx.Err()
}

// Put indexes articles with their facts, forgets others, and moves the checkpoint to seq, which
// never moves back. An article that is there already is replaced with all its facts. When Put
// returns, everything is on disk; when it returns an error, the checkpoint has not moved and the
// same Put may be repeated. Large puts are written in several batches, the checkpoint with the last.
func (s *Set) Put(ctx context.Context, guild attache.GuildID, seq int64, put []attache.Read, remove []attache.ArticleID) error {
	sh, err := s.take(guild)
	if err != nil {
		return err
	}
	defer s.giveBack(sh)
	sh.writing.Lock()
	defer sh.writing.Unlock()

	var e *engine
	err = s.use(sh, true, func() error {
		if !sh.asked {
			return ErrBehind
		}
		e = sh.target()
		if err := s.write(ctx, e, seq, put, remove); err != nil {
			return err
		}
		sh.seen = max(sh.seen, seq)
		return nil
	})
	switch {
	case errors.Is(err, ErrDamaged) && e != nil:
		s.giveUp(sh, e, err)
		return fmt.Errorf("%w: %w", ErrBehind, err)
	case errors.Is(err, errWrite):
		// bleve tries again without pause until it is closed; a full disk would cost a core.
		sh.mu.Lock()
		sh.shut()
		sh.mu.Unlock()
		return fmt.Errorf("index: put: %w", err)
	case err != nil:
		return fmt.Errorf("index: put: %w", err)
	}
	return s.exchange(sh)
}

// write puts everything in batches.
func (s *Set) write(ctx context.Context, e *engine, seq int64, put []attache.Read, remove []attache.ArticleID) error {
	last := map[attache.ArticleID]int{} // an article given twice counts as given last
	for i, r := range put {
		last[r.Article.ID] = i
	}
	b := &batch{Batch: bleve.NewBatch()}
	for _, id := range remove {
		if _, ok := last[id]; !ok {
			b.replaced = append(b.replaced, id)
		}
	}
	for i, r := range put {
		if last[r.Article.ID] != i {
			continue
		}
		if b.articles == batchArticles || b.bytes > batchBytes {
			if err := e.commit(b); err != nil {
				return err
			}
			b = &batch{Batch: bleve.NewBatch()}
		}
		if err := ctx.Err(); err != nil {
			return err
		}
		rows, err := s.languages.documents(r)
		if err != nil {
			return err
		}
		b.replaced = append(b.replaced, r.Article.ID)
		for _, d := range rows {
			b.Update(d)
		}
		b.articles++
		b.bytes += len(r.Article.Text)
	}
	before, err := e.checkpoint()
	if err != nil {
		return err
	}
	b.SetInternal(checkpointKey, strconv.AppendInt(nil, max(before, seq), 10))
	return e.commit(b)
}

// batch is what is written at once.
type batch struct {
	*bleve.Batch
	replaced        []attache.ArticleID // whose documents go unless the batch has them
	articles, bytes int
}

// commit writes a batch to disk.
func (e *engine) commit(b *batch) error {
	r, err := e.Reader()
	if err != nil {
		return err
	}
	for _, id := range b.replaced {
		if err := stale(r, id, b); err != nil {
			r.Close()
			return err
		}
	}
	if err := r.Close(); err != nil {
		return err
	}
	return e.watch(func() error { return e.Batch(b.Batch) })
}

// watch waits for a write. A goroutine of bleve that panics is counted by bleve and gone, and the
// write would wait for it for ever: that is damage.
func (e *engine) watch(write func() error) error {
	before := e.faults()
	done := make(chan error, 1)
	go func() { done <- guard(write) }()
	tick := time.NewTicker(time.Second)
	defer tick.Stop()
	for patience := 5; ; {
		select {
		case err := <-done:
			if err == nil || errors.Is(err, ErrDamaged) {
				return err
			}
			return fmt.Errorf("%w: %w", errWrite, err)
		case <-tick.C:
			if e.faults() == before {
				continue
			}
			if patience--; patience == 0 {
				return fmt.Errorf("%w: bleve does not answer", ErrDamaged)
			}
		}
	}
}

// faults returns how many errors bleve met in the background.
func (e *engine) faults() uint64 {
	s, ok := e.Stats().(*scorch.Stats)
	if !ok {
		return 0
	}
	n, _ := s.ToMap()["TotOnErrors"].(uint64)
	return n
}

// stale adds to b the removal of the documents of an article that b does not write again.
func stale(r bleve.IndexReader, id attache.ArticleID, b *batch) error {
	docs, err := r.TermFieldReader(context.Background(), []byte(tagArticle+string(id)), tagField, false, false, false)
	if err != nil {
		return err
	}
	defer docs.Close()
	for {
		doc, err := docs.Next(nil)
		if err != nil || doc == nil {
			return err
		}
		key, err := r.ExternalID(doc.ID)
		if err != nil {
			return err
		}
		if _, again := b.IndexOps[key]; !again {
			b.Delete(key)
		}
	}
}
