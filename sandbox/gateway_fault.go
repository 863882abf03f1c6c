package sandbox

import (
	"encoding/json"
	"slices"
)

// GatewayFault is something that goes wrong while a bot connects. Exactly one of the fields below On
// and Times says what.
type GatewayFault struct {
	On    string // the step it befalls: "CONNECT" (before HELLO), "IDENTIFY" or "RESUME"
	Times int    // how often; 0 means once

	Reconnect  bool // op 7 instead of the answer
	Invalidate bool // op 9 instead of the answer, with d false
	Resumable  bool // op 9 with d true
	Close      int  // this close code instead of the answer
	Drop       bool // TCP reset
	Mute       bool // nothing, for ever
	HTTPStatus int  // instead of the upgrade; CONNECT only

	order *order
}

// FailGateway orders a fault of the next connections, and returns what ends it early.
func (w *World) FailGateway(f GatewayFault) (end func()) {
	order := &f
	order.Times = max(order.Times, 1)
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	w.faults.gateway = append(w.faults.gateway, order)
	return func() {
		w.faults.mu.Lock()
		defer w.faults.mu.Unlock()
		w.faults.gateway = slices.DeleteFunc(w.faults.gateway, func(x *GatewayFault) bool { return x == order })
	}
}

func (w *World) gatewayFault(step string) (GatewayFault, bool) {
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	for i, f := range w.faults.gateway {
		if f.On == step {
			if f.Times--; f.Times == 0 {
				w.faults.gateway = slices.Delete(w.faults.gateway, i, i+1)
			}
			w.faults.count(f.order, f.Times == 0)
			return *f, true
		}
	}
	return GatewayFault{}, false
}

// suffer lets f happen to c. It reports whether c's request is thereby answered.
func (c *conn) suffer(f GatewayFault) bool {
	switch {
	case f.Reconnect:
		c.send(opReconnect, nil)
	case f.Invalidate, f.Resumable:
		c.send(opInvalid, f.Resumable)
	case f.Close != 0:
		c.leaving = true
		c.close(f.Close, "")
	case f.Drop:
		c.drop()
	case f.Mute:
		c.muted.Store(true)
	default:
		return false
	}
	return true
}

// live calls f for every connection that has identified.
func (w *World) live(f func(*conn)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		if c.session != nil {
			f(c)
		}
	}
}

// Reconnect tells every connected bot to connect again (op 7).
func (w *World) Reconnect() { w.live(func(c *conn) { c.send(opReconnect, nil) }) }

// Invalidate tells every connected bot that its session is no longer good (op 9). Unless it is
// resumable the session is forgotten, and the connection waits for a new IDENTIFY.
func (w *World) Invalidate(resumable bool) {
	w.live(func(c *conn) {
		c.send(opInvalid, resumable)
		if !resumable {
			delete(w.sessions, c.session.id)
			c.session = nil
		}
	})
}

// CloseGateway closes every connection with a code, after what is queued.
func (w *World) CloseGateway(code int, reason string) {
	w.live(func(c *conn) { c.close(code, reason) })
}

// DropGateway resets every connection, as a cut cable does.
func (w *World) DropGateway() { w.live(func(c *conn) { c.drop() }) }

// Mute lets every connection stand and say nothing more: no events, no heartbeat acknowledgements.
// Sessions go on and can be resumed. See [World.Heal].
func (w *World) Mute() { w.live(func(c *conn) { c.muted.Store(true) }) }

// AskHeartbeat asks every connected bot for a heartbeat now (op 1).
func (w *World) AskHeartbeat() { w.live(func(c *conn) { c.send(opHeartbeat, nil) }) }

// Dispatch tells every connected bot of an event as it stands, known or unknown, well-formed or not;
// body must be JSON all the same.
func (w *World) Dispatch(name string, body json.RawMessage) {
	w.live(func(c *conn) { c.session.send(name, body) })
}

// Babble sends every connected bot a frame that is no payload: cut short, not JSON, or whatever it is.
func (w *World) Babble(frame []byte) { w.live(func(c *conn) { c.queue(frame) }) }

// EventFault is something that goes wrong with events on their way to the bot.
type EventFault struct {
	Event string // "MESSAGE_CREATE"; empty means any
	Skip  int    // let so many pass first
	Times int    // how often; 0 means once

	Twice   bool                                  // deliver it twice
	Lose    bool                                  // do not deliver it
	Late    bool                                  // deliver it after the next event
	Distort func(json.RawMessage) json.RawMessage // deliver this instead; must not ask the world anything

	order *order
}

// FailEvents orders a fault of events, and returns what ends it early.
func (w *World) FailEvents(f EventFault) (end func()) {
	order := &f
	order.Times = max(order.Times, 1)
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	w.faults.events = append(w.faults.events, order)
	return func() {
		w.faults.mu.Lock()
		defer w.faults.mu.Unlock()
		w.faults.events = slices.DeleteFunc(w.faults.events, func(x *EventFault) bool { return x == order })
	}
}

// told is an event on its way to a session.
type told struct {
	name string
	body []byte
}

// distort returns what is delivered in e's place.
func (s *session) distort(e told) []told {
	f, struck := s.w.faults.strikes(e.name)
	out := []told{e}
	switch {
	case !struck:
	case f.Twice:
		out = append(out, e)
	case f.Lose:
		out = nil
	case f.Late:
		s.held = append(s.held, e)
		return nil
	case f.Distort != nil:
		out[0].body = f.Distort(e.body)
	}
	if len(s.held) > 0 {
		out = append(out, s.held...)
		s.held = nil
	}
	return out
}

func (fs *faults) strikes(event string) (EventFault, bool) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for i, f := range fs.events {
		if f.Event != "" && f.Event != event {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times--; f.Times == 0 {
			fs.events = slices.Delete(fs.events, i, i+1)
		}
		fs.count(f.order, f.Times == 0)
		return *f, true
	}
	return EventFault{}, false
}
