package digest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/robfig/cron/v3"

	"attache"
)

// Runner posts digests. Its fields are set once, before any method is called; it is then safe for
// concurrent use, and any number of processes may run one over the same store.
type Runner struct {
	Claims Claims
	All    Schedules
	Guild  func(attache.GuildID) Book
	Finder func(attache.GuildID) (Finder, error)
	Poster Poster // nil on a surface that has no channels: digests are kept and previewed, not posted

	Grace time.Duration    // how late a digest may be; 0 means six hours
	Now   func() time.Time // nil means time.Now
	Log   *slog.Logger     // nil means slog.Default

	Posted func(late time.Duration) // is told of every digest that was posted, and how late it was; may be nil
}

const (
	kind  = "digest"        // of claims
	limit = time.Minute     // for one digest
	lease = 3 * time.Minute // for one claim: longer than limit, shorter than Discord remembers a nonce
	// patience is how long a digest waits for articles that are kept and cannot be found yet.
	patience = 15 * time.Minute
	parallel = 4 // digests at a time: at eight o'clock there are many
)

func (r *Runner) now() time.Time {
	if r.Now != nil {
		return r.Now()
	}
	return time.Now()
}

func (r *Runner) log() *slog.Logger {
	if r.Log != nil {
		return r.Log
	}
	return slog.Default()
}

func (r *Runner) grace() time.Duration {
	if r.Grace > 0 {
		return r.Grace
	}
	return 6 * time.Hour
}

// Run sweeps at once and then every minute until ctx ends, and returns when the last sweep has.
func (r *Runner) Run(ctx context.Context) error {
	sweep := func() {
		if err := r.Sweep(ctx, r.now()); err != nil && ctx.Err() == nil {
			r.log().Error("digest sweep", "err", err)
		}
	}
	sweep()
	// A sweep that takes longer than a minute makes the next ones wait for their turn, not run beside it.
	c := cron.New(cron.WithLocation(time.UTC), cron.WithLogger(cron.DiscardLogger), cron.WithChain(cron.SkipIfStillRunning(cron.DiscardLogger)))
	if _, err := c.AddFunc("* * * * *", sweep); err != nil {
		return fmt.Errorf("digest: %w", err)
	}
	c.Start()
	<-ctx.Done()
	<-c.Stop().Done()
	return nil
}

// Sweep posts every digest that is due at now and returns what went wrong with any of them. What
// failed is tried again by a later sweep, until the grace period has passed.
func (r *Runner) Sweep(ctx context.Context, now time.Time) error {
	if r.Poster == nil {
		return errors.New("digest: nowhere to post")
	}
	all, err := r.All.Schedules(ctx)
	if err != nil {
		return fmt.Errorf("digest: schedules: %w", err)
	}
	var (
		mu       sync.Mutex
		failures []error
		running  sync.WaitGroup
		slots    = make(chan struct{}, parallel)
	)
	for _, s := range all {
		if s.Paused || ctx.Err() != nil {
			continue
		}
		slots <- struct{}{}
		running.Go(func() {
			defer func() { <-slots }()
			if err := r.safely(ctx, s, now); err != nil {
				mu.Lock()
				defer mu.Unlock()
				failures = append(failures, fmt.Errorf("digest %d of guild %s: %w", s.ID, s.Guild, err))
			}
		})
	}
	running.Wait()
	return errors.Join(failures...)
}

// safely runs one schedule; its panic is an error, so that the digests of others come all the same.
func (r *Runner) safely(ctx context.Context, s attache.Schedule, now time.Time) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v", p)
		}
	}()
	p, err := NewPlan(s.Spec, s.Zone)
	if err != nil {
		return r.pause(ctx, s, err)
	}
	slots := Due(p, latest(s.Last, s.Created, now.Add(-r.grace())), now)
	if len(slots) == 0 {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	slot := slots[len(slots)-1]
	id, err := r.slot(ctx, job{Schedule: s, slot: slot, window: p.window(s, slot, false), zone: p.zone, now: now})
	switch {
	case errors.Is(err, errElsewhere), errors.Is(err, errBehind):
		return nil // another is at it, or it is too early
	case errors.Is(err, attache.ErrUnpostable):
		return r.pause(ctx, s, err)
	case err != nil:
		return err
	}
	if r.Posted != nil && id != "" {
		r.Posted(now.Sub(slot))
	}
	r.log().Info("digest done", "guild", s.Guild, "schedule", s.ID, "slot", slot.UTC(), "late", now.Sub(slot).Round(time.Second), "message", id)
	return nil
}

func latest(times ...time.Time) (last time.Time) {
	for _, t := range times {
		if t.After(last) {
			last = t
		}
	}
	return last
}

// pause stops a schedule that cannot be posted, with the reason. The slot is left open, so that a
// digest comes at once when somebody resumes it within the grace period.
func (r *Runner) pause(ctx context.Context, s attache.Schedule, why error) error {
	if _, err := r.Guild(s.Guild).PauseSchedule(ctx, s.Name, true, attache.Explain(why)); err != nil {
		return errors.Join(why, err)
	}
	r.log().Warn("digest paused", "guild", s.Guild, "schedule", s.ID, "err", why)
	return nil
}

var (
	// errElsewhere means that somebody else has the right to post a slot.
	errElsewhere = errors.New("claimed elsewhere")
	// errBehind means that articles are kept that cannot be found yet.
	errBehind = errors.New("index is behind")
)

// job is one slot of a schedule to be done.
type job struct {
	attache.Schedule
	slot   time.Time // names the claim
	window window
	zone   *time.Location
	now    time.Time
}

// slot does a job: claim, compose, post, finish. It returns the message, empty when nothing was new.
// Wherever it ends before its time, the same job may be done again and leaves one message.
func (r *Runner) slot(ctx context.Context, j job) (attache.MessageID, error) {
	// Not the name: it may be given to another schedule.
	key := fmt.Sprintf("%d@%s", j.ID, j.slot.UTC().Format(time.RFC3339))
	claim, ours, err := r.Claims.Claim(ctx, j.Guild, kind, key, lease, j.now)
	if err != nil {
		return "", fmt.Errorf("claim: %w", err)
	}
	if !ours {
		if !claim.Done {
			return "", errElsewhere
		}
		// Done, and its process may have died before it wrote that down.
		return claim.Message, r.done(ctx, j, j.slot)
	}
	message, until, err := r.post(ctx, j, key)
	if err != nil {
		// What ctx ended must not keep the claim until its lease runs out.
		if e := r.Claims.Release(context.WithoutCancel(ctx), claim); e != nil {
			err = errors.Join(err, fmt.Errorf("release: %w", e))
		}
		return "", err
	}
	if err := r.Claims.Finish(ctx, claim, message); err != nil {
		return "", fmt.Errorf("finish: %w", err)
	}
	return message, r.done(ctx, j, until)
}

func (r *Runner) done(ctx context.Context, j job, until time.Time) error {
	if err := r.Guild(j.Guild).SlotDone(ctx, j.ID, until); err != nil {
		return fmt.Errorf("slot done: %w", err)
	}
	return nil
}

// post composes and posts; nothing new posts nothing. until is from when the next digest tells.
func (r *Runner) post(ctx context.Context, j job, key string) (id attache.MessageID, until time.Time, err error) {
	find, err := r.Finder(j.Guild)
	if err != nil {
		return "", until, fmt.Errorf("find: %w", err)
	}
	stats, err := find.Stats(ctx)
	if err != nil {
		return "", until, fmt.Errorf("stats: %w", err)
	}
	if stats.Unindexed > 0 && j.now.Sub(j.slot) < patience {
		return "", until, errBehind
	}
	if until = j.window.to; j.window.asked && stats.Waiting > 0 {
		until = until.Add(-settling) // what waits to be read counts from before now
	}
	news, err := gather(ctx, find, j.Topic, j.window, j.zone)
	if err != nil {
		return "", until, fmt.Errorf("gather: %w", err)
	}
	if news.Empty() {
		return "", until, nil
	}
	id, err = r.Poster.Post(ctx, j.Channel, key, Compose(j.Schedule, news))
	if err != nil {
		return "", until, fmt.Errorf("post: %w", err)
	}
	return id, until, nil
}
