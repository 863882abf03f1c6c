package bot

import (
	"context"
	"sync"
	"time"

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
