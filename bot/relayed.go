package bot

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"sync"
	"sync/atomic"
	"time"

	"github.com/gorilla/websocket"
)

// relayed is one connection.
type relayed struct {
	relay   *relay
	near    net.Conn // our end of the pipe
	cancel  context.CancelFunc
	discord atomic.Pointer[websocket.Conn] // nil until dialled
	session *websocket.Conn                // used by the downward loop, and read by the upward one
	once    sync.Once

	writing sync.Mutex // one writer towards Discord at a time

	beating sync.Mutex
	beat    time.Time // the last heartbeat of the Session
	unacked bool      // and it was not acknowledged yet

	seq   atomic.Int64 // of the last event
	heard atomic.Int64 // when the last message of Discord came, in Unix nanoseconds
	seen  bool         // READY or RESUMED; used by the downward loop alone
}

// serve makes the connection and copies both ways until one side ends.
func (c *relayed) serve(ctx context.Context, scheme string) {
	defer c.cancel()
	reader := bufio.NewReader(c.near)
	c.near.SetDeadline(time.Now().Add(2 * c.relay.handshake)) // a pipe takes every deadline
	req, err := http.ReadRequest(reader)
	if err != nil {
		c.end(ending{err: fmt.Errorf("session: %w", err)}, 0)
		return
	}
	discord, err := c.dial(ctx, url.URL{Scheme: scheme, Host: req.Host, Path: req.URL.Path, RawQuery: req.URL.RawQuery})
	if err != nil {
		c.end(ending{err: fmt.Errorf("dial gateway: %w", err)}, 0)
		return
	}
	defer discord.Close()
	discord.SetReadLimit(maxEvent)
	// To echo 1000 or 1001 would end the session for good; end answers with a code that keeps it.
	discord.SetCloseHandler(func(int, string) error { return nil })
	c.discord.Store(discord)
	upgrader := websocket.Upgrader{CheckOrigin: func(*http.Request) bool { return true }}
	c.session, err = upgrader.Upgrade(&hijacked{conn: c.near, reader: reader}, req, nil)
	if err != nil {
		c.end(ending{err: fmt.Errorf("session: %w", err)}, closeResumable)
		return
	}
	c.near.SetDeadline(time.Time{})
	c.relay.wg.Go(func() {
		defer c.survive()
		c.upward()
	})
	c.downward(ctx)
}

// survive turns a panic into the end of the connection.
func (c *relayed) survive() {
	if p := recover(); p != nil {
		c.relay.figures.update(func(h *Health) { h.Panics++ })
		c.end(ending{err: fmt.Errorf("panic: %v", p), fresh: true}, closeResumable)
	}
}

// dial connects to Discord, where READY said to resume if it did.
func (c *relayed) dial(ctx context.Context, address url.URL) (*websocket.Conn, error) {
	c.relay.mu.Lock()
	resume := c.relay.resume
	c.relay.mu.Unlock()
	if u, err := url.Parse(resume); err == nil && u.Host != "" && (u.Scheme == "ws" || u.Scheme == "wss") {
		address.Scheme, address.Host = u.Scheme, u.Host
	}
	discord, _, err := c.relay.dialer.DialContext(ctx, address.String(), nil)
	return discord, err
}

// downward copies from Discord to the Session.
func (c *relayed) downward(ctx context.Context) {
	discord, within, listening := c.discord.Load(), c.relay.handshake, false
	for {
		discord.SetReadDeadline(time.Now().Add(within))
		_, data, err := discord.ReadMessage()
		c.heard.Store(time.Now().UnixNano())
		if err != nil {
			end := ending{err: err, ready: c.seen}
			var closed *websocket.CloseError
			if errors.As(err, &closed) {
				end.code, end.fresh = closed.Code, needsIdentify(closed.Code)
			}
			c.end(end, closeResumable)
			return
		}
		out, end := c.sieve(data)
		if end != nil {
			end.ready = c.seen
			c.end(*end, closeResumable)
			return
		}
		if c.seen && !listening {
			within, listening = c.relay.idle, true
			c.relay.wg.Go(func() {
				defer c.survive()
				c.listen(ctx)
			})
		}
		if out == nil {
			continue
		}
		c.near.SetWriteDeadline(time.Now().Add(c.relay.idle))
		if err := c.session.WriteMessage(websocket.TextMessage, out); err != nil {
			c.end(ending{err: errClosed, ready: c.seen}, closeResumable)
			return
		}
	}
}

// closeResumable is a close code of ours after which Discord keeps the session.
const closeResumable = 4000

// upward copies from the Session to Discord.
func (c *relayed) upward() {
	for {
		_, data, err := c.session.ReadMessage()
		if err != nil {
			c.end(ending{err: errClosed}, closeResumable)
			return
		}
		if err := c.up(data); err != nil {
			c.end(ending{err: fmt.Errorf("write: %w", err)}, 0)
			return
		}
	}
}

// errZombie is how a connection ends whose heartbeats are no longer acknowledged.
var errZombie = errors.New("heartbeat was not acknowledged")

// up passes a message of the Session on to Discord.
func (c *relayed) up(message []byte) error {
	switch op(message) {
	case opHeartbeat:
		c.beating.Lock()
		zombie := c.unacked
		c.beat, c.unacked = time.Now(), true
		c.beating.Unlock()
		if zombie {
			return errZombie
		}
	case opIdentify:
		c.relay.figures.update(func(h *Health) { h.Identifies++ })
	}
	return c.write(message)
}

func (c *relayed) write(message []byte) error {
	discord := c.discord.Load()
	if discord == nil {
		return errClosed
	}
	c.writing.Lock()
	defer c.writing.Unlock()
	discord.SetWriteDeadline(time.Now().Add(writeWithin))
	return discord.WriteMessage(websocket.TextMessage, message)
}

// listen asks Discord for a heartbeat's acknowledgement when it has been silent for a while, and ends
// the connection when nothing comes. Heartbeats in between are allowed; waiting for two of the Session's
// to go unanswered would take a minute and more.
func (c *relayed) listen(ctx context.Context) {
	tick := time.NewTicker(c.relay.probe / 4)
	defer tick.Stop()
	var asked time.Time
	for {
		var now time.Time
		select {
		case <-ctx.Done():
			return
		case now = <-tick.C:
		}
		switch heard := time.Unix(0, c.heard.Load()); {
		case now.Sub(heard) < c.relay.probe:
			asked = time.Time{}
		case asked.IsZero():
			asked = now
			c.beating.Lock()
			c.beat = time.Now()
			c.beating.Unlock()
			if err := c.beatNow(); err != nil {
				c.end(ending{err: fmt.Errorf("write: %w", err), ready: true}, 0)
				return
			}
		case now.Sub(asked) > c.relay.probe*2/3:
			c.end(ending{err: errSilent, ready: true}, closeResumable)
			return
		}
	}
}

// errSilent is how a connection ends on which nothing comes any more.
var errSilent = errors.New("gateway fell silent")

// beatNow sends a heartbeat of our own.
func (c *relayed) beatNow() error {
	return c.write(fmt.Appendf(nil, `{"op":1,"d":%d}`, c.seq.Load()))
}

// acked notes that Discord acknowledged a heartbeat.
func (c *relayed) acked() {
	c.beating.Lock()
	latency := time.Since(c.beat)
	c.unacked = false
	c.beating.Unlock()
	c.relay.figures.update(func(h *Health) { h.LastAck, h.Latency = time.Now(), latency })
}

// end ends the connection. The first to call it says why, and with which code for Discord; 0 is
// none.
func (c *relayed) end(e ending, code int) {
	c.once.Do(func() {
		r := c.relay
		r.mu.Lock()
		current := r.conn == c
		if current {
			r.conn, r.last = nil, e
		}
		r.mu.Unlock()
		r.figures.update(func(h *Health) {
			if current && h.Connected {
				h.Connected, h.Since = false, time.Now()
			}
			if e.err != errClosed {
				h.Closes[e.code]++
			}
		})
		c.cancel()
		if discord := c.discord.Load(); discord != nil {
			if code != 0 {
				discord.WriteControl(websocket.CloseMessage, websocket.FormatCloseMessage(code, ""), time.Now().Add(time.Second))
			}
			discord.Close()
		}
		c.near.Close()
	})
}

// hijacked is the ResponseWriter that Upgrade wants, over a connection that is ours already.
type hijacked struct {
	conn   net.Conn
	reader *bufio.Reader
}

func (h *hijacked) Header() http.Header         { return http.Header{} }
func (h *hijacked) Write(p []byte) (int, error) { return h.conn.Write(p) }
func (h *hijacked) WriteHeader(int)             {}
func (h *hijacked) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	return h.conn, bufio.NewReadWriter(h.reader, bufio.NewWriter(h.conn)), nil
}
