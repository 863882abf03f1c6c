package bot

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"attache"
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

func TestOutcomes(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	alice := d.User("alice")
	submit := func(t *testing.T, text string) (*sandbox.Pending, attache.Submission) {
		t.Helper()
		n := len(d.inbox.taken())
		p, err := alice.Mention("desk", text)
		if err != nil {
			t.Fatal(err)
		}
		d.until("it is saved", func() bool { return len(d.inbox.taken()) > n })
		return p, d.inbox.taken()[n]
	}
	outcome := func(s attache.Submission) attache.Outcome {
		return attache.Outcome{Submission: s, Article: attache.Article{ID: "k7m2q4x9d3hw", Title: "The lock reopens", URL: "https://a.example/1", Added: time.Now()}}
	}
	answers := func(who, channel string) (n int) {
		all, err := d.User(who).History(channel)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			if m.Author.ID == d.Bot().ID && strings.Contains(says(m), "The lock reopens") {
				n++
			}
		}
		return n
	}
	t.Run("are told once, by a reply and a reaction", func(t *testing.T) {
		p, s := submit(t, "https://a.example/1")
		for range 3 {
			if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
				t.Fatal(err)
			}
		}
		if n := answers("alice", "desk"); n != 1 {
			t.Errorf("told %d times", n)
		}
		d.until("the check is there", func() bool { return d.reactions("alice", p.Message) == eyes+check })
	})
	t.Run("are told once, also long after", func(t *testing.T) {
		_, s := submit(t, "https://a.example/2")
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
			t.Fatal(err)
		}
		n := answers("alice", "desk")
		d.Advance(20 * time.Minute)
		s.At = s.At.Add(-20 * time.Minute)
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
			t.Fatal(err)
		}
		if got := answers("alice", "desk"); got != n {
			t.Errorf("told again: %d answers, then %d", n, got)
		}
	})
	t.Run("are told although the message was deleted", func(t *testing.T) {
		p, s := submit(t, "https://a.example/3")
		if err := alice.Delete(p.Message); err != nil {
			t.Fatal(err)
		}
		n := answers("alice", "desk")
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
			t.Fatal(err)
		}
		if got := answers("alice", "desk"); got != n+1 {
			t.Errorf("%d answers, want %d", got, n+1)
		}
	})
	t.Run("warn when nothing was archived", func(t *testing.T) {
		p, s := submit(t, "https://a.example/4")
		if err := d.bot.Ingested(t.Context(), attache.Outcome{Submission: s, Err: &attache.Problem{Say: "That page is too large."}}); err != nil {
			t.Fatal(err)
		}
		d.until("the warning is there", func() bool { return d.reactions("alice", p.Message) == eyes+warning })
	})
	t.Run("come by direct message when the channel takes none", func(t *testing.T) {
		_, s := submit(t, "https://a.example/5")
		end := d.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Status: 403, Code: codeMissingPermission, Message: "Missing Permissions"})
		defer end()
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
			t.Fatal(err)
		}
		if n := answers("alice", "@bot"); n != 1 {
			t.Errorf("told %d times by direct message", n)
		}
		if !strings.Contains(d.log.String(), "told by direct message") {
			t.Error("the operator's log does not say so")
		}
		d.bot.refused = newRefusals()
	})
	t.Run("are given up, aloud, when nobody can be told", func(t *testing.T) {
		_, s := submit(t, "https://a.example/6")
		end := d.Fail(sandbox.Fault{Operation: "create_message", Status: 403, Code: codeCannotDM, Message: "Cannot send messages to this user"})
		defer end()
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(d.log.String(), "reached nobody") {
			t.Error("the operator's log does not say so")
		}
		d.bot.refused = newRefusals()
	})
	t.Run("can be told again when Discord fails", func(t *testing.T) {
		_, s := submit(t, "https://a.example/7")
		end := d.Fail(sandbox.ServerError("create_message", 0, 503))
		err := d.bot.Ingested(t.Context(), outcome(s))
		end()
		if err == nil || errors.Is(err, attache.ErrUnpostable) {
			t.Errorf("got %v, want an error that will pass", err)
		}
		n := answers("alice", "desk")
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil || answers("alice", "desk") != n+1 {
			t.Errorf("the second try: %v, %d answers", err, answers("alice", "desk"))
		}
	})
	t.Run("stay one when the answer to the post was lost", func(t *testing.T) {
		_, s := submit(t, "https://a.example/8")
		n := answers("alice", "desk")
		d.Fail(sandbox.Fault{Operation: "create_message", Times: 1, Status: 502, Late: true})
		if err := d.bot.Ingested(t.Context(), outcome(s)); err != nil || answers("alice", "desk") != n+1 {
			t.Errorf("%v, %d answers, want %d", err, answers("alice", "desk"), n+1)
		}
	})
	t.Run("of the terminal are not told", func(t *testing.T) {
		if err := d.bot.Ingested(t.Context(), outcome(attache.Submission{ID: 99, Guild: "local"})); err != nil {
			t.Error(err)
		}
	})
}

func TestPost(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	c, err := d.Channel("digest")
	if err != nil {
		t.Fatal(err)
	}
	channel := attache.ChannelID(c.ID.String())
	posts := func() int {
		all, _ := d.User("alice").History("digest")
		return len(all)
	}
	first, err := d.bot.Post(t.Context(), channel, "morning@1", statements())
	if err != nil {
		t.Fatal(err)
	}
	for _, later := range []time.Duration{0, time.Hour} {
		d.Advance(later)
		if again, err := d.bot.Post(t.Context(), channel, "morning@1", statements()); err != nil || again != first || posts() != 1 {
			t.Errorf("%v later: %s, %v, %d posts; want %s and 1", later, again, err, posts(), first)
		}
	}
	if other, err := d.bot.Post(t.Context(), channel, "morning@2", statements()); err != nil || other == first || posts() != 2 {
		t.Errorf("the next slot: %s, %v, %d posts", other, err, posts())
	}
	t.Run("opens pages for whoever presses", func(t *testing.T) {
		all, _ := d.User("alice").History("digest")
		if r := d.wait(d.User("alice").Click(all[0], "Next ▶")); !r.Ephemeral || r.Updated {
			t.Errorf("ephemeral %v, updated %v", r.Ephemeral, r.Updated)
		}
	})
	for _, tt := range []struct {
		name         string
		status, code int
		want         string
	}{
		{"may not write", 403, codeMissingPermission, "Send Messages"},
		{"may not see", 403, codeMissingAccess, "View Channel"},
		{"is gone", 404, codeUnknownChannel, "no longer exists"},
		{"is an archived thread", 400, codeArchivedThread, "archived"},
	} {
		t.Run("says what to change when the channel "+tt.name, func(t *testing.T) {
			defer d.Fail(sandbox.Fault{Operation: "create_message", Status: tt.status, Code: tt.code, Message: "no"})()
			_, err := d.bot.Post(t.Context(), channel, "evening", statements())
			if !errors.Is(err, attache.ErrUnpostable) || !strings.Contains(attache.Explain(err), tt.want) {
				t.Errorf("got %v, which says %q", err, attache.Explain(err))
			}
			n := d.count("create_message")
			d.bot.Post(t.Context(), channel, "evening", statements())
			if got := d.count("create_message"); tt.code != codeArchivedThread && got != n {
				t.Error("the channel was asked again at once")
			}
			d.bot.refused = newRefusals()
		})
	}
	if _, err := d.bot.Post(t.Context(), "general", "k", statements()); !errors.Is(err, attache.ErrUnpostable) {
		t.Errorf("a channel by name: %v", err)
	}
}

func TestMalformedEventsAreAnsweredOrPassedOver(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	for _, e := range []struct{ name, body string }{
		{"MESSAGE_CREATE", `null`}, {"MESSAGE_CREATE", `{"id":"1","channel_id":"2","author":null,"mentions":[null]}`},
		{"MESSAGE_CREATE", `{"id":{},"channel_id":[],"author":"x"}`}, {"MESSAGE_CREATE", `{"id":"1","channel_id":"2","author":{"id":"3"},"attachments":[{"url":5}]}`},
		{"MESSAGE_CREATE", `{"id":"../../x","channel_id":"2","author":{"id":"3"}}`},
		{"INTERACTION_CREATE", `null`}, {"INTERACTION_CREATE", `{"id":"5","token":"a/../b","type":2}`}, {"INTERACTION_CREATE", `{"id":"5","type":2}`},
		{"INTERACTION_CREATE", `{"id":"6","token":"t","type":99,"member":{"user":{"id":"3"}}}`}, {"INTERACTION_CREATE", `{"id":"7","token":"t","type":"two"}`},
		{"INTERACTION_CREATE", `{"id":"8","token":"t","type":3,"data":null,"message":null}`}, {"INTERACTION_CREATE", `{"id":"9","token":"t","type":2,"data":{"name":"who-said","type":1,"options":[{"name":"words","type":3,"value":{}}]},"user":{"id":"3"}}`},
		{"MESSAGE_CREATE", `{"id":"11","channel_id":"2","type":46,"author":{"id":"3"},"content":"a poll ended"}`},
		{"GUILD_CREATE", `{"id":"1","roles":[null],"channels":[null]}`}, {"GUILD_CREATE", `{"id":"1","unavailable":true}`}, {"GUILD_ROLE_UPDATE", `{}`}, {"GUILD_DELETE", `[]`},
	} {
		d.Dispatch(e.name, json.RawMessage(e.body))
	}
	d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	if h := d.bot.Health(); h.Panics > 0 {
		t.Errorf("%d panics\n%s", h.Panics, d.log)
	}
}

func TestInteractionsOnBadDays(t *testing.T) {
	t.Parallel()
	d := sit(t, sandbox.Options{}, nil)
	t.Run("are answered after a 500", func(t *testing.T) {
		d.Fail(sandbox.ServerError("create_interaction_response", 1, 500))
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	})
	t.Run("are answered after two 502", func(t *testing.T) {
		d.Fail(sandbox.ServerError("create_interaction_response", 2, 502))
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	})
	t.Run("are answered once when the answer to the answer is lost", func(t *testing.T) {
		n := d.bot.Health().Interactions
		d.Fail(sandbox.Fault{Operation: "create_interaction_response", Times: 1, Drop: true, Late: true})
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
		d.until("the bot knows that it answered", func() bool { return d.bot.Health().Interactions > n })
		if strings.Contains(d.log.String(), "outcome=lost") {
			t.Error("the bot takes its answer for lost")
		}
	})
	t.Run("are answered after a 429", func(t *testing.T) {
		d.Fail(sandbox.TooManyRequests("create_interaction_response", 1, 50*time.Millisecond))
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	})
	t.Run("are not run when they come too late", func(t *testing.T) {
		n := d.bot.Health().Running
		d.FailEvents(sandbox.EventFault{Event: "INTERACTION_CREATE", Late: true})
		p, err := d.User("alice").Slash("desk", "slow")
		if err != nil {
			t.Fatal(err)
		}
		d.Advance(4 * time.Second) // Discord gave it up
		ctx, stop := context.WithTimeout(t.Context(), 5*time.Second)
		defer stop()
		if _, err := p.Wait(ctx); !errors.Is(err, sandbox.ErrNoAnswer) {
			t.Errorf("got %v, want no answer", err)
		}
		if _, err := d.User("alice").Say("desk", "the next event"); err != nil {
			t.Fatal(err)
		}
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
		if got := d.bot.Health().Running; got != n {
			t.Errorf("%d commands run", got-n)
		}
	})
	t.Run("get the answer as a file when Discord refuses the drawing", func(t *testing.T) {
		d.until("it is quiet", func() bool { return len(d.bot.places) == 0 })
		d.Fail(sandbox.Fault{Operation: "create_interaction_response", Times: 1, Status: 400, Code: codeFaultyForm, Message: "Invalid Form Body"})
		r := d.slash("alice", "desk", "who-said")
		if d.expect(r.Message, "It is in the file"); len(r.Message.Attachments) != 1 {
			t.Errorf("attachments %+v", r.Message.Attachments)
		}
		d.Fail(sandbox.Fault{Operation: "create_message", Times: 2, Status: 400, Code: codeFaultyForm, Message: "Invalid Form Body"})
		d.expect(d.answer(d.User("alice").Mention("desk", "who-said x")), "It is in the file")
	})
	t.Run("are answered when the acknowledgement takes 2 s", func(t *testing.T) {
		d.Fail(sandbox.Fault{Operation: "create_interaction_response", Times: 1, Delay: 2000 * time.Millisecond})
		d.expect(d.slash("alice", "desk", "who-said").Message, "page 1")
	})
	t.Run("are answered by a message when it takes 3.2 s", func(t *testing.T) {
		all, _ := d.User("alice").History("desk")
		d.Fail(sandbox.Fault{Operation: "create_interaction_response", Times: 1, Delay: 3200 * time.Millisecond})
		if _, err := d.User("alice").Slash("desk", "who-said"); err != nil {
			t.Fatal(err)
		}
		d.until("the answer stands in the channel", func() bool { now, _ := d.User("alice").History("desk"); return len(now) > len(all) })
		if h := d.bot.Health(); h.SlowAcks == 0 {
			t.Errorf("no slow acknowledgement was counted: %+v", h)
		}
	})
	t.Run("replayed after a lost connection, and too late, are not run", func(t *testing.T) {
		d.until("it is quiet", func() bool { return len(d.bot.places) == 0 })
		n := d.bot.Health().Interactions
		d.DropGateway()
		if _, err := d.User("bruno").Slash("desk", "slow"); err != nil {
			t.Fatal(err)
		}
		d.Advance(4 * time.Second)
		d.until("it was replayed", func() bool { return d.bot.Health().Interactions > n })
		if !strings.Contains(d.log.String(), "outcome=expired") || len(d.started) > 0 {
			t.Errorf("it was run: %d", len(d.started))
		}
	})
	t.Run("are stopped when Discord gives them up", func(t *testing.T) {
		d.Fail(sandbox.Fault{Operation: "create_interaction_response", Times: 1, Status: 404, Code: codeUnknownInteraction, Message: "Unknown interaction"})
		if _, err := d.User("alice").Slash("desk", "slow"); err != nil {
			t.Fatal(err)
		}
		<-d.started
		d.until("it is stopped", func() bool { return d.bot.Health().Running == 0 })
	})
	t.Run("that died meanwhile are answered by a message", func(t *testing.T) {
		p, err := d.User("alice").Slash("desk", "slow")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Acked(t.Context()); err != nil {
			t.Fatal(err)
		}
		<-d.started
		d.Advance(16 * time.Minute)
		d.release <- struct{}{}
		d.until("the answer stands in the channel", func() bool {
			all, err := d.User("alice").History("desk")
			return err == nil && strings.Contains(says(all[len(all)-1]), "at last")
		})
	})
}
