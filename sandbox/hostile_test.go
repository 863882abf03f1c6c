package sandbox

import (
	"bytes"
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

// Bodies made to be expensive are refused, and quickly.
func TestHostileBodies(t *testing.T) {
	if testing.Short() || Raced {
		t.Skip("takes seconds, and is about time")
	}
	s, err := New(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	h := s.Handler()
	desk, err := s.Channel("desk")
	if err != nil {
		t.Fatal(err)
	}
	app := "/applications/" + s.bot.ID.String() + "/commands"
	fill := func(open, unit, shut string) string {
		return open + strings.TrimSuffix(strings.Repeat(unit+",", (maxJSON-100)/(len(unit)+1)), ",") + shut
	}
	for _, tt := range []struct{ name, method, path, body string }{
		{"a million embeds", "POST", "", fill(`{"embeds":[`, `{}`, `]}`)},
		{"a million fields", "POST", "", fill(`{"embeds":[{"fields":[`, `{"name":"","value":""}`, `]}]}`)},
		{"a million components", "POST", "", fill(`{"components":[`, `{"type":1,"components":[]}`, `]}`)},
		{"rows of rows", "POST", "", fill(`{"components":[`, `{"type":17,"components":[{"type":1,"components":[{},{},{},{},{},{},{}]}]}`, `],"flags":32768}`)},
		{"a million numbers", "POST", "", fill(`{"nonce":[`, `0`, `]}`)},
		{"a million mentions", "POST", "", fill(`{"content":"a","allowed_mentions":{"users":[`, `1`, `]}}`)},
		{"a million commands", "PUT", app, fill(`[`, `{}`, `]`)},
		{"a million options", "PUT", app, fill(`[{"name":"a","description":"d","options":[`, `{"type":3}`, `]}]`)},
		{"a million translations", "PUT", app, func() string {
			var b strings.Builder
			b.WriteString(`[{"name":"a","description":"d","name_localizations":{"x":"x"`)
			for n := 0; b.Len() < maxJSON-100; n++ {
				fmt.Fprintf(&b, `,"x%d":""`, n)
			}
			return b.String() + `}}]`
		}()},
		{"a deep nest", "POST", "", `{"components":` + strings.Repeat(`[`, 1<<20) + strings.Repeat(`]`, 1<<20) + `}`},
		{"more than is read", "POST", "", `{"content":"` + strings.Repeat("x", maxJSON) + `"}`},
	} {
		path := tt.path
		if path == "" {
			path = "/channels/" + desk.ID.String() + "/messages"
		}
		r := httptest.NewRequest(tt.method, "/api/v9"+path, bytes.NewReader([]byte(tt.body)))
		r.Host = "discord.com"
		r.Header.Set("Authorization", "Bot "+s.Token())
		r.Header.Set("Content-Type", "application/json")
		rw := httptest.NewRecorder()
		began := time.Now()
		h.ServeHTTP(rw, r)
		if took := time.Since(began); took > 10*time.Second {
			t.Errorf("%s: answered after %v", tt.name, took)
		} else {
			t.Logf("%s: %d after %v", tt.name, rw.Code, took.Round(time.Millisecond))
		}
		if rw.Code != 400 && rw.Code != 413 || rw.Body.Len() > 64<<10 {
			t.Errorf("%s: %d with %d bytes", tt.name, rw.Code, rw.Body.Len())
		}
	}
}
