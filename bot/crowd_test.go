package bot

import (
	"errors"
	"fmt"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"attache/sandbox"
)

// Many people at once, and what one interaction costs the bot and the sandbox together in processor
// time: that figure means something on a busy machine, too.
func BenchmarkInteractionsAtOnce(b *testing.B) {
	seed := sandbox.Seed()
	for n := range 32 {
		seed[0].Members = append(seed[0].Members, sandbox.MemberSeed{Name: fmt.Sprint("user", n)})
	}
	d := sit(b, sandbox.Options{Guilds: seed, Judge: func(string, sandbox.Direction, int, []byte) error { return nil }}, func(o *Options, _ *sandbox.Server) {
		o.Log = nil
	})
	var who atomic.Int64
	b.ReportAllocs()
	b.SetParallelism(16)
	before := spent(b)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		person := d.User(fmt.Sprint("user", who.Add(1)%32))
		for pb.Next() {
			p, err := person.Slash("desk", "who-said", sandbox.Opt("words", "x"))
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := p.Wait(b.Context()); err != nil && !errors.Is(err, sandbox.ErrNoAnswer) {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "interactions/s")
	b.ReportMetric(float64((spent(b)-before).Microseconds())/float64(b.N), "cpu-µs/op")
}

// spent is the processor time of this process so far.
func spent(t testing.TB) time.Duration {
	t.Helper()
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		t.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
