package bot

import (
	"context"
	"encoding/json"
	"slices"
	"sync"
	"time"
)

// While no session is up, Discord tells of nothing, and what was told but not yet saved dies with the
// process. So it is kept in State up to when everything was heard and dealt with, the mark; with every
// new session what came after it is asked for, see catchUp.

const (
	markKey    = "bot/heard"   // a snowflake: everything before it was dealt with
	directsKey = "bot/directs" // channels of direct messages, the latest first: no guild lists them

	markEvery = 30 * time.Second
	// markBehind is how far the mark stays behind: the clocks may differ, and questions under way are
	// answered meanwhile.
	markBehind = time.Minute
	ackFresh   = 90 * time.Second
	maxDirects = 100
)

// absence knows what was not dealt with yet.
type absence struct {
	mu       sync.Mutex
	open     int       // messages in the boxes, channels being caught up
	since    time.Time // of the session
	from     snowflake // the mark when the session began; empty at the very first start
	directs  []snowflake
	catching sync.Mutex // one channel is caught up at a time

	// What catches up fills the boxes, and must have ended before they are closed.
	life context.Context
	end  context.CancelFunc
	work sync.WaitGroup
}

// stop ends catching up. What was not taken in will be the next time.
func (a *absence) stop() {
	a.end()
	a.work.Wait()
}

// catch runs do beside everything else; the mark stays while it runs.
func (b *Bot) catch(name string, do func(context.Context)) {
	b.absence.under(1)
	b.absence.work.Go(func() {
		defer b.absence.under(-1)
		defer b.recovered("catch up", name)
		do(b.absence.life)
	})
}

// under counts what is under way.
func (a *absence) under(n int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.open += n
}

// away returns from where on to catch up; false when nothing was ever heard.
func (a *absence) away() (snowflake, bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.from, a.from != ""
}

// returned notes that a session begins, and catches up with direct messages.
func (b *Bot) returned() {
	if b.opts.State == nil {
		return
	}
	mark, err := b.opts.State.Get(b.life, markKey)
	directs, errDirects := b.opts.State.Get(b.life, directsKey)
	if err != nil || errDirects != nil {
		b.log.Error("what was heard last", "err", err, "directs", errDirects)
		return
	}
	if mark == "" { // the very first start; what this session is told may be older than its READY
		b.setMark(snowflakeAt(b.now().Add(-markBehind)))
	}
	a := &b.absence
	a.mu.Lock()
	a.since, a.from = time.Now(), snowflakeOf(mark)
	a.directs = nil
	_ = json.Unmarshal([]byte(directs), &a.directs) // what cannot be read begins anew
	all := slices.Clone(a.directs)
	a.mu.Unlock()
	if mark != "" && len(all) > 0 {
		b.catch("direct messages", func(ctx context.Context) {
			for _, channel := range all {
				b.catchUpIn(ctx, channel, "")
			}
		})
	}
}

// keepMark moves the mark on until ctx ends.
func (b *Bot) keepMark(ctx context.Context) {
	if b.opts.State == nil {
		return
	}
	tick := time.NewTicker(markEvery)
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return
		}
		if mark, ok := b.heardUpTo(); ok {
			b.setMark(mark)
		}
	}
}

// heardUpTo returns the mark as it may be now; false when it must stay: something is under way, or the
// guilds of a new session are still being listed, or Discord has been silent.
func (b *Bot) heardUpTo() (snowflake, bool) {
	h := b.figures.health()
	quiet := time.Since(h.LastAck)
	a := &b.absence
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.open > 0 || !h.Connected || quiet > ackFresh || a.since.IsZero() || time.Since(a.since) < markBehind {
		return "", false
	}
	return snowflakeAt(b.now().Add(-quiet - markBehind)), true
}

func (b *Bot) setMark(mark snowflake) {
	if err := b.opts.State.Set(b.life, markKey, string(mark)); err != nil {
		b.log.Error("keep what was heard", "err", err)
	}
}

// noteDirect keeps that a channel is one of direct messages.
func (b *Bot) noteDirect(m *posted) {
	if b.opts.State == nil || m.Guild != "" || m.Author == nil || m.Author.Bot {
		return
	}
	a := &b.absence
	a.mu.Lock()
	known := len(a.directs) > 0 && a.directs[0] == m.Channel
	if !known {
		a.directs = append([]snowflake{m.Channel}, slices.DeleteFunc(a.directs, func(s snowflake) bool { return s == m.Channel })...)
		a.directs = a.directs[:min(len(a.directs), maxDirects)]
	}
	all, _ := json.Marshal(a.directs)
	a.mu.Unlock()
	if known {
		return
	}
	if err := b.opts.State.Set(b.life, directsKey, string(all)); err != nil {
		b.log.Error("keep a channel of direct messages", "err", err)
	}
}
