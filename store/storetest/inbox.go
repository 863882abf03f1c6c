package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache"
	"attache/store"
)

func submit(t *testing.T, db *store.DB, guild attache.GuildID, s attache.Submission) int64 {
	t.Helper()
	s.At = Day
	id, full, err := db.Guild(guild).Submit(t.Context(), s, 100)
	if err != nil || full {
		t.Fatalf("Submit = full %v, %v", full, err)
	}
	return id
}

func take(t *testing.T, db *store.DB, now time.Time) attache.Task {
	t.Helper()
	task, ok, err := db.Take(t.Context(), now, time.Minute, "")
	if err != nil || !ok {
		t.Fatalf("Take = %v, %v; want a task", ok, err)
	}
	return task
}

func takesInOnce(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	s := attache.Submission{Key: "m1/0", Origin: attache.Origin{Guild: "1", Channel: "2", Message: "3"}, By: "7", At: Day.Add(time.Hour), URL: "https://a.example/1",
		Title: "Terms", Outlet: "Herald", Published: Day, File: attache.File{Name: "a.pdf", Type: "application/pdf", Bytes: []byte{0, 1, 255}}, Text: "text"}
	id, _, err := g.Submit(t.Context(), s, 3)
	if err != nil {
		t.Fatal(err)
	}
	if again, _, err := g.Submit(t.Context(), s, 0); err != nil || again != id {
		t.Errorf("Submit of the same key = %d, %v; want %d even when the inbox is full", again, err, id)
	}
	if other, _, err := db.Guild("2").Submit(t.Context(), s, 3); err != nil || other == id {
		t.Errorf("Submit of the same key by another guild = %d, %v; want a number of its own", other, err)
	}
	keyless := attache.Submission{Text: "x", At: Day}
	a, _, _ := g.Submit(t.Context(), keyless, 3)
	b, _, _ := g.Submit(t.Context(), keyless, 3)
	if a == 0 || b == 0 || a == b {
		t.Errorf("Submit without keys = %d, %d; want two", a, b)
	}
	if id, full, err := g.Submit(t.Context(), keyless, 3); err != nil || !full || id != 0 {
		t.Errorf("Submit of a fourth = %d, full %v, %v; want full", id, full, err)
	}
	if o, m, err := g.Outcome(t.Context(), id); err != nil || m != (attache.Marks{ID: id, Guild: "1"}) || o.Submission.ID != id {
		t.Errorf("Outcome before reading = %+v, %+v, %v; want no mark", o, m, err)
	}
	got := take(t, db, Day)
	s.ID, s.Guild = id, "1"
	if d := cmp.Diff(attache.Task{Submission: s, Try: 1}, got); d != "" {
		t.Errorf("Take differs (-submitted +taken):\n%s", d)
	}
}

func takesTurns(t *testing.T, db *store.DB) {
	for i := range 4 {
		submit(t, db, "1", attache.Submission{Text: fmt.Sprint("a", i)})
	}
	submit(t, db, "2", attache.Submission{Text: "b0"})
	submit(t, db, "3", attache.Submission{Text: "c0"})
	submit(t, db, "3", attache.Submission{Text: "c1"})
	var got []string
	var last attache.GuildID
	for {
		task, ok, err := db.Take(t.Context(), Day, time.Minute, last)
		if err != nil {
			t.Fatal(err)
		}
		if !ok {
			break
		}
		last = task.Submission.Guild
		got = append(got, task.Submission.Text)
	}
	if want := []string{"a0", "b0", "c0", "a1", "c1", "a2", "a3"}; !slices.Equal(got, want) {
		t.Errorf("taken %v, want %v", got, want)
	}
	submit(t, db, "1", attache.Submission{Text: "a4"})
	if _, ok, err := db.Take(t.Context(), Day, time.Minute, "9", "1"); err != nil || ok {
		t.Errorf("Take took from a guild to be skipped: %v, %v", ok, err)
	}
}

func leasesTasks(t *testing.T, db *store.DB) {
	id := submit(t, db, "1", attache.Submission{Text: "x"})
	if at, ok, err := db.Ready(t.Context()); err != nil || !ok || at.After(Day) {
		t.Errorf("Ready = %v, %v, %v; want at once", at, ok, err)
	}
	first := take(t, db, Day)
	if _, ok, _ := db.Take(t.Context(), Day.Add(time.Hour), time.Minute, ""); ok {
		t.Fatal("a task was given to two")
	}
	if _, ok, err := db.Ready(t.Context()); err != nil || ok {
		t.Errorf("Ready = %v, %v; want nothing while it runs", ok, err)
	}
	if err := db.Renew(t.Context(), first, Day.Add(5*time.Minute)); err != nil {
		t.Fatal(err)
	}
	if lapsed, err := db.Lapsed(t.Context(), Day.Add(2*time.Minute), false); err != nil || len(lapsed) > 0 {
		t.Errorf("Lapsed = %v, %v; want none: it was renewed", lapsed, err)
	}
	if err := db.Postpone(t.Context(), first, Day.Add(10*time.Minute), "no answer"); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := db.Take(t.Context(), Day.Add(9*time.Minute), time.Minute, ""); ok {
		t.Error("a task was taken before it was ready")
	}
	if at, ok, err := db.Ready(t.Context()); err != nil || !ok || !at.Equal(Day.Add(10*time.Minute)) {
		t.Errorf("Ready = %v, %v, %v; want in ten minutes", at, ok, err)
	}
	second := take(t, db, Day.Add(10*time.Minute))
	if second.Try != 2 || second.Failures != 1 || second.Crashes != 0 {
		t.Errorf("taken again = %+v, want the second try after one failure", second)
	}
	if err := db.Release(t.Context(), second); err != nil {
		t.Fatal(err)
	}
	third := take(t, db, Day.Add(10*time.Minute))
	if third.Try != 3 || third.Failures != 1 {
		t.Errorf("taken after a release = %+v, want a third try and still one failure", third)
	}
	// What an earlier holder still wants to do is not done.
	r := Placed(1, 400)
	for name, late := range map[string]error{
		"Renew":    db.Renew(t.Context(), second, Day),
		"Release":  db.Release(t.Context(), second),
		"Postpone": db.Postpone(t.Context(), second, Day, ""),
		"Refuse":   db.Refuse(t.Context(), second, "", "", false),
		"Lapse":    db.Lapse(t.Context(), second, Day),
		"Known":    db.Known(t.Context(), second, r.Article.ID),
		"Keep":     func() error { _, err := db.Keep(t.Context(), second, pipeline, r); return err }(),
	} {
		if !errors.Is(late, store.ErrLost) {
			t.Errorf("%s by an earlier holder = %v, want ErrLost", name, late)
		}
	}
	if s, err := db.Guild("1").Stats(t.Context()); err != nil || s.Articles != 0 {
		t.Fatalf("an earlier holder saved its article: %+v, %v", s, err)
	}
	saved, err := db.Keep(t.Context(), third, pipeline, r)
	if err != nil || !saved {
		t.Fatalf("Keep = %v, %v; want saved", saved, err)
	}
	o, m, err := db.Guild("1").Outcome(t.Context(), id)
	if err != nil || m.Finished.IsZero() || m.Indexed || o.Article.ID != r.Article.ID || o.Known || o.Err != nil || o.Submission.Text != "" {
		t.Errorf("Outcome = %+v, %+v, %v; want the new article, not indexed, and the text forgotten", o, m, err)
	}
	sound(t, db)
}

func keepsSuspectsApart(t *testing.T, db *store.DB) {
	ids := []int64{submit(t, db, "1", attache.Submission{Text: "a"}), submit(t, db, "1", attache.Submission{Text: "b"}), submit(t, db, "1", attache.Submission{Text: "c"})}
	take(t, db, Day)
	take(t, db, Day)
	dead, err := db.Lapsed(t.Context(), Day, true)
	if err != nil || len(dead) != 2 {
		t.Fatalf("Lapsed = %v, %v; want both that ran", dead, err)
	}
	for i, d := range dead {
		if err := db.Lapse(t.Context(), d, Day.Add(time.Duration(i)*time.Hour)); err != nil {
			t.Fatal(err)
		}
	}
	if got := take(t, db, Day); got.Submission.ID != ids[2] {
		t.Errorf("Take = %d, want %d: the others are suspects", got.Submission.ID, ids[2])
	}
	suspect, ok, err := db.TakeSuspect(t.Context(), Day, time.Minute)
	if err != nil || !ok || suspect.Submission.ID != ids[0] || suspect.Crashes != 1 {
		t.Fatalf("TakeSuspect = %+v, %v, %v; want the first", suspect, ok, err)
	}
	if _, ok, _ := db.TakeSuspect(t.Context(), Day, time.Minute); ok {
		t.Error("TakeSuspect took one that is not ready")
	}
	if next, ok, err := db.TakeSuspect(t.Context(), Day.Add(time.Hour), time.Minute); err != nil || !ok || next.Submission.ID != ids[1] {
		t.Errorf("TakeSuspect later = %+v, %v, %v; want the second", next, ok, err)
	}
}
