package bot

import (
	"maps"
	"sync"
	"time"
)

// Health is how the bot is doing: for /status, the operator's page and alarms.
type Health struct {
	Connected bool      // a session is up: READY or RESUMED was seen, and nothing ended it since
	Since     time.Time // of Connected, or of its opposite
	LastAck   time.Time // the last heartbeat Discord acknowledged; zero before the first
	Latency   time.Duration

	Reconnects int         // connections after the first
	Abandoned  int         // sessions that did not come back from opening and were left behind
	Identifies int         // of at most 1000 a day
	Closes     map[int]int // by close code; 0 for connections that just broke

	Interactions int
	SlowAcks     int         // answered later than 2 s after they were received
	RateLimited  int         // 429
	Errors       map[int]int // refusals by Discord's code, or by HTTP status where it gave none
	NoAnswer     int         // requests that broke off
	Panics       int

	Running, Waiting int // commands now
}

// figures counts for Health. The zero value is ready; Since is set where the bot begins.
type figures struct {
	mu sync.Mutex
	h  Health
}

// slowAck is when an acknowledgement is too near to the three seconds Discord gives.
const slowAck = 2 * time.Second

func (f *figures) update(change func(*Health)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.h.Closes == nil {
		f.h.Closes, f.h.Errors = map[int]int{}, map[int]int{}
	}
	change(&f.h)
}

// answered counts an answer of Discord. Errors are counted where their code is known.
func (f *figures) answered(e *exchange) {
	if e.status == 429 {
		f.update(func(h *Health) { h.RateLimited++ })
	}
}

func (f *figures) refusal(r *Refusal) {
	f.update(func(h *Health) {
		if r.Code != 0 {
			h.Errors[r.Code]++
		} else {
			h.Errors[r.Status]++
		}
	})
}

func (f *figures) failed() { f.update(func(h *Health) { h.NoAnswer++ }) }

// health returns a copy.
func (f *figures) health() Health {
	var out Health
	f.update(func(h *Health) {
		out = *h
		out.Closes, out.Errors = maps.Clone(h.Closes), maps.Clone(h.Errors)
	})
	return out
}
