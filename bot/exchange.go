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
