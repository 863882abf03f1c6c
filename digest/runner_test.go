package digest

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"attache"
)

func TestRunnerPostsEachSlotOnce(t *testing.T) {
	w := newWorld(t)
	s := w.schedule(t, "morning", "")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	w.sweep(t, "23 07:59")
	w.posted(t, 0)
	w.sweep(t, "23 08:00")
	w.posted(t, 1)
	w.sweep(t, "23 08:01")
	w.sweep(t, "23 12:00")
	w.posted(t, 1)
	if got := w.memory.schedules[0].Last; !got.Equal(at(t, "23 08:00")) || s.Last.Equal(got) {
		t.Errorf("the last slot is %s", got)
	}
	w.archive.add(t, note("Veldara", at(t, "23 09:00")))
	w.sweep(t, "24 08:00")
	w.posted(t, 2)
	if lead := w.channel.cards[1].Lead; !strings.Contains(lead, "1 article") {
		t.Errorf("the second digest repeats the first: %s", lead)
	}
}

func TestQuietSlotPostsNothingAndIsDone(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "ferry")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	w.sweep(t, "23 08:00")
	w.posted(t, 0)
	if got := w.memory.schedules[0].Last; !got.Equal(at(t, "23 08:00")) {
		t.Errorf("the last slot is %s", got)
	}
}

// What comes in around a slot is in one digest or the next, never in none.
func TestNothingFallsBetweenTwoDigests(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	var all []attache.Read
	for i := range 300 { // every ten seconds from 07:35 to 08:25
		all = append(all, note(fmt.Sprint(i), at(t, "23 07:35").Add(time.Duration(i)*10*time.Second)))
	}
	w.archive.add(t, all...)
	w.sweep(t, "23 08:00")
	w.sweep(t, "24 08:00")
	w.posted(t, 2)
	total := 0
	for _, c := range w.channel.cards {
		total += c.Covered.Articles
	}
	if total != 300 {
		t.Errorf("two digests hold %d articles of 300", total)
	}
}

func TestMissedSlots(t *testing.T) {
	for _, tt := range []struct {
		name, spec, back string
		posts            int
		since            string
	}{
		{"are made up for within the grace period", "day at 08:00", "23 13:59", 1, "Sunday 22 November, 08:00"},
		{"are left alone after it", "day at 08:00", "23 14:01", 0, ""},
		{"become one digest", "0 * * * *", "23 13:30", 1, "Sunday 22 November, 12:00"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			w := newWorld(t)
			if _, err := w.For("41").Create(t.Context(), attache.Schedule{Name: "x", Channel: "7", Spec: tt.spec, Zone: "UTC"}); err != nil {
				t.Fatal(err)
			}
			if tt.posts == 1 && strings.HasPrefix(tt.spec, "0") {
				w.memory.schedules[0].Last = at(t, "22 12:00")
			}
			w.archive.add(t, note("Kessin", at(t, "22 14:00")))
			w.sweep(t, tt.back)
			w.posted(t, tt.posts)
			if tt.posts > 0 && !strings.Contains(w.channel.cards[0].Lead, tt.since) {
				t.Errorf("the digest tells since another time: %s", w.channel.cards[0].Lead)
			}
		})
	}
	t.Run("are told by the next digest", func(t *testing.T) {
		w := newWorld(t)
		w.schedule(t, "morning", "")
		w.memory.schedules[0].Last = at(t, "20 08:00")
		w.archive.add(t, note("Kessin", at(t, "20 14:00")), note("Veldara", at(t, "21 14:00")))
		w.sweep(t, "22 20:00") // back after two days: too late for this morning's
		w.posted(t, 0)
		w.sweep(t, "23 08:00")
		w.posted(t, 1)
		if got := w.channel.cards[0].Covered.Articles; got != 2 {
			t.Errorf("it holds %d articles", got)
		}
	})
}

func TestSweepTellsWhatFailed(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	w.schedule(t, "other", "")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	calls := 0
	w.channel.fail = func() error {
		if calls++; calls == 1 {
			return errBroken
		}
		return nil
	}
	if err := w.Sweep(t.Context(), at(t, "23 08:00")); !errors.Is(err, errBroken) {
		t.Errorf("sweep: %v", err)
	}
	w.posted(t, 1) // the other one came all the same
	w.sweep(t, "23 08:01")
	w.posted(t, 2)
}

func TestChannelThatCannotBePostedToPausesTheSchedule(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	w.channel.fail = func() error {
		return fmt.Errorf("post: %w", &attache.Problem{Say: "I may not write there.", Err: fmt.Errorf("%w: 50013", attache.ErrUnpostable)})
	}
	w.sweep(t, "23 08:00")
	s := w.memory.schedules[0]
	if !s.Paused || s.Reason != "I may not write there." {
		t.Errorf("the schedule is %+v", s)
	}
	w.channel.fail = nil
	w.sweep(t, "23 08:10")
	w.posted(t, 0)
	if _, err := w.For("41").Pause(t.Context(), "morning", false); err != nil {
		t.Fatal(err)
	}
	w.sweep(t, "23 08:20")
	w.posted(t, 1)
}

func TestDigestWaitsForTheIndex(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	w.archive.unindexed = 3
	w.sweep(t, "23 08:00")
	w.sweep(t, "23 08:14")
	w.posted(t, 0)
	w.archive.unindexed = 0
	w.sweep(t, "23 08:14")
	w.posted(t, 1)

	w.archive.add(t, note("Veldara", at(t, "23 14:00")))
	w.archive.unindexed = 3
	w.sweep(t, "24 08:15") // not for ever
	w.posted(t, 2)
}

func TestManyRunnersPostOnce(t *testing.T) {
	w := newWorld(t)
	for i := range 5 {
		w.schedule(t, fmt.Sprint("digest ", i), "")
	}
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 5 {
				if err := w.Sweep(t.Context(), at(t, "23 08:00")); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wait.Wait()
	w.posted(t, 5)
}

func TestShutdownGivesTheClaimBack(t *testing.T) {
	w := newWorld(t)
	w.schedule(t, "morning", "")
	w.archive.add(t, note("Kessin", at(t, "22 14:00")))
	ctx, cancel := context.WithCancel(t.Context())
	w.channel.fail = func() error { cancel(); return ctx.Err() }
	if err := w.Sweep(ctx, at(t, "23 08:00")); !errors.Is(err, context.Canceled) {
		t.Errorf("sweep: %v", err)
	}
	w.channel.fail = nil
	w.sweep(t, "23 08:00") // at once, without waiting for the lease
	w.posted(t, 1)
}

// Three days of cron in no time. Sockets and files do not belong into a bubble, so the archive is
// a stub in which there is always something new.
func TestRunWakesEveryMinute(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m, ch := &memory{}, &channel{}
		r := &Runner{Log: slog.New(slog.DiscardHandler), Claims: m, All: m, Guild: func(attache.GuildID) Book { return m }, Poster: ch,
			Finder: func(attache.GuildID) (Finder, error) { return always{}, nil }}
		g := r.For("41") // the bubble begins at midnight UTC, 1 January 2000
		for name, spec := range map[string]string{"morning": "day at 08:00", "evening": "day at 18.30", "yearly": "0 8 1 7 *"} {
			if _, err := g.Create(t.Context(), attache.Schedule{Name: name, Channel: "7", Spec: spec, Zone: "Europe/Kyiv"}); err != nil {
				t.Fatal(err)
			}
		}
		ctx, cancel := context.WithTimeout(t.Context(), 72*time.Hour)
		defer cancel()
		if err := r.Run(ctx); err != nil {
			t.Error(err)
		}
		if len(ch.cards) != 6 {
			t.Errorf("three days have %d digests, want 6", len(ch.cards))
		}
		for _, s := range m.schedules {
			if s.Name == "evening" && s.Last.UTC().Format("2 15:04") != "3 16:30" {
				t.Errorf("the last evening is %s", s.Last)
			}
		}
	})
}

// always has one new article.
type always struct{}

func (always) Search(_ context.Context, q attache.Query) (attache.Page, error) {
	if q.Kind != attache.KindArticle {
		return attache.Page{}, nil
	}
	return attache.Page{Hits: []attache.Hit{{Ref: "k7m2q4x9d3hw"}}, Total: 1}, nil
}

func (always) Cite(_ context.Context, refs []attache.Ref) (all []attache.Cited, _ error) {
	for _, r := range refs {
		all = append(all, attache.Cited{Ref: r, Article: attache.Article{ID: r.Article(), Title: "News"}})
	}
	return all, nil
}

func (always) Stats(context.Context) (attache.Stats, error) { return attache.Stats{}, nil }
