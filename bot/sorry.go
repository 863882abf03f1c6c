package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"attache"
	"attache/card"
)

// errTooLong is for commands that did not come back in time.
var errTooLong = &attache.Problem{Say: "That took longer than I may take, and I stopped. If it was to change something, please look whether it did; a narrower question may be faster."}

// errPanicked is for commands that broke. Its cause is in the log.
var errPanicked = errors.New("command panicked")

// sorry draws an error as a sentence. One that is no Problem is a fault of ours: it goes to the log,
// with a reference the person is given.
func (b *Bot) sorry(err error, id string, outcome *string) message {
	var p *attache.Problem
	switch {
	case errors.As(err, &p):
		if p.Err != nil {
			b.log.Debug("refused", "id", id, "err", p.Err) // it may quote what was typed
		}
		return sentence(p.Say)
	case errors.Is(err, context.DeadlineExceeded):
		*outcome = "timeout"
		b.log.Warn("command took too long", "id", id, "err", err)
		return sentence(errTooLong.Say)
	case errors.Is(err, context.Canceled):
		*outcome = "cancelled"
		return sentence(errRestarting.Say)
	}
	*outcome = "failed"
	b.log.Error("command failed", "id", id, "err", err)
	return sentence(fmt.Sprintf("%s Its number there is %s.", attache.Explain(err), id))
}

// addFiles attaches files that fit.
func (m *message) addFiles(files []card.File) {
	for _, f := range files {
		if len(m.files) < maxFiles && len(f.Bytes) > 0 && len(f.Bytes) <= maxFile {
			f.Name = m.fileName(f.Name)
			m.add(f)
		}
	}
}

// keepWithin bounds the keeping of long actions: the person waits, and Discord gives three seconds. A
// button that cannot be pressed is better than no answer.
const keepWithin = time.Second

// draw draws a card with buttons that can be pressed. What would still break a rule of Discord's is
// a fault of ours: it is logged, and sent as a text file rather than not at all.
func (b *Bot) draw(ctx context.Context, guild attache.GuildID, c card.Card, mark string) message {
	ctx, cancel := context.WithTimeout(ctx, keepWithin)
	defer cancel()
	m := draw(c, drawing{mark: mark, address: func(n int, a card.Action) string { return b.address(ctx, guild, n, a) }})
	m.card = &c
	if faults := m.problems(); len(faults) > 0 {
		b.log.Error("drawing breaks a rule of Discord", "faults", faults)
		m, _ = m.plainer()
	}
	return m
}

// address returns the custom_id of an action. A line that is too long is kept under a key.
func (b *Bot) address(ctx context.Context, guild attache.GuildID, n int, a card.Action) string {
	if a.Off || a.Line == "" {
		return offID(n)
	}
	id := customID{mode: modeUpdate, line: a.Line}
	if a.Private {
		id.mode = modePrivate
	}
	return b.kept(ctx, guild, n, id)
}

// kept encodes id, with its line kept under a key when it does not fit. It returns "" when the line
// cannot be kept: the button is drawn, but cannot be pressed.
func (b *Bot) kept(ctx context.Context, guild attache.GuildID, n int, id customID) string {
	if size(id.line) <= maxCustomID-customPrefix && clean(id.line) == id.line {
		return id.encode(n)
	}
	if b.opts.Lines == nil {
		return ""
	}
	key, err := b.opts.Lines.Keep(ctx, guild, id.line)
	if err != nil || key == "" || size(key) > maxCustomID-customPrefix {
		b.log.Error("keeping an action", "guild", guild, "err", err)
		return ""
	}
	id.kept, id.line = true, key
	return id.encode(n)
}
