package sandbox

import (
	"bytes"
	"compress/zlib"
	"context"
	"sync"
	"sync/atomic"

	"github.com/coder/websocket"
)

// outbox holds frames until the writer sends them, so that the world never waits for a bot.
type outbox struct {
	mu       sync.Mutex
	letters  []letter
	bytes    int
	wake     chan struct{} // one token: there is something
	compress atomic.Bool   // as asked for in IDENTIFY
}

// letter is a frame, or a close when code is set.
type letter struct {
	data   []byte
	code   int
	reason string
}

// compressFrom is the size from which a payload is worth compressing; Discord compresses "some"
// payloads too, and a bot must tell by the kind of frame.
const compressFrom = 256

func newOutbox() *outbox { return &outbox{wake: make(chan struct{}, 1)} }

// put queues l. It reports false when too much is waiting.
func (o *outbox) put(l letter) bool {
	o.mu.Lock()
	o.bytes += len(l.data)
	full := o.bytes > maxQueued
	if !full {
		o.letters = append(o.letters, l)
	}
	o.mu.Unlock()
	select {
	case o.wake <- struct{}{}:
	default:
	}
	return !full
}

func (o *outbox) take() []letter {
	o.mu.Lock()
	defer o.mu.Unlock()
	all := o.letters
	o.letters, o.bytes = nil, 0
	return all
}

// write sends what is queued until the connection ends or a close was sent.
func (c *conn) write(ctx context.Context) {
	var z *zlib.Writer
	var buf bytes.Buffer
	for {
		select {
		case <-c.out.wake:
		case <-ctx.Done():
			return
		}
		for _, l := range c.out.take() {
			if l.code != 0 {
				c.ws.Close(websocket.StatusCode(l.code), l.reason)
				return
			}
			kind, data := websocket.MessageText, l.data
			if c.out.compress.Load() && len(data) >= compressFrom {
				buf.Reset()
				if z == nil {
					z = zlib.NewWriter(&buf)
				} else {
					z.Reset(&buf)
				}
				z.Write(data) // to memory: cannot fail
				z.Close()
				kind, data = websocket.MessageBinary, buf.Bytes()
			}
			deadline, stop := context.WithTimeout(ctx, writeDeadline)
			err := c.ws.Write(deadline, kind, data)
			stop()
			if err != nil {
				return
			}
		}
	}
}
