package sandbox

import (
	"context"
	"encoding/json"
	"iter"
	"slices"
	"sync"
	"time"
)

// Exchange is one thing that crossed the wire: a REST request with its answer, or a gateway frame.
// Tokens never appear in one.
type Exchange struct {
	Seq       int64           `json:"seq"` // counts from 1
	At        time.Time       `json:"at"`
	Operation string          `json:"operation"` // "create_message"; for the gateway "IDENTIFY", "MESSAGE_CREATE"
	Gateway   bool            `json:"gateway,omitempty"`
	Sent      bool            `json:"sent,omitempty"` // a gateway frame from the sandbox to the bot
	Method    string          `json:"method,omitempty"`
	Path      string          `json:"path,omitempty"`
	Status    int             `json:"status,omitempty"`
	Took      time.Duration   `json:"took,omitempty"`
	Acked     time.Duration   `json:"acked,omitempty"`    // of the first answer to an interaction: how long it was awaited
	Request   json.RawMessage `json:"request,omitempty"`  // as sent; absent when empty or over 16 KiB
	Response  json.RawMessage `json:"response,omitempty"` // likewise
	Broken    []Broken        `json:"broken,omitempty"`   // rules the bot did not keep
	Judged    []string        `json:"judged,omitempty"`   // what the second opinion says against the sandbox's own answer
	Fault     string          `json:"fault,omitempty"`    // the fault that was ordered
}

// maxKept bounds one body in the wire log.
const maxKept = 16 << 10

// wireLog remembers the latest exchanges and every violation.
type wireLog struct {
	mu     sync.Mutex
	ring   []Exchange
	next   int64
	wake   chan struct{}
	broken []Exchange // those with Broken or Judged; the first 1000
}

func newWireLog(size int) *wireLog { return &wireLog{ring: make([]Exchange, 0, size), next: 1} }

func (l *wireLog) add(x Exchange) {
	if len(x.Request) > maxKept {
		x.Request = nil
	}
	if len(x.Response) > maxKept {
		x.Response = nil
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	x.Seq = l.next
	l.next++
	if len(l.ring) < cap(l.ring) {
		l.ring = append(l.ring, x)
	} else {
		l.ring[int(x.Seq-1)%cap(l.ring)] = x
	}
	if len(x.Broken)+len(x.Judged) > 0 && len(l.broken) < 1000 {
		l.broken = append(l.broken, x)
	}
	if l.wake != nil {
		close(l.wake)
		l.wake = nil
	}
}

func (l *wireLog) since(seq int64) ([]Exchange, <-chan struct{}) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if seq >= l.next {
		if l.wake == nil {
			l.wake = make(chan struct{})
		}
		return nil, l.wake
	}
	var out []Exchange
	for seq = max(seq, l.next-int64(len(l.ring))); seq < l.next; seq++ {
		out = append(out, l.ring[int(seq-1)%cap(l.ring)])
	}
	return out, nil
}

// Exchanges returns what crossed the wire, oldest first, as far as it is remembered.
func (w *World) Exchanges() []Exchange {
	all, _ := w.wire.since(1)
	return all
}

// Wire returns what crosses the wire after the exchange numbered after (0: all that is remembered)
// until ctx ends. Exchanges that were forgotten before they could be read are skipped: Seq has a gap.
func (w *World) Wire(ctx context.Context, after int64) iter.Seq[Exchange] {
	return func(yield func(Exchange) bool) {
		seq := max(after, 0) + 1
		for {
			all, wake := w.wire.since(seq)
			for _, x := range all {
				if ctx.Err() != nil || !yield(x) {
					return
				}
				seq = x.Seq + 1
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

// Violations returns the exchanges in which the bot broke a rule or the second opinion had a
// complaint, oldest first, at most the first 1000. A test of a bot ends by asking for none.
func (w *World) Violations() []Exchange {
	w.wire.mu.Lock()
	defer w.wire.mu.Unlock()
	return slices.Clone(w.wire.broken)
}
