package ingest

import (
	"context"
	"fmt"
	"math"
	"slices"
	"sync"

	"attache"
)

// feedBatch is how many changes are indexed at once.
const feedBatch = 100

// Feed brings the index of a guild up to date with its archive, from wherever the index is: from the
// beginning when it was lost. It returns when nothing is left to do.
func (in *Inbox) Feed(ctx context.Context, guild attache.GuildID) error {
	return in.feed(ctx, guild, math.MaxInt64, nil)
}

// feed is Feed up to a change. What fresh has of a change need not be read from the archive.
func (in *Inbox) feed(ctx context.Context, guild attache.GuildID, last int64, fresh map[int64]attache.Read) error {
	lock, _ := in.feeding.LoadOrStore(guild, new(sync.Mutex))
	lock.(*sync.Mutex).Lock()
	defer lock.(*sync.Mutex).Unlock()

	archive := in.Guild(guild)
	at, err := in.Index.Checkpoint(ctx, guild)
	if err != nil {
		return fmt.Errorf("feed: checkpoint: %w", err)
	}
	fed := int64(-1)
	for restarts := 0; ; {
		changes, err := archive.Outbox(ctx, at, feedBatch)
		if err != nil {
			return fmt.Errorf("feed: outbox: %w", err)
		}
		if i := slices.IndexFunc(changes, func(c attache.Change) bool { return c.Seq > last }); i >= 0 {
			changes = changes[:i] // what comes after is being saved, and will come with its reads
		}
		if len(changes) == 0 {
			break
		}
		if at == 0 { // a new index, or one that was deleted: until it is whole, the archive says so
			if err := archive.Indexed(ctx, 0); err != nil {
				return fmt.Errorf("feed: %w", err)
			}
		}
		seq := changes[len(changes)-1].Seq
		if err := in.put(ctx, guild, archive, changes, fresh); err != nil {
			// An index that was given up begins anew, and says so by its checkpoint.
			now, e := in.Index.Checkpoint(ctx, guild)
			if e != nil || now == at || restarts == 3 || ctx.Err() != nil {
				return fmt.Errorf("feed: %w", err)
			}
			restarts++
			at, fresh = now, nil
			continue
		}
		at, fed = seq, seq
		if err := archive.Indexed(ctx, seq); err != nil {
			return fmt.Errorf("feed: %w", err)
		}
		nudge(in.toTell)
	}
	if fed < 0 { // the index may be ahead of what the archive knows of it: the process died in between
		err = archive.Indexed(ctx, at)
		nudge(in.toTell)
	}
	return err
}

// put indexes changes. One article that the index cannot take is left out rather than holding up all
// that come after it.
func (in *Inbox) put(ctx context.Context, guild attache.GuildID, archive Archive, changes []attache.Change, fresh map[int64]attache.Read) error {
	err := in.putAll(ctx, guild, archive, changes, fresh)
	if err == nil || ctx.Err() != nil {
		return err
	}
	if len(changes) > 1 {
		half := len(changes) / 2
		if e := in.put(ctx, guild, archive, changes[:half], fresh); e != nil {
			return e
		}
		return in.put(ctx, guild, archive, changes[half:], fresh)
	}
	// Is it the article or the index? An index that takes an empty step and then still not the article
	// is sound.
	if e := in.Index.Put(ctx, guild, 0, nil, nil); e != nil {
		return err
	}
	if err = in.putAll(ctx, guild, archive, changes, fresh); err == nil {
		return nil
	}
	if e := in.Index.Put(ctx, guild, changes[0].Seq, nil, []attache.ArticleID{changes[0].Article}); e != nil {
		return err
	}
	in.Log.Error("article not indexed", "guild", guild, "article", changes[0].Article, "err", err)
	return nil
}

func (in *Inbox) putAll(ctx context.Context, guild attache.GuildID, archive Archive, changes []attache.Change, fresh map[int64]attache.Read) error {
	var put []attache.Read
	var wanted, remove []attache.ArticleID
	for _, c := range changes {
		r, have := fresh[c.Seq]
		switch {
		case c.Removed:
			remove = append(remove, c.Article)
		case have:
			put = append(put, r)
		default:
			wanted = append(wanted, c.Article)
		}
	}
	if len(wanted) > 0 {
		reads, err := archive.Reads(ctx, wanted)
		if err != nil {
			return err
		}
		put = append(put, reads...)
	}
	return in.Index.Put(ctx, guild, changes[len(changes)-1].Seq, put, remove)
}

// feedAll feeds whatever index is behind. At the start it asks every index, because one may have
// been deleted; later it asks the archive.
func (in *Inbox) feedAll(ctx context.Context) {
	which := in.Queue.Guilds
	for {
		guilds, err := which(ctx)
		if err != nil && ctx.Err() == nil {
			in.Log.Error("list guilds to index", "err", err)
		}
		for _, g := range guilds {
			if err := in.Feed(ctx, g); err != nil && ctx.Err() == nil {
				in.Log.Error("index", "guild", g, "err", err)
			}
		}
		if err == nil {
			which = in.Queue.Behind
		}
		if !sleep(ctx, in.toFeed, sweep) {
			return
		}
	}
}
