package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

func TestSlashCommands(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	t.Run("are answered for everybody", func(t *testing.T) {
		r := d.slash("alice", "desk", "who-said", sandbox.Opt("words", "corridor"))
		d.expect(r.Message, "page 1 of “corridor”")
		if r.Ephemeral || r.Deferred {
			t.Errorf("ephemeral %v, deferred %v", r.Ephemeral, r.Deferred)
		}
		if len(r.Message.Components) != 2 {
			t.Errorf("%d rows, want 2", len(r.Message.Components))
		}
	})
	t.Run("are answered in private on request", func(t *testing.T) {
		if r := d.slash("alice", "desk", "who-said", sandbox.Opt("words", "x"), sandbox.Opt("private", true)); !r.Ephemeral {
			t.Error("everybody sees the answer")
		}
	})
	t.Run("are private where the command says so", func(t *testing.T) {
		if r := d.slash("alice", "desk", "help"); !r.Ephemeral {
			t.Error("everybody sees the answer")
		}
	})
	t.Run("explain a problem in private", func(t *testing.T) {
		r := d.slash("alice", "desk", "refuse")
		d.expect(r.Message, "No source “Marin”")
		if !r.Ephemeral {
			t.Error("everybody sees the problem")
		}
	})
	t.Run("explain a date that is none", func(t *testing.T) {
		d.expect(d.slash("alice", "desk", "who-said", sandbox.Opt("since", "31 February")).Message, "could not read “31 February”"[:14])
	})
	t.Run("give nothing away about a fault of ours", func(t *testing.T) {
		r := d.slash("alice", "desk", "broken")
		d.expect(r.Message, "Something went wrong on my side")
		d.expect(r.Message, "Its number there is")
		if strings.Contains(says(r.Message), "disk") || !r.Ephemeral {
			t.Errorf("got %q, ephemeral %v", says(r.Message), r.Ephemeral)
		}
		if !strings.Contains(d.log.String(), "disk on fire") {
			t.Error("the log does not say what happened")
		}
	})
	t.Run("have subcommands", func(t *testing.T) {
		c, err := d.Channel("digest")
		if err != nil {
			t.Fatal(err)
		}
		r := d.slash("carla", "desk", "digest create", sandbox.Opt("channel", "#digest"))
		d.expect(r.Message, "digest in "+c.ID.String())
		if !r.Ephemeral {
			t.Error("settings are shown to everybody")
		}
	})
	t.Run("check permissions once more", func(t *testing.T) {
		d.expect(d.slash("alice", "desk", "digest create", sandbox.Opt("channel", "#digest")).Message, "may manage this server")
	})
	t.Run("carry files", func(t *testing.T) {
		r := d.slash("alice", "desk", "files")
		if len(r.Message.Attachments) != 1 || r.Message.Attachments[0].Description != "two columns" {
			t.Errorf("attachments %+v", r.Message.Attachments)
		}
	})
	t.Run("work in direct messages, on one's own archive", func(t *testing.T) {
		r := d.slash("alice", "@bot", "correct")
		d.expect(r.Message, "by dm:"+d.User("alice").ID().String()+", can 2")
		if r.Ephemeral {
			t.Error("what is private already is ephemeral, too")
		}
	})
}

func TestSlowCommands(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	t.Run("are deferred, then answered", func(t *testing.T) {
		p, err := d.User("alice").Slash("desk", "slow")
		if err != nil {
			t.Fatal(err)
		}
		took, err := p.Acked(t.Context())
		if err != nil || took > 2*time.Second {
			t.Fatalf("acknowledged after %v, %v", took, err)
		}
		d.release <- struct{}{}
		r := d.wait(p, nil)
		d.expect(r.Message, "at last")
		if !r.Deferred || r.Ephemeral {
			t.Errorf("deferred %v, ephemeral %v", r.Deferred, r.Ephemeral)
		}
	})
	t.Run("whisper, although they were deferred for everybody", func(t *testing.T) {
		p, err := d.User("alice").Slash("desk", "slow-secret")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Acked(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.release <- struct{}{}
		m, err := p.Followup(t.Context(), 1)
		if err != nil {
			t.Fatal(err)
		}
		d.expect(m, "psst")
		if !m.Ephemeral() {
			t.Error("everybody heard it")
		}
		d.until("the public answer is gone", func() bool {
			all, err := d.User("bruno").History("desk")
			for _, m := range all {
				if m.Author.ID == d.Bot().ID && strings.Contains(says(m), "Only the person who asked") {
					return false
				}
			}
			return err == nil
		})
	})
	t.Run("wait for each other, one person's, and say so", func(t *testing.T) {
		first, err := d.User("bruno").Slash("desk", "slow")
		if err != nil {
			t.Fatal(err)
		}
		<-d.started // of the first subtest
		d.until("the first runs", func() bool { return d.bot.Health().Running == 1 })
		second, err := d.User("bruno").Slash("desk", "slow")
		if err != nil {
			t.Fatal(err)
		}
		r := d.wait(second, nil) // the note is its first text
		d.expect(r.Message, "1 question is before yours")
		d.release <- struct{}{}
		d.expect(d.wait(first, nil).Message, "at last")
		d.release <- struct{}{}
		d.until("the second is answered, too", func() bool {
			m, err := d.User("bruno").Look(r.Message)
			return err == nil && strings.Contains(says(m), "at last")
		})
	})
}

func TestCommandsThatBreak(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) { o.answers.run = 200 * time.Millisecond })
	d.forgives = true // the log holds a panic
	d.expect(d.slash("alice", "desk", "boom").Message, "Something went wrong on my side")
	d.expect(d.slash("alice", "desk", "slow").Message, "took longer than I may take")
	p, err := d.User("alice").Slash("desk", "deaf")
	if err != nil {
		t.Fatal(err)
	}
	m, err := p.Followup(t.Context(), 1) // it was deferred for everybody; a problem is told in private
	if err != nil {
		t.Fatal(err)
	}
	d.expect(m, "took longer than I may take")
	close(d.release)
	d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	if h := d.bot.Health(); h.Panics != 1 || h.Running != 0 {
		t.Errorf("%+v", h)
	}
}

func TestTooManyQuestions(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, func(o *Options, _ *sandbox.Server) {
		o.Load = Load{UserBurst: 2, UserMinute: 1, GuildBurst: 3, GuildMinute: 1, ButtonMinute: 1, Waiting: 1}
	})
	r := d.slash("alice", "desk", "who-said")
	d.slash("alice", "desk", "who-said")
	d.expect(d.slash("alice", "desk", "who-said").Message, "ask again in 60 seconds")
	d.wait(d.User("alice").Click(r.Message, "Next"))
	d.expect(d.wait(d.User("alice").Click(r.Message, "Next")).Message, "a lot in a short time")
	d.slash("bruno", "desk", "who-said")
	d.expect(d.slash("carla", "desk", "who-said").Message, "This server has asked very much")
}

func TestAutocomplete(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	d.forgives = true // one suggestion panics
	for _, tt := range []struct {
		name, typed string
		want        string
	}{
		{"offers what fits, once", "o", "Oda Maren (12)=oda-maren nameless=nameless"},
		{"offers nothing when it takes too long", "slow", ""},
		{"offers nothing when it fails", "broken", ""},
		{"offers nothing when it panics", "boom", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			began := time.Now()
			all, err := d.User("alice").Autocomplete(t.Context(), "desk", "who-said", "speaker", tt.typed)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range all {
				got = append(got, fmt.Sprintf("%v=%v", c.Name, c.Value))
			}
			if s := strings.Join(got, " "); s != tt.want {
				t.Errorf("got %q, want %q", s, tt.want)
			}
			if took := time.Since(began); took > 3*time.Second {
				t.Errorf("took %v", took)
			}
		})
	}
	all, err := d.User("alice").Autocomplete(t.Context(), "desk", "who-said", "speaker", "many")
	if err != nil || len(all) != 25 {
		t.Errorf("%d choices of 40, %v; want 25", len(all), err)
	}
}
