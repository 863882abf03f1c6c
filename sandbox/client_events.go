package sandbox

import (
	"context"
	"fmt"
	"net/http"
	"strconv"
	"time"
)

// Event is a [Change] as one person's client learns of it.
type Event struct {
	Seq         int64         `json:"seq"`
	At          time.Time     `json:"at"`
	Kind        ChangeKind    `json:"kind"`
	Channel     ID            `json:"channel,omitzero"`
	User        ID            `json:"user,omitzero"`
	Message     *Seen         `json:"message,omitempty"`
	Interaction ID            `json:"interaction,omitzero"`
	Text        string        `json:"text,omitempty"`
	Emoji       string        `json:"emoji,omitempty"`
	Took        time.Duration `json:"took,omitempty"`
	Count       int64         `json:"count,omitempty"`
	Modal       *EventModal   `json:"modal,omitempty"`
}

// EventModal is a form that opened; it is sent back by the interaction that opened it.
type EventModal struct {
	Interaction ID          `json:"interaction"`
	Title       string      `json:"title"`
	CustomID    string      `json:"custom_id"`
	Components  []Component `json:"components"`
}

// learns returns c as the person's client learns of it, or false when it does not: what others
// alone see, and what happens where the person cannot look.
func (p *Person) learns(c Change) (Event, bool) {
	w := p.w
	w.mu.Lock()
	defer w.mu.Unlock()
	id, err := p.self()
	if err != nil || c.Only != 0 && c.Only != id || c.Kind == Used && c.User != id {
		return Event{}, false
	}
	switch c.Kind {
	case Rearranged, Registered, Online, Offline, Presence, Missed:
		return Event{Seq: c.Seq, At: c.At, Kind: c.Kind, Count: c.Count}, true
	}
	at := w.channels[c.Channel]
	if at == nil || !w.sees(id, at) {
		return Event{}, false
	}
	e := Event{
		Seq: c.Seq, At: c.At, Kind: c.Kind, Channel: c.Channel, User: c.User, Interaction: c.Interaction,
		Text: c.Text, Emoji: c.Emoji, Took: c.Took, Count: c.Count,
	}
	if m := c.Message; m != nil {
		if c.Kind == Deleted {
			m = &Message{ID: m.ID, Channel: m.Channel}
		}
		e.Message = see(m, id)
	}
	if m := c.Modal; m != nil {
		e.Modal = &EventModal{c.Interaction, m.Title, m.CustomID, m.Components}
	}
	return e, true
}

// serveEvents streams what a person's client learns.
func (s *Server) serveEvents(rw http.ResponseWriter, r *http.Request) {
	me := s.User(r.PathValue("me"))
	if me.ID() == 0 {
		reply(rw, http.StatusNotFound, clientError{fmt.Sprintf("there is no such thing: person %q", me.name)})
		return
	}
	s.stream(rw, r, func(ctx context.Context, after int64, send func(int64, any) bool) {
		for c := range s.Watch(ctx, after) {
			if e, ok := me.learns(c); ok && !send(e.Seq, e) {
				return
			}
		}
	})
}

// serveWire streams what crosses the wire.
func (s *Server) serveWire(rw http.ResponseWriter, r *http.Request) {
	s.stream(rw, r, func(ctx context.Context, after int64, send func(int64, any) bool) {
		for x := range s.Wire(ctx, after) {
			if !send(x.Seq, x) {
				return
			}
		}
	})
}

// stream answers with server-sent events until the reader goes or the server closes. "after" and
// Last-Event-ID say which event the reader knows.
func (s *Server) stream(rw http.ResponseWriter, r *http.Request, tell func(context.Context, int64, func(int64, any) bool)) {
	if n := s.streams.Add(1); int(n) > s.keep.Connections {
		s.streams.Add(-1)
		reply(rw, http.StatusServiceUnavailable, clientError{"Too many pages are open."})
		return
	}
	defer s.streams.Add(-1)
	after, _ := strconv.ParseInt(r.URL.Query().Get("after"), 10, 64)
	if id, err := strconv.ParseInt(r.Header.Get("Last-Event-ID"), 10, 64); err == nil {
		after = id
	}
	ctx, stop := context.WithCancel(r.Context())
	defer stop()
	defer context.AfterFunc(s.life, stop)()
	rw.Header().Set("Content-Type", "text/event-stream")
	out := http.NewResponseController(rw)
	fmt.Fprint(rw, "retry: 500\n\n")
	if out.Flush() != nil {
		return
	}
	tell(ctx, after, func(seq int64, v any) bool {
		_ = out.SetWriteDeadline(time.Now().Add(writeDeadline)) // a reader that stopped must not hold the server
		_, err := fmt.Fprintf(rw, "id: %d\ndata: %s\n\n", seq, encode(v))
		return err == nil && out.Flush() == nil
	})
}
