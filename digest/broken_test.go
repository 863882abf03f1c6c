package digest

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"attache"
	"attache/card"
)

// breaker makes a step of one slot fail.
type breaker struct {
	Claims
	Poster
	Book
	Finder
	before, after string // "claim", "finish" …
	how           func() error
}

func (b *breaker) step(name string, do func() error) error {
	if b.before == name {
		if err := b.how(); err != nil {
			return err
		}
	}
	if err := do(); err != nil {
		return err
	}
	if b.after == name {
		return b.how()
	}
	return nil
}

func (b *breaker) Claim(ctx context.Context, guild attache.GuildID, kind, key string, lease time.Duration, now time.Time) (c attache.Claim, ours bool, err error) {
	err = b.step("claim", func() (err error) { c, ours, err = b.Claims.Claim(ctx, guild, kind, key, lease, now); return err })
	return c, ours && err == nil, err
}

func (b *breaker) Finish(ctx context.Context, c attache.Claim, id attache.MessageID) error {
	return b.step("finish", func() error { return b.Claims.Finish(ctx, c, id) })
}

func (b *breaker) Post(ctx context.Context, ch attache.ChannelID, key string, c card.Card) (id attache.MessageID, err error) {
	err = b.step("post", func() (err error) { id, err = b.Poster.Post(ctx, ch, key, c); return err })
	return id, err
}

func (b *breaker) SlotDone(ctx context.Context, id int64, slot time.Time) error {
	return b.step("slot done", func() error { return b.Book.SlotDone(ctx, id, slot) })
}

func (b *breaker) Search(ctx context.Context, q attache.Query) (p attache.Page, err error) {
	err = b.step("compose", func() (err error) { p, err = b.Finder.Search(ctx, q); return err })
	return p, err
}

var errBroken = errors.New("broken")

// Whatever step fails, and however, the slot is posted once: by a later sweep of this process, or of
// another after the lease has run out.
func TestOnePostWhateverFails(t *testing.T) {
	for _, step := range []string{"claim", "compose", "post", "finish", "slot done"} {
		for _, when := range []string{"before", "after"} {
			for _, how := range []struct {
				name string
				fail func() error
			}{
				{"fails", func() error { return errBroken }},
				{"panics", func() error { panic(errBroken) }},
			} {
				t.Run(fmt.Sprintf("%s %s %s", how.name, when, step), func(t *testing.T) {
					w := newWorld(t)
					w.schedule(t, "morning", "")
					w.archive.add(t, note("Kessin", at(t, "22 14:00")))
					b := &breaker{Claims: w.memory, Poster: w.channel, Book: w.memory, Finder: w.archive, how: how.fail}
					if when == "before" {
						b.before = step
					} else {
						b.after = step
					}
					broken := *w.Runner
					broken.Claims, broken.Poster = b, b
					broken.Guild = func(attache.GuildID) Book { return b }
					broken.Finder = func(attache.GuildID) (Finder, error) { return b, nil }
					for range 3 { // it fails every time
						if err := broken.Sweep(t.Context(), at(t, "23 08:00")); err == nil && step != "finish" && step != "claim" {
							// After the first failure a claim may be held, or the slot done.
							break
						}
					}
					if n := len(w.channel.cards); n > 1 {
						t.Fatalf("%d posts while it fails", n)
					}
					w.sweep(t, "23 08:04") // leases have run out
					w.sweep(t, "23 08:05")
					w.sweep(t, "23 09:00")
					w.posted(t, 1)
					if got := w.memory.schedules[0].Last; !got.Equal(at(t, "23 08:00")) {
						t.Errorf("the last slot is %s", got)
					}
				})
			}
		}
	}
}
