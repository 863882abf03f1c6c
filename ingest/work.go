package ingest

import (
	"context"
	"sync"
	"time"

	"attache"
)

// work takes tasks and hands them to at most Workers goroutines.
//
// A guild has at most all of them but one, so that pages that do not answer hold up no other guild.
// Suspects, over which the process died, run alone: if it dies again, it is known over which. They
// come first at the start, and once in every sweep room is made for them.
func (in *Inbox) work(ctx context.Context) {
	in.takeOver(ctx, !in.Shared)
	c := &crew{running: map[attache.GuildID]int{}, done: make(chan attache.GuildID)}
	for swept := in.Now(); ctx.Err() == nil; {
		timer := time.NewTimer(in.employ(ctx, c))
		select {
		case g := <-c.done:
			c.ended(g)
		case <-in.toTake:
		case <-timer.C:
		case <-ctx.Done():
		}
		timer.Stop()
		if now := in.Now(); now.Sub(swept) >= sweep {
			swept, c.drain = now, true
			in.takeOver(ctx, false)
		}
	}
	for c.total > 0 {
		c.ended(<-c.done)
	}
}

// crew is who works now.
type crew struct {
	running map[attache.GuildID]int
	total   int
	done    chan attache.GuildID // says whose task ended
	last    attache.GuildID      // whose turn it was
	drain   bool                 // give out nothing until all are done: suspects wait
}

func (c *crew) ended(g attache.GuildID) {
	c.total--
	if c.running[g]--; c.running[g] == 0 {
		delete(c.running, g)
	}
}

// employ gives tasks to whoever is free, and returns how long to wait before looking again if nothing
// happens until then.
func (in *Inbox) employ(ctx context.Context, c *crew) (wait time.Duration) {
	for ctx.Err() == nil && c.total < in.Workers {
		t, alone, ok, err := in.next(ctx, c)
		switch {
		case err != nil && ctx.Err() == nil:
			in.Log.Error("take a submission", "err", err)
			return in.Pause
		case !ok:
			if at, waits, err := in.Queue.Ready(ctx); err == nil && waits {
				if d := at.Sub(in.Now()); d > 0 {
					return min(poll, d)
				}
			}
			return poll
		}
		g := t.Submission.Guild
		c.total++
		c.running[g]++
		c.last = g
		go func() { // work waits for it on c.done
			in.handle(ctx, t)
			c.done <- g
		}()
		if alone {
			c.ended(<-c.done)
		}
	}
	return poll
}

// next takes the task that should be worked on now; alone means that nothing else may run.
func (in *Inbox) next(ctx context.Context, c *crew) (t attache.Task, alone, ok bool, err error) {
	c.drain = c.drain && c.total > 0
	if at, waits, err := in.Queue.Ready(ctx); err != nil || !waits || at.After(in.Now()) {
		return t, false, false, err // reading asks nobody to wait, taking does
	}
	if c.total == 0 {
		if t, ok, err = in.Queue.TakeSuspect(ctx, in.Now(), lease); ok || err != nil {
			return t, true, ok, err
		}
	} else if c.drain {
		return t, false, false, nil
	}
	var busy []attache.GuildID
	for g, n := range c.running {
		if n >= max(1, in.Workers-1) {
			busy = append(busy, g)
		}
	}
	t, ok, err = in.Queue.Take(ctx, in.Now(), lease, c.last, busy...)
	return t, false, ok, err
}

// takeOver takes tasks from holders that are dead: whose lease ran out, or all.
func (in *Inbox) takeOver(ctx context.Context, all bool) {
	lapsed, err := in.Queue.Lapsed(ctx, in.Now(), all)
	if err != nil {
		if ctx.Err() == nil {
			in.Log.Error("look for lapsed leases", "err", err)
		}
		return
	}
	for _, t := range lapsed {
		if err := in.crashed(ctx, t); err != nil {
			in.Log.Error("take over a submission", "guild", t.Submission.Guild, "submission", t.Submission.ID, "err", err)
		}
	}
}

// handle works on a task under its lease and ends it with a verdict.
func (in *Inbox) handle(ctx context.Context, t attache.Task) {
	held, lost := context.WithCancel(ctx)
	var renewal sync.WaitGroup
	renewal.Go(func() {
		for sleep(held, nil, lease/3) {
			if err := in.Queue.Renew(held, t, in.Now().Add(lease)); err != nil && held.Err() == nil {
				in.Log.Warn("renew a lease", "guild", t.Submission.Guild, "submission", t.Submission.ID, "err", err)
				lost()
			}
		}
	})
	err := in.settle(held, t)
	lost()
	renewal.Wait()
	// The verdict must be written even when the process is asked to stop.
	last, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	switch {
	case err == nil:
	case ctx.Err() != nil:
		err = in.Queue.Release(last, t)
	default:
		err = in.failed(last, t, err)
	}
	if err != nil {
		in.Log.Error("end a submission", "guild", t.Submission.Guild, "submission", t.Submission.ID, "err", err)
	}
	nudge(in.toFeed)
	nudge(in.toTell)
}
