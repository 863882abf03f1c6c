package bot

import (
	"context"
	"fmt"
	"sync"
	"time"

	"attache"
	"attache/card"

	"github.com/bwmarrin/discordgo"
)

// Callback types of interactions.
const (
	callbackMessage     = 4
	callbackDefer       = 5
	callbackDeferUpdate = 6
	callbackUpdate      = 7
	callbackChoices     = 8
	callbackModal       = 9
)

// answer is the answer to one interaction: what Discord was told already, and what follows from it.
// Its methods are safe to call from several goroutines; the first that acknowledges wins.
type answer struct {
	b        *Bot
	i        *interaction
	name     string // of the command, for the log
	received time.Time
	// update answers in place of the message the button stands under; private shows the answer to
	// one person. Both are fixed by the first thing Discord is told.
	update, private bool

	mu      sync.Mutex
	acked   int           // callback type that was sent; 0 is none
	dead    error         // why nothing more can be said
	took    time.Duration // until the acknowledgement
	outcome string        // for the log
}

// callback is the body of a first answer.
type callback struct {
	Type int `json:"type"`
	Data any `json:"data,omitempty"`
}

type flagged struct {
	Flags int `json:"flags"`
}

// acknowledge sends the first answer, once. A later call does nothing and returns false.
func (a *answer) acknowledge(ctx context.Context, kind int, data any, files []card.File) (sent bool, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.acked != 0 || a.dead != nil {
		return false, a.dead
	}
	c := callback{Type: kind, Data: data}
	_, err = a.b.rest.do(ctx, request{
		method: "POST", url: discordgo.EndpointInteractionResponse(string(a.i.ID), a.i.Token), route: "POST callback",
		body: c, files: files, free: true,
		again: true, // a second one is refused with 40060
	})
	if refusedWith(err, codeAlreadyAnswered) { // the answer to an earlier try was lost on the way
		err = nil
	}
	if err != nil {
		if deadToken(err) {
			a.dead = err
		}
		return false, err
	}
	a.acked, a.took = kind, time.Since(a.received)
	if a.took > slowAck {
		a.b.figures.update(func(h *Health) { h.SlowAcks++ })
	}
	return true, nil
}

// later tells Discord that the answer takes longer.
func (a *answer) later(ctx context.Context) error {
	kind, data := callbackDefer, any(nil)
	switch {
	case a.update:
		kind = callbackDeferUpdate
	case a.private:
		data = flagged{ephemeral}
	}
	_, err := a.acknowledge(ctx, kind, data, nil)
	return err
}

// say gives the answer. inPlace lets it take the place of the message a button stands under, when
// the answer is one to a button; private shows it to one person, whatever was planned before.
func (a *answer) say(ctx context.Context, m message, inPlace, private bool) error {
	inPlace = inPlace && a.update && !private
	kind, first := callbackMessage, m
	if inPlace {
		kind = callbackUpdate
	} else if private || a.private {
		first.Flags |= ephemeral
	}
	if sent, err := a.acknowledge(ctx, kind, first, m.files); sent || err != nil {
		return err
	}
	switch deferred := a.state(); {
	case deferred == callbackDeferUpdate && !inPlace:
		return a.follow(ctx, m, private)
	case deferred == callbackDefer && private && !a.private:
		// What was deferred for everybody cannot become private any more.
		if err := a.edit(ctx, sentence("Only the person who asked can see the answer.")); err != nil {
			return err
		}
		if err := a.follow(ctx, m, true); err != nil {
			return err
		}
		return a.erase(ctx)
	}
	return a.edit(ctx, m)
}

func (a *answer) state() int {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.acked
}

// edit puts m in place of the original answer.
func (a *answer) edit(ctx context.Context, m message) error {
	return a.send(ctx, "PATCH", discordgo.EndpointWebhookMessage(string(a.i.Application), a.i.Token, "@original"), "PATCH answer", m)
}

// erase deletes the original answer.
func (a *answer) erase(ctx context.Context) error {
	_, err := a.b.rest.do(ctx, request{
		method: "DELETE", url: discordgo.EndpointWebhookMessage(string(a.i.Application), a.i.Token, "@original"), route: "DELETE answer",
		free: true, again: true,
	})
	return err
}

// follow sends one more message. It is not sent again when it may have arrived: follow-ups take no
// nonce.
func (a *answer) follow(ctx context.Context, m message, private bool) error {
	if private {
		m.Flags |= ephemeral
	}
	return a.send(ctx, "POST", discordgo.EndpointWebhookToken(string(a.i.Application), a.i.Token), "POST follow-up", m)
}

func (a *answer) send(ctx context.Context, method, url, route string, m message) error {
	_, err := a.b.rest.do(ctx, request{method: method, url: url, route: route, body: m, files: m.files, free: true, again: method == "PATCH"})
	return err
}

// choices answers an autocomplete interaction.
func (a *answer) choices(ctx context.Context, all []appChoice) error {
	if all == nil {
		all = []appChoice{}
	}
	_, err := a.acknowledge(ctx, callbackChoices, map[string]any{"choices": all}, nil)
	return err
}

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
			a.outcome = "expired"
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
