package bot

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"attache/sandbox"
)

func TestButtons(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	card := d.slash("alice", "desk", "who-said", sandbox.Opt("words", "“grain corridor”")).Message
	t.Run("turn the page in place for who asked", func(t *testing.T) {
		r := d.wait(d.User("alice").Click(card, "Next"))
		d.expect(r.Message, "page 2")
		if !r.Updated || r.Message.ID != card.ID {
			t.Errorf("updated %v, message %s, want %s", r.Updated, r.Message.ID, card.ID)
		}
		r = d.wait(d.User("alice").Click(r.Message, "Back"))
		d.expect(r.Message, "page 1")
	})
	t.Run("open a page of their own for others", func(t *testing.T) {
		r := d.wait(d.User("bruno").Click(card, "Next"))
		d.expect(r.Message, "page 2")
		if r.Updated || !r.Ephemeral {
			t.Errorf("updated %v, ephemeral %v", r.Updated, r.Ephemeral)
		}
		r = d.wait(d.User("bruno").Click(r.Message, "Next"))
		d.expect(r.Message, "page 3")
		if !r.Updated {
			t.Error("one's own page is not turned in place")
		}
		now, err := d.User("alice").Look(card)
		if err != nil || !strings.Contains(says(now), "page 1") {
			t.Errorf("the card of another changed to %q, %v", says(now), err)
		}
	})
	t.Run("turn the page of a private answer in place", func(t *testing.T) {
		mine := d.slash("alice", "desk", "secret").Message
		for range 2 {
			r := d.wait(d.User("alice").Click(mine, "More"))
			if d.expect(r.Message, "secret"); !r.Updated || r.Message.ID != mine.ID {
				t.Errorf("updated %v, message %s, want %s", r.Updated, r.Message.ID, mine.ID)
			}
		}
	})
	t.Run("open in private where the action says so", func(t *testing.T) {
		r := d.wait(d.User("alice").Click(card, "Mine"))
		if d.expect(r.Message, "page 9"); !r.Ephemeral || r.Updated {
			t.Errorf("ephemeral %v, updated %v", r.Ephemeral, r.Updated)
		}
	})
	t.Run("do not destroy the card when they fail", func(t *testing.T) {
		r := d.wait(d.User("alice").Click(card, "Break"))
		if d.expect(r.Message, "Something went wrong"); !r.Ephemeral || r.Updated {
			t.Errorf("ephemeral %v, updated %v", r.Ephemeral, r.Updated)
		}
	})
	t.Run("are deferred without a word and then turn the page", func(t *testing.T) {
		p, err := d.User("alice").Click(card, "Slow")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Acked(t.Context()); err != nil {
			t.Fatal(err)
		}
		d.release <- struct{}{}
		d.until("the page is turned", func() bool {
			now, err := d.User("alice").Look(card)
			return err == nil && strings.Contains(says(now), "at last")
		})
	})
	t.Run("say when the command is no longer there", func(t *testing.T) {
		again := d.slash("alice", "desk", "who-said").Message
		d.expect(d.wait(d.User("alice").Click(again, "Old")).Message, "older version")
	})
	t.Run("work in direct messages", func(t *testing.T) {
		mine := d.slash("alice", "@bot", "who-said").Message
		if r := d.wait(d.User("alice").Click(mine, "Next")); !r.Updated || r.Ephemeral {
			t.Errorf("updated %v, ephemeral %v", r.Updated, r.Ephemeral)
		}
		r := d.wait(d.User("alice").Click(mine, "Break"))
		if d.expect(r.Message, "Something went wrong"); r.Updated {
			t.Error("a problem took the place of the card")
		}
	})
	t.Run("run lines longer than a custom_id", func(t *testing.T) {
		long := d.slash("alice", "desk", "long").Message
		d.expect(d.wait(d.User("alice").Click(long, "Far")).Message, "page 2 of “corridor corridor")
	})
	t.Run("say when a kept line is gone", func(t *testing.T) {
		long := d.slash("alice", "desk", "long").Message
		d.lines.mu.Lock()
		clear(d.lines.kept)
		d.lines.mu.Unlock()
		d.expect(d.wait(d.User("alice").Click(long, "Far")).Message, "too old")
	})
	t.Run("of another version get a sentence", func(t *testing.T) {
		for n, id := range []string{"zzz", "0u0:who-said", "1u0:", "1u0:\"", "1u0:who-said --page x", "1P0:no-such-key", "1m0:submit", "1x0:"} {
			m := sentence("strange")
			m.Components = []row{{Type: 1, Components: []any{button{Type: 2, Style: secondary, Label: "Press", CustomID: id}}}}
			c, _ := d.Channel("desk")
			posted, err := d.bot.send(t.Context(), snowflake(c.ID.String()), m, fmt.Sprint("strange", n))
			if err != nil {
				t.Fatal(err)
			}
			all, _ := d.User("alice").History("desk")
			for _, shown := range all {
				if shown.ID.String() != string(posted) {
					continue
				}
				r := d.wait(d.User("alice").Click(shown, "Press"))
				if !r.Ephemeral || r.Updated || !strings.Contains(says(r.Message), "Nothing was done") {
					t.Errorf("%q: %q, ephemeral %v, updated %v", id, says(r.Message), r.Ephemeral, r.Updated)
				}
			}
		}
	})
	t.Run("cannot be pressed when their line cannot be kept", func(t *testing.T) {
		d.lines.mu.Lock()
		d.lines.fail = true
		d.lines.mu.Unlock()
		long := d.slash("alice", "desk", "long").Message
		if _, err := d.User("alice").Click(long, "Far"); err == nil {
			t.Error("a button without a line can be pressed")
		}
	})
}

func TestButtonsSurviveARestart(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	card := d.slash("alice", "desk", "who-said", sandbox.Opt("words", "corridor")).Message
	long := d.slash("alice", "desk", "long").Message
	d.stop()
	<-d.done

	again, err := New(d.bot.opts)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- again.Run(ctx) }()
	defer func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	eventually(t, "it is connected again", func() bool { return again.Health().Connected })
	d.expect(d.wait(d.User("alice").Click(card, "Next")).Message, "page 2 of “corridor”")
	d.expect(d.wait(d.User("alice").Click(long, "Far")).Message, "page 2")
	if n := d.count("bulk_set_application_commands"); n != 1 {
		t.Errorf("commands were registered %d times, want once: they did not change", n)
	}
}

// count returns how many requests of an operation the sandbox answered.
func (d *desk) count(operation string) (n int) {
	for _, x := range d.Exchanges() {
		if x.Operation == operation {
			n++
		}
	}
	return n
}

func TestForms(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	open := func(t *testing.T, options ...sandbox.Option) *sandbox.Modal {
		t.Helper()
		r := d.slash("alice", "desk", "submit", options...)
		if r.Modal == nil {
			t.Fatalf("no form, but %q", says(r.Message))
		}
		return r.Modal
	}
	t.Run("open when the text is missing", func(t *testing.T) {
		m := open(t)
		r := d.wait(d.User("alice").Submit(m, map[string]string{"text": "A lock is opened today.", "outlet": "The Star"}))
		d.expect(r.Message, `text "A lock is opened today."`)
		d.expect(r.Message, "outlet The Star")
	})
	t.Run("keep what was given", func(t *testing.T) {
		m := open(t, sandbox.Opt("outlet", "The Courier"), sandbox.Opt("private", true))
		found := ""
		sandbox.Each(m.Components, func(c *sandbox.Component) bool {
			if c.CustomID == "outlet" {
				found = c.Value
			}
			return true
		})
		if found != "The Courier" {
			t.Errorf("outlet is filled in with %q", found)
		}
		if r := d.wait(d.User("alice").Submit(m, map[string]string{"text": "x", "outlet": "The Courier"})); !r.Ephemeral {
			t.Error("private was forgotten")
		}
	})
	t.Run("give the text back when something else is wrong", func(t *testing.T) {
		r := d.wait(d.User("alice").Submit(open(t), map[string]string{"text": "my long text", "date": "never"}))
		d.expect(r.Message, `"never" as a date`)
		if len(r.Message.Attachments) != 1 || r.Message.Attachments[0].Name != "your-text.txt" || !r.Ephemeral {
			t.Errorf("attachments %+v, ephemeral %v", r.Message.Attachments, r.Ephemeral)
		}
	})
	t.Run("do not open when there is a link or a file", func(t *testing.T) {
		d.expect(d.slash("alice", "desk", "submit", sandbox.Opt("url", "https://a.example/x")).Message, "url https://a.example/x")
		d.expect(d.slash("alice", "desk", "submit", sandbox.Opt("file", sandbox.File{Name: "a.txt", Data: []byte("four")})).Message, "files [a.txt (4 bytes)]")
	})
}

func TestMessageCommands(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	p, err := d.User("bruno").Attach("newsroom", "report.txt", []byte("The lock was opened."), "see this")
	if err != nil {
		t.Fatal(err)
	}
	r := d.wait(d.User("alice").ContextMenu(p.Message, "Archive this"))
	d.expect(r.Message, `text "see this", files [report.txt (20 bytes)]`)
	d.expect(r.Message, "origin "+p.Message.ID.String())
}

func TestDownloads(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	for _, tt := range []struct {
		name string
		file attached
		want string
	}{
		{"refuse foreign hosts", attached{Filename: "x.txt", URL: "https://evil.example/x.txt"}, "not where Discord keeps"},
		{"refuse Discord's own when there is another server", attached{Filename: "x.txt", URL: "https://cdn.discordapp.com/x.txt"}, "not where Discord keeps"},
		{"refuse credentials", attached{Filename: "x.txt", URL: strings.Replace(d.URL(), "http://", "http://a:b@", 1)}, "not where Discord keeps"},
		{"refuse what is no address", attached{Filename: "x.txt", URL: "\x00"}, "not where Discord keeps"},
		{"refuse 10 MB and one byte", attached{Filename: "x.txt", URL: d.URL(), Size: maxFile + 1}, "larger than 10 MB"},
		{"say when a link has expired", attached{Filename: "x.txt", URL: d.URL() + "/attachments/1/2/x.txt"}, "no longer has"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := d.bot.download(t.Context(), tt.file)
			if err == nil || !strings.Contains(fmt.Sprint(err), tt.want) {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
}
