package sandbox

import (
	"encoding/json"
	"errors"
	"time"
)

// frame handles one frame of the bot. Whatever it holds, the worst that happens is a close.
func (c *conn) frame(data []byte) {
	if len(data) > maxPayload {
		c.fail(closeDecode, "Error while decoding payload.", "payload of more than 4096 bytes")
		return
	}
	now := time.Now()
	for len(c.sends) > 0 && now.Sub(c.sends[0]) >= sendWindow {
		c.sends = c.sends[1:]
	}
	if len(c.sends) >= maxSends {
		c.fail(closeRate, "You are being rate limited.", "more than 120 payloads in 60 s")
		return
	}
	c.sends = append(c.sends, now)
	p, err := parsePayload(data)
	if err != nil {
		c.fail(closeDecode, "Error while decoding payload.", err.Error())
		return
	}
	switch p.Op {
	case opHeartbeat:
		c.beat(p)
	case opIdentify:
		c.identify(p)
	case opResume:
		c.resume(p)
	case opPresence, opVoice, opMembers, opSounds:
		c.request(p)
	default:
		c.fail(closeUnknownOp, "Unknown opcode.", "opcode "+decimal(p.Op))
	}
}

// payload is a frame of the bot.
type payload struct {
	Op int
	D  json.RawMessage
}

var errPayload = errors.New("payload is no object with an op")

// parsePayload reads a frame: an object with a whole number "op".
func parsePayload(data []byte) (payload, error) {
	if depth(data) > maxDepth {
		return payload{}, errPayload
	}
	var p struct {
		Op *int            `json:"op"`
		D  json.RawMessage `json:"d"`
	}
	if err := json.Unmarshal(data, &p); err != nil || p.Op == nil {
		return payload{}, errPayload
	}
	return payload{*p.Op, p.D}, nil
}

// beat answers a heartbeat. "d" is the last sequence number, or null before the first event.
func (c *conn) beat(p payload) {
	var seq *int64
	if len(p.D) > 0 && json.Unmarshal(p.D, &seq) != nil {
		c.fail(closeDecode, "Error while decoding payload.", "heartbeat with a d that is no number")
		return
	}
	if c.lapse != nil {
		c.lapse.Reset(2 * c.s.heartbeat())
	}
	c.log("HEARTBEAT", p.D)
	c.send(opHeartbeatAck, nil)
}
