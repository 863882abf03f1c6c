package bot

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

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
