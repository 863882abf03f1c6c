package sandbox

import (
	"context"
	"iter"
	"time"
)

// ChangeKind says what happened in a [Change].
type ChangeKind string

// What can happen. Missed stands for changes a slow watcher did not see.
const (
	Posted    ChangeKind = "posted"
	Edited    ChangeKind = "edited"
	Deleted   ChangeKind = "deleted"
	Reacted   ChangeKind = "reacted"
	Unreacted ChangeKind = "unreacted"
	Typing    ChangeKind = "typing"
	Opened    ChangeKind = "opened"   // a thread
	Used      ChangeKind = "used"     // a person used a command, button, list or modal; Text is how it reads
	Acked     ChangeKind = "acked"    // the bot gave its first answer; Took is how long that was
	Prompted  ChangeKind = "prompted" // the bot opened a modal for User
	Settled   ChangeKind = "settled"  // the answer is there; Took is how long it was awaited
	Failed    ChangeKind = "failed"   // nobody answered in time: "The application did not respond"
	Online    ChangeKind = "online"   // the bot identified or resumed
	Offline   ChangeKind = "offline"  // the bot's connection ended
	Presence  ChangeKind = "presence" // the bot says something else of itself

	// Rearranged: channels, threads, permissions or members changed. Registered: the bot's commands did.
	Rearranged ChangeKind = "rearranged"
	Registered ChangeKind = "registered"

	Missed ChangeKind = "missed"
)

// Change is something people see happen.
type Change struct {
	Seq     int64         `json:"seq"` // counts from 1
	At      time.Time     `json:"at"`
	Kind    ChangeKind    `json:"kind"`
	Channel ID            `json:"channel"`
	Message *Message      `json:"message,omitempty"` // as it is now, or last was
	User    ID            `json:"user,omitzero"`
	Only    ID            `json:"only,omitzero"` // the one person who sees this; 0 means all in the channel
	Emoji   string        `json:"emoji,omitempty"`
	Text    string        `json:"text,omitempty"`
	Took    time.Duration `json:"took,omitempty"`
	Count   int64         `json:"count,omitempty"` // of Missed

	// Interaction is what this comes of: set when something was used, acked, prompted, settled or failed.
	Interaction ID     `json:"interaction,omitzero"`
	Modal       *Modal `json:"-"` // of Prompted
}

// changeLog remembers the latest changes and wakes those who wait for the next. The world's lock
// guards it.
type changeLog struct {
	ring []Change
	next int64         // sequence number of the next change
	wake chan struct{} // closed at the next change; nil when nobody waits
}

func newChangeLog(size int) *changeLog { return &changeLog{ring: make([]Change, 0, size), next: 1} }

func (l *changeLog) add(c Change) {
	c.Seq = l.next
	l.next++
	if len(l.ring) < cap(l.ring) {
		l.ring = append(l.ring, c)
	} else {
		l.ring[int(c.Seq-1)%cap(l.ring)] = c
	}
	if l.wake != nil {
		close(l.wake)
		l.wake = nil
	}
}

// since returns the changes from seq on, and a channel that is closed at the next one when there
// are none.
func (l *changeLog) since(seq int64) ([]Change, <-chan struct{}) {
	if seq >= l.next {
		if l.wake == nil {
			l.wake = make(chan struct{})
		}
		return nil, l.wake
	}
	var out []Change
	first := l.next - int64(len(l.ring))
	if seq < first {
		out = append(out, Change{Seq: first - 1, Kind: Missed, Count: first - seq})
		seq = first
	}
	for ; seq < l.next; seq++ {
		out = append(out, l.ring[int(seq-1)%cap(l.ring)])
	}
	return out, nil
}

// note records c and wakes who waits.
func (w *World) note(c Change) {
	c.At = w.now()
	if c.Message != nil {
		c.Channel = c.Message.Channel
		if c.User == 0 {
			c.User = c.Message.Author.ID
		}
	}
	w.changes.add(c)
}

// Watch returns what happens from after on (0: from the beginning of what is remembered; see
// [World.Seq] for "from now on") until ctx ends. The world never waits for a watcher: one that
// lags gets a change of kind Missed instead of what it lost.
func (w *World) Watch(ctx context.Context, after int64) iter.Seq[Change] {
	return func(yield func(Change) bool) {
		w.mu.Lock()
		seq := after + 1
		if after <= 0 { // what was forgotten before the watch began was not missed
			seq = w.changes.next - int64(len(w.changes.ring))
		}
		w.mu.Unlock()
		for {
			w.mu.Lock()
			all, wake := w.changes.since(seq)
			w.mu.Unlock()
			for _, c := range all {
				if ctx.Err() != nil || !yield(c) {
					return
				}
				seq = c.Seq + 1
			}
			if wake == nil {
				continue
			}
			select {
			case <-wake:
			case <-ctx.Done():
				return
			}
		}
	}
}

// Seq returns the number of the latest change, 0 before the first.
func (w *World) Seq() int64 {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.changes.next - 1
}

// Until waits until holds reports true. It asks again after every change, so holds may look at the
// world with any exported method; it must be quick.
func (w *World) Until(ctx context.Context, holds func() bool) error {
	for {
		w.mu.Lock()
		_, wake := w.changes.since(w.changes.next)
		w.mu.Unlock()
		if holds() {
			return nil
		}
		select {
		case <-wake:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}
