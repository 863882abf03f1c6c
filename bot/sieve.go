package bot

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Opcodes of the gateway.
const (
	opDispatch  = 0
	opHeartbeat = 1
	opIdentify  = 2
	opPresence  = 3
	opReconnect = 7
	opInvalid   = 9
	opHello     = 10
	opAck       = 11
)

// Close codes after which Discord says not to connect again without changing something.
var fatalCodes = []int{4004, 4010, 4011, 4012, 4013, 4014}

// needsIdentify reports whether Discord's close code says that the session cannot be resumed: it never
// was one (4003), its sequence number is wrong (4007), it timed out (4009).
func needsIdentify(code int) bool { return code == 4003 || code == 4007 || code == 4009 }

// payload is the envelope of everything the gateway sends.
type payload struct {
	Op  *int            `json:"op"`
	Seq int64           `json:"s"`
	T   string          `json:"t"`
	D   json.RawMessage `json:"d"`
}

// op returns the opcode of a message, -1 when it has none.
func op(message []byte) int {
	var p struct {
		Op *int `json:"op"`
	}
	if json.Unmarshal(message, &p) != nil || p.Op == nil {
		return -1
	}
	return *p.Op
}

// ready is what READY says that matters here.
type ready struct {
	Session string `json:"session_id"`
	Resume  string `json:"resume_gateway_url"`
	User    struct {
		ID snowflake `json:"id"`
	} `json:"user"`
	Application struct {
		ID snowflake `json:"id"`
	} `json:"application"`
}

// eventPrefix hides an event's name from discordgo, which then passes the event on without decoding
// it: what it decodes badly it hands to nobody, or panics on.
const eventPrefix = "raw:"

// wanted are the events that are passed on; of all others only the sequence number is.
var wanted = []string{
	"INTERACTION_CREATE", "MESSAGE_CREATE",
	"GUILD_CREATE", "GUILD_UPDATE", "GUILD_DELETE", "GUILD_ROLE_CREATE", "GUILD_ROLE_UPDATE", "GUILD_ROLE_DELETE",
}

// sieve returns what the Session is to see of a message from Discord, nil for nothing, or how the
// connection is to end.
func (c *relayed) sieve(message []byte) (out []byte, end *ending) {
	var p payload
	if err := json.Unmarshal(message, &p); err != nil || p.Op == nil {
		return nil, nil // one message nobody can read is no reason to lose those that follow
	}
	switch *p.Op {
	case opDispatch:
		return c.event(p)
	case opHeartbeat: // answered here: the Session could be closing
		if err := c.beatNow(); err != nil {
			return nil, &ending{err: err}
		}
		return nil, nil
	case opReconnect:
		return nil, &ending{err: errors.New("asked to reconnect")}
	case opInvalid:
		return nil, &ending{err: errors.New("session is invalid"), fresh: string(p.D) != "true"}
	case opHello:
		var hello struct {
			Interval float64 `json:"heartbeat_interval"`
		}
		if err := json.Unmarshal(p.D, &hello); err != nil || hello.Interval < 10 || hello.Interval > 600_000 {
			return nil, &ending{err: errors.New("hello gives no heartbeat interval")}
		}
		return fmt.Appendf(nil, `{"op":10,"d":{"heartbeat_interval":%d}}`, int(hello.Interval)), nil
	case opAck:
		c.acked()
		return []byte(`{"op":11}`), nil
	}
	return nil, nil
}

// event returns the envelope of an event.
func (c *relayed) event(p payload) (out []byte, end *ending) {
	c.seq.Store(max(c.seq.Load(), p.Seq))
	d := p.D
	name := eventPrefix + p.T
	switch p.T {
	case "READY":
		var r ready
		if err := json.Unmarshal(p.D, &r); err != nil || r.Session == "" || r.User.ID == "" {
			if c.seen {
				return nil, nil // nobody asked for a second one
			}
			return nil, &ending{err: errors.New("READY cannot be read"), fresh: true}
		}
		c.identified(r)
		name = p.T
		d, _ = json.Marshal(map[string]any{"v": 9, "session_id": r.Session, "user": map[string]any{"id": r.User.ID}, "guilds": []any{}})
	case "RESUMED":
		c.connected()
		name, d = p.T, []byte("{}")
	default:
		if !slices.Contains(wanted, p.T) || len(d) == 0 {
			d = []byte("null")
		}
	}
	quoted, _ := json.Marshal(name)
	out = make([]byte, 0, len(d)+len(quoted)+48)
	out = append(out, `{"op":0,"s":`...)
	out = strconv.AppendInt(out, p.Seq, 10)
	out = append(out, `,"t":`...)
	out = append(out, quoted...)
	out = append(out, `,"d":`...)
	out = append(out, d...)
	return append(out, '}'), nil
}

// identified takes a READY: the session is up, and this is where to resume it.
func (c *relayed) identified(r ready) {
	c.connected()
	c.relay.mu.Lock()
	c.relay.resume = r.Resume
	c.relay.mu.Unlock()
	if c.relay.onReady != nil {
		c.relay.onReady(r)
	}
}

// connected notes that the session is up.
func (c *relayed) connected() {
	c.seen = true
	c.relay.figures.update(func(h *Health) { h.Connected, h.Since = true, time.Now() })
}
