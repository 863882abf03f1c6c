package sandbox_test

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
)

func TestFaults(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "desk") + "/messages"
	send := func() reply { t.Helper(); return rest(t, s, "POST", path, `{"content":"a"}`) }
	count := func() int { t.Helper(); return len(must(s.User("alice").History("desk"))(t)) }

	s.Fail(sandbox.TooManyRequests("create_message", 1, 1500*time.Millisecond))
	if r := send(); r.status != 429 || r.json["retry_after"] != 1.5 || r.json["global"] != false || r.header.Get("Retry-After") != "2" || r.header.Get("X-RateLimit-Scope") != "user" {
		t.Errorf("429: %d %s %v", r.status, r.raw, r.header)
	}
	s.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Status: 429, RetryAfter: time.Second, Global: true})
	if r := send(); r.status != 429 || r.json["global"] != true || r.header.Get("X-RateLimit-Global") != "true" {
		t.Errorf("global 429: %d %s %v", r.status, r.raw, r.header)
	}
	s.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Status: 429, RetryAfter: time.Second, Scope: "shared"})
	if r := send(); r.header.Get("X-RateLimit-Scope") != "shared" {
		t.Errorf("shared 429: %v", r.header)
	}
	s.Fail(sandbox.Cloudflare("create_message", 1, 429))
	if r := send(); r.status != 429 || !strings.HasPrefix(r.raw, "<!DOCTYPE") || !strings.HasPrefix(r.header.Get("Content-Type"), "text/html") {
		t.Errorf("HTML: %d %s", r.status, r.raw)
	}
	s.Fail(sandbox.ServerError("create_message", 2, 502))
	if a, b := send(), send(); a.status != 502 || b.status != 502 {
		t.Errorf("502 twice: %d, %d", a.status, b.status)
	}
	if n := count(); n != 0 {
		t.Errorf("%d messages after faults that answered first", n)
	}
	s.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Status: 500, Late: true})
	if r := send(); r.status != 500 || count() != 1 {
		t.Errorf("a lost answer: %d, %d messages", r.status, count())
	}
	end := s.Fail(sandbox.Fault{Status: 503, Skip: 1})
	if a, b := send(), rest(t, s, "GET", "/users/@me", ""); a.status != 200 || b.status != 503 {
		t.Errorf("after one that passes: %d, %d", a.status, b.status)
	}
	end()
	other := must(s.Channel("digest"))(t).ID
	s.Fail(sandbox.Fault{Channel: other, Status: 503})
	if a, b := send(), rest(t, s, "POST", place(t, s, "digest")+"/messages", `{"content":"a"}`); a.status != 200 || b.status != 503 {
		t.Errorf("in one channel: %d, %d", a.status, b.status)
	}
	s.Heal()
	if r := rest(t, s, "POST", place(t, s, "digest")+"/messages", `{"content":"a"}`); r.status != 200 {
		t.Errorf("after healing: %d", r.status)
	}
	for _, late := range []bool{false, true} {
		before := count()
		s.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Drop: true, Late: late})
		r, err := http.NewRequestWithContext(limit(t), "POST", s.URL()+"/api/v9"+path, strings.NewReader(`{"content":"a"}`))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bot "+s.Token())
		r.Header.Set("Content-Type", "application/json")
		if resp, err := client(t, s).Do(r); err == nil || !errors.Is(err, io.EOF) {
			t.Errorf("a cut connection answered %v, %v", resp, err)
		}
		if done := count() > before; done != late {
			t.Errorf("a connection cut late %v carried the request out %v", late, done)
		}
	}
	began := time.Now()
	s.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Delay: 30 * time.Millisecond})
	if r := send(); r.status != 200 || time.Since(began) < 30*time.Millisecond {
		t.Errorf("latency: %d after %v", r.status, time.Since(began))
	}
	honest(t, s)
}

func TestRealLimits(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	s := desk(t, sandbox.Options{RealLimits: true, Now: func() time.Time { return at }})
	path := place(t, s, "desk") + "/messages"
	for n := range 5 {
		r := rest(t, s, "POST", path, `{"content":"a"}`)
		if want := string(rune('4' - n)); r.status != 200 || r.header.Get("X-RateLimit-Remaining") != want || r.header.Get("X-RateLimit-Limit") != "5" {
			t.Errorf("message %d: %d, remaining %s, want %s", n+1, r.status, r.header.Get("X-RateLimit-Remaining"), want)
		}
	}
	if r := rest(t, s, "POST", path, `{"content":"a"}`); r.status != 429 || r.json["retry_after"] != 5.0 {
		t.Errorf("the sixth: %d %s", r.status, r.raw)
	}
	if r := rest(t, s, "POST", place(t, s, "digest")+"/messages", `{"content":"a"}`); r.status != 200 {
		t.Errorf("another channel: %d", r.status)
	}
	s.Advance(5 * time.Second)
	if r := rest(t, s, "POST", path, `{"content":"a"}`); r.status != 200 {
		t.Errorf("five seconds later: %d", r.status)
	}
	s.Advance(time.Minute)
	limited := 0
	for range 60 {
		if r := rest(t, s, "GET", "/users/@me", ""); r.status == 429 {
			limited++
		}
	}
	if limited != 10 {
		t.Errorf("%d of 60 requests within a second were refused, want 10", limited)
	}
}

func TestDiscordgoMeetsA429(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	d := dial(t, s, usual)
	s.Fail(sandbox.TooManyRequests("create_message", 1, 10*time.Millisecond))
	channel := must(s.Channel("desk"))(t).ID.String()
	if _, err := d.ChannelMessageSend(channel, "patient"); err != nil {
		t.Errorf("a retried message: %v", err)
	}
	s.Fail(sandbox.TooManyRequests("create_message", 1, 10*time.Millisecond))
	var limited *discordgo.RateLimitError
	if _, err := d.ChannelMessageSend(channel, "hasty", discordgo.WithRetryOnRatelimit(false)); !errors.As(err, &limited) || limited.RetryAfter != 10*time.Millisecond {
		t.Errorf("a message that is not retried: %v", err)
	}
}
