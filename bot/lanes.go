package bot

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// lanes keeps the rate limits of routes as the answers tell them.
type lanes struct {
	mu     sync.Mutex
	lanes  map[string]*lane
	paused time.Time // nothing may be sent before

	invalid int // refused requests since
	since   time.Time
}

// Discord bans an address for a while that sends 10 000 requests within ten minutes which it has to
// refuse for want of rights or patience. Half of that is far more than a bot in order ever has.
const (
	maxInvalid    = 5000
	invalidWindow = 10 * time.Minute
)

type lane struct {
	limit, left int
	reset       time.Time
}

func newLanes() *lanes { return &lanes{lanes: map[string]*lane{}} }

// wait returns when a request of the route may be sent, or with the error of ctx.
func (l *lanes) wait(ctx context.Context, route string) error {
	for {
		until := l.take(route, time.Now())
		if until <= 0 {
			return nil
		}
		timer := time.NewTimer(until)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-timer.C:
		}
	}
}

// take uses up one request of the route, or says how long to wait for one.
func (l *lanes) take(route string, now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if wait := l.paused.Sub(now); wait > 0 {
		return wait
	}
	lane := l.lanes[route]
	if lane == nil {
		return 0
	}
	if !now.Before(lane.reset) {
		lane.left, lane.reset = lane.limit, now.Add(time.Second) // until the next answer tells
	}
	if lane.left > 0 {
		lane.left--
		return 0
	}
	return max(lane.reset.Sub(now), time.Millisecond)
}

// maxLanes bounds the routes that are remembered; those whose time is over are forgotten first.
const maxLanes = 2048

func (l *lanes) pause(until time.Time) {
	if until.After(l.paused) {
		l.paused = until
	}
}

// learn takes down what an answer says about its route.
func (l *lanes) learn(e *exchange, h http.Header) {
	now := time.Now()
	l.mu.Lock()
	defer l.mu.Unlock()
	if e.status == 401 || e.status == 403 || e.status == 429 && !e.shared {
		if now.Sub(l.since) > invalidWindow {
			l.invalid, l.since = 0, now
		}
		if l.invalid++; l.invalid >= maxInvalid {
			l.pause(l.since.Add(invalidWindow))
		}
	}
	if e.status == http.StatusTooManyRequests {
		if e.global {
			l.pause(now.Add(e.after))
			return
		}
		l.lanes[e.route] = &lane{limit: 1, reset: now.Add(e.after)}
		return
	}
	limit, err1 := strconv.Atoi(h.Get("X-RateLimit-Limit"))
	left, err2 := strconv.Atoi(h.Get("X-RateLimit-Remaining"))
	after, err3 := strconv.ParseFloat(h.Get("X-RateLimit-Reset-After"), 64)
	if err1 != nil || err2 != nil || err3 != nil || limit < 1 || after < 0 || after > 3600 {
		return
	}
	reset := now.Add(time.Duration(after * float64(time.Second)))
	if was := l.lanes[e.route]; was != nil && now.Before(was.reset) {
		left = min(left, was.left) // requests on the way were counted when they left
	}
	l.lanes[e.route] = &lane{limit: limit, left: left, reset: reset}
	if len(l.lanes) > maxLanes {
		for route, lane := range l.lanes {
			if now.After(lane.reset) {
				delete(l.lanes, route)
			}
		}
	}
}
