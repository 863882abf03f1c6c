package ingest_test

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"attache"
	"attache/ingest"
	"attache/store"
)

// died leaves a database as a process leaves it that dies while it works on what was handed in.
func died(t *testing.T, db *store.DB, n int) {
	t.Helper()
	for range n {
		if _, ok, err := db.Take(t.Context(), time.Now(), time.Minute, ""); err != nil || !ok {
			t.Fatalf("Take = %v, %v", ok, err)
		}
	}
}

func TestTakesOverFromTheDead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		running, most := 0, 0
		var order []string
		n := open(t, func(o *ingest.Options) {
			o.Extract = func(a attache.Article) attache.Facts {
				running++
				most = max(most, running)
				order = append(order, a.Text)
				time.Sleep(time.Second) // of the bubble: lets others begin, if others may
				running--
				return takeFacts(a)
			}
			o.Workers = 1
		})
		for _, s := range []string{"a", "b", "c"} {
			n.submit(t, attache.Submission{Text: s})
		}
		died(t, n.db, 2)
		began := time.Now()
		n.run(t)
		for range 3 {
			n.teller.next(t)
		}
		if got := strings.Join(order, ""); got != "abc" || most != 1 {
			t.Errorf("read %s, %d at a time; want those of the dead process first and alone", got, most)
		}
		if d := time.Since(began); d > 10*time.Second {
			t.Errorf("taking over took %v", d)
		}
	})
}

func TestGuildsTakeTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, func(o *ingest.Options) { o.Workers = 3 })
		for i := range 20 {
			n.pages["https://slow.example/"+string(rune('a'+i))] = func(ctx context.Context) (string, error) {
				<-ctx.Done() // a site that never answers
				return "", &attache.Problem{Say: "Timeout.", Err: ctx.Err()}
			}
			n.submit(t, attache.Submission{URL: "https://slow.example/" + string(rune('a'+i))})
		}
		began := time.Now()
		n.run(t)
		for range 10 {
			n.submit(t, attache.Submission{Guild: "2", Text: time.Now().String()})
			if o := n.teller.next(t); o.Submission.Guild != "2" || time.Since(began) > 80*time.Second {
				t.Fatalf("told %s of guild %s after %v; want that of the quick guild at once", show(o), o.Submission.Guild, time.Since(began))
			}
		}
	})
}

func TestStopGivesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, nil)
		asked := make(chan struct{}, 1)
		n.pages["https://a.example/1"] = func(ctx context.Context) (string, error) {
			asked <- struct{}{}
			<-ctx.Done()
			return "", ctx.Err()
		}
		stop := n.run(t)
		n.submit(t, attache.Submission{URL: "https://a.example/1"})
		<-asked
		stop()
		task, ok, err := n.db.Take(t.Context(), time.Now(), time.Minute, "")
		if err != nil || !ok || task.Failures != 0 || task.Crashes != 0 {
			t.Errorf("after Run ended Take = %+v, %v, %v; want the task unharmed", task, ok, err)
		}
	})
}

// A lease that ran out, of another process, is taken over in the course of a sweep.
func TestSharedQueue(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, func(o *ingest.Options) { o.Shared = true })
		n.submit(t, attache.Submission{Text: "a"})
		died(t, n.db, 1)
		began := time.Now()
		n.run(t)
		n.teller.next(t)
		if d := time.Since(began); d < time.Minute || d > 3*time.Minute {
			t.Errorf("taken over after %v, want after the lease and within a sweep", d)
		}
	})
}

// Work that never ends leaves room for a suspect all the same, and none beside it.
func TestSuspectGetsRoom(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		running := map[string]bool{}
		n := open(t, func(o *ingest.Options) {
			o.Shared = true
			o.Extract = func(a attache.Article) attache.Facts {
				mu.Lock()
				running[a.Title] = true
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				defer mu.Unlock()
				if a.Title == "suspect" && len(running) > 1 {
					t.Errorf("the suspect runs beside %v", running)
				}
				delete(running, a.Title)
				return attache.Facts{}
			}
		})
		n.submit(t, attache.Submission{Text: "suspect"})
		died(t, n.db, 1)
		const others = 800 // two hundred seconds of work for four
		for i := range others {
			n.submit(t, attache.Submission{Guild: attache.GuildID(strconv.Itoa(2 + i%3)), Text: fmt.Sprintf("other %d", i)})
		}
		n.run(t)
		for told := 1; ; told++ {
			if o := n.teller.next(t); o.Submission.Guild == "1" {
				if told < 100 || told > others-100 {
					t.Errorf("the suspect was told as number %d of %d; want it after its lease and a sweep", told, others)
				}
				break
			}
		}
	})
}
