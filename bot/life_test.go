package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache"
	"attache/commands"
	"attache/sandbox"

	"github.com/bwmarrin/discordgo"
	"go.uber.org/goleak"
)

func TestShutdownFinishesWhatIsUnderWay(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	p, err := d.User("alice").Slash("desk", "slow")
	if err != nil {
		t.Fatal(err)
	}
	<-d.started
	d.stop()
	d.until("the gateway is closed", func() bool { return d.Sessions() == 0 })
	d.release <- struct{}{}
	d.expect(d.wait(p, nil).Message, "at last")
	<-d.done
	if d.err != nil {
		t.Error(d.err)
	}
}

func TestShutdownDoesNotWaitForEver(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) { o.answers.finish = 200 * time.Millisecond })
	p, err := d.User("alice").Slash("desk", "slow")
	if err != nil {
		t.Fatal(err)
	}
	<-d.started
	if _, err := p.Acked(t.Context()); err != nil { // deferred for everybody
		t.Fatal(err)
	}
	d.stop()
	<-d.done
	m, err := p.Followup(t.Context(), 1)
	if err != nil {
		t.Fatal(err)
	}
	d.expect(m, "being restarted")
}

func TestNothingRunsOnAfterRun(t *testing.T) {
	defer goleak.VerifyNone(t, goleak.IgnoreCurrent())
	d := sit(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) {
		o.Presence = func(context.Context) (string, bool) { return "1 248 articles · newest 14:05 UTC", true }
	})
	card := d.slash("alice", "desk", "who-said").Message
	d.wait(d.User("alice").Click(card, "Next"))
	d.answer(d.User("alice").Mention("desk", "who-said x"))
	d.stop()
	<-d.done
	d.Server.Close()
}

func TestARefusedTokenEndsRun(t *testing.T) {
	t.Parallel()
	d := begin(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) { o.Token = "not.the.token" })
	d.forgives = true
	close(d.done)
	err := d.bot.Run(t.Context())
	var p *attache.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Say, "DISCORD_TOKEN") {
		t.Errorf("got %v", err)
	}
}

func TestARefusedIntentEndsRun(t *testing.T) {
	t.Parallel()
	d := begin(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) { o.MessageContent = true })
	d.forgives = true
	close(d.done)
	err := d.bot.Run(t.Context())
	var p *attache.Problem
	if !errors.As(err, &p) || !strings.Contains(p.Say, "Message Content Intent") {
		t.Errorf("got %v", err)
	}
}

func TestCommandsAreRegistered(t *testing.T) {
	t.Parallel()
	t.Run("again only when they changed", func(t *testing.T) {
		d := begin(t, sandbox.Options{}, nil)
		for _, tt := range []struct {
			change func(o *Options)
			want   int
		}{
			{func(*Options) {}, 1}, {func(*Options) {}, 1},
			{func(o *Options) { o.Commands = o.Commands[1:] }, 2},
			{func(o *Options) { o.State = &state{values: map[string]string{}} }, 3},
			{func(o *Options) { o.State = nil }, 4},
		} {
			tt.change(&d.bot.opts)
			b, err := New(d.bot.opts)
			if err != nil {
				t.Fatal(err)
			}
			if err := b.register(t.Context()); err != nil {
				t.Fatal(err)
			}
			if n := d.count("bulk_set_application_commands"); n != tt.want {
				t.Errorf("registered %d times, want %d", n, tt.want)
			}
		}
		close(d.done)
	})
	t.Run("later when Discord does not take them at once", func(t *testing.T) {
		d := begin(t, sandbox.Options{}, nil)
		d.Fail(sandbox.Fault{Operation: "bulk_set_application_commands", Times: 1, Status: 400, Code: 30034, Message: "Max number of daily application command creates has been reached (200)"})
		d.connect()
		d.until("they are registered", func() bool { return d.count("bulk_set_application_commands") == 2 })
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	})
}

func TestOptionsAreChecked(t *testing.T) {
	t.Parallel()
	good := func() Options {
		d := &desk{}
		return Options{Token: "t", Commands: d.commands(), Env: func(context.Context, attache.GuildID) (commands.Env, error) { return commands.Env{}, nil }}
	}
	for name, tt := range map[string]struct {
		spoil func(*Options)
		want  string
	}{
		"no token":           {func(o *Options) { o.Token = " " }, "DISCORD_TOKEN"},
		"a token with lines": {func(o *Options) { o.Token = "a\nb" }, "DISCORD_TOKEN"},
		"no commands":        {func(o *Options) { o.Commands = nil }, "Commands"},
		"an ill-formed API":  {func(o *Options) { o.API = "ftp://x" }, "API"},
		"a bad command":      {func(o *Options) { o.Commands[0].Name = "Who Said What" }, "lower case"},
		"intake unread":      {func(o *Options) { o.Intake = []attache.ChannelID{"1"} }, "message content"},
	} {
		o := good()
		tt.spoil(&o)
		if _, err := New(o); err == nil || !strings.Contains(err.Error(), tt.want) {
			t.Errorf("%s: got %v, want something about %q", name, err, tt.want)
		}
	}
	if _, err := New(good()); err != nil {
		t.Error(err)
	}
}

func TestCuratorsAreKnownByTheirRole(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, func(o *Options, s *sandbox.Server) {
		for _, g := range guildRoles(s) {
			if g.name == "Curator" {
				o.Curators = []string{g.id}
			}
		}
		if len(o.Curators) == 0 {
			t.Fatal("no role Curator")
		}
	})
	d.expect(d.slash("alice", "desk", "correct").Message, "Only curators")
	d.expect(d.slash("bruno", "desk", "correct").Message, "corrected")
	d.expect(d.slash("carla", "desk", "correct").Message, "can 2")
	d.expect(d.answer(d.User("alice").Mention("desk", "/correct")), "Only curators")
	d.expect(d.answer(d.User("bruno").Mention("desk", "/correct")), "corrected")
	d.expect(d.answer(d.User("carla").Mention("desk", "/correct")), "can 2")
}

// Whatever is asked, and by however many, nothing grows.
func TestNothingGrows(t *testing.T) {
	rounds := 7500
	if testing.Short() {
		rounds = 300
	}
	var seed = sandbox.Seed()
	for n := range 40 {
		seed[0].Members = append(seed[0].Members, sandbox.MemberSeed{Name: fmt.Sprint("user", n)})
	}
	d := sit(t, sandbox.Options{Guilds: seed, Judge: func(string, sandbox.Direction, int, []byte) error { return nil }}, func(o *Options, _ *sandbox.Server) {
		o.Log, o.base = nil, &http.Transport{MaxConnsPerHost: 16, MaxIdleConnsPerHost: 16}
	})
	// A machine that stands still for seconds lets Discord give interactions up. That is no growth.
	var lost atomic.Int32
	wait := func(p *sandbox.Pending, err error) (*sandbox.Message, bool) {
		if err != nil {
			t.Error(err)
			return nil, false
		}
		r, err := p.Wait(t.Context())
		if errors.Is(err, sandbox.ErrNoAnswer) {
			lost.Add(1)
			return nil, true
		}
		if err != nil {
			t.Error(err)
		}
		return r.Message, err == nil
	}
	ask := func(n int) {
		var wg sync.WaitGroup
		for u := range 40 {
			wg.Go(func() {
				who := d.User(fmt.Sprint("user", u))
				for i := range n / 40 {
					m, ok := wait(who.Slash("desk", "who-said", sandbox.Opt("words", fmt.Sprint(i))))
					if !ok {
						return
					}
					if m == nil || i%3 != 0 {
						continue
					}
					if _, ok := wait(who.Click(m, "Next")); !ok {
						return
					}
				}
			})
		}
		wg.Wait()
	}
	ask(400)
	d.until("it is quiet", func() bool { h := d.bot.Health(); return h.Running+h.Waiting == 0 && len(d.bot.places) == 0 })
	before := runtime.NumGoroutine()
	began := time.Now()
	ask(rounds)
	took := time.Since(began)
	d.until("it is quiet", func() bool { h := d.bot.Health(); return h.Running+h.Waiting == 0 && len(d.bot.places) == 0 })
	d.until("goroutines are back", func() bool { return runtime.NumGoroutine() <= before+20 }) // idle connections come and go
	if n := buckets(d.bot.rest.session.Ratelimiter); n > 0 {
		t.Errorf("discordgo keeps %d rate-limit buckets", n)
	}
	d.bot.doorman.mu.Lock()
	if n := len(d.bot.doorman.people); n > 0 {
		t.Errorf("%d people are remembered as waiting", n)
	}
	d.bot.doorman.mu.Unlock()
	d.bot.rest.session.Client.Transport.(*transport).lanes.mu.Lock()
	if n := len(d.bot.rest.session.Client.Transport.(*transport).lanes.lanes); n > 10 {
		t.Errorf("%d routes are remembered", n)
	}
	d.bot.rest.session.Client.Transport.(*transport).lanes.mu.Unlock()
	h := d.bot.Health()
	if n := int(lost.Load()); h.Panics > 0 || h.NoAnswer > 0 || n > h.Interactions/5 {
		t.Errorf("%d lost, %+v", n, h)
	}
	t.Logf("%d interactions, %d lost, %.0f a second, %d goroutines before, %d after", h.Interactions, lost.Load(), float64(rounds)*4/3/took.Seconds(), before, runtime.NumGoroutine())
}

// buckets counts what discordgo never forgets, and does not show.
func buckets(r *discordgo.RateLimiter) int {
	return reflect.ValueOf(r).Elem().FieldByName("buckets").Len()
}

type namedRole struct{ id, name string }

// guildRoles asks the sandbox for its roles as the bot would.
func guildRoles(s *sandbox.Server) (out []namedRole) {
	req, _ := http.NewRequest("GET", s.URL()+"/api/v9/guilds/"+s.GuildID("Foreign Desk").String()+"/roles", nil)
	req.Header.Set("Authorization", "Bot "+s.Token())
	base := &http.Transport{}
	defer base.CloseIdleConnections()
	resp, err := base.RoundTrip(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	var all []struct{ ID, Name string }
	if json.NewDecoder(resp.Body).Decode(&all) != nil {
		return nil
	}
	for _, r := range all {
		out = append(out, namedRole{r.ID, r.Name})
	}
	return out
}

func FuzzInteraction(f *testing.F) {
	f.Add([]byte(`{"id":"1","application_id":"2","token":"t","type":2,"guild_id":"3","member":{"user":{"id":"4"},"roles":["5"],"permissions":"32"},"data":{"name":"who-said","type":1,"options":[{"name":"words","type":3,"value":"x"}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":3,"user":{"id":"4"},"message":{"id":"9","channel_id":"8","flags":64,"interaction_metadata":{"user":{"id":"4"}}},"data":{"custom_id":"1u0:help"}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":5,"user":{"id":"4"},"data":{"custom_id":"1m0:submit","components":[{"components":[{"custom_id":"text","value":"x"}]},{"component":{"custom_id":"date","value":"y"}}]}}`))
	f.Add([]byte(`{"id":"1","token":"t","type":4,"user":{"id":"4"},"data":{"name":"digest","options":[{"type":1,"name":"create","options":[{"name":"zone","type":3,"value":"Eu","focused":true}]}]}}`))
	f.Add([]byte(`{"id":null,"token":null}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		i, err := decodeInteraction(data)
		if err != nil {
			return
		}
		if i.ID == "" || i.who() == "" || !pathSafe(i.Token) {
			t.Fatalf("accepted %+v", i)
		}
		name, options := i.Data.command()
		for _, g := range options {
			_ = g.text()
		}
		_ = i.Data.fields()
		a := &answer{i: i}
		_ = a.mine()
		if id, err := decodeCustomID(i.Data.CustomID); err == nil {
			commands.Split(id.line)
		}
		for _, m := range i.Data.Resolved.Messages {
			if m != nil {
				_, _, _ = m.text(), m.files(), m.asker()
			}
		}
		_ = name
	})
}

func FuzzGateway(f *testing.F) {
	for _, s := range []string{
		`{"op":10,"d":{"heartbeat_interval":41250}}`, `{"op":0,"s":1,"t":"READY","d":{"session_id":"x","user":{"id":"1"},"resume_gateway_url":"wss://r.example"}}`,
		`{"op":0,"s":2,"t":"MESSAGE_CREATE","d":{"id":"1","channel_id":"2","author":{"id":"3"}}}`, `{"op":9,"d":true}`, `{"op":7}`, `{"op":1}`, `{"op":11}`, `null`, `[]`, `{"op":0,"t":"GUILD_CREATE","d":null}`,
		`{"op":10,"d":{"heartbeat_interval":0}}`, `{"op":0,"s":1,"t":"A\"B","d":{"x":[}}`,
	} {
		f.Add([]byte(s))
	}
	quiet := slog.New(slog.DiscardHandler)
	f.Fuzz(func(t *testing.T, data []byte) {
		c := &relayed{relay: newRelay(&figures{}, nil), cancel: func() {}}
		out, end := c.sieve(data)
		if out == nil {
			return
		}
		if end != nil {
			t.Fatal("passes on a message and ends the connection")
		}
		var p payload
		if err := json.Unmarshal(out, &p); err != nil || p.Op == nil {
			t.Fatalf("passes on %q, which discordgo cannot read: %v", out, err)
		}
		if *p.Op == opDispatch && p.T != "READY" && p.T != "RESUMED" && !strings.HasPrefix(p.T, eventPrefix) {
			t.Fatalf("passes on %q to be decoded by discordgo", p.T)
		}
		b := &Bot{life: t.Context(), guilds: newGuilds(), seen: newRecent(8), log: quiet, figures: &figures{}, intake: map[snowflake]bool{}, places: make(chan struct{})}
		b.self.Store(snowflake("1"))
		if name, ok := strings.CutPrefix(p.T, eventPrefix); ok && name != "INTERACTION_CREATE" {
			for range mailboxes {
				b.mail = append(b.mail, make(chan *posted, 1))
			}
			b.event(name, p.D)
		}
		if b.figures.health().Panics > 0 {
			t.Fatal("panicked")
		}
	})
}

// One interaction, from the person who asks to the answer they see, over loopback.
func BenchmarkInteraction(b *testing.B) {
	d := sit(b, sandbox.Options{Judge: func(string, sandbox.Direction, int, []byte) error { return nil }}, func(o *Options, _ *sandbox.Server) { o.Log = nil })
	alice := d.User("alice")
	b.ReportAllocs()
	for b.Loop() {
		p, err := alice.Slash("desk", "who-said", sandbox.Opt("words", "x"))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Wait(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
