package sandbox_test

import (
	"context"
	"runtime"
	"sync"
	"testing"
	"time"

	"github.com/bwmarrin/discordgo"

	"attache/sandbox"
)

// echo is the least a bot can do: one answer for every command.
func echo(b testing.TB, s *sandbox.Server) *discordgo.Session {
	b.Helper()
	d := dial(b, s, discordgo.IntentsGuilds)
	d.StateEnabled = false
	d.AddHandler(func(d *discordgo.Session, i *discordgo.InteractionCreate) {
		body, err := discordgo.Marshal(&discordgo.InteractionResponse{
			Type: discordgo.InteractionResponseChannelMessageWithSource,
			Data: &discordgo.InteractionResponseData{Content: "here it is", Embeds: []*discordgo.MessageEmbed{{Title: "One", Description: "Two"}}},
		})
		if err != nil {
			b.Error(err)
			return
		}
		url := discordgo.EndpointInteractionResponse(i.ID, i.Token)
		// A bucket of its own: discordgo keeps one per token for ever.
		if _, err := d.RequestWithLockedBucket("POST", url, "application/json", body, discordgo.NewRatelimiter().LockBucket(url), 0); err != nil {
			b.Error(err)
		}
	})
	connect(b, d)
	if _, err := d.ApplicationCommandBulkOverwrite(s.Bot().ID.String(), "", []*discordgo.ApplicationCommand{{Name: "ask", Description: "Ask"}}); err != nil {
		b.Fatal(err)
	}
	return d
}

func bare(b testing.TB) *sandbox.Server {
	b.Helper()
	return desk(b, sandbox.Options{Judge: func(string, sandbox.Direction, int, []byte) error { return nil }})
}

// ask uses the command and waits for the answer.
func ask(b testing.TB, ctx context.Context, p *sandbox.Person) {
	asked, err := p.Slash("desk", "ask")
	if err != nil {
		b.Error(err)
		return
	}
	if _, err := asked.Wait(ctx); err != nil {
		b.Error(err)
	}
}

// BenchmarkInteraction is one person asking, waiting, asking again: command, gateway, discordgo,
// callback, answer.
func BenchmarkInteraction(b *testing.B) {
	s := bare(b)
	echo(b, s)
	alice := s.User("alice")
	b.ReportAllocs()
	for b.Loop() {
		ask(b, context.Background(), alice)
	}
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "interactions/s")
}

// BenchmarkInteractionsAtOnce is thirty people asking at once.
func BenchmarkInteractionsAtOnce(b *testing.B) {
	s := bare(b)
	echo(b, s)
	b.ReportAllocs()
	b.SetParallelism(15)
	b.RunParallel(func(pb *testing.PB) {
		alice := s.User("alice")
		for pb.Next() {
			ask(b, context.Background(), alice)
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "interactions/s")
}

// BenchmarkMessage is a bot's message through HTTP and the rules, without a gateway.
func BenchmarkMessage(b *testing.B) {
	s := bare(b)
	d := dial(b, s, 0)
	channel := must(s.Channel("desk"))(b).ID.String()
	send := &discordgo.MessageSend{Content: "hello", Embeds: []*discordgo.MessageEmbed{{Title: "One", Description: "Two"}}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := d.ChannelMessageSendComplex(channel, send); err != nil {
			b.Fatal(err)
		}
	}
}

// Ten thousand interactions leave nothing behind but what Keep allows.
func TestStaysBounded(t *testing.T) {
	rounds := 10000
	if testing.Short() || sandbox.Raced {
		rounds = 1000
	}
	s := desk(t, sandbox.Options{
		Judge: func(string, sandbox.Direction, int, []byte) error { return nil },
		Keep:  sandbox.Keep{Messages: 100, Interactions: 200, Exchanges: 100, Changes: 100, Replay: 100},
	})
	echo(t, s)
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	round := func(n int) {
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				for range n / 20 {
					ask(t, ctx, s.User("alice"))
				}
			})
		}
		all.Wait()
	}
	heap := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	round(1000)
	goroutines, before := runtime.NumGoroutine(), heap()
	began := time.Now()
	round(rounds)
	t.Logf("%.0f interactions/s", float64(rounds)/time.Since(began).Seconds())
	grown := heap() - before
	if n := runtime.NumGoroutine(); n > goroutines+60 { // three for each connection the twenty may open
		t.Errorf("%d goroutines, %d before", n, goroutines)
	}
	if grown > 4<<20 {
		t.Errorf("the heap grew by %d kB", grown>>10)
	}
	interactions, tokens, buckets, sessions := s.Sizes()
	if interactions > 200 || tokens > 200 || buckets > 4096 || sessions != 1 {
		t.Errorf("%d interactions, %d tokens, %d buckets, %d sessions", interactions, tokens, buckets, sessions)
	}
	if n := len(must(s.User("alice").History("desk"))(t)); n != 100 {
		t.Errorf("%d messages kept, want 100", n)
	}
	honest(t, s)
}
