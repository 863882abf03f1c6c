package main

import (
	"context"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"math/rand/v2"
	"os"
	"runtime/debug"
	"slices"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/bot"
	"attache/configs"
	"attache/sandbox"
)

// wire writes n articles of some 4 kB about invented affairs, as an agency does: leads, quotations,
// background, dates. The seed makes them the same every time.
func wire(n int) iter.Seq[attache.Submission] {
	people := []string{"Ada Marlowe", "Jonas Petri", "Mira Solberg", "Tomas Brandl", "Elif Aydin", "Rosa Calder", "Henrik Aasen", "Ivo Kestner"}
	roles := []string{"Foreign Minister", "Prime Minister", "government spokeswoman", "opposition leader", "envoy", "Defence Minister"}
	places := []string{"Irsk", "Halden", "Mirel", "Sarn", "Lom", "Aldermere", "Tarn", "Vell"}
	things := []string{"the corridor", "the harbour tax", "the ferry line", "the customs posts", "the border commissions", "the grain quota", "the bridge", "the transit fees"}
	verbs := []string{"said", "told reporters that", "insisted", "denied that", "warned that", "announced that", "confirmed that", "stressed that"}
	plain := []string{
		"%[3]s in %[2]s has been disputed for years, and traders have learned to plan without it.",
		"Last week the council of %[2]s put off a vote on %[3]s.",
		"The agreement on %[3]s, signed in 2019, ran out in March without a successor.",
		"Officials in %[2]s expect the next round of talks on November 30.",
		"In October the volume of goods fell by 4 percent, the port authority of %[2]s reported.",
		"%[1]s %[4]s %[3]s would be reopened on condition that inspectors return to %[2]s.",
		"“We will wait until %[3]s is settled, and not a day longer,” %[1]s said.",
		"According to the ministry, %[3]s cost the state 40 million crowns in the third quarter.",
		"%[1]s %[4]s %[2]s had been told of the plan for %[3]s two weeks ago.",
		"Asked about %[3]s, %[1]s declined to comment.",
	}
	return func(yield func(attache.Submission) bool) {
		r := rand.New(rand.NewPCG(1, 2))
		pick := func(all []string) string { return all[r.IntN(len(all))] }
		for i := range n {
			var b strings.Builder
			day := time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, r.IntN(1000))
			fmt.Fprintf(&b, "Title: %s and %s, report %d\nOutlet: %s Post\nDate: %s\n\n", pick(people), pick(things), i, pick(places), day.Format("2 January 2006"))
			for b.Len() < 4000 {
				who := pick(people)
				fmt.Fprintf(&b, "%s %s %s %s would be discussed in %s on Friday.", pick(roles), who, pick(verbs), pick(things), pick(places))
				for range 3 {
					fmt.Fprintf(&b, " "+pick(plain), who, pick(places), pick(things), pick(verbs))
				}
				b.WriteString("\n\n")
			}
			if !yield(attache.Submission{Guild: local, By: "bench", At: day, Text: b.String()}) {
				return
			}
		}
	}
}

func benchSettings(b *testing.B) configs.Settings {
	s, err := configs.Load(configs.Sources{Environ: []string{"ATTACHE_DATA=" + b.TempDir()}})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// BenchmarkIngest is `attache ingest`: reading, extracting, storing and indexing, in batches.
func BenchmarkIngest(b *testing.B) {
	a, err := open(b.Context(), benchSettings(b), slog.New(slog.DiscardHandler), parts{})
	if err != nil {
		b.Fatal(err)
	}
	defer a.Close()
	all := slices.Collect(wire(b.N)) // testing.B.N, because the articles differ
	b.SetBytes(int64(len(all[0].Text)))
	b.ReportAllocs()
	b.ResetTimer()
	if err := a.inbox.Bulk(b.Context(), local, slices.Values(all), func(o attache.Outcome) {
		if o.Err != nil {
			b.Error(o.Err)
		}
	}); err != nil {
		b.Fatal(err)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "articles/s")
}

// BenchmarkTenThousand asks the bot in the sandbox with 10 000 articles in the archive. Beside the
// round trip it reports the slowest acknowledgement and answer, the time to open the archive until
// the bot is connected, and the memory of the idle process (the sandbox included).
func BenchmarkTenThousand(b *testing.B) {
	settings, log := benchSettings(b), slog.New(slog.DiscardHandler)
	world, err := sandbox.New(sandbox.Options{})
	if err != nil {
		b.Fatal(err)
	}
	world.Start()
	defer world.Close()
	guild := attache.GuildID(world.GuildID("Foreign Desk").String())
	a, err := open(b.Context(), settings, log, parts{})
	if err != nil {
		b.Fatal(err)
	}
	if err := a.inbox.Bulk(b.Context(), guild, func(yield func(attache.Submission) bool) {
		for s := range wire(10_000) {
			s.Guild = guild
			if !yield(s) {
				return
			}
		}
	}, func(attache.Outcome) {}); err != nil {
		b.Fatal(err)
	}
	if err := a.Close(); err != nil {
		b.Fatal(err)
	}
	a = nil
	debug.FreeOSMemory()

	settings.API = world.URL()
	ctx, stop := context.WithCancel(b.Context())
	defer stop()
	began := time.Now()
	// One person asks everything, far more than one may.
	all := bot.Load{UserBurst: 1 << 20, UserMinute: 1 << 20, GuildBurst: 1 << 20, GuildMinute: 1 << 20}
	s, err := newService(ctx, settings, log, serviceOptions{token: world.Token(), load: all})
	if err != nil {
		b.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx) }()
	t := &teller{ctx: ctx, world: world, out: io.Discard}
	if err := t.connected(); err != nil {
		b.Fatal(err)
	}
	start := time.Since(began)
	alice := world.User("alice")
	ask := []func() (*sandbox.Pending, error){
		func() (*sandbox.Pending, error) { // thousands of hits, of which five hundred are folded
			return alice.Slash("desk", "who-said", sandbox.Opt("topic", "bridge"))
		},
		func() (*sandbox.Pending, error) {
			return alice.Slash("desk", "who-said", sandbox.Opt("speaker", "Solberg"), sandbox.Opt("since", "1 January 2026"))
		},
		func() (*sandbox.Pending, error) {
			return alice.Slash("desk", "who-said", sandbox.Opt("speaker", "Marlowe"), sandbox.Opt("topic", "bridge"))
		},
		func() (*sandbox.Pending, error) {
			return alice.Slash("desk", "timeline", sandbox.Opt("topic", "commissions"), sandbox.Opt("from", "1 October 2025"))
		},
		func() (*sandbox.Pending, error) {
			return alice.Slash("desk", "conditions", sandbox.Opt("party", "Kestner"))
		},
		func() (*sandbox.Pending, error) {
			return alice.Slash("desk", "search", sandbox.Opt("words", "harbour tax"))
		},
	}
	var slowestAck, slowest time.Duration
	i := 0
	for b.Loop() {
		p, err := ask[i%len(ask)]()
		if err != nil {
			b.Fatal(err)
		}
		i++
		r, err := p.Wait(ctx)
		if err != nil {
			b.Fatal(err)
		}
		if r.Message == nil || len(r.Message.Embeds) == 0 {
			b.Fatal("a question was refused")
		}
		slowestAck, slowest = max(slowestAck, r.Ack), max(slowest, r.Took)
	}
	debug.FreeOSMemory()
	b.ReportMetric(float64(slowestAck.Milliseconds()), "ms-slowest-ack")
	b.ReportMetric(float64(slowest.Milliseconds()), "ms-slowest-answer")
	b.ReportMetric(float64(start.Milliseconds()), "ms-start")
	b.ReportMetric(anonymousMB(b), "MB-anonymous")
	stop()
	if err := <-ended; err != nil {
		b.Fatal(err)
	}
}

// anonymousMB is the resident memory that no file backs: what the process really takes.
func anonymousMB(b *testing.B) float64 {
	text, err := os.ReadFile("/proc/self/status")
	if err != nil {
		b.Skip("no /proc: ", err)
	}
	for line := range strings.Lines(string(text)) {
		var kb float64
		if n, _ := fmt.Sscanf(line, "RssAnon: %f kB", &kb); n == 1 {
			return kb / 1024
		}
	}
	return 0
}
