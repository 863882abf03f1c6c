package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"attache"
	"attache/card"
)

// discord is a server that answers the n-th request, from 1, as it is told.
func discord(t *testing.T, answer func(n int, w http.ResponseWriter, r *http.Request)) (*rest, *atomic.Int32) {
	t.Helper()
	var n atomic.Int32
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { answer(int(n.Add(1)), w, r) }))
	t.Cleanup(s.Close)
	u, err := url.Parse(s.URL)
	if err != nil {
		t.Fatal(err)
	}
	f := &figures{}
	base := &http.Transport{}
	t.Cleanup(base.CloseIdleConnections)
	return newRest("secret.bot.token", newTransport(base, u, f), f), &n
}

var post = request{method: "POST", url: "https://discord.com/api/v9/channels/1/messages", route: "POST /channels/1/messages", body: sentence("hi")}

func TestRequestsAreSentAgain(t *testing.T) {
	safe, unsafe := post, post
	safe.again = true
	for _, tt := range []struct {
		name    string
		request request
		answer  func(n int, w http.ResponseWriter)
		sent    int
		ok      bool
	}{
		{"after a 429 of the route", unsafe, func(n int, w http.ResponseWriter) {
			if n == 1 {
				w.WriteHeader(429)
				fmt.Fprint(w, `{"message":"slow down","retry_after":0.01,"global":false}`)
			}
		}, 2, true},
		{"after a global 429", unsafe, func(n int, w http.ResponseWriter) {
			if n == 1 {
				w.Header().Set("X-RateLimit-Global", "true")
				w.WriteHeader(429)
				fmt.Fprint(w, `{"retry_after":0.01,"global":true}`)
			}
		}, 2, true},
		{"after a 429 in HTML", unsafe, func(n int, w http.ResponseWriter) {
			if n == 1 {
				w.Header().Set("Retry-After", "0.01")
				w.WriteHeader(429)
				fmt.Fprint(w, `<html>You are being rate limited</html>`)
			}
		}, 2, true},
		{"at most four times", unsafe, func(n int, w http.ResponseWriter) {
			w.WriteHeader(429)
			fmt.Fprint(w, `{"retry_after":0.001}`)
		}, 4, false},
		{"after a 502, when it does no harm", safe, func(n int, w http.ResponseWriter) {
			if n < 3 {
				w.WriteHeader(502)
			}
		}, 3, true},
		{"never after a 502, when it may do harm", unsafe, func(n int, w http.ResponseWriter) { w.WriteHeader(502) }, 1, false},
		{"never after a 403", safe, func(n int, w http.ResponseWriter) {
			w.WriteHeader(403)
			fmt.Fprint(w, `{"code":50013,"message":"Missing Permissions"}`)
		}, 1, false},
		{"not for headers nobody can read", unsafe, func(n int, w http.ResponseWriter) {
			w.Header().Set("X-RateLimit-Reset-After", "soon")
			w.Header().Set("X-RateLimit-Remaining", "many")
		}, 1, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			r, n := discord(t, func(n int, w http.ResponseWriter, _ *http.Request) { tt.answer(n, w) })
			_, err := r.do(t.Context(), tt.request)
			if got := int(n.Load()); got != tt.sent || (err == nil) != tt.ok {
				t.Errorf("sent %d times, err %v; want %d times, ok %v", got, err, tt.sent, tt.ok)
			}
		})
	}
}

func TestBrokenConnections(t *testing.T) {
	for name, again := range map[string]bool{"are tried again": true, "are not tried again where it may do harm": false} {
		t.Run(name, func(t *testing.T) {
			r, n := discord(t, func(n int, w http.ResponseWriter, _ *http.Request) {
				if n == 1 {
					panic(http.ErrAbortHandler)
				}
			})
			q := post
			q.again = again
			_, err := r.do(t.Context(), q)
			if want := map[bool]int32{true: 2, false: 1}[again]; n.Load() != want || (err == nil) != again {
				t.Errorf("sent %d times, err %v", n.Load(), err)
			}
			if err != nil && strings.Contains(err.Error(), "http://") {
				t.Errorf("the error quotes an address: %v", err)
			}
			if r.figures.health().NoAnswer != 1 {
				t.Errorf("%+v", r.figures.health())
			}
		})
	}
}

func TestWaitingEndsWithTheContext(t *testing.T) {
	r, _ := discord(t, func(n int, w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(429)
		fmt.Fprint(w, `{"retry_after":600}`)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Second)
	defer cancel()
	began := time.Now()
	_, err := r.do(ctx, post)
	var refusal *Refusal
	if !errors.As(err, &refusal) || refusal.Status != 429 || refusal.After != 10*time.Minute {
		t.Errorf("got %v, want the 429", err)
	}
	if took := time.Since(began); took > time.Second {
		t.Errorf("took %v although there is no hope before the deadline", took)
	}
	// The next one knows without asking, and waits for its context only.
	ctx, cancel = context.WithTimeout(t.Context(), 30*time.Millisecond)
	defer cancel()
	if _, err := r.do(ctx, post); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v, want the deadline", err)
	}
}

func TestARefusedTokenStopsEverything(t *testing.T) {
	r, n := discord(t, func(_ int, w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(401)
		fmt.Fprint(w, `{"code":0,"message":"401: Unauthorized"}`)
	})
	told := 0
	r.onToken = func(error) { told++ }
	answer := post
	answer.free, answer.route = true, "POST answer"
	if _, err := r.do(t.Context(), answer); err == nil || told != 0 {
		t.Errorf("a dead interaction token was taken for the bot's: told %d, err %v", told, err)
	}
	for range 3 {
		if _, err := r.do(t.Context(), post); err == nil {
			t.Error("want an error")
		}
	}
	if n.Load() != 2 || told != 1 {
		t.Errorf("%d requests, told %d times; want 2 and 1", n.Load(), told)
	}
}

func TestRequestsCarryTokenFilesAndHost(t *testing.T) {
	var body, auth, path string
	r, _ := discord(t, func(_ int, w http.ResponseWriter, r *http.Request) {
		b, _ := io.ReadAll(r.Body)
		body, auth, path = string(b), r.Header.Get("Authorization"), r.URL.Path
	})
	q := post
	q.files = []card.File{{Name: "answer.txt", Type: "text/plain", Bytes: []byte("whole")}}
	if _, err := r.do(t.Context(), q); err != nil {
		t.Fatal(err)
	}
	if auth != "Bot secret.bot.token" || path != "/api/v9/channels/1/messages" {
		t.Errorf("auth %q, path %q", auth, path)
	}
	for _, want := range []string{`name="payload_json"`, `name="files[0]"; filename="answer.txt"`, "whole", `"parse":[]`} {
		if !strings.Contains(body, want) {
			t.Errorf("the body lacks %s", want)
		}
	}
}

func TestUnpostableNamesWhatToChange(t *testing.T) {
	for _, tt := range []struct {
		status, code int
		want         string
	}{
		{403, 50013, "Send Messages"}, {403, 50001, "View Channel"}, {404, 10003, "no longer exists"}, {400, 50083, "archived"},
		{403, 50007, "direct messages"}, {403, 0, "does not let me"}, {500, 0, ""}, {400, 50035, ""}, {429, 0, ""},
	} {
		err := unpostable(&Refusal{Route: "POST /channels/1/messages", Status: tt.status, Code: tt.code}, "1")
		if got := errors.Is(err, attache.ErrUnpostable); got != (tt.want != "") {
			t.Errorf("%d %d: unpostable is %v", tt.status, tt.code, got)
		}
		if tt.want != "" && !strings.Contains(attache.Explain(err), tt.want) {
			t.Errorf("%d %d says %q", tt.status, tt.code, attache.Explain(err))
		}
	}
}

func TestFormFaultsAreNamed(t *testing.T) {
	r := newRefusal(&exchange{route: "POST x", status: 400}, []byte(`{"code":50035,"message":"Invalid Form Body","errors":{"embeds":{"0":{"title":{"_errors":[{"code":"BASE_TYPE_MAX_LENGTH","message":"Must be 256 or fewer in length."}]}}}}}`))
	if got, want := r.Error(), "POST x: 400 (50035) Invalid Form Body: embeds.0.title BASE_TYPE_MAX_LENGTH"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestLogsHoldNoTokens(t *testing.T) {
	var b bytes.Buffer
	log := redacted(slog.New(slog.NewTextHandler(&b, nil)), "Bot secret.bot.token")
	err := fmt.Errorf(`Post "https://discord.com/api/v9/webhooks/12/aW50ZXJhY3Rpb246abc/messages": EOF`)
	log.With("with", "secret.bot.token").WithGroup("g").Error("Bot secret.bot.token", "err", err,
		slog.Group("deep", "url", "/interactions/12/t0ken.x-y/callback"), "any", []string{"aW50ZXJhY3Rpb246MTIz"}, "n", 3)
	for _, secret := range []string{"secret.bot.token", "t0ken", "aW50"} {
		if strings.Contains(b.String(), secret) {
			t.Errorf("the log holds %q: %s", secret, &b)
		}
	}
	if !strings.Contains(b.String(), "/interactions/12/[token]/callback") || !strings.Contains(b.String(), "g.n=3") {
		t.Errorf("the log lost too much: %s", &b)
	}
}
