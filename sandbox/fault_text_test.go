package sandbox_test

import (
	"encoding/json"
	"errors"
	"strconv"
	"strings"
	"testing"

	"attache/sandbox"
)

func TestFaultsInWords(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	path := place(t, s, "desk") + "/messages"
	send := func() reply { t.Helper(); return rest(t, s, "POST", path, `{"content":"a"}`) }
	order := func(text string) int64 { t.Helper(); return must(s.Order(text))(t) }

	id := order("429=2s,on=create_message,scope=shared,times=2")
	if a := send(); a.status != 429 || a.header.Get("X-RateLimit-Scope") != "shared" || a.json["retry_after"] != 2.0 {
		t.Errorf("429: %d %s", a.status, a.raw)
	}
	if all := s.Standing(); len(all) != 1 || all[0].ID != id || all[0].Struck != 1 {
		t.Errorf("standing: %v", all)
	}
	if a, b := send(), send(); a.status != 429 || b.status != 200 || len(s.Standing()) != 0 {
		t.Errorf("after two: %d, %d, standing %v", a.status, b.status, s.Standing())
	}
	id = order("503,channel=digest")
	if a, b := send(), rest(t, s, "GET", place(t, s, "digest"), ""); a.status != 200 || b.status != 503 {
		t.Errorf("in one channel: %d, %d", a.status, b.status)
	}
	if err := s.End(id); err != nil {
		t.Fatal(err)
	}
	if b := rest(t, s, "GET", place(t, s, "digest"), ""); b.status != 200 {
		t.Errorf("ended: %d", b.status)
	}
	order("html=429,times=1")
	if a := send(); a.status != 429 || !strings.HasPrefix(a.raw, "<!DOCTYPE") {
		t.Errorf("html: %d %s", a.status, a.raw)
	}
	order("status=403,code=50013,times=1")
	if a := send(); a.status != 403 || a.code() != 50013 {
		t.Errorf("a code: %d %s", a.status, a.raw)
	}
	order("latency=10s,times=1")
	s.Heal()
	if a := send(); a.status != 200 || len(s.Standing()) != 0 {
		t.Errorf("healed: %d", a.status)
	}
}

// Every kind has an example that works, and befalls what it says.
func TestFaultKinds(t *testing.T) {
	t.Parallel()
	for _, k := range sandbox.FaultKinds() {
		s := desk(t, sandbox.Options{})
		w := plug(t, s)
		w.ready(s, plainIntents)
		if _, err := s.Order(k.Example); err != nil {
			t.Errorf("%s: %v", k.Example, err)
		}
		if name, _, _ := strings.Cut(k.Example, "="); !strings.HasPrefix(name, k.Name) || k.Says == "" {
			t.Errorf("%s has the example %q and says %q", k.Name, k.Example, k.Says)
		}
	}
}

func TestFaultsThatAreNone(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	for _, text := range []string{
		"", "earthquake", "cut=5", "429=soon", "status=200", "close=99", "invalid=maybe", "429,scope=mine", "429,on", "429,times=-1",
		"429,every=1s", "drop,every=1ms", "drop,every=1s,on=RESUME", "drop,on=HELLO", "503,on=create_mesage", "latency=2h",
	} {
		if id, err := s.Order(text); !errors.Is(err, sandbox.ErrFault) || id != 0 {
			t.Errorf("%q: %d, %v", text, id, err)
		}
	}
	if _, err := s.Order("503,channel=nowhere"); !errors.Is(err, sandbox.ErrUnknown) {
		t.Errorf("a channel that is not there: %v", err)
	}
}

func TestFaultsOfTheGatewayInWords(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		order string
		want  string
	}{
		{"drop", "gone"}, {"close=4009", "gone"}, {"reconnect", "op 7"}, {"invalid", "op 9 false"}, {"invalid=resumable", "op 9 true"}, {"unknown", "SOMETHING_NEW"},
	} {
		t.Run(tt.order, func(t *testing.T) {
			s := desk(t, sandbox.Options{})
			w := plug(t, s)
			w.ready(s, plainIntents)
			if id, err := s.Order(tt.order); id != 0 || err != nil {
				t.Fatalf("%d, %v", id, err)
			}
			if got := w.happens(); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("again and again", func(t *testing.T) {
		s := desk(t, sandbox.Options{})
		w := plug(t, s)
		w.ready(s, plainIntents)
		id := must(s.Order("reconnect,every=100ms"))(t)
		if a, b := w.happens(), w.happens(); a != "op 7" || b != "op 7" {
			t.Errorf("got %q, %q", a, b)
		}
		if err := s.End(id); err != nil {
			t.Error(err)
		}
	})
	t.Run("distorted events", func(t *testing.T) {
		s := desk(t, sandbox.Options{})
		w := plug(t, s)
		w.ready(s, plainIntents)
		must(s.Order("malformed,on=MESSAGE_CREATE,times=1"))(t)
		must(s.User("alice").Say("desk", "a"))(t)
		var m map[string]any
		if err := json.Unmarshal(w.event("MESSAGE_CREATE").D, &m); err != nil {
			t.Fatal(err)
		}
		if m["content"] != 7.0 || m["author"] != "seven" || m["id"] == 7.0 {
			t.Errorf("got %v", m)
		}
		must(s.Order("twice,on=MESSAGE_CREATE,times=1"))(t)
		must(s.User("alice").Say("desk", "b"))(t)
		if a, b := w.event("MESSAGE_CREATE"), w.event("MESSAGE_CREATE"); string(a.D) != string(b.D) {
			t.Errorf("%s and %s", a.D, b.D)
		}
	})
}

// happens names the next thing that happens on the gateway.
func (w *wire) happens() string {
	w.t.Helper()
	_, data, err := w.conn.Read(w.ctx)
	if err != nil {
		return "gone"
	}
	var f frame
	if err := json.Unmarshal(data, &f); err != nil {
		w.t.Fatalf("%s: %v", data, err)
	}
	switch f.Op {
	case 0:
		return f.T
	case 9:
		return "op 9 " + string(f.D)
	}
	return "op " + strconv.Itoa(f.Op)
}
