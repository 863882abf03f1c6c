package bot

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/sandbox"
)

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
