package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"attache"
	"attache/card"
	"attache/commands"
)

// interaction takes an INTERACTION_CREATE and returns at once.
func (b *Bot) interaction(data []byte, received time.Time) {
	i, err := decodeInteraction(data)
	if err != nil && (i == nil || errors.Is(err, errNoToken)) {
		b.log.Warn("interaction cannot be read", "err", err)
		return
	}
	if !b.seen.first(i.ID) {
		return
	}
	select {
	case b.places <- struct{}{}:
	default:
		b.log.Error("interaction is not answered: too many are under way", "interaction", i.ID)
		return
	}
	b.work.Go(func() {
		defer func() { <-b.places }()
		defer b.recovered("interaction", string(i.ID)) // of the refusal below
		a := &answer{b: b, i: i, received: received, outcome: "ignored"}
		defer func() {
			if p := recover(); p != nil {
				b.panicked("interaction", string(i.ID), p)
				a.refuse(errPanicked)
			}
		}()
		b.handle(a, err)
	})
}

// handle answers one interaction.
func (b *Bot) handle(a *answer, unreadable error) {
	i := a.i
	if i.Application == "" {
		i.Application = b.application.Load().(snowflake)
	}
	switch {
	case unreadable != nil:
		b.log.Warn("interaction cannot be read", "interaction", i.ID, "err", unreadable)
		a.refuse(&attache.Problem{Say: "Discord sent me something I could not read. Nothing was done; please try again."})
	case i.Type == interactionAutocomplete:
		b.complete(a)
	case i.Type == interactionCommand && i.Data.Type == messageCommand:
		b.onMessage(a)
	case i.Type == interactionCommand && i.Data.Type <= slashCommand:
		b.slash(a)
	case i.Type == interactionComponent:
		b.click(a)
	case i.Type == interactionModal:
		b.submitted(a)
	default:
		a.refuse(&attache.Problem{Say: "I do not know this kind of command. Nothing was done."})
	}
	b.figures.update(func(h *Health) { h.Interactions++ })
	a.mu.Lock()
	ack := a.took
	a.mu.Unlock()
	took := time.Since(a.received)
	b.log.Info("interaction", "id", i.ID, "command", a.name, "guild", i.Guild, "ack", ack.Round(time.Millisecond),
		"took", took.Round(time.Millisecond), "outcome", a.outcome)
	if b.opts.Handled != nil {
		b.opts.Handled(Handled{Command: a.name, Outcome: a.outcome, Ack: ack, Took: took})
	}
}

// refuse answers with a problem, in private.
func (a *answer) refuse(err error) {
	ctx, cancel := context.WithTimeout(context.Background(), answerWithin)
	defer cancel()
	a.finish(ctx, result{err: err})
}

// find returns the command of a name, which may be two words.
func (b *Bot) find(name string) (commands.Command, bool) {
	for _, cmd := range b.opts.Commands {
		if cmd.Name == name {
			return cmd, true
		}
	}
	return commands.Command{}, false
}

var errUnknownCommand = &attache.Problem{Say: "I do not know this command any more: I was updated meanwhile. Nothing was done; please type / and pick it again."}

// errOldButton is for buttons whose line is gone or that another version made.
var errOldButton = &attache.Problem{Say: "This button is from an older version of me, or too old. Nothing was done; please ask again."}

// wish is a command somebody gave, before its options are checked: that needs the guild's zone.
type wish struct {
	cmd   commands.Command
	asker commands.Asker
	// Either the words of a line, or options by name.
	argv  []string
	given map[string]string

	text    string
	files   []attached
	private bool
	button  bool // it comes from a button, and not from something typed
}

// asker returns who interacted.
func (b *Bot) asker(i *interaction) commands.Asker {
	who, guild := i.who(), guildOf(i.Guild, i.who())
	var may bits
	if i.Member != nil {
		may = i.Member.Permissions
	}
	return commands.Asker{
		User: attache.UserID(who), Guild: guild, Can: b.can(guild, i.Member, may), Locale: i.Locale,
		Origin: attache.Origin{Guild: guild, Channel: attache.ChannelID(i.Channel)},
	}
}

// obey runs a command and answers with what it gives.
func (a *answer) obey(w wish) {
	b := a.b
	a.name = w.cmd.Name
	a.private = a.private || w.private || w.cmd.Private
	if a.i.Guild == "" {
		a.private = false
	}
	if w.cmd.Needs > w.asker.Can {
		a.refuse(denied(w.cmd.Needs))
		return
	}
	if err := b.doorman.admit(w.asker.Guild, w.asker.User, w.button); err != nil {
		a.refuse(err)
		return
	}
	if b.closing.Load() {
		a.refuse(errRestarting)
		return
	}
	a.respond(func(ctx context.Context, t *ticket) (card.Card, error) { return b.run(ctx, w, t) })
}

// run waits for the person's turn and runs the command, within its time.
func (b *Bot) run(ctx context.Context, w wish, t *ticket) (card.Card, error) {
	waiting, cancel := context.WithTimeoutCause(ctx, waitWithin, errTooLong)
	defer cancel()
	leave, err := b.doorman.enter(waiting, w.asker.User, t)
	if err != nil {
		return card.Card{}, err
	}
	defer leave()
	ctx, cancel = context.WithTimeout(ctx, b.answers.run)
	defer cancel()
	results := make(chan result, 1)
	go func() { // not counted in b.work: a command that does not heed its context would hold Run up
		var r result
		defer func() { results <- r }()
		defer func() {
			if p := recover(); p != nil {
				b.panicked("command", w.cmd.Name, p)
				r.err = errPanicked
			}
		}()
		r.card, r.err = b.perform(ctx, w)
	}()
	select {
	case r := <-results:
		return r.card, r.err
	case <-ctx.Done():
	}
	select { // it has noticed, or will never
	case r := <-results:
		return r.card, r.err
	case <-time.After(time.Second):
		b.log.Error("command does not heed its deadline", "command", w.cmd.Name)
		return card.Card{}, ctx.Err()
	}
}

// perform checks the options and runs the command. When they are wrong, what was typed into a form
// comes back as a file.
func (b *Bot) perform(ctx context.Context, w wish) (card.Card, error) {
	env, err := b.env(ctx, w.asker.Guild)
	if err != nil {
		return card.Card{}, err
	}
	at := b.now().In(env.Zone)
	var call commands.Call
	if w.given != nil {
		call, err = commands.FromOptions(w.cmd, w.given, at)
	} else {
		call, err = commands.Parse(w.cmd, w.argv, at)
	}
	back := card.Card{}
	if w.text != "" && w.cmd.Form != nil {
		back.Files = []card.File{{Name: "your-text.txt", Type: "text/plain; charset=utf-8", Bytes: []byte(w.text), Alt: "What you typed"}}
	}
	if err != nil {
		return back, err
	}
	call.Asker, call.Handed.Text = w.asker, w.text
	for _, f := range w.files {
		file, err := b.download(ctx, f)
		if err != nil {
			return back, err
		}
		call.Handed.Files = append(call.Handed.Files, file)
	}
	c, err := w.cmd.Run(ctx, env, call)
	if err != nil {
		return back, err
	}
	c.Private = c.Private || call.Private()
	return c, nil
}

// isPrivate reports whether the words of a line ask for a private answer.
func isPrivate(argv []string) bool {
	for _, w := range argv {
		if value, ok := strings.CutPrefix(w, "--private"); ok {
			switch strings.ToLower(strings.TrimPrefix(value, "=")) {
			case "", "true", "yes", "on", "1":
				return true
			}
		}
	}
	return false
}
