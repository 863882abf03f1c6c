package sandbox

import (
	"bytes"
	"slices"
	"strconv"
	"time"
)

// session is what the gateway remembers of a bot that identified: it outlives its connection for a
// few minutes so that the bot can resume. The world's lock guards it.
type session struct {
	w        *World
	id       string
	version  int
	intents  Intents
	shard    [2]int // id and count
	seq      int64
	replay   []frame // the latest events, oldest first
	keep     int
	conn     *conn     // nil while the bot is away
	left     time.Time // since when
	presence presence
	held     []told // events an EventFault keeps back until the next one
}

// frame is an encoded dispatch.
type frame struct {
	seq  int64
	data []byte
}

// serves reports whether events of g (nil: a direct message) go to this shard.
func (s *session) serves(g *guild) bool {
	if s.shard[1] <= 1 {
		return true
	}
	if g == nil {
		return s.shard[0] == 0
	}
	return int(uint64(g.id)>>22%uint64(s.shard[1])) == s.shard[0]
}

// dispatch sends an event with the next sequence number, and keeps it for RESUME.
func (s *session) dispatch(name string, body []byte) {
	for _, e := range s.distort(told{name, body}) {
		s.send(e.name, e.body)
	}
}

func (s *session) send(name string, body []byte) {
	s.seq++
	data := make([]byte, 0, len(body)+len(name)+48)
	data = append(data, `{"t":"`...)
	data = append(data, name...)
	data = append(data, `","s":`...)
	data = strconv.AppendInt(data, s.seq, 10)
	data = append(data, `,"op":0,"d":`...)
	data = append(data, body...)
	data = append(data, '}')
	if len(s.replay) >= 2*s.keep { // trimmed by halves, so that a busy session does not shift at every event
		n := copy(s.replay, s.replay[len(s.replay)-s.keep:])
		clear(s.replay[n:])
		s.replay = s.replay[:n]
	}
	s.replay = append(s.replay, frame{s.seq, data})
	if s.conn != nil {
		s.conn.queue(data)
	}
	if name == "INTERACTION_CREATE" {
		body = tokenless(body)
	}
	s.w.wire.add(Exchange{At: s.w.now(), Gateway: true, Sent: true, Operation: name, Response: body})
}

// tokenless returns an event without the interaction token in it.
func tokenless(body []byte) []byte {
	const key = `"token":"`
	at := bytes.Index(body, []byte(key))
	if at < 0 {
		return body
	}
	at += len(key)
	end := bytes.IndexByte(body[at:], '"')
	if end < 0 {
		return nil
	}
	return slices.Concat(body[:at], []byte("…"), body[at+end:])
}

// after returns the frames that follow seq; ok is false when some of them are forgotten or seq was
// never sent.
func (s *session) after(seq int64) (frames []frame, ok bool) {
	if seq > s.seq || seq < s.seq-int64(len(s.replay)) {
		return nil, false
	}
	return s.replay[int64(len(s.replay))-(s.seq-seq):], true
}
