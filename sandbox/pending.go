package sandbox

import (
	"context"
	"fmt"
	"time"
)

// Pending is something a person asked of the bot: wait on it for the answer.
type Pending struct {
	// Text is how the request reads: "/who-said words: corridor", "[More] on 1234".
	Text string
	// Message is what the person posted; nil for commands, buttons and modals.
	Message *Message

	w           *World
	asked       time.Time
	seq         int64        // of the change that posted Message
	interaction *interaction // nil for messages
	acked       chan struct{}
	done        chan struct{}
	took        time.Duration // until the ack; set before acked is closed
	response    Response      // set before done is closed
	err         error
}

// Response is the bot's answer as the person who asked sees it.
type Response struct {
	Message *Message // nil for a modal and for choices
	Modal   *Modal   // a form to fill in, see Person.Submit
	Choices []Choice // what completes the option that was typed

	Ephemeral bool // nobody else sees Message
	Deferred  bool // the bot said "thinking" first
	Updated   bool // Message is the one the button was on, changed in place

	Ack  time.Duration // from asking to the first sign that the bot heard it
	Took time.Duration // from asking to the answer
}

// Modal is a form the bot opened for one person.
type Modal struct {
	Title      string
	CustomID   string
	Components []Component

	person ID
	opener *interaction
	sent   bool
}

func newPending(w *World, at time.Time, text string) *Pending {
	return &Pending{Text: text, w: w, asked: at, acked: make(chan struct{}), done: make(chan struct{})}
}

func (p *Pending) ack(took time.Duration) {
	p.took = took
	close(p.acked)
}

func (p *Pending) settle(r Response) {
	select {
	case <-p.done: // a later edit: the first answer stands
	default:
		r.Ack = p.took
		p.response = r
		close(p.done)
	}
}

// settled reports whether there is an answer, or the bot was given up.
func (p *Pending) settled() bool {
	select {
	case <-p.done:
		return true
	default:
		return false
	}
}

func (p *Pending) fail(err error) {
	select {
	case <-p.done:
	default:
		p.err = fmt.Errorf("%w: %s", err, p.Text)
		close(p.done)
	}
}

// Acked waits for the first sign that the bot heard, and returns how long it took: the
// acknowledgement of an interaction; of a message the bot's answer, reaction or typing.
func (p *Pending) Acked(ctx context.Context) (time.Duration, error) {
	if p.interaction == nil {
		return p.heard(ctx)
	}
	select {
	case <-p.acked:
		return p.took, nil
	case <-p.done:
		if p.err != nil {
			return 0, p.err
		}
		return p.took, nil
	case <-ctx.Done():
		return 0, fmt.Errorf("%s: no acknowledgement: %w", p.Text, ctx.Err())
	}
}

// Wait waits for the answer. For an interaction this is the message, the modal or the choices; "thinking"
// does not count, and ErrNoAnswer says that Discord gave the bot up. For a message it is the bot's
// next message that replies to it, stands in its thread, or follows it in the same channel without
// being an answer to something else.
func (p *Pending) Wait(ctx context.Context) (Response, error) {
	if p.interaction == nil {
		return p.answered(ctx)
	}
	select {
	case <-p.done:
		return p.response, p.err
	case <-ctx.Done():
		return Response{}, fmt.Errorf("%s: no answer: %w", p.Text, ctx.Err())
	}
}

// Followup waits for the n-th message (from 1) the bot sent after its answer to an interaction.
func (p *Pending) Followup(ctx context.Context, n int) (*Message, error) {
	if p.interaction == nil {
		return nil, fmt.Errorf("%w: a message has no follow-ups", ErrForbidden)
	}
	var found *Message
	err := p.w.Until(ctx, func() bool {
		p.w.mu.Lock()
		defer p.w.mu.Unlock()
		nth := 0
		for _, id := range p.interaction.channel.order {
			if m := p.interaction.followups[id]; m != nil {
				if nth++; nth == n {
					found = m.msg
				}
			}
		}
		return found != nil
	})
	if err != nil {
		return nil, fmt.Errorf("%s: no follow-up: %w", p.Text, err)
	}
	return found, nil
}

// answered waits for a message of the bot that answers p.Message.
func (p *Pending) answered(ctx context.Context) (Response, error) {
	var r Response
	err := p.w.Until(ctx, func() bool {
		p.w.mu.Lock()
		defer p.w.mu.Unlock()
		m := p.w.answerAfter(p.Message)
		if m == nil {
			return false
		}
		r = Response{Message: m, Took: m.Sent.Sub(p.asked), Ack: m.Sent.Sub(p.asked)}
		return true
	})
	if err != nil {
		return Response{}, fmt.Errorf("%s: no answer: %w", p.Text, err)
	}
	return r, nil
}

// heard waits for any sign that the bot read p.Message.
func (p *Pending) heard(ctx context.Context) (time.Duration, error) {
	ctx, stop := context.WithCancel(ctx)
	defer stop()
	for c := range p.w.Watch(ctx, p.seq) {
		if c.User != p.w.bot.ID {
			continue
		}
		switch {
		case c.Kind == Reacted && c.Message.ID == p.Message.ID,
			c.Kind == Typing && c.Channel == p.Message.Channel,
			c.Kind == Posted && c.Message.ID > p.Message.ID && (c.Channel == p.Message.Channel || c.Channel == p.Message.ID):
			return c.At.Sub(p.asked), nil
		}
	}
	return 0, fmt.Errorf("%s: no sign: %w", p.Text, ctx.Err())
}

// answerAfter returns the bot's answer to an ordinary message, or nil.
func (w *World) answerAfter(asked *Message) *Message {
	c := w.channels[asked.Channel]
	if c == nil {
		return nil
	}
	if t := w.channels[asked.ID]; t != nil { // its thread
		for _, id := range t.order {
			if m := t.messages[id]; m.msg.Author.ID == w.bot.ID && m.msg.Kind != ThreadStarter {
				return m.msg
			}
		}
	}
	for _, id := range c.order {
		m := c.messages[id]
		if id <= asked.ID || m.msg.Author.ID != w.bot.ID || m.from != nil {
			continue
		}
		if m.msg.Reference == nil || m.msg.Reference.Message == asked.ID {
			return m.msg
		}
	}
	return nil
}
