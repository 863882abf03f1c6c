package ingest

import (
	"context"
	"sync"
	"time"

	"attache"
)

const (
	tellPage  = 200
	tellAt    = 4                // guilds told at a time
	tellLimit = 30 * time.Second // for one listener and one outcome
)

// untold remembers when to try again to tell a submission.
type untold struct {
	next time.Time
	n    int
}

// tellAll gives outcomes to the listeners and tells those nobody awaits.
func (in *Inbox) tellAll(ctx context.Context) {
	failures := map[int64]*untold{}
	for {
		next := in.Now().Add(sweep)
		var after int64
		for ctx.Err() == nil {
			page, err := in.Queue.Unmarked(ctx, after, tellPage)
			if err != nil {
				if ctx.Err() == nil {
					in.Log.Error("look for outcomes to tell", "err", err)
				}
				break
			}
			if again := in.tellPage(ctx, page, failures); again.Before(next) && !again.IsZero() {
				next = again
			}
			if len(page) < tellPage {
				break
			}
			after = page[len(page)-1].ID
		}
		for id, f := range failures { // those that were told, or pruned, are not asked for again
			if in.Now().Sub(f.next) > in.GiveUp {
				delete(failures, id)
			}
		}
		if !sleep(ctx, in.toTell, max(next.Sub(in.Now()), time.Millisecond)) {
			return
		}
	}
}

// tellPage tells a page of outcomes, a few guilds at a time, each guild's in order. A guild in which
// one cannot be told waits with the rest. The time that comes back, if any, is when to look again.
func (in *Inbox) tellPage(ctx context.Context, page []attache.Marks, failures map[int64]*untold) (again time.Time) {
	var mu sync.Mutex
	soonest := func(t time.Time) {
		mu.Lock()
		defer mu.Unlock()
		if again.IsZero() || t.Before(again) {
			again = t
		}
	}
	guilds := map[attache.GuildID][]attache.Marks{}
	for _, m := range page {
		guilds[m.Guild] = append(guilds[m.Guild], m)
	}
	slots := make(chan struct{}, tellAt)
	var all sync.WaitGroup
	for guild, marks := range guilds {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			for _, m := range marks {
				now := in.Now()
				mu.Lock()
				f := failures[m.ID]
				mu.Unlock()
				if f != nil && now.Before(f.next) {
					soonest(f.next)
					continue
				}
				later, err := in.tell(ctx, m)
				if ctx.Err() != nil {
					return
				}
				if !later.IsZero() {
					soonest(later)
				}
				mu.Lock()
				if err == nil {
					delete(failures, m.ID)
					mu.Unlock()
					continue
				}
				if f == nil {
					f = &untold{}
					failures[m.ID] = f
				}
				f.n++
				f.next = now.Add(in.pause(f.n))
				mu.Unlock()
				soonest(f.next)
				in.Log.Warn("tell an outcome", "guild", guild, "submission", m.ID, "err", err)
				return
			}
		})
	}
	all.Wait()
	return again
}

// tell gives one outcome to all who lack it. later is when to look again, if somebody may still come
// for it.
func (in *Inbox) tell(ctx context.Context, m attache.Marks) (later time.Time, err error) {
	archive := in.Guild(m.Guild)
	// The marks are read after the desk was asked: who sat there may have marked and left since.
	taken, later := in.desk.call(m.ID, in.Now())
	o, marks, err := archive.Outcome(ctx, m.ID)
	if err != nil {
		return later, err
	}
	old := in.Now().Sub(m.Finished) > in.GiveUp
	if !marks.Heard {
		for _, l := range in.Listeners {
			if err := in.say(ctx, l, o); err != nil && !old {
				return later, err
			}
		}
		if err := archive.Heard(ctx, m.ID); err != nil {
			return later, err
		}
	}
	if taken || marks.Told {
		return later, nil
	}
	if err := in.say(ctx, in.Teller, o); err != nil {
		if !old {
			return later, err
		}
		in.Log.Error("outcome never told", "guild", m.Guild, "submission", m.ID, "err", err)
	}
	return later, archive.Told(ctx, m.ID)
}

func (in *Inbox) say(ctx context.Context, l Listener, o attache.Outcome) error {
	ctx, cancel := context.WithTimeout(ctx, tellLimit)
	defer cancel()
	return l.Ingested(ctx, o)
}
