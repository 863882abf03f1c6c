package ingest

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"
	"time"

	"attache"
)

// settle reads a task's submission and archives it, or finds that the archive has it.
func (in *Inbox) settle(ctx context.Context, t attache.Task) error {
	archive := in.Guild(t.Submission.Guild)
	a, err := in.article(ctx, archive, t.Submission)
	if err != nil {
		return err
	}
	// The place may be taken between looking and saving; then the second look finds it known, or
	// finds the next place. A third is only needed when that happens again.
	for range 3 {
		placed, known, err := archive.Place(ctx, a)
		if err != nil {
			return err
		}
		if known {
			return in.Queue.Known(ctx, t, placed.ID)
		}
		facts, err := in.extract(placed)
		if err != nil {
			return err
		}
		if saved, err := in.Queue.Keep(ctx, t, in.Pipeline, attache.Read{Article: placed, Facts: facts}); err != nil || saved {
			return err
		}
	}
	return fmt.Errorf("ingest: the place of submission %d was taken three times", t.Submission.ID)
}

// article fetches or reads what was handed in. A page that cannot be had any more but is archived is
// what was archived.
func (in *Inbox) article(ctx context.Context, archive Archive, s attache.Submission) (a attache.Article, err error) {
	if s.URL != "" {
		fetching, cancel := context.WithTimeout(ctx, in.Patience)
		defer cancel()
		if a, err = in.Fetch.Fetch(fetching, s.URL); err != nil {
			if had, e := archive.At(ctx, s.URL); e == nil {
				return had, nil
			}
			return a, err
		}
	} else {
		file := s.File
		if len(file.Bytes) == 0 {
			file = attache.File{Type: "text/plain", Bytes: []byte(s.Text)}
		}
		read, e := safely(in, "read", func() (read readResult) {
			read.a, read.err = in.Read.Read(file)
			return read
		})
		if e == nil {
			e = read.err
		}
		if e != nil {
			return a, e
		}
		a = read.a
	}
	return in.handedIn(a, s), nil
}

type readResult struct {
	a   attache.Article
	err error
}

// handedIn adds to an article who handed it in and what they said of it, which wins over what it
// says of itself. It was added now, not when it was handed in: a digest asks what was added since the
// last one, and must not miss what waited long to be read.
func (in *Inbox) handedIn(a attache.Article, s attache.Submission) attache.Article {
	if s.Title != "" {
		a.Title = s.Title
	}
	if s.Outlet != "" {
		a.Outlet = s.Outlet
	}
	if !s.Published.IsZero() {
		a.Published, a.PublishedBy = s.Published, "given with the text"
	}
	a.ID, a.Revises = "", ""
	a.Added, a.AddedBy, a.Origin = in.Now(), s.By, s.Origin
	return a
}

// extract takes the facts of an article that has its place.
func (in *Inbox) extract(a attache.Article) (attache.Facts, error) {
	return safely(in, "extract", func() attache.Facts { return in.Extract(a) })
}

// Faults of ours that an input can cause.
var (
	errPanic = errors.New("panic")
	errStuck = errors.New("did not end in time")
)

// safely runs do apart, so that neither a panic nor an endless loop in it takes the process with it.
// What does not end in time cannot be stopped in Go: it is left behind and counted.
func safely[T any](in *Inbox, what string, do func() T) (T, error) {
	type result struct {
		value T
		err   error
	}
	ended := make(chan result, 1)
	go func() {
		var r result
		defer func() {
			if fault := recover(); fault != nil {
				// The stack names our code, not the text that was read; the value of a panic may hold some.
				r.err = fmt.Errorf("%s: %w: %T\n%s", what, errPanic, fault, debug.Stack())
			}
			ended <- r
		}()
		r.value = do()
	}()
	timer := time.NewTimer(in.Limit)
	defer timer.Stop()
	select {
	case r := <-ended:
		return r.value, r.err
	case <-timer.C:
		in.stuck.Add(1)
		go func() {
			<-ended
			in.stuck.Add(-1)
		}()
		var none T
		return none, fmt.Errorf("%s: %w", what, errStuck)
	}
}
