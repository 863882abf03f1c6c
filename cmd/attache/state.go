package main

import (
	"context"
	"errors"
	"time"

	"attache"
	"attache/bot"
	"attache/digest"
)

// state is what the parts are like now.
type state struct {
	At       time.Time
	Bot      bot.Health
	Guilds   int // with an archive
	Servers  int // the bot is in
	Archive  attache.Stats
	Waiting  int
	Aside    int
	Oldest   time.Time
	Stuck    int
	Digests  []due
	Problems int // warnings and errors in the log since the start
}

// due is a schedule and how it stands.
type due struct {
	attache.Schedule
	Next time.Time
	Late time.Duration // of the digest that should have been posted; 0 when none should
}

// look looks at the parts.
func (s *service) look(ctx context.Context, now time.Time) (st state, err error) {
	st.At, st.Bot, st.Servers, st.Stuck = now, s.bot.Health(), s.bot.Guilds(), s.inbox.Stuck()
	_, st.Problems = s.journal.latest()
	var errs [3]error
	st.Guilds, st.Archive, errs[0] = s.db.Totals(ctx)
	st.Waiting, st.Aside, st.Oldest, errs[1] = s.db.Backlog(ctx)
	st.Digests, errs[2] = s.schedules(ctx, now)
	return st, errors.Join(errs[:]...)
}

func (a *app) schedules(ctx context.Context, now time.Time) (all []due, err error) {
	list, err := a.db.Schedules(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		d := due{Schedule: s}
		if p, err := digest.NewPlan(s.Spec, s.Zone); err == nil && !s.Paused {
			d.Next = p.Next(now)
			since := s.Last
			for _, t := range []time.Time{s.Created, now.Add(-a.settings.DigestGrace)} {
				if t.After(since) {
					since = t
				}
			}
			if slots := digest.Due(p, since, now); len(slots) > 0 {
				d.Late = now.Sub(slots[0])
			}
		}
		all = append(all, d)
	}
	return all, nil
}

// Waited is how long the first submission has waited.
func (st state) Waited() time.Duration {
	if st.Oldest.IsZero() {
		return 0
	}
	return max(st.At.Sub(st.Oldest), 0)
}
