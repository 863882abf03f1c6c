package sandbox_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

// What Discord does to bots that do not behave for a whole day.
func TestPatienceEnds(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)
	fixed := func() time.Time { return at }
	t.Run("with sessions", func(t *testing.T) {
		s := desk(t, sandbox.Options{Now: fixed})
		left := func() float64 {
			limit, _ := rest(t, s, "GET", "/gateway/bot", "").json["session_start_limit"].(map[string]any)
			return limit["remaining"].(float64)
		}
		for n := range 3 {
			if got := left(); got != float64(1000-n) {
				t.Errorf("%v sessions left after %d", got, n)
			}
			plug(t, s).ready(s, 0)
		}
		s.Advance(24 * time.Hour)
		if got := left(); got != 1000 {
			t.Errorf("%v sessions left the next day", got)
		}
		s.Begun(999)
		plug(t, s).ready(s, 0)
		w := plug(t, s)
		w.identify(s, 0, "")
		if code := w.ends(); code != 4004 {
			t.Errorf("one session too many: %d", code)
		}
		if r := rest(t, s, "GET", "/users/@me", ""); r.status != 401 {
			t.Errorf("the token is still good: %d", r.status)
		}
	})
	t.Run("with shards that begin at one time", func(t *testing.T) {
		s := desk(t, sandbox.Options{Now: fixed, RealLimits: true})
		plug(t, s).ready(s, 0)
		w := plug(t, s)
		w.identify(s, 0, "")
		if got := w.happens(); got != "op 9 false" {
			t.Errorf("got %q", got)
		}
		s.Advance(5 * time.Second)
		w.ready(s, 0)
	})
	t.Run("with refused requests", func(t *testing.T) {
		s := desk(t, sandbox.Options{Now: fixed, Keep: sandbox.Keep{Exchanges: 10}})
		if err := s.SetOverwrite("digest", "@bot", 0, sandbox.SendMessages); err != nil {
			t.Fatal(err)
		}
		path := place(t, s, "digest") + "/typing"
		s.Refused(9999)
		s.Fail(sandbox.Fault{Times: 1, Status: 429, Scope: "shared"})
		rest(t, s, "POST", path, "") // does not count
		if r := rest(t, s, "POST", path, ""); r.status != 403 || r.code() != 50013 {
			t.Errorf("the last that is answered: %d %s", r.status, r.raw)
		}
		if r := rest(t, s, "GET", "/users/@me", ""); r.status != 429 || !strings.Contains(r.raw, "1015") || r.header.Get("Retry-After") == "" {
			t.Errorf("after ten thousand: %d %s", r.status, r.raw)
		}
		s.Advance(10 * time.Minute)
		if r := rest(t, s, "GET", "/users/@me", ""); r.status != 200 {
			t.Errorf("ten minutes later: %d", r.status)
		}
	})
	t.Run("with new commands", func(t *testing.T) {
		s := desk(t, sandbox.Options{Now: fixed})
		path := "/applications/" + s.Bot().ID.String() + "/commands"
		set := func(prefix string) reply {
			var all []string
			for n := range 50 {
				all = append(all, fmt.Sprintf(`{"name":"%s%d","description":"d"}`, prefix, n))
			}
			return rest(t, s, "PUT", path, "["+strings.Join(all, ",")+"]")
		}
		for _, prefix := range []string{"a", "a", "b", "c", "d"} { // the second time nothing is new
			if r := set(prefix); r.status != 200 {
				t.Fatalf("%s: %d %s", prefix, r.status, r.raw)
			}
		}
		if r := set("e"); r.code() != 30034 {
			t.Errorf("more than 200 in a day: %d %s", r.status, r.raw)
		}
		if r := rest(t, s, "POST", path, `{"name":"another","description":"d"}`); r.code() != 30034 {
			t.Errorf("one more: %d %s", r.status, r.raw)
		}
		s.Advance(24 * time.Hour)
		if r := set("e"); r.status != 200 {
			t.Errorf("the next day: %d %s", r.status, r.raw)
		}
	})
}

// Characters are code points, whatever they look like, without the white space around.
func TestCountsAsDiscordCounts(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "desk") + "/messages"
	for name, letter := range map[string]string{"Latin": "a", "Cyrillic": "ж", "CJK": "会", "combining": "\u0301", "emoji": "👀"} {
		text := func(n int) string { return strings.Repeat(letter, n) }
		embeds := func(sum int) string { // descriptions of 4000 and the rest
			return fmt.Sprintf(`{"embeds":[{"description":"%s"},{"description":"  %s  "}]}`, text(4000), text(sum-4000))
		}
		newer := func(n int) string {
			return fmt.Sprintf(`{"flags":32768,"components":[{"type":10,"content":"%s"},{"type":10,"content":"%s"}]}`, text(2000), text(n-2000))
		}
		for _, tt := range []struct {
			what string
			fits string
			over string
		}{
			{"content", `{"content":" ` + text(2000) + ` "}`, `{"content":"` + text(2001) + `"}`},
			{"all embeds", embeds(6000), embeds(6001)},
			{"all newer texts", newer(4000), newer(4001)},
		} {
			if r := rest(t, s, "POST", path, tt.fits); r.status != 200 {
				t.Errorf("%s in %s that fits: %d %.300s", tt.what, name, r.status, r.raw)
			}
			if r := rest(t, s, "POST", path, tt.over); r.status != 400 || r.code() != 50035 {
				t.Errorf("%s in %s, one too many: %d %.300s", tt.what, name, r.status, r.raw)
			}
		}
	}
	commands := "/applications/" + s.Bot().ID.String() + "/commands"
	for name, ok := range map[string]bool{"поиск": true, "ค้นหา": true, "खोज": true, "Search": false, "who said": false, "wer-hat's": true, "": false} {
		if r := rest(t, s, "POST", commands, fmt.Sprintf(`{"name":%q,"description":"d"}`, name)); (r.status < 300) != ok {
			t.Errorf("a command called %q: %d %s", name, r.status, r.raw)
		}
	}
}
