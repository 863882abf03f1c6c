package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/configs"
	"attache/sandbox"
)

// badDays are the faults that reach production, as they are ordered from the sandbox. What is behind
// a "+" is ordered first: it waits for the connection that the other breaks.
var badDays = []struct{ name, order string }{
	{"a connection cut", "drop"},
	{"op 7", "reconnect"},
	{"op 9", "invalid"},
	{"op 9, resumable", "invalid=resumable"},
	{"close 4000", "close=4000"},
	{"close 4009, so that the session is lost", "close=4009"},
	{"a gateway that falls silent", "silent"},
	{"op 7 in place of RESUMED", "drop + reconnect,on=RESUME"},
	{"op 9 in place of RESUMED", "drop + invalid,on=RESUME"},
	{"op 9, resumable, in place of RESUMED", "drop + invalid=resumable,on=RESUME"},
	{"resets in place of RESUMED", "drop + drop,on=RESUME,times=2"},
	{"op 7 in place of READY", "invalid + reconnect,on=IDENTIFY"},
	{"op 9 in place of READY", "invalid + invalid,on=IDENTIFY"},
	{"close 4000 in place of READY", "invalid + close=4000,on=IDENTIFY"},
	{"a gateway that answers 503 for a while", "drop + refuse=503,times=3"},
	{"429 of a route", "429=300ms,on=create_message,times=2"},
	{"429 of a route, shared", "429=300ms,on=create_message,scope=shared,times=1"},
	{"429 of everything", "429=300ms,scope=global,times=2"},
	{"429 in HTML", "html=429,on=create_message,times=1"},
	{"500 once", "500,on=create_message,times=1"},
	{"502 twice, in HTML", "html=502,on=create_message,times=2"},
	{"a post cut off", "cut,on=create_message,times=1"},
	{"a post whose answer is lost", "lost,on=create_message,times=1"},
	{"an acknowledgement whose answer is lost", "lost,on=create_interaction_response,times=1"},
	{"an acknowledgement that takes 2 s", "latency=2s,on=create_interaction_response,times=1"},
	{"an acknowledgement that takes 3.1 s", "latency=3100ms,on=create_interaction_response,times=1"},
	{"a token that is over when it is used", "expired,times=1"},
	{"events that come twice", "twice,on=MESSAGE_CREATE,times=2 + twice,on=INTERACTION_CREATE,times=1"},
	{"events out of order", "reorder,times=2"},
	{"unknown events and frames that are none", "unknown + babble"},
	{"a malformed event", "malformed=types,on=MESSAGE_CREATE,times=1"},
	{"an event of null", "malformed=null,on=MESSAGE_CREATE,times=1"},
}

// ward is the whole bot on a sandbox.
type ward struct {
	t     testing.TB
	world *sandbox.Server
	*service
	due  time.Time
	done chan error
	stop context.CancelFunc
}

func admit(t testing.TB, o sandbox.Options) *ward {
	t.Helper()
	seed := sandbox.Seed()
	for n := range badDays { // one person a day: nobody asks more than the bot lets them
		seed[0].Members = append(seed[0].Members, sandbox.MemberSeed{Name: fmt.Sprint("editor", n), Roles: []string{"Admin"}})
	}
	o.Guilds = seed
	world, err := sandbox.New(o)
	if err != nil {
		t.Fatal(err)
	}
	world.Start()
	s, err := configs.Load(configs.Sources{Environ: []string{"ATTACHE_DATA=" + t.TempDir()}})
	if err != nil {
		t.Fatal(err)
	}
	s.API = world.URL()
	w := &ward{t: t, world: world, done: make(chan error, 1), due: time.Now().UTC().Truncate(time.Hour).Add(2 * time.Hour)}
	if w.service, err = newService(t.Context(), s, slog.New(slog.NewTextHandler(t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})), serviceOptions{token: world.Token()}); err != nil {
		t.Fatal(err)
	}
	var ctx context.Context
	ctx, w.stop = context.WithCancel(context.Background())
	go func() { w.done <- w.run(ctx) }()
	t.Cleanup(func() {
		w.stop()
		if err := <-w.done; err != nil {
			t.Error(err)
		}
		world.Close()
	})
	w.until("the bot knows its commands", func() bool {
		all, err := world.User("alice").Commands("desk")
		return err == nil && len(all) > 0 && world.Sessions() > 0
	})
	return w
}

// until waits until holds does, which is asked whenever something happened in the sandbox.
func (w *ward) until(what string, holds func() bool) {
	w.t.Helper()
	ctx, stop := context.WithTimeout(w.t.Context(), time.Minute)
	defer stop()
	if err := w.world.Until(ctx, holds); err != nil {
		w.t.Fatalf("waited in vain until %s", what)
	}
}

// bad orders the faults of a day.
func (w *ward) bad(order string) {
	w.t.Helper()
	now, later, both := strings.Cut(order, " + ")
	if both {
		if _, err := w.world.Order(later); err != nil {
			w.t.Fatal(err)
		}
	}
	if _, err := w.world.Order(now); err != nil {
		w.t.Fatal(err)
	}
}

// answer asks until the bot answers: what is asked while no session is up is lost, as in life.
func (w *ward) answer(who *sandbox.Person) {
	w.t.Helper()
	for {
		p, err := who.Slash("desk", "status")
		if err != nil {
			w.t.Fatal(err)
		}
		ctx, stop := context.WithTimeout(w.t.Context(), time.Minute)
		_, err = p.Wait(ctx)
		stop()
		if err == nil {
			return
		}
		if !errors.Is(err, sandbox.ErrNoAnswer) {
			w.t.Fatal(err)
		}
	}
}

// posts returns the bot's messages in a channel that hold.
func (w *ward) posts(channel string, hold func(*sandbox.Message) bool) (n int) {
	w.t.Helper()
	all, err := w.world.User("carla").History(channel)
	if err != nil {
		w.t.Error(err)
	}
	for _, m := range all {
		if m.Author.Bot && hold(m) {
			n++
		}
	}
	return n
}

// After every fault the bot answers again, and what was handed in or due under it is there once: the
// article archived and told, the digest posted.
func TestNothingIsLostOnBadDays(t *testing.T) {
	// The heartbeat is quick, so that a silent gateway is noticed by the missing acknowledgement.
	w := admit(t, sandbox.Options{Heartbeat: time.Second})
	var articles []string
	for s := range wire(len(badDays) + 1) {
		articles = append(articles, s.Text)
	}
	before, err := w.world.User("carla").PasteTo("newsroom", articles[len(badDays)]) // so that every digest has something to tell
	if err != nil {
		t.Fatal(err)
	}
	if _, err := before.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	slot, handed := w.due.Format("15:04"), 1
	for i, day := range badDays {
		t.Run(day.name, func(t *testing.T) {
			w.t = t
			editor := w.world.User(fmt.Sprint("editor", i))
			created, err := editor.Slash("desk", "digest create", sandbox.Opt("name", fmt.Sprint("day ", i)), sandbox.Opt("channel", "digest"), sandbox.Opt("at", slot), sandbox.Opt("zone", "UTC"))
			if err != nil {
				t.Fatal(err)
			}
			if _, err := created.Wait(t.Context()); err != nil {
				t.Fatal(err)
			}
			digests := w.posts("digest", func(*sandbox.Message) bool { return true })
			began := time.Now()
			w.bad(day.order)
			if _, err := w.world.User("bruno").Say("desk", "Good morning"); err != nil { // what may be malformed
				t.Fatal(err)
			}
			article, err := editor.PasteTo("newsroom", articles[i])
			if err != nil {
				t.Fatal(err)
			}
			handed++
			var asking sync.WaitGroup
			asking.Go(func() { w.answer(editor) })
			w.sweep(t)
			asking.Wait()
			t.Logf("answers again after %v", time.Since(began).Round(10*time.Millisecond))
			told := func() int {
				return w.posts("newsroom", func(m *sandbox.Message) bool { return m.Reference != nil && m.Reference.Message == article.Message.ID })
			}
			w.until("the article is told", func() bool { return told() > 0 })
			for try := 0; w.posts("digest", func(*sandbox.Message) bool { return true }) == digests; try++ { // as the next minutes would
				if try == 60 {
					t.Fatal("the digest did not come")
				}
				w.due = w.due.Add(time.Minute)
				w.sweep(t)
			}
			w.sweep(t)
			if n := w.posts("digest", func(*sandbox.Message) bool { return true }) - digests; n != 1 {
				t.Errorf("the digest stands there %d times", n)
			}
			if left := w.world.Standing(); len(left) > 0 {
				t.Errorf("befell nothing: %v", left)
			}
			if n := told(); n != 1 {
				t.Errorf("what became of the article was told %d times", n)
			}
		})
	}
	w.t = t
	stats, err := w.db.Guild(attache.GuildID(w.world.GuildID("").String())).Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if stats.Articles != handed {
		t.Errorf("%d articles are archived, %d were handed in", stats.Articles, handed)
	}
	if h := w.bot.Health(); h.Panics > 0 || h.Abandoned > 0 {
		t.Errorf("%+v", h)
	}
	for _, x := range w.world.Violations() {
		t.Errorf("%s %s: %v\n%s", x.Operation, x.Path, x.Broken, x.Request)
	}
}

// sweep is a minute of the digests' clock. It may fail on a bad day: the next one tries again.
func (w *ward) sweep(t *testing.T) {
	if err := w.digests.Sweep(t.Context(), w.due); err != nil {
		t.Log(err)
	}
}
