package sandbox

import (
	"encoding/json"
	"math"
)

// FaultKind describes a kind of fault that can be ordered in words.
type FaultKind struct {
	Name    string   `json:"name"`
	Says    string   `json:"says"`
	Takes   []string `json:"takes"` // the conditions it knows
	Example string   `json:"example"`

	value func(*faultSpec, string) error // reads what stands behind "="
	now   func(*World, faultSpec)        // what happens at once, when no "on" says otherwise
	stand func(*World, *order, faultSpec) []func()
}

var (
	ofRequests = []string{"on=OPERATION", "channel=NAME", "skip=N", "times=N"}
	ofGateway  = []string{"every=DURATION", "on=CONNECT|IDENTIFY|RESUME", "times=N"}
	ofEvents   = []string{"on=EVENT", "skip=N", "times=N"}
)

// FaultKinds lists the kinds of fault [World.Order] knows.
func FaultKinds() []FaultKind {
	return []FaultKind{
		{Name: "latency", Says: "requests wait", Takes: ofRequests, Example: "latency=1500ms,on=create_interaction_response",
			value: durationValue("1s"), stand: restFault(func(s faultSpec) []Fault { return []Fault{{Delay: s.delay}} })},
		{Name: "429", Says: "requests are too many", Takes: append([]string{"scope=user|global|shared"}, ofRequests...), Example: "429=2s,on=create_message,scope=shared,times=3",
			value: durationValue("1s"), stand: restFault(func(s faultSpec) []Fault {
				return []Fault{{Status: 429, RetryAfter: s.delay, Scope: s.scope, Global: s.scope == "global"}}
			})},
		{Name: "status", Says: "requests fail with a status, and Discord's code if one is given", Takes: append([]string{"code=N"}, ofRequests...), Example: "status=503,times=2",
			value: statusValue("500"), stand: restFault(func(s faultSpec) []Fault { return []Fault{{Status: s.status, Code: s.code}} })},
		{Name: "html", Says: "the proxy in front answers, in HTML", Takes: ofRequests, Example: "html=429,on=create_message,times=1",
			value: statusValue("502"), stand: restFault(func(s faultSpec) []Fault { return []Fault{Cloudflare("", 0, s.status)} })},
		{Name: "cut", Says: "the connection ends without an answer", Takes: ofRequests, Example: "cut,on=create_message,times=1",
			stand: restFault(func(faultSpec) []Fault { return []Fault{{Drop: true}} })},
		{Name: "lost", Says: "the request is carried out, and its answer is lost", Takes: ofRequests, Example: "lost,on=create_message,times=1",
			stand: restFault(func(faultSpec) []Fault { return []Fault{{Drop: true, Late: true}} })},
		{Name: "expired", Says: "interaction tokens are over when they are used", Takes: []string{"skip=N", "times=N"}, Example: "expired,times=1",
			stand: restFault(func(faultSpec) []Fault {
				return []Fault{
					{Operation: "create_interaction_response", Status: 404, Code: unknownAsked.Code, Message: unknownAsked.Message},
					{Operation: "update_original_webhook_message", Status: 401, Code: tokenEnded.Code, Message: tokenEnded.Message},
					{Operation: "execute_webhook", Status: 401, Code: tokenEnded.Code, Message: tokenEnded.Message},
				}
			})},

		{Name: "drop", Says: "the gateway's connection is cut", Takes: ofGateway, Example: "drop,every=30s",
			now: func(w *World, _ faultSpec) { w.DropGateway() }, stand: stepFault(func(faultSpec) GatewayFault { return GatewayFault{Drop: true} })},
		{Name: "silent", Says: "the gateway stays open and says nothing more", Takes: ofGateway, Example: "silent",
			now: func(w *World, _ faultSpec) { w.Mute() }, stand: stepFault(func(faultSpec) GatewayFault { return GatewayFault{Mute: true} })},
		{Name: "reconnect", Says: "the gateway asks to connect again (op 7)", Takes: ofGateway, Example: "reconnect,on=IDENTIFY",
			now: func(w *World, _ faultSpec) { w.Reconnect() }, stand: stepFault(func(faultSpec) GatewayFault { return GatewayFault{Reconnect: true} })},
		{Name: "invalid", Says: "the session is no longer good (op 9); =resumable says that it may be resumed", Takes: ofGateway, Example: "invalid=resumable",
			value: wordValue("final", "resumable"), now: func(w *World, s faultSpec) { w.Invalidate(s.word == "resumable") },
			stand: stepFault(func(s faultSpec) GatewayFault {
				return GatewayFault{Invalidate: s.word != "resumable", Resumable: s.word == "resumable"}
			})},
		{Name: "close", Says: "the gateway closes with a code", Takes: ofGateway, Example: "close=4000",
			value: closeValue, now: func(w *World, s faultSpec) { w.CloseGateway(s.status, "as ordered") },
			stand: stepFault(func(s faultSpec) GatewayFault { return GatewayFault{Close: s.status} })},
		{Name: "refuse", Says: "the gateway refuses connections with an HTTP status", Takes: []string{"times=N"}, Example: "refuse=503,times=3",
			value: statusValue("503"), stand: stepFault(func(s faultSpec) GatewayFault { return GatewayFault{On: "CONNECT", HTTPStatus: s.status} })},

		{Name: "twice", Says: "events come twice", Takes: ofEvents, Example: "twice,on=INTERACTION_CREATE",
			stand: eventFault(func(faultSpec) EventFault { return EventFault{Twice: true} })},
		{Name: "lose", Says: "events do not come", Takes: ofEvents, Example: "lose,on=MESSAGE_CREATE,times=1",
			stand: eventFault(func(faultSpec) EventFault { return EventFault{Lose: true} })},
		{Name: "reorder", Says: "events come after the next one", Takes: ofEvents, Example: "reorder,on=MESSAGE_CREATE,times=1",
			stand: eventFault(func(faultSpec) EventFault { return EventFault{Late: true} })},
		{Name: "malformed", Says: "events come with values of the wrong type, empty, or null", Takes: ofEvents, Example: "malformed=types,on=MESSAGE_CREATE,times=1",
			value: wordValue("types", "empty", "null"), stand: eventFault(func(s faultSpec) EventFault { return EventFault{Distort: malform(s.word)} })},
		{Name: "unknown", Says: "an event comes that no library knows", Takes: []string{"every=DURATION"}, Example: "unknown",
			now: func(w *World, _ faultSpec) { w.Dispatch("SOMETHING_NEW", json.RawMessage(`{"id":"1","of":["a","b"]}`)) }},
		{Name: "babble", Says: "a frame comes that is no JSON", Takes: []string{"every=DURATION"}, Example: "babble",
			now: func(w *World, _ faultSpec) { w.Babble([]byte(`{"op":0,"t":"MESSAGE_CREATE","d":{"id":`)) }},
	}
}

func restFault(make func(faultSpec) []Fault) func(*World, *order, faultSpec) []func() {
	return func(w *World, o *order, s faultSpec) (ends []func()) {
		for _, f := range make(s) {
			f.Operation, f.Channel, f.Skip, f.Times, f.order = or(f.Operation, s.on), s.at, s.skip, s.times, o
			ends = append(ends, w.Fail(f))
		}
		return ends
	}
}

func stepFault(make func(faultSpec) GatewayFault) func(*World, *order, faultSpec) []func() {
	return func(w *World, o *order, s faultSpec) []func() {
		f := make(s)
		f.On, f.Times, f.order = or(f.On, s.on), s.times, o
		return []func(){w.FailGateway(f)}
	}
}

func eventFault(make func(faultSpec) EventFault) func(*World, *order, faultSpec) []func() {
	return func(w *World, o *order, s faultSpec) []func() {
		f := make(s)
		f.Event, f.Skip, f.Times, f.order = s.on, s.skip, s.times, o
		if f.Times == 0 {
			f.Times = math.MaxInt // in words a fault stands until it is ended
		}
		return []func(){w.FailEvents(f)}
	}
}

// malform returns what makes of an event something that a careless library stumbles over.
func malform(how string) func(json.RawMessage) json.RawMessage {
	return func(body json.RawMessage) json.RawMessage {
		switch how {
		case "empty":
			return json.RawMessage(`{}`)
		case "null":
			return json.RawMessage(`null`)
		}
		var d map[string]json.RawMessage
		if json.Unmarshal(body, &d) != nil {
			return json.RawMessage(`[]`)
		}
		for key, v := range d {
			if key == "id" || key == "channel_id" || key == "token" { // or nobody could tell what it was
				continue
			}
			switch v[0] {
			case '"':
				d[key] = json.RawMessage(`7`)
			case '{', '[':
				d[key] = json.RawMessage(`"seven"`)
			default:
				d[key] = json.RawMessage(`{"seven":7}`)
			}
		}
		return encode(d)
	}
}
