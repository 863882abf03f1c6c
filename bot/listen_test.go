package bot

import (
	"strings"
	"testing"

	"attache/sandbox"
)

// posted waits for the bot's answer to a message.
func (d *desk) answer(p *sandbox.Pending, err error) *sandbox.Message {
	d.t.Helper()
	return d.wait(p, err).Message
}

// reactions returns the emoji under a message, in order.
func (d *desk) reactions(who string, m *sandbox.Message) string {
	now, err := d.User(who).Look(m)
	if err != nil {
		return err.Error()
	}
	var all []string
	for _, r := range now.Reactions {
		all = append(all, r.Emoji.Name)
	}
	return strings.Join(all, "")
}

// botMessagesAfter counts what the bot said in a channel since a message.
func (d *desk) botMessagesAfter(m *sandbox.Message) (n int) {
	all, err := d.User("alice").History(m.Channel.String())
	if err != nil {
		d.t.Fatal(err)
	}
	for _, later := range all {
		if later.ID > m.ID && later.Author.ID == d.Bot().ID {
			n++
		}
	}
	return n
}

func TestMessages(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	alice := d.User("alice")
	t.Run("that mention the bot are answered by a reply", func(t *testing.T) {
		p, err := alice.Mention("desk", "What did Maren say about the lock?")
		m := d.answer(p, err)
		d.expect(m, "Read as What did Maren say about the lock?")
		if m.Reference == nil || m.Reference.Message != p.Message.ID {
			t.Errorf("the answer replies to %+v", m.Reference)
		}
		if len(m.Mentions) > 0 {
			t.Errorf("the answer notifies %v", m.Mentions)
		}
	})
	t.Run("may be command lines", func(t *testing.T) {
		d.expect(d.answer(alice.Mention("desk", "who-said grain corridor")), "page 1 of “grain corridor”")
		d.expect(d.answer(alice.Mention("desk", "/nonsense")), "do not know the command “nonsense”")
		d.expect(d.answer(alice.Mention("desk", "/who-said --colour red")), "no option")
		d.expect(d.answer(alice.Mention("desk", "/broken")), "Something went wrong")
	})
	t.Run("have buttons for their author and pages for others", func(t *testing.T) {
		m := d.answer(alice.Mention("desk", "who-said corridor"))
		if r := d.wait(d.User("bruno").Click(m, "Next")); !r.Ephemeral {
			t.Error("somebody else turned the page")
		}
		if r := d.wait(alice.Click(m, "Next")); !r.Updated {
			t.Error("the author did not turn the page")
		}
	})
	t.Run("that reply with the ping on are for the bot", func(t *testing.T) {
		m := d.answer(alice.Mention("desk", "who-said corridor"))
		d.expect(d.answer(alice.Reply(m, "and since when?")), "Read as and since when?")
	})
	t.Run("to the bot alone need no mention", func(t *testing.T) {
		d.expect(d.answer(alice.DM("who is Maren?")), "Read as who is Maren?")
		d.expect(d.answer(alice.DM("/digest create --channel <#123>")), "digest in 123")
	})
	t.Run("with nothing but a mention get help, in private", func(t *testing.T) {
		if _, err := alice.Mention("desk", ""); err != nil {
			t.Fatal(err)
		}
		d.until("help came by direct message", func() bool {
			all, err := alice.History("@bot")
			return err == nil && len(all) > 0 && strings.Contains(says(all[len(all)-1]), "what I can do")
		})
	})
	t.Run("are checked for permissions by the roles of their author", func(t *testing.T) {
		c, _ := d.Channel("desk")
		line := "/digest create --private=false --channel " + c.ID.String()
		d.expect(d.answer(alice.Mention("desk", line)), "may manage this server")
		if _, err := d.User("carla").Mention("desk", line); err != nil {
			t.Fatal(err)
		}
		d.until("carla, who may, was answered", func() bool {
			all, err := d.User("carla").History("@bot")
			return err == nil && len(all) > 0 && strings.Contains(says(all[len(all)-1]), "digest in")
		})
	})
	t.Run("that reply to the answer of a slash command are blank, and told so", func(t *testing.T) {
		m := d.slash("alice", "desk", "who-said").Message
		d.expect(d.answer(alice.Reply(m, "and since when?")), "does not show me the text")
	})
	t.Run("that reply with the ping off are left alone", func(t *testing.T) {
		m := d.answer(alice.Mention("desk", "who-said corridor"))
		p, err := alice.ReplyQuietly(m, "just between us")
		if err != nil {
			t.Fatal(err)
		}
		d.answer(alice.Mention("desk", "who-said after"))
		if n := d.botMessagesAfter(p.Message); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
	})
	t.Run("to nobody are left alone", func(t *testing.T) {
		p, err := alice.Say("desk", "just talking")
		if err != nil {
			t.Fatal(err)
		}
		d.answer(alice.Mention("desk", "who-said x"))
		if n := d.botMessagesAfter(p.Message); n != 1 {
			t.Errorf("%d messages, want 1", n)
		}
	})
	t.Run("come once, however often Discord tells of them", func(t *testing.T) {
		d.FailEvents(sandbox.EventFault{Event: "MESSAGE_CREATE", Twice: true})
		p, err := alice.Mention("desk", "who-said twice")
		d.answer(p, err)
		d.answer(alice.Mention("desk", "who-said after"))
		all, _ := alice.History("desk")
		n := 0
		for _, m := range all {
			if m.Reference != nil && m.Reference.Message == p.Message.ID {
				n++
			}
		}
		if n != 1 {
			t.Errorf("%d answers, want 1", n)
		}
	})
}
