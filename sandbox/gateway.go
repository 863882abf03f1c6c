package sandbox

import (
	"context"
	"encoding/json"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/coder/websocket"
)

// Gateway opcodes.
const (
	opDispatch     = 0
	opHeartbeat    = 1
	opIdentify     = 2
	opPresence     = 3
	opVoice        = 4
	opResume       = 6
	opReconnect    = 7
	opMembers      = 8
	opInvalid      = 9
	opHello        = 10
	opHeartbeatAck = 11
	opSounds       = 31
)

// Gateway close codes.
const (
	closeUnknownOp      = 4001
	closeDecode         = 4002
	closeNotIdentified  = 4003
	closeBadToken       = 4004
	closeIdentified     = 4005
	closeBadSeq         = 4007
	closeRate           = 4008
	closeTimedOut       = 4009
	closeBadShard       = 4010
	closeBadVersion     = 4012
	closeBadIntents     = 4013
	closeDisallowed     = 4014
	closeSessionResumed = 4000 // the old connection of a session that was resumed elsewhere
)

// Limits of a gateway connection.
const (
	maxPayload    = 4096
	maxSends      = 120
	sendWindow    = time.Minute
	maxQueued     = 16 << 20         // bytes a slow reader may leave behind before it is dropped
	writeDeadline = 10 * time.Second // for one frame
)

// conn is one gateway connection.
type conn struct {
	s       *Server
	ws      *websocket.Conn
	tcp     net.Conn
	cancel  context.CancelFunc
	out     *outbox
	version int
	session *session // guarded by the world's lock
	sends   []time.Time
	lapse   *time.Timer // closes the connection when no heartbeat comes
	muted   atomic.Bool // a fault: neither answers nor tells
	leaving bool        // a close was queued; only the reader looks
}

// serveGateway answers GET /gateway/.
func (s *Server) serveGateway(rw http.ResponseWriter, r *http.Request) {
	s.gateways.Add(1)
	defer s.gateways.Done()
	fault, struck := s.gatewayFault("CONNECT")
	if struck && fault.HTTPStatus != 0 {
		http.Error(rw, http.StatusText(fault.HTTPStatus), fault.HTTPStatus)
		return
	}
	q := r.URL.Query()
	if e := q.Get("encoding"); e != "" && e != "json" || q.Get("compress") != "" {
		http.Error(rw, "the sandbox speaks JSON, compressed per payload only", http.StatusBadRequest)
		return
	}
	ws, err := websocket.Accept(rw, r, &websocket.AcceptOptions{CompressionMode: websocket.CompressionDisabled})
	if err != nil {
		return // Accept has answered
	}
	ws.SetReadLimit(64 << 10) // beyond the documented limit, so that exceeding it can be answered with 4002
	ctx, cancel := context.WithCancel(s.life)
	defer cancel()
	c := &conn{s: s, ws: ws, cancel: cancel, out: newOutbox(), version: 10}
	c.tcp, _ = r.Context().Value(tcpKey{}).(net.Conn)
	defer ws.CloseNow()
	if !s.attach(c) {
		ws.Close(websocket.StatusTryAgainLater, "too many connections")
		return
	}
	defer s.detach(c)
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.write(ctx)
		cancel()
	}()
	defer func() { cancel(); <-done }()
	if struck && c.suffer(fault) {
		c.leaving = true
		c.read(ctx)
		return
	}
	switch q.Get("v") {
	case "9":
		c.version = 9
	case "10", "":
	default:
		c.close(closeBadVersion, "Invalid API version.")
	}
	beat := s.heartbeat()
	c.lapse = time.AfterFunc(2*beat, func() {
		if !c.muted.Load() { // a connection that is silent on order stays so
			c.close(closeTimedOut, "Session timed out.")
		}
	})
	defer c.lapse.Stop()
	c.send(opHello, struct {
		Interval int64 `json:"heartbeat_interval"`
	}{beat.Milliseconds()})
	c.read(ctx)
}

func (s *Server) heartbeat() time.Duration {
	if s.opts.Heartbeat > 0 {
		return s.opts.Heartbeat
	}
	return 41250 * time.Millisecond
}

// read takes the bot's frames until the connection ends.
func (c *conn) read(ctx context.Context) {
	for {
		kind, data, err := c.ws.Read(ctx)
		if err != nil {
			c.left(websocket.CloseStatus(err))
			return
		}
		if c.leaving || c.muted.Load() {
			continue
		}
		if kind != websocket.MessageText {
			c.fail(closeDecode, "Error while decoding payload.", "binary frame")
			continue
		}
		c.frame(data)
	}
}

// left records how the bot went: with 1000 or 1001 its session ends, otherwise it may resume.
func (c *conn) left(code websocket.StatusCode) {
	if code == websocket.StatusNormalClosure || code == websocket.StatusGoingAway {
		c.s.mu.Lock()
		defer c.s.mu.Unlock()
		if c.session != nil && c.session.conn == c {
			delete(c.s.sessions, c.session.id)
		}
	}
}

// send queues a frame that is no dispatch.
func (c *conn) send(op int, d any) {
	c.queue(encode(struct {
		T *string `json:"t"`
		S *int64  `json:"s"`
		O int     `json:"op"`
		D any     `json:"d"`
	}{O: op, D: d}))
}

// queue hands a frame to the writer. It never blocks; a reader that is too slow is dropped.
func (c *conn) queue(data []byte) {
	if !c.muted.Load() && !c.out.put(letter{data: data}) {
		c.drop()
	}
}

// close queues a close frame behind what is queued already.
func (c *conn) close(code int, reason string) { c.out.put(letter{code: code, reason: reason}) }

// fail closes the connection because of what the bot sent, and records why.
func (c *conn) fail(code int, reason, why string) {
	c.leaving = true
	b := Broken{Rule: "gateway", Code: decimal(code), Message: why}
	c.s.wire.add(Exchange{At: c.s.Now(), Gateway: true, Operation: "CLOSE " + decimal(code), Broken: []Broken{b}})
	c.close(code, reason)
}

// log records a frame of the bot.
func (c *conn) log(operation string, d json.RawMessage) {
	c.s.wire.add(Exchange{At: c.s.Now(), Gateway: true, Operation: operation, Request: d})
}

// drop ends the connection without a word, as a cut cable does.
func (c *conn) drop() {
	if t, ok := c.tcp.(*net.TCPConn); ok {
		t.SetLinger(0)
		t.Close()
	}
	c.cancel()
}
