package bot

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"attache"
	"attache/sandbox"
)

func TestSubmissions(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{Privileged: sandbox.MessageContentIntent}, func(o *Options, s *sandbox.Server) {
		c, err := s.Channel("newsroom")
		if err != nil {
			t.Fatal(err)
		}
		o.Intake, o.MessageContent = []attache.ChannelID{attache.ChannelID(c.ID.String())}, true
	})
	alice := d.User("alice")
	article := "The lock at Harbin Quay reopened on Monday.\n\n" + strings.Repeat("Ships passed for the first time in weeks. ", 15)
	newest := func() attache.Submission {
		all := d.inbox.taken()
		if len(all) == 0 {
			return attache.Submission{}
		}
		return all[len(all)-1]
	}
	t.Run("are saved first and seen then", func(t *testing.T) {
		p, err := alice.Mention("desk", article)
		if err != nil {
			t.Fatal(err)
		}
		d.until("the eye is there", func() bool { return d.reactions("alice", p.Message) == eyes })
		s := newest()
		if s.Text != strings.TrimSpace(article) || s.Key != p.Message.ID.String()+"/0" || s.By != attache.UserID(alice.ID().String()) ||
			s.Origin.Message != attache.MessageID(p.Message.ID.String()) || s.Guild != attache.GuildID(d.GuildID("Foreign Desk").String()) {
			t.Errorf("got %+v", s)
		}
	})
	t.Run("may be links, files and direct messages", func(t *testing.T) {
		p, err := alice.Mention("desk", "https://a.example/1 https://a.example/2")
		if err != nil {
			t.Fatal(err)
		}
		d.until("the eye is there", func() bool { return d.reactions("alice", p.Message) == eyes })
		if s := newest(); s.URL != "https://a.example/2" || !strings.HasSuffix(s.Key, "/1") {
			t.Errorf("got %+v", s)
		}
		p, err = alice.Attach("@bot", "report.txt", []byte("text"), "")
		if err != nil {
			t.Fatal(err)
		}
		d.until("the eye is there", func() bool { return d.reactions("alice", p.Message) == eyes })
		if s := newest(); string(s.File.Bytes) != "text" || s.Guild != attache.GuildID("dm:"+alice.ID().String()) {
			t.Errorf("got %+v", s)
		}
	})
	t.Run("need no mention in an intake channel, where talk is left alone", func(t *testing.T) {
		n := len(d.inbox.taken())
		if _, err := alice.Say("newsroom", "morning, everybody"); err != nil {
			t.Fatal(err)
		}
		p, err := alice.Say("newsroom", "https://a.example/3")
		if err != nil {
			t.Fatal(err)
		}
		d.until("the eye is there", func() bool { return d.reactions("alice", p.Message) == eyes })
		if got := len(d.inbox.taken()); got != n+1 {
			t.Errorf("%d submissions, want 1", got-n)
		}
	})
	t.Run("are acknowledged in words where reactions are not allowed", func(t *testing.T) {
		end := d.Fail(sandbox.Fault{Operation: "add_my_message_reaction", Status: 403, Code: codeMissingPermission, Message: "Missing Permissions"})
		defer end()
		d.expect(d.answer(alice.Mention("desk", "https://a.example/4")), "Saved. I am reading it")
	})
	t.Run("that were deleted at once are saved all the same", func(t *testing.T) {
		p, err := alice.Mention("desk", "https://a.example/5")
		if err != nil {
			t.Fatal(err)
		}
		if err := alice.Delete(p.Message); err != nil {
			t.Fatal(err)
		}
		d.until("it is saved", func() bool { return newest().URL == "https://a.example/5" })
	})
	t.Run("that cannot be saved are not seen, and answered", func(t *testing.T) {
		d.inbox.mu.Lock()
		d.inbox.fail = errors.New("disk full")
		d.inbox.mu.Unlock()
		defer func() { d.inbox.fail = nil }()
		p, err := alice.Mention("desk", "https://a.example/6")
		d.expect(d.answer(p, err), "Something went wrong on my side")
		d.until("the warning is there", func() bool { return d.reactions("alice", p.Message) == warning })
	})
	t.Run("whose file has gone say so", func(t *testing.T) {
		p, err := alice.Attach("@bot", "gone.txt", []byte("text"), "")
		if err != nil {
			t.Fatal(err)
		}
		d.until("the eye is there", func() bool { return d.reactions("alice", p.Message) == eyes })
	})
	t.Run("of eleven links are refused whole", func(t *testing.T) {
		n := len(d.inbox.taken())
		var all []string
		for i := range 11 {
			all = append(all, fmt.Sprintf("https://b.example/%d", i))
		}
		d.expect(d.answer(alice.Mention("desk", strings.Join(all, " "))), "That is 11 articles")
		if got := len(d.inbox.taken()); got != n {
			t.Errorf("%d were saved", got-n)
		}
	})
}
