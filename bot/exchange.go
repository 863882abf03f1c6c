package bot

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

// exchange is one request and what became of it. It travels in the request's context, because
// discordgo gives neither status nor headers back.
type exchange struct {
	route string // names the request in logs and errors, and what shares its rate limit
	// free requests are exempt from the limit of the whole bot: answers to interactions.
	free bool

	status int
	after  time.Duration // how long a 429 asks to wait
	global bool          // the 429 is for the whole bot
	shared bool          // the 429 is somebody else's fault and does not count as ours
}

type exchangeKey struct{}

func withExchange(ctx context.Context, e *exchange) context.Context {
	return context.WithValue(ctx, exchangeKey{}, e)
}

// transport is the RoundTripper under every request. It leads requests to another server when one is
// set, keeps the rate limits, and takes down what discordgo drops.
type transport struct {
	base    http.RoundTripper
	api     *url.URL // in place of https://discord.com; nil for Discord itself
	limit   *rate.Limiter
	lanes   *lanes
	figures *figures
}

// Discord allows 50 requests a second for a bot; 40 leave room for what is on the way.
const (
	requestsPerSecond = 40
	requestBurst      = 20
)

// maxResponse bounds the body of an answer; the largest one used, a page of messages, has some 100 kB.
const maxResponse = 8 << 20

func newTransport(base http.RoundTripper, api *url.URL, f *figures) *transport {
	return &transport{base: base, api: api, limit: rate.NewLimiter(requestsPerSecond, requestBurst), lanes: newLanes(), figures: f}
}

// RoundTrip implements http.RoundTripper. Waiting for a rate limit ends with the request's context.
func (t *transport) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx := req.Context()
	e, ok := ctx.Value(exchangeKey{}).(*exchange)
	if !ok {
		e = &exchange{route: req.Method + " " + req.URL.Path}
	}
	if !e.free {
		if err := t.lanes.wait(ctx, e.route); err != nil {
			return nil, err
		}
		if err := t.limit.Wait(ctx); err != nil {
			return nil, err
		}
	}
	req = req.Clone(ctx)
	if t.api != nil {
		req.URL.Scheme, req.URL.Host, req.Host = t.api.Scheme, t.api.Host, t.api.Host
	}
	resp, err := t.base.RoundTrip(req)
	if err != nil {
		return nil, err
	}
	e.status = resp.StatusCode
	resp.Body = struct {
		io.Reader
		io.Closer
	}{io.LimitReader(resp.Body, maxResponse), resp.Body}
	if resp.StatusCode == http.StatusTooManyRequests {
		e.tooMany(resp)
	}
	if !e.free {
		t.lanes.learn(e, resp.Header)
	}
	t.figures.answered(e)
	// discordgo fails on headers it cannot read and would lose the answer with them.
	for name := range resp.Header {
		if strings.HasPrefix(name, "X-Ratelimit-") {
			resp.Header.Del(name)
		}
	}
	return resp, nil
}

// patience is what to wait after a 429 that does not say: those come from the proxy in front of
// Discord and mean that far too much was sent.
const patience = 5 * time.Second

// tooMany reads a 429 and gives it the form discordgo can decode.
func (e *exchange) tooMany(resp *http.Response) {
	body, _ := io.ReadAll(resp.Body) // half a body is as good as none here
	resp.Body.Close()
	var said struct {
		After  *float64 `json:"retry_after"`
		Global bool     `json:"global"`
	}
	seconds := patience.Seconds()
	proxy := json.Unmarshal(body, &said) != nil
	if said.After != nil {
		seconds = *said.After
	} else if s, err := strconv.ParseFloat(resp.Header.Get("Retry-After"), 64); err == nil {
		seconds = s
	}
	seconds = min(max(seconds, 0), 3600)
	e.after = time.Duration(seconds * float64(time.Second))
	e.global = proxy || said.Global || resp.Header.Get("X-RateLimit-Global") == "true"
	e.shared = resp.Header.Get("X-RateLimit-Scope") == "shared"
	body, _ = json.Marshal(map[string]any{"message": "rate limited", "retry_after": seconds, "global": e.global})
	resp.Body = io.NopCloser(bytes.NewReader(body))
	resp.ContentLength = int64(len(body))
}

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
