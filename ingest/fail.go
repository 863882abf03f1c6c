package ingest

import (
	"context"
	"errors"
	"time"

	"attache"
)

const (
	// maxTries bounds how often a page is asked for that may answer later, or a step is repeated that
	// failed for want of something of ours: with the default pause over some seven minutes.
	maxTries = 5
	// maxFaults bounds how often a text is tried that makes our own code panic or hang. The code is
	// deterministic, the machine is not: a hang may be a busy hour.
	maxFaults = 3
	// maxCrashes bounds how often the process may die over a submission. The first time others ran
	// too; from then on it runs alone. More than once may still be an impatient operator.
	maxCrashes = 5
	// maxPause bounds the pause between tries.
	maxPause = time.Hour
)

// failed gives the verdict on a task that ended with err.
func (in *Inbox) failed(ctx context.Context, t attache.Task, err error) error {
	s := t.Submission
	log := in.Log.With("guild", s.Guild, "submission", s.ID, "try", t.Failures+1, "err", err)
	var problem *attache.Problem
	told := errors.As(err, &problem)
	after, later := in.Retry(err)
	tries := maxTries
	switch {
	case errors.Is(err, errPanic) || errors.Is(err, errStuck):
		later, told, tries = true, false, maxFaults
	case !told && !later:
		later = true // a disk that is full, a database that does not answer: ours, and it may pass
	}
	if later && t.Failures+1 < tries {
		log.Warn("submission failed, will be tried again")
		return in.Queue.Postpone(ctx, t, in.Now().Add(max(in.pause(t.Failures), min(after, maxPause))), err.Error())
	}
	if told {
		log.Info("submission refused")
		return in.Queue.Refuse(ctx, t, problem.Say, err.Error(), false)
	}
	log.Error("submission set aside")
	return in.Queue.Refuse(ctx, t, setAside, err.Error(), true)
}

// setAside is told when a fault of ours keeps an article from being read.
const setAside = "I could not read that article, and the fault is mine: I tried several times. Nothing was archived; what you handed in is kept for the operator of this bot, who can see why."

// crashed gives the verdict on a task over which the process died, as far as can be known.
func (in *Inbox) crashed(ctx context.Context, t attache.Task) error {
	log := in.Log.With("guild", t.Submission.Guild, "submission", t.Submission.ID, "crashes", t.Crashes+1)
	if t.Crashes+1 >= maxCrashes {
		log.Error("submission set aside: the process died over it each time")
		return in.Queue.Refuse(ctx, t, setAside, "the process died over it each time", true)
	}
	log.Warn("submission taken over from a process that died")
	ready := in.Now()
	if t.Crashes > 0 {
		ready = ready.Add(in.pause(t.Crashes - 1))
	}
	return in.Queue.Lapse(ctx, t, ready)
}

// pause returns how long to wait after n earlier failures.
func (in *Inbox) pause(n int) time.Duration {
	d := in.Pause
	for ; n > 0 && d < maxPause; n-- {
		d *= 4
	}
	return min(d, maxPause)
}
