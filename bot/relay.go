package bot

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

// relay stands between a Session of discordgo and the gateway. The Session dials the relay's end of
// a pipe; the relay dials Discord, and passes on what is safe to pass on, message by message.
//
// It is there because discordgo 0.29 cannot be cured from outside in three places: it has no read
// deadline, so that a silent gateway holds it for ever; it locks up when op 7 comes in place of READY;
// and it panics, in goroutines of its own, on events with a null where an object should be. Here the
// deadline is set, op 7 and op 9 become the end of a connection, and the Session sees nothing of an
// event but its envelope. The relay also reads the close code, which discordgo drops.
type relay struct {
	dialer          websocket.Dialer // towards Discord
	figures         *figures
	onReady         func(ready)
	handshake, idle time.Duration // how long to wait for the next message before and after READY
	probe           time.Duration // of silence after READY, then Discord is asked for a sign

	mu     sync.Mutex
	conn   *relayed // the connection there is; nil when there is none
	resume string   // host READY said to resume at; empty for the first address
	last   ending   // of the last connection
	closed bool     // no connection is made any more
	wg     sync.WaitGroup
}

// ending says how a connection ended.
type ending struct {
	code  int   // close code of Discord; 0 when the connection just broke
	err   error // what happened, for the log
	fresh bool  // the session cannot be resumed
	ready bool  // READY or RESUMED was seen on it
}

// Deadlines of the connection. Discord acknowledges a heartbeat every 41 s; 90 s of silence are two
// that were lost.
const (
	handshakeWithin = 15 * time.Second
	idleWithin      = 90 * time.Second
	writeWithin     = 10 * time.Second
	probeAfter      = 12 * time.Second // a connection that fell silent is known in less than 25 s, and not after two heartbeats
	maxEvent        = 32 << 20         // the largest, GUILD_CREATE of a very large guild, has some megabytes
)

func newRelay(f *figures, onReady func(ready)) *relay {
	return &relay{
		figures: f, onReady: onReady, handshake: handshakeWithin, idle: idleWithin, probe: probeAfter,
		dialer: websocket.Dialer{Proxy: http.ProxyFromEnvironment, HandshakeTimeout: handshakeWithin},
	}
}

// sessionDialer returns the Dialer of a Session: it gives the Session a pipe to the relay, for ws and
// wss alike, because the relay does the TLS.
func (r *relay) sessionDialer() *websocket.Dialer {
	plain := func(context.Context, string, string) (net.Conn, error) { return r.pipe("ws") }
	secure := func(context.Context, string, string) (net.Conn, error) { return r.pipe("wss") }
	return &websocket.Dialer{NetDialContext: plain, NetDialTLSContext: secure, HandshakeTimeout: 2 * handshakeWithin}
}

// errClosed is how connections end that we ended.
var errClosed = errors.New("closed by us")

func (r *relay) pipe(scheme string) (net.Conn, error) {
	r.close(closeResumable)
	near, far := net.Pipe()
	ctx, cancel := context.WithCancel(context.Background())
	c := &relayed{relay: r, near: near, cancel: cancel}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.closed {
		cancel()
		return nil, errClosed
	}
	r.conn, r.last = c, ending{}
	r.wg.Go(func() {
		defer c.survive()
		c.serve(ctx, scheme)
	})
	return far, nil
}

// close ends the connection there is with a close code for Discord: 1000 says that the bot goes
// offline, anything else keeps the session for resuming.
func (r *relay) close(code int) {
	r.mu.Lock()
	c := r.conn
	r.mu.Unlock()
	if c != nil {
		c.end(ending{err: errClosed}, code)
	}
}

// retire closes for good, without waiting: no connection is made through the relay any more.
func (r *relay) retire(code int) {
	r.mu.Lock()
	r.closed = true
	r.mu.Unlock()
	r.close(code)
}

// shut closes for good and waits until everything the relay began has ended.
func (r *relay) shut(code int) {
	r.retire(code)
	r.wg.Wait()
}

// ending returns how the last connection ended.
func (r *relay) ending() ending {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.last
}

// send writes a message to Discord, if there is a connection.
func (r *relay) send(message []byte) error {
	r.mu.Lock()
	c := r.conn
	r.mu.Unlock()
	if c == nil {
		return errClosed
	}
	return c.write(message)
}
