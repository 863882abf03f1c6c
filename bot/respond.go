package bot

import (
	"context"
	"fmt"
	"time"

	"attache"
	"attache/card"
)

// result is what a command gave.
type result struct {
	card card.Card
	err  error
}

// waitWithin bounds the time in the queue, answerWithin the sending of an answer, whatever became of
// the command's own time.
const (
	waitWithin   = 2 * time.Minute
	answerWithin = 30 * time.Second
)

// respond runs work and answers with what it gives. When that takes longer than Discord waits, it
// says so first.
func (a *answer) respond(work func(ctx context.Context, t *ticket) (card.Card, error)) {
	b := a.b
	ctx, cancel := context.WithTimeout(context.WithoutCancel(b.life), waitWithin+b.answers.run+answerWithin)
	defer cancel()
	if late := a.age(); late > time.Second {
		// It was on the way for long, or waited out a lost connection. If Discord gave it up already
		// nobody would see the answer: then nothing is done.
		if err := a.later(ctx); err != nil {
			if a.outcome = "lost"; deadToken(err) {
				a.outcome = "expired"
			}
			b.log.Warn("deferring", "interaction", a.i.ID, "err", err)
			return
		}
	}
	running, stop := context.WithCancelCause(b.life)
	defer stop(nil)
	var t ticket
	results := make(chan result, 1)
	b.work.Go(func() {
		var r result
		defer func() { results <- r }()
		defer func() {
			if p := recover(); p != nil {
				b.panicked("command", a.name, p)
				r.err = errPanicked
			}
		}()
		r.card, r.err = work(running, &t)
	})
	timer := time.NewTimer(b.answers.deferAfter - time.Since(a.received))
	defer timer.Stop()
	for {
		select {
		case r := <-results:
			a.finish(ctx, r)
			return
		case <-timer.C:
			if err := a.later(ctx); err != nil {
				b.log.Warn("deferring", "interaction", a.i.ID, "err", err)
				if deadToken(err) {
					stop(errGivenUp) // who asked was told that we do not answer
				}
			} else if n := t.ahead.Load(); n > 0 && !t.in.Load() && !a.update {
				if err := a.edit(ctx, sentence(fmt.Sprintf("%s before yours. I will answer here.", plural(int(n), "question is", "questions are")))); err != nil {
					b.log.Warn("queue", "interaction", a.i.ID, "err", err)
				}
			}
		}
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// age returns how long ago Discord made the interaction, by its id. A clock of ours that is ahead
// makes everything look late, which costs an early deferral and nothing else.
func (a *answer) age() time.Duration {
	made := a.i.ID.made()
	if age := a.b.now().Sub(made); age > 0 && age < time.Hour {
		return age
	}
	return 0
}

// errGivenUp is why a command is stopped whose answer nobody waits for any more.
var errGivenUp = &attache.Problem{Say: "Discord stopped waiting for my answer. Please ask again."}

// finish answers with a result.
func (a *answer) finish(ctx context.Context, r result) {
	b := a.b
	guild := guildOf(a.i.Guild, a.i.who())
	direct := a.i.Guild == "" // direct messages are private as they are
	var m message
	var err error
	private := a.private
	if r.err != nil {
		a.outcome = "refused"
		m = b.sorry(r.err, string(a.i.ID), &a.outcome)
		m.addFiles(r.card.Files) // what a person typed and would lose
		err = a.say(ctx, m, false, !direct)
	} else {
		a.outcome = "answered"
		m = b.draw(ctx, guild, r.card, "")
		// What only one person sees already can be changed in place, however private the answer is.
		alone := direct || a.update && a.i.Message.Flags&ephemeral != 0
		private = !alone && (r.card.Private || a.private)
		err = a.say(ctx, m, true, private)
	}
	if refusedWith(err, codeFaultyForm) {
		if plain, ok := m.plainer(); ok {
			b.log.Error("Discord refuses a drawing", "interaction", a.i.ID, "err", err)
			err = a.say(ctx, plain, false, private)
		}
	}
	if err == nil {
		return
	}
	a.outcome = "lost"
	b.log.Warn("answer", "interaction", a.i.ID, "err", err)
	if r.err == nil && deadToken(err) {
		b.elsewhere(ctx, a.i, m, private)
	}
}

// elsewhere brings an answer whose interaction is dead to the person by a message: the work was
// done, and nobody would know.
func (b *Bot) elsewhere(ctx context.Context, i *interaction, m message, private bool) {
	m.Components = []row{}
	channel := i.Channel
	if private {
		var err error
		if channel, err = b.direct(ctx, i.who()); err != nil {
			b.log.Warn("answer by direct message", "interaction", i.ID, "err", err)
			return
		}
	}
	if _, err := b.send(ctx, channel, m, "late/"+string(i.ID)); err != nil {
		b.log.Warn("answer by message", "interaction", i.ID, "err", err)
	}
}
