package ingest

import (
	"context"
	"fmt"
	"iter"
	"runtime"
	"sync"

	"attache"
)

const (
	bulkArticles = 150     // in one transaction
	bulkBytes    = 8 << 20 // handed in, for one transaction
)

// bulkBatch is what goes through the stages of Bulk together.
type bulkBatch struct {
	outcomes []attache.Outcome
	fresh    map[int64]attache.Read // what was saved, by its place in the outbox
	last     int64                  // the highest place
}

// Bulk archives many submissions of one guild past the queue, many to a transaction: one batch is read
// on all cores while the one before is saved and the one before that indexed. It returns when all
// that all yields are archived and indexed, or at the first error that is not about one submission.
// report, if not nil, is given what became of each, in order; what it is given is saved and indexed.
// When Bulk is interrupted the same submissions may be given again: those archived are known.
func (in *Inbox) Bulk(ctx context.Context, guild attache.GuildID, all iter.Seq[attache.Submission], report func(attache.Outcome)) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	read, saved := make(chan bulkBatch), make(chan bulkBatch)
	var stages sync.WaitGroup
	stages.Go(func() {
		defer close(saved)
		for b := range read {
			if ctx.Err() != nil {
				continue
			}
			if err := in.keepBatch(ctx, guild, &b); err != nil {
				cancel(err)
				continue
			}
			saved <- b
		}
	})
	stages.Go(func() {
		for b := range saved {
			if err := in.feed(ctx, guild, b.last, b.fresh); err != nil {
				cancel(err)
				continue
			}
			if report != nil {
				for _, o := range b.outcomes {
					report(o)
				}
			}
		}
	})
	var batch []attache.Submission
	size := 0
	flush := func() {
		if len(batch) > 0 {
			read <- bulkBatch{outcomes: in.readBatch(ctx, guild, batch)}
		}
		batch, size = nil, 0
	}
	for s := range all {
		if ctx.Err() != nil {
			break
		}
		s.Guild = guild
		batch = append(batch, s)
		size += len(s.Text) + len(s.File.Bytes)
		if len(batch) == bulkArticles || size >= bulkBytes {
			flush()
		}
	}
	if ctx.Err() == nil {
		flush()
	}
	close(read)
	stages.Wait()
	err := context.Cause(ctx)
	if err == nil {
		err = in.Feed(ctx, guild) // what somebody else archived meanwhile
	}
	if err != nil {
		return fmt.Errorf("ingest: bulk: %w", err)
	}
	return nil
}

// readBatch reads and extracts submissions on all cores. An outcome with neither Err nor Known is to
// be saved.
func (in *Inbox) readBatch(ctx context.Context, guild attache.GuildID, batch []attache.Submission) []attache.Outcome {
	out := make([]attache.Outcome, len(batch))
	archive := in.Guild(guild)
	each(len(batch), func(i int) {
		o := &out[i]
		o.Submission = batch[i]
		if o.Err = in.acceptable(&o.Submission); o.Err != nil {
			return
		}
		if o.Article, o.Err = in.article(ctx, archive, o.Submission); o.Err == nil {
			o.Err = in.reading(ctx, archive, o)
		}
		o.Submission.Text, o.Submission.File.Bytes = "", nil
	})
	return out
}

// reading places an article and takes its facts, or those it has in the archive.
func (in *Inbox) reading(ctx context.Context, archive Archive, o *attache.Outcome) (err error) {
	if o.Article, o.Known, err = archive.Place(ctx, o.Article); err != nil {
		return err
	}
	if !o.Known {
		o.Facts, err = in.extract(o.Article)
		return err
	}
	had, err := archive.Reads(ctx, []attache.ArticleID{o.Article.ID})
	if err == nil && len(had) == 1 {
		o.Facts = had[0].Facts
	}
	return err
}

// keepBatch saves what is new in a batch.
func (in *Inbox) keepBatch(ctx context.Context, guild attache.GuildID, b *bulkBatch) error {
	archive := in.Guild(guild)
	b.fresh = map[int64]attache.Read{}
	var todo []*attache.Outcome
	for i := range b.outcomes {
		if o := &b.outcomes[i]; o.Err == nil && !o.Known {
			todo = append(todo, o)
		}
	}
	for range 3 {
		reads := make([]attache.Read, len(todo))
		for i, o := range todo {
			reads[i] = attache.Read{Article: o.Article, Facts: o.Facts}
		}
		seqs, err := archive.Save(ctx, in.Pipeline, reads)
		if err != nil {
			return err
		}
		var again []*attache.Outcome
		for i, o := range todo {
			if seqs[i] > 0 {
				b.fresh[seqs[i]], b.last = reads[i], max(b.last, seqs[i])
				continue
			}
			// Its place was taken, most likely by the same article earlier in the batch.
			if o.Err = in.reading(ctx, archive, o); o.Err == nil && !o.Known {
				again = append(again, o)
			}
		}
		if todo = again; len(todo) == 0 {
			return nil
		}
	}
	return fmt.Errorf("the places of %d articles were taken three times", len(todo))
}

// each calls do for 0 to n-1 on all cores and returns when all calls have.
func each(n int, do func(i int)) {
	var all sync.WaitGroup
	next := make(chan int)
	for range min(n, runtime.GOMAXPROCS(0)) {
		all.Go(func() {
			for i := range next {
				do(i)
			}
		})
	}
	for i := range n {
		next <- i
	}
	close(next)
	all.Wait()
}
