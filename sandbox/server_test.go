package sandbox_test

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"

	"attache/sandbox"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		opts sandbox.Options
	}{
		{"an address that others can reach", sandbox.Options{Addr: "0.0.0.0:0"}},
		{"an address without a host", sandbox.Options{Addr: ":0"}},
		{"an address that is none", sandbox.Options{Addr: "here"}},
		{"a guild without members", sandbox.Options{Guilds: []sandbox.GuildSeed{{Name: "Empty"}}}},
		{"an owner who is no member", sandbox.Options{Guilds: []sandbox.GuildSeed{{Name: "G", Owner: "x", Members: []sandbox.MemberSeed{{Name: "a"}}}}}},
		{"a role that is not there", sandbox.Options{Guilds: []sandbox.GuildSeed{{Name: "G", Members: []sandbox.MemberSeed{{Name: "a", Roles: []string{"x"}}}}}}},
		{"a person called like the bot", sandbox.Options{Guilds: []sandbox.GuildSeed{{Name: "G", Members: []sandbox.MemberSeed{{Name: "attaché"}}}}}},
		{"a channel without a name", sandbox.Options{Guilds: []sandbox.GuildSeed{{Name: "G", Members: []sandbox.MemberSeed{{Name: "a"}}, Channels: []sandbox.ChannelSeed{{}}}}}},
	} {
		if s, err := sandbox.New(tt.opts); err == nil {
			s.Close()
			t.Errorf("%s was taken", tt.name)
		}
	}
}

func TestRunEndsWithItsContext(t *testing.T) {
	t.Parallel()
	s, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(limit(t))
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	w := plug(t, s)
	w.ready(s, plainIntents)
	stop()
	if err := <-done; err != nil {
		t.Errorf("run: %v", err)
	}
	w.ends()
	if _, err := net.Dial("tcp", s.URL()[len("http://"):]); err == nil {
		t.Error("the address still answers")
	}
	if err := s.Close(); err != nil {
		t.Errorf("a second close: %v", err)
	}
}

func TestCloseFailsWhoWaits(t *testing.T) {
	t.Parallel()
	st := perform(t, sandbox.Options{})
	asked := st.ask()
	st.told()
	if err := st.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := asked.Wait(limit(t)); !errors.Is(err, sandbox.ErrNoAnswer) {
		t.Errorf("got %v", err)
	}
}

func TestUnstartedServerCloses(t *testing.T) {
	t.Parallel()
	s, err := sandbox.New(sandbox.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestConnectionsAreBounded(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Keep: sandbox.Keep{Connections: 2}})
	plug(t, s)
	plug(t, s)
	if got := open(t, s, "?v=9").ends(); got != 1013 {
		t.Errorf("the third connection was closed with %d", got)
	}
}

func TestForeignPagesAreKeptOut(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{})
	r, err := http.NewRequestWithContext(limit(t), "GET", s.URL()+"/gateway/?v=9", nil)
	if err != nil {
		t.Fatal(err)
	}
	for k, v := range map[string]string{"Origin": "https://example.org", "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA=="} {
		r.Header.Set(k, v)
	}
	resp, err := client(t, s).Do(r)
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusForbidden {
		t.Errorf("a page of another origin got %d", resp.StatusCode)
	}
}

func TestGuildsAreApart(t *testing.T) {
	t.Parallel()
	s := desk(t, sandbox.Options{Guilds: []sandbox.GuildSeed{
		{Name: "North", Members: []sandbox.MemberSeed{{Name: "alice"}, {Name: "bruno"}}, Channels: []sandbox.ChannelSeed{{Name: "desk"}}},
		{Name: "South", Members: []sandbox.MemberSeed{{Name: "alice"}}, Channels: []sandbox.ChannelSeed{{Name: "desk"}}},
	}})
	if _, err := s.User("alice").Say("desk", "where?"); !errors.Is(err, sandbox.ErrUnknown) {
		t.Errorf("a name in two guilds: %v", err)
	}
	must(s.User("alice").Say("South/desk", "here"))(t)
	must(s.User("bruno").Say("desk", "there"))(t) // he sees one
	if _, err := s.User("bruno").Say("South/desk", "here"); !errors.Is(err, sandbox.ErrUnknown) {
		t.Errorf("a guild he is not in: %v", err)
	}
	if n, m := len(must(s.User("alice").History("North/desk"))(t)), len(must(s.User("alice").History("south/#desk"))(t)); n != 1 || m != 1 {
		t.Errorf("%d and %d messages", n, m)
	}
}
