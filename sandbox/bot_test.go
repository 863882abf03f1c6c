package sandbox_test

import (
	"context"
	"net/http"
	"net/url"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
	"attache/sandbox/openapi"
)

// second loads the second opinion once, if Discord's description is at hand.
var second = sync.OnceValues(func() (*openapi.Judge, error) {
	return openapi.Load(filepath.FromSlash("../../shared/discord/openapi.json"))
})

// desk starts a sandbox for a test. Unless the test says otherwise, the second opinion must have no
// complaint about the sandbox's own answers at the end.
func desk(t testing.TB, opts sandbox.Options) *sandbox.Server {
	t.Helper()
	if opts.Judge == nil {
		if judge, err := second(); err != nil {
			t.Logf("no second opinion: %v", err)
		} else {
			opts.Judge = judge.Check
		}
	}
	s, err := sandbox.New(opts)
	if err != nil {
		t.Fatal(err)
	}
	s.Start()
	t.Cleanup(func() {
		for _, x := range s.Violations() {
			if len(x.Judged) > 0 {
				t.Errorf("%s answered %d: %v\n%s", x.Operation, x.Status, x.Judged, x.Response)
			}
		}
		if err := s.Close(); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// honest fails the test when the bot broke a rule.
func honest(t testing.TB, s *sandbox.Server) {
	t.Helper()
	for _, x := range s.Violations() {
		t.Errorf("%s %s: %v\n%s", x.Operation, x.Path, x.Broken, x.Request)
	}
}

// swap sends every request to the sandbox.
type swap struct {
	to *url.URL
	*http.Transport
}

func (s swap) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.URL.Scheme, r.URL.Host = s.to.Scheme, s.to.Host
	return s.Transport.RoundTrip(r)
}

// client returns an HTTP client that reaches nothing but the sandbox.
func client(t testing.TB, s *sandbox.Server) *http.Client {
	t.Helper()
	to, err := url.Parse(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	transport := &http.Transport{MaxIdleConnsPerHost: 64}
	t.Cleanup(transport.CloseIdleConnections)
	return &http.Client{Transport: swap{to, transport}, Timeout: 20 * time.Second}
}

// dial makes an unmodified discordgo session that talks to the sandbox.
func dial(t testing.TB, s *sandbox.Server, intents discordgo.Intent) *discordgo.Session {
	t.Helper()
	d, err := discordgo.New("Bot " + s.Token())
	if err != nil {
		t.Fatal(err)
	}
	d.Client = client(t, s)
	d.Identify.Intents = intents
	d.LogLevel = discordgo.LogError
	d.ShouldReconnectOnError = false
	return d
}

// connect opens d and closes it with the test.
func connect(t testing.TB, d *discordgo.Session) {
	t.Helper()
	if err := d.Open(); err != nil {
		t.Fatalf("open: %v", err)
	}
	t.Cleanup(func() { d.CloseWithCode(4000) })
}

const usual = discordgo.IntentsGuilds | discordgo.IntentsGuildMessages | discordgo.IntentsDirectMessages | discordgo.IntentsGuildMessageReactions

// limit bounds how long a test waits for anything.
func limit(t testing.TB) context.Context {
	t.Helper()
	ctx, stop := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(stop)
	return ctx
}

// must returns v, or fails the test.
func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}
