package sandbox

import (
	"slices"
	"sync"
	"time"
)

// Fault is something that goes wrong with REST requests, on demand. The zero Fault matches every
// request and does nothing to it.
type Fault struct {
	// Operation names the operation it befalls, by Discord's API description ("create_message",
	// "create_interaction_response", "update_original_webhook_message"); empty means every one.
	Operation string
	Channel   ID  // only requests about this channel; 0 means any
	Skip      int // let so many matching requests pass first
	Times     int // befall so many and then end; 0 means until it is cleared

	Delay time.Duration // wait before anything else
	Drop  bool          // close the connection without an answer

	// Status answers with this status instead of the real answer; 0 lets the request through.
	// 429 needs no body of its own.
	Status      int
	Code        int           // Discord's error code in the JSON body
	Message     string        // its message
	Body        string        // answer with this text instead of JSON, as a proxy in between does
	ContentType string        // of Body; empty means text/html
	RetryAfter  time.Duration // of a 429
	Global      bool          // a 429 for the whole bot
	Scope       string        // of a 429: "user" (default), "global", "shared"

	// Late carries the request out first, so that only the answer is lost.
	Late bool

	name  string
	order *order // what ordered it in words; nil for a test's
}

// TooManyRequests is a 429 for one route.
func TooManyRequests(operation string, times int, after time.Duration) Fault {
	return Fault{Operation: operation, Times: times, Status: 429, RetryAfter: after}
}

// ServerError is a 5xx with Discord's JSON body.
func ServerError(operation string, times, status int) Fault {
	return Fault{Operation: operation, Times: times, Status: status, Message: "Internal Server Error"}
}

// Cloudflare is what a bot sees when the proxy in front of Discord answers: HTML.
func Cloudflare(operation string, times, status int) Fault {
	return Fault{
		Operation: operation, Times: times, Status: status, ContentType: "text/html; charset=UTF-8",
		Body: "<!DOCTYPE html><html><head><title>Access denied</title></head><body><h1>Error 1015</h1><p>You are being rate limited</p></body></html>",
	}
}

// faults are the orders that stand.
type faults struct {
	mu      sync.Mutex
	all     []*Fault
	gateway []*GatewayFault
	events  []*EventFault
	orders  []*order
	last    int64 // id of the latest order
}

// Fail orders a fault and returns what ends it early. Of several that match a request the first
// ordered wins.
func (w *World) Fail(f Fault) (end func()) {
	order := &f
	f.name = or(f.Operation, "every operation")
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	w.faults.all = append(w.faults.all, order)
	return func() {
		w.faults.mu.Lock()
		defer w.faults.mu.Unlock()
		w.faults.all = slices.DeleteFunc(w.faults.all, func(x *Fault) bool { return x == order })
	}
}

// Heal ends every fault of REST and gateway.
func (w *World) Heal() {
	w.faults.mu.Lock()
	for _, o := range w.faults.orders {
		o.stop()
	}
	w.faults.all, w.faults.gateway, w.faults.events, w.faults.orders = nil, nil, nil, nil
	w.faults.mu.Unlock()
	w.mu.Lock()
	defer w.mu.Unlock()
	for c := range w.conns {
		c.muted.Store(false)
	}
}

// befalls returns the fault that strikes a request, if any, and counts it.
func (fs *faults) befalls(operation string, channel ID) (Fault, bool) {
	fs.mu.Lock()
	defer fs.mu.Unlock()
	for i, f := range fs.all {
		if f.Operation != "" && f.Operation != operation || f.Channel != 0 && f.Channel != channel {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		struck := *f
		last := f.Times == 1
		if f.Times > 0 {
			f.Times--
		}
		if last {
			fs.all = slices.Delete(fs.all, i, i+1)
		}
		fs.count(f.order, last)
		return struck, true
	}
	return Fault{}, false
}
