package bot

import (
	"errors"
	"fmt"
	"net/http"
	"reflect"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"attache/sandbox"

	"github.com/bwmarrin/discordgo"
)

// Whatever is asked, and by however many, nothing grows.
func TestNothingGrows(t *testing.T) {
	rounds := 7500
	if testing.Short() {
		rounds = 300
	}
	var seed = sandbox.Seed()
	for n := range 40 {
		seed[0].Members = append(seed[0].Members, sandbox.MemberSeed{Name: fmt.Sprint("user", n)})
	}
	// What the sandbox remembers is full after the first round.
	keep := sandbox.Keep{Messages: 100, Interactions: 200, Exchanges: 100, Changes: 100, Replay: 100}
	d := sit(t, sandbox.Options{Guilds: seed, Keep: keep, Judge: func(string, sandbox.Direction, int, []byte) error { return nil }}, func(o *Options, _ *sandbox.Server) {
		o.Log, o.base = nil, &http.Transport{MaxConnsPerHost: 16, MaxIdleConnsPerHost: 16}
	})
	// A machine that stands still for seconds lets Discord give interactions up. That is no growth.
	var lost atomic.Int32
	wait := func(p *sandbox.Pending, err error) (*sandbox.Message, bool) {
		if err != nil {
			t.Error(err)
			return nil, false
		}
		r, err := p.Wait(t.Context())
		if errors.Is(err, sandbox.ErrNoAnswer) {
			lost.Add(1)
			return nil, true
		}
		if err != nil {
			t.Error(err)
		}
		return r.Message, err == nil
	}
	ask := func(n int) {
		var wg sync.WaitGroup
		for u := range 40 {
			wg.Go(func() {
				who := d.User(fmt.Sprint("user", u))
				for i := range n / 40 {
					m, ok := wait(who.Slash("desk", "who-said", sandbox.Opt("words", fmt.Sprint(i))))
					if !ok {
						return
					}
					if m == nil || i%3 != 0 {
						continue
					}
					if _, ok := wait(who.Click(m, "Next")); !ok {
						return
					}
				}
			})
		}
		wg.Wait()
	}
	ask(400)
	d.until("it is quiet", func() bool { h := d.bot.Health(); return h.Running+h.Waiting == 0 && len(d.bot.places) == 0 })
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before, held := runtime.NumGoroutine(), heap()
	began := time.Now()
	ask(rounds)
	took := time.Since(began)
	d.until("it is quiet", func() bool { h := d.bot.Health(); return h.Running+h.Waiting == 0 && len(d.bot.places) == 0 })
	d.until("goroutines are back", func() bool { return runtime.NumGoroutine() <= before+20 }) // idle connections come and go
	grown := heap() - held
	if grown > 4<<20 { // the ids that are remembered to know them again are a megabyte
		t.Errorf("the heap grew by %d kB", grown>>10)
	}
	if n := buckets(d.bot.rest.session.Ratelimiter); n > 0 {
		t.Errorf("discordgo keeps %d rate-limit buckets", n)
	}
	d.bot.doorman.mu.Lock()
	if n := len(d.bot.doorman.people); n > 0 {
		t.Errorf("%d people are remembered as waiting", n)
	}
	d.bot.doorman.mu.Unlock()
	d.bot.rest.session.Client.Transport.(*transport).lanes.mu.Lock()
	if n := len(d.bot.rest.session.Client.Transport.(*transport).lanes.lanes); n > 10 {
		t.Errorf("%d routes are remembered", n)
	}
	d.bot.rest.session.Client.Transport.(*transport).lanes.mu.Unlock()
	h := d.bot.Health()
	if n := int(lost.Load()); h.Panics > 0 || h.NoAnswer > 0 || n > h.Interactions/5 {
		t.Errorf("%d lost, %+v", n, h)
	}
	t.Logf("%d interactions, %d lost, %.0f a second; %d goroutines before, %d after; heap %d kB before, %+d kB after; no bucket", h.Interactions, lost.Load(),
		float64(rounds)*4/3/took.Seconds(), before, runtime.NumGoroutine(), held>>10, grown>>10)
}

// buckets counts what discordgo never forgets, and does not show.
func buckets(r *discordgo.RateLimiter) int {
	return reflect.ValueOf(r).Elem().FieldByName("buckets").Len()
}

// One interaction, from the person who asks to the answer they see, over loopback.
func BenchmarkInteraction(b *testing.B) {
	d := sit(b, sandbox.Options{Judge: func(string, sandbox.Direction, int, []byte) error { return nil }}, func(o *Options, _ *sandbox.Server) { o.Log = nil })
	alice := d.User("alice")
	b.ReportAllocs()
	for b.Loop() {
		p, err := alice.Slash("desk", "who-said", sandbox.Opt("words", "x"))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := p.Wait(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
