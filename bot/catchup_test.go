package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/sandbox"
)

// leave ends the bot, as an update or a crash does; what it kept stays.
func (d *desk) leave() {
	d.t.Helper()
	d.stop()
	<-d.done
	if d.err != nil {
		d.t.Fatal(d.err)
	}
}

// back starts another bot on the same world with what the first one kept.
func (d *desk) back() {
	d.t.Helper()
	again, err := New(d.bot.opts)
	if err != nil {
		d.t.Fatal(err)
	}
	d.bot, d.done = again, make(chan struct{})
	d.ctx, d.stop = context.WithCancel(context.Background())
	d.connect()
}

// replies counts the bot's answers to a message.
func (d *desk) replies(who, channel string, to *sandbox.Message) (n int) {
	d.t.Helper()
	all, err := d.User(who).History(channel)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, m := range all {
		if m.Author.ID == d.Bot().ID && m.Reference != nil && m.Reference.Message == to.ID {
			n++
		}
	}
	return n
}

func (d *desk) handed(url string) (n int) {
	for _, s := range d.inbox.taken() {
		if s.URL == url {
			n++
		}
	}
	return n
}

func TestWhatWasWrittenInAbsence(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	alice := d.User("alice")
	write := func(p *sandbox.Pending, err error) *sandbox.Message {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return p.Message
	}
	// Before: one article, one question, one refusal, one direct message.
	write(alice.Mention("desk", "https://a.example/before"))
	asked := write(alice.Mention("desk", "What did Maren say?"))
	var eleven strings.Builder
	for i := range 11 {
		fmt.Fprintf(&eleven, "https://b.example/%d ", i)
	}
	refused := write(alice.Mention("newsroom", eleven.String()))
	private := write(alice.DM("Who said what?"))
	d.until("all is dealt with", func() bool {
		return d.handed("https://a.example/before") == 1 && d.replies("alice", "desk", asked) == 1 && d.replies("alice", "newsroom", refused) == 1 && d.replies("alice", "@bot", private) == 1
	})
	d.leave()

	stale := write(alice.Mention("desk", "What did Tolvaj say?"))
	write(alice.Mention("desk", "https://a.example/old"))
	d.Advance(lateAnswer + time.Minute)
	write(alice.Mention("newsroom", "https://a.example/new"))
	fresh := write(alice.Mention("digest", "Where is the corridor?"))
	write(alice.DM("https://a.example/direct"))
	write(alice.Say("desk", "https://a.example/not-for-the-bot"))
	locked := write(alice.Mention("digest", "https://a.example/locked"))
	d.back()
	d.until("all is dealt with", func() bool {
		return d.handed("https://a.example/old") == 1 && d.handed("https://a.example/new") == 1 && d.handed("https://a.example/direct") == 1 &&
			d.handed("https://a.example/locked") == 1 && d.replies("alice", "digest", fresh) == 1
	})
	d.leave()
	d.Advance(time.Hour) // when Discord knows no nonce any more
	d.back()
	marker := write(alice.Mention("desk", "Anything else?"))
	d.until("it has caught up again", func() bool { return d.replies("alice", "desk", marker) == 1 && d.bot.absence.idle() })

	for what, got := range map[string][2]int{
		"answers to what was answered before":     {d.replies("alice", "desk", asked), 1},
		"answers to what was refused before":      {d.replies("alice", "newsroom", refused), 1},
		"answers to a direct message":             {d.replies("alice", "@bot", private), 1},
		"answers to a question that is too old":   {d.replies("alice", "desk", stale), 0},
		"answers to a question while it was away": {d.replies("alice", "digest", fresh), 1},
		"articles nobody handed in":               {d.handed("https://a.example/not-for-the-bot"), 0},
		"articles":                                {len(d.inbox.taken()), 5},
	} {
		if got[0] != got[1] {
			t.Errorf("%d %s, want %d", got[0], what, got[1])
		}
	}
	if got := d.reactions("alice", locked); got != eyes {
		t.Errorf("the last article has the reactions %q", got)
	}
}

// The mark moves on only over what was dealt with.
func TestHeardUpTo(t *testing.T) {
	now := time.Date(2026, 11, 23, 12, 0, 0, 0, time.UTC)
	for _, tt := range []struct {
		name   string
		change func(*Bot, *Health)
		moves  bool
	}{
		{"moves on when all is quiet", func(*Bot, *Health) {}, true},
		{"stays while a message waits", func(b *Bot, _ *Health) { b.absence.under(1) }, false},
		{"stays without a connection", func(_ *Bot, h *Health) { h.Connected = false }, false},
		{"stays while Discord is silent", func(_ *Bot, h *Health) { h.LastAck = time.Now().Add(-2 * ackFresh) }, false},
		{"stays while guilds are being listed", func(b *Bot, _ *Health) { b.absence.since = time.Now() }, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			b := &Bot{figures: &figures{}, now: func() time.Time { return now }}
			b.absence.since = time.Now().Add(-time.Hour)
			b.figures.update(func(h *Health) {
				h.Connected, h.LastAck = true, time.Now()
				tt.change(b, h)
			})
			mark, ok := b.heardUpTo()
			if ok != tt.moves {
				t.Errorf("moves: %v, want %v", ok, tt.moves)
			}
			if behind := now.Sub(mark.made()); ok && (behind < markBehind || behind > 2*markBehind) {
				t.Errorf("the mark is %v behind", behind)
			}
		})
	}
}

func TestIntakeCatchesUp(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{Privileged: sandbox.MessageContentIntent}, func(o *Options, s *sandbox.Server) {
		c, err := s.Channel("newsroom")
		if err != nil {
			t.Fatal(err)
		}
		o.Intake, o.MessageContent, o.Curators = []attache.ChannelID{attache.ChannelID(c.ID.String())}, true, []string{"1"}
	})
	alice := d.User("alice")
	if _, err := alice.Say("newsroom", "https://a.example/1"); err != nil {
		t.Fatal(err)
	}
	d.until("the first is saved", func() bool { return len(d.inbox.taken()) == 1 })
	d.leave()
	for n := 2; n < 205; n++ {
		if _, err := alice.Say("newsroom", fmt.Sprintf("https://a.example/%d", n)); err != nil {
			t.Fatal(err)
		}
	}
	d.back()
	d.until("all are taken in", func() bool { return len(d.inbox.taken()) >= 204 })
	all := d.inbox.taken()
	if len(all) != 204 || all[203].URL != "https://a.example/204" {
		t.Errorf("%d submissions, the last %q; want 204 in order", len(all), all[len(all)-1].URL)
	}
}

// idle reports whether nothing is under way.
func (a *absence) idle() bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.open == 0
}
