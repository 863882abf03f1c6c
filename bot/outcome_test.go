package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/sandbox"
)

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
