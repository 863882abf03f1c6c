package ingest_test

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"attache"
	"attache/ingest"
)

func TestTelling(t *testing.T) {
	t.Run("tells what nobody awaits", func(t *testing.T) {
		n := open(t, nil)
		n.run(t)
		id := n.submit(t, attache.Submission{Text: words})
		if o := n.teller.next(t); o.Submission.ID != id || len(o.Facts.Attributions) != 2 {
			t.Errorf("told %s of %d, want of %d", show(o), o.Submission.ID, id)
		}
		n.alerts.next(t)
	})
	t.Run("leaves telling to who awaits, even one after the other", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := open(t, nil)
			n.run(t)
			desk := n.For("1")
			var ids []int64
			for _, text := range []string{"a", "b", "c"} {
				id, err := desk.Submit(t.Context(), attache.Submission{Awaited: true, Text: text})
				if err != nil {
					t.Fatal(err)
				}
				ids = append(ids, id)
			}
			for range ids {
				n.alerts.next(t) // all are read before the first is awaited
			}
			for _, id := range ids {
				if o, err := desk.Await(t.Context(), id); err != nil || o.Submission.ID != id {
					t.Errorf("Await = %s, %v", show(o), err)
				}
			}
			time.Sleep(time.Hour)
			n.teller.nothing(t)
		})
	})
	t.Run("tells what was to be awaited and was not", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := open(t, nil)
			n.run(t)
			if _, err := n.For("1").Submit(t.Context(), attache.Submission{Awaited: true, Text: "a"}); err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			n.teller.next(t)
			if d := time.Since(began); d < 10*time.Second || d > time.Minute {
				t.Errorf("told after %v, want after a while", d)
			}
		})
	})
	t.Run("is left to who can", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			terminal := openAt(t, path, func(o *ingest.Options) { o.Teller = nil })
			stop := terminal.run(t)
			id := terminal.submit(t, attache.Submission{Text: words})
			for read := false; !read; time.Sleep(time.Second) {
				_, m, err := terminal.db.Guild("1").Outcome(t.Context(), id)
				if err != nil {
					t.Fatal(err)
				}
				read = m.Indexed
			}
			time.Sleep(time.Hour)
			stop()
			bot := openAt(t, path, nil)
			bot.run(t)
			if o := bot.teller.next(t); o.Submission.ID != id {
				t.Errorf("told %s", show(o))
			}
			bot.alerts.next(t)
		})
	})
	t.Run("tells when who awaits has no more patience", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := open(t, nil)
			go_ := make(chan struct{})
			n.pages["https://a.example/1"] = func(context.Context) (string, error) { <-go_; return words, nil }
			n.run(t)
			desk := n.For("1")
			id, err := desk.Submit(t.Context(), attache.Submission{Awaited: true, URL: "https://a.example/1"})
			if err != nil {
				t.Fatal(err)
			}
			ctx, cancel := context.WithTimeout(t.Context(), 12*time.Second)
			defer cancel()
			if _, err := desk.Await(ctx, id); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("Await = %v, want DeadlineExceeded", err)
			}
			close(go_)
			if o := n.teller.next(t); o.Submission.ID != id {
				t.Errorf("told %s, want submission %d", show(o), id)
			}
		})
	})
	t.Run("tells again until it was told, and no listener twice for it", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := open(t, nil)
			failures := 0
			n.teller.fail = func(attache.Outcome) error {
				if failures++; failures <= 4 {
					return errors.New("Discord is down")
				}
				return nil
			}
			n.run(t)
			n.submit(t, attache.Submission{Text: "a"})
			began := time.Now()
			n.teller.next(t)
			if d := time.Since(began); failures != 5 || d > time.Hour {
				t.Errorf("told after %d tries and %v, want 5 within an hour", failures, d)
			}
			time.Sleep(10 * time.Minute)
			n.teller.nothing(t)
			n.alerts.next(t)
			n.alerts.nothing(t)
		})
	})
	t.Run("lets one guild's trouble hold up no other", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			n := open(t, func(o *ingest.Options) { o.GiveUp = 10 * time.Minute })
			n.teller.fail = func(o attache.Outcome) error {
				if o.Submission.Guild == "1" {
					return errors.New("channel is gone")
				}
				return nil
			}
			n.run(t)
			for range 5 {
				n.submit(t, attache.Submission{Text: time.Now().String()})
			}
			n.submit(t, attache.Submission{Guild: "2", Text: "a"})
			if o := n.teller.next(t); o.Submission.Guild != "2" {
				t.Errorf("told %s", show(o))
			}
			time.Sleep(time.Hour)
			if left, err := n.db.Unmarked(t.Context(), 0, 10); err != nil || len(left) > 0 {
				t.Errorf("after an hour %v, %v are still to be told; want it given up", left, err)
			}
		})
	})
	t.Run("tells after a restart what was not told", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "a.db")
			n := openAt(t, path, nil)
			n.teller.fail = func(attache.Outcome) error { return errors.New("not yet") }
			stop := n.run(t)
			id := n.submit(t, attache.Submission{Text: words})
			n.alerts.next(t)
			synctest.Wait()
			stop()
			again := openAt(t, path, nil)
			again.run(t)
			if o := again.teller.next(t); o.Submission.ID != id || len(o.Facts.Attributions) != 2 {
				t.Errorf("told %s", show(o))
			}
			again.alerts.nothing(t) // they heard it before
		})
	})
}
