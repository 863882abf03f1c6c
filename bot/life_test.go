package bot

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/commands"
	"attache/sandbox"

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
