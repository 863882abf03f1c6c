package bot

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/sandbox"

	"go.uber.org/goleak"
)

// connected is a gateway on a sandbox, and what it was told.
type connected struct {
	*sandbox.Server
	g    *gateway
	ctx  context.Context
	stop context.CancelFunc
	done chan error

	mu     sync.Mutex
	heard  *sync.Cond
	events []string
	readys int
}

// impatient is timing for tests: what takes minutes in life takes a second here.
func impatient() timing {
	return timing{watchdog: 4 * time.Second, handshake: 1500 * time.Millisecond, idle: 1500 * time.Millisecond, probe: time.Second, backoff: 10 * time.Millisecond, most: 50 * time.Millisecond}
}

func gatewayOn(t *testing.T, opts sandbox.Options, change func(*gateway, *sandbox.Server)) *connected {
	t.Helper()
	s, err := sandbox.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	api, _ := url.Parse(s.URL())
	base := &http.Transport{}
	f := &figures{}
	c := &connected{Server: s, done: make(chan error, 1)}
	c.heard = sync.NewCond(&c.mu)
	c.g = &gateway{
		token: s.Token(), intents: intents, rest: newTransport(base, api, f), figures: f, log: slog.New(slog.NewTextHandler(t.Output(), nil)), timing: impatient(),
		onReady: func(ready) { c.told(func() { c.readys++ }) },
		event:   func(name string, _ []byte) { c.told(func() { c.events = append(c.events, name) }) },
	}
	if change != nil {
		change(c.g, s)
	}
	c.ctx, c.stop = context.WithCancel(t.Context())
	go func() { c.done <- c.g.run(c.ctx) }()
	t.Cleanup(func() {
		c.stop()
		select {
		case <-c.done:
		case <-time.After(10 * time.Second):
			t.Error("the gateway did not end")
		}
		s.Close()
		base.CloseIdleConnections()
	})
	return c
}

func (c *connected) told(change func()) {
	c.mu.Lock()
	defer c.mu.Unlock()
	change()
	c.heard.Broadcast()
}

// until waits until holds does, which is called whenever something was heard.
func (c *connected) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	stop := time.AfterFunc(20*time.Second, func() { c.told(func() { c.readys = -1 << 20 }) })
	defer stop.Stop()
	c.mu.Lock()
	defer c.mu.Unlock()
	for !holds() {
		if c.readys < 0 {
			t.Fatalf("waited in vain for %s; health %+v", what, c.g.figures.health())
		}
		c.heard.Wait()
	}
}

func (c *connected) count(event string) (n int) {
	for _, e := range c.events {
		if e == event {
			n++
		}
	}
	return n
}

// answers waits until the bot hears a message said now. One said while there is no session that
// could be resumed is lost, as in life; so it is said again.
func (c *connected) answers(t *testing.T) {
	t.Helper()
	c.mu.Lock()
	before := c.count("MESSAGE_CREATE")
	c.mu.Unlock()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	go func() {
		for ctx.Err() == nil {
			if _, err := c.User("alice").Say("desk", "hello"); err != nil {
				t.Error(err)
				return
			}
			select {
			case <-ctx.Done():
			case <-time.After(100 * time.Millisecond):
			}
		}
	}()
	c.until(t, "a message", func() bool { return c.count("MESSAGE_CREATE") > before })
}

func TestTheGatewayComesBack(t *testing.T) {
	for _, tt := range []struct {
		name    string
		fault   func(c *connected)
		session string // "same" is resumed, "new" is identified; empty where it depends on who is faster
	}{
		{"after op 7", func(c *connected) { c.Reconnect() }, "same"},
		{"after op 9, resumable", func(c *connected) { c.Invalidate(true) }, "same"},
		{"after op 9, not resumable", func(c *connected) { c.Invalidate(false) }, "new"},
		{"after a reset connection", func(c *connected) { c.DropGateway() }, "same"},
		{"after close 4000", func(c *connected) { c.CloseGateway(4000, "") }, "same"},
		{"after close 4009", func(c *connected) { c.CloseGateway(4009, "session timed out") }, "new"},
		{"after close 1001", func(c *connected) { c.CloseGateway(1001, "going away") }, "same"},
		{"after silence", func(c *connected) { c.Mute(); c.g.rest.base.(*http.Transport).CloseIdleConnections() }, ""},
		{"when op 7 comes in place of RESUMED", func(c *connected) {
			c.FailGateway(sandbox.GatewayFault{On: "RESUME", Reconnect: true})
			c.DropGateway()
		}, "same"},
		{"when op 9 comes in place of RESUMED", func(c *connected) {
			c.FailGateway(sandbox.GatewayFault{On: "RESUME", Invalidate: true})
			c.DropGateway()
		}, "new"},
		{"when silence comes in place of RESUMED", func(c *connected) { // the sandbox may miss heartbeats and say 4009
			c.FailGateway(sandbox.GatewayFault{On: "RESUME", Mute: true})
			c.DropGateway()
		}, ""},
		{"when a reset comes in place of RESUMED", func(c *connected) {
			c.FailGateway(sandbox.GatewayFault{On: "RESUME", Drop: true, Times: 2})
			c.DropGateway()
		}, "same"},
		{"when the server answers 502 for a while", func(c *connected) {
			c.FailGateway(sandbox.GatewayFault{On: "CONNECT", HTTPStatus: 502, Times: 5})
			c.DropGateway()
		}, "new"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			c := gatewayOn(t, sandbox.Options{Heartbeat: 400 * time.Millisecond}, nil)
			c.until(t, "READY", func() bool { return c.readys == 1 })
			c.answers(t)
			began := time.Now()
			tt.fault(c)
			var h Health
			eventually(t, "it is connected again", func() bool { h = c.g.figures.health(); return h.Reconnects > 0 && h.Connected })
			c.answers(t)
			if tt.session != "" && (tt.session == "new") != (h.Identifies > 1) {
				t.Errorf("identified %d times, want the %s session", h.Identifies, tt.session)
			}
			if h.Abandoned > 0 || !h.Connected {
				t.Errorf("%+v", h)
			}
			t.Logf("answers again after %v", time.Since(began).Round(10*time.Millisecond))
		})
	}
}

func TestTheGatewayStartsUnderFaults(t *testing.T) {
	for name, f := range map[string]sandbox.GatewayFault{
		"op 7 in place of READY":    {On: "IDENTIFY", Reconnect: true, Times: 2},
		"op 9 in place of READY":    {On: "IDENTIFY", Invalidate: true},
		"op 9 true, without READY":  {On: "IDENTIFY", Resumable: true, Times: 2},
		"silence in place of HELLO": {On: "CONNECT", Mute: true},
		"silence in place of READY": {On: "IDENTIFY", Mute: true},
		"a reset in place of HELLO": {On: "CONNECT", Drop: true, Times: 4},
		"close 4000 on IDENTIFY":    {On: "IDENTIFY", Close: 4000},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			c := gatewayOn(t, sandbox.Options{Heartbeat: 400 * time.Millisecond}, func(_ *gateway, s *sandbox.Server) { s.FailGateway(f) })
			c.until(t, "READY", func() bool { return c.readys > 0 })
			c.answers(t)
			if h := c.g.figures.health(); h.Abandoned > 0 {
				t.Errorf("%d sessions were left behind", h.Abandoned)
			}
		})
	}
}

func TestTheGatewayGivesUp(t *testing.T) {
	t.Parallel()
	for _, code := range []int{4004, 4010, 4011, 4012, 4013, 4014} {
		for _, when := range []string{"on IDENTIFY", "later"} {
			c := gatewayOn(t, sandbox.Options{}, func(_ *gateway, s *sandbox.Server) {
				if when == "on IDENTIFY" {
					s.FailGateway(sandbox.GatewayFault{On: "IDENTIFY", Close: code, Times: 9})
				}
			})
			if when == "later" {
				c.until(t, "READY", func() bool { return c.readys == 1 })
				c.CloseGateway(code, "")
			}
			select {
			case err := <-c.done:
				var p *attache.Problem
				if !errors.As(err, &p) || p.Say == "" {
					t.Errorf("%d %s: got %v, want a Problem", code, when, err)
				}
				c.done <- nil
			case <-time.After(10 * time.Second):
				t.Errorf("%d %s: still trying", code, when)
			}
		}
	}
}

func TestAWrongTokenAndAnIntentThatIsNotGranted(t *testing.T) {
	t.Parallel()
	for name, change := range map[string]func(*gateway, *sandbox.Server){
		"token":  func(g *gateway, _ *sandbox.Server) { g.token = "wrong" },
		"intent": func(g *gateway, _ *sandbox.Server) { g.intents |= messageContent },
	} {
		t.Run(name, func(t *testing.T) {
			c := gatewayOn(t, sandbox.Options{}, change)
			select {
			case err := <-c.done:
				t.Log(attache.Explain(err))
				var p *attache.Problem
				if !errors.As(err, &p) {
					t.Errorf("got %v, want a Problem", err)
				}
				c.done <- nil
			case <-time.After(10 * time.Second):
				t.Error("still trying")
			}
		})
	}
}

// A server that takes the request for the gateway's address and never answers is one that holds
// Open up where no relay can reach it.
func TestAStuckSessionIsLeftBehind(t *testing.T) {
	t.Parallel()
	release := make(chan struct{})
	stuck := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { <-release }))
	defer stuck.Close()
	defer close(release)
	api, _ := url.Parse(stuck.URL)
	base := &http.Transport{}
	defer base.CloseIdleConnections()
	f := &figures{}
	g := &gateway{token: "t", intents: intents, rest: newTransport(base, api, f), figures: f, log: slog.New(slog.DiscardHandler),
		timing: timing{watchdog: 50 * time.Millisecond, handshake: time.Second, idle: time.Second, probe: time.Second, backoff: time.Millisecond, most: time.Millisecond}}
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- g.run(ctx) }()
	eventually(t, "two sessions were left behind", func() bool { return f.health().Abandoned >= 2 })
	stop()
	if err := <-done; err != nil {
		t.Error(err)
	}
}

// What would make discordgo panic in a goroutine of its own must not reach it.
func TestMalformedEventsDoNotEndTheProcess(t *testing.T) {
	t.Parallel()
	c := gatewayOn(t, sandbox.Options{Heartbeat: 400 * time.Millisecond}, nil)
	c.until(t, "READY", func() bool { return c.readys == 1 })
	for _, e := range []struct{ name, body string }{
		{"GUILD_CREATE", "null"}, {"GUILD_CREATE", `{"channels":[null],"members":[null]}`}, {"GUILD_UPDATE", "null"},
		{"VOICE_STATE_UPDATE", "null"}, {"VOICE_SERVER_UPDATE", "null"}, {"READY", "null"}, {"RESUMED", "null"},
		{"MESSAGE_CREATE", "null"}, {"MESSAGE_CREATE", `{"id":1,"author":null}`}, {"MESSAGE_CREATE", `"text"`},
		{"INTERACTION_CREATE", "null"}, {"INTERACTION_CREATE", `{"type":99}`}, {"MESSAGE_UPDATE", "[]"},
		{"NEVER_HEARD_OF", `{"a":1}`}, {"", "3"}, {"\"\\\n", "true"},
	} {
		c.Dispatch(e.name, json.RawMessage(e.body))
	}
	c.answers(t)
}

func TestNothingRunsOnAfterTheGateway(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	c := gatewayOn(t, sandbox.Options{Heartbeat: 400 * time.Millisecond}, nil)
	c.until(t, "READY", func() bool { return c.readys == 1 })
	for range 3 {
		c.DropGateway()
		c.answers(t)
	}
	c.stop()
	if err := <-c.done; err != nil {
		t.Error(err)
	}
	c.done <- nil
	c.Server.Close()
	c.g.rest.base.(*http.Transport).CloseIdleConnections()
}

// However long Discord was away, it is noticed soon that it is back; and a day of refused sessions does
// not use up the sessions of a day.
func TestHowLongTheGatewayWaits(t *testing.T) {
	g := &gateway{timing: usual()}
	for name, end := range map[string]ending{"an outage": {}, "connections that stand for a moment": {ready: true}, "refused sessions": {fresh: true}} {
		for failures := range 1000 {
			if d := g.wait(failures, end, time.Second); d > 10*time.Second {
				t.Errorf("%s: %v after %d failures", name, d, failures)
			}
		}
	}
	if d := g.wait(0, ending{ready: true}, time.Hour); d > 500*time.Millisecond {
		t.Errorf("%v after a connection that stood for an hour", d)
	}
	budget, now, begun := newBudget(), time.Now(), 0
	for second := range 24 * 60 * 60 {
		if budget.AllowN(now.Add(time.Duration(second)*time.Second), 1) {
			begun++
		}
	}
	if begun > 1000-spare {
		t.Errorf("%d sessions in a day", begun)
	}
}
