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

func remembersOutcomes(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	var ids []int64
	for i := range 3 {
		ids = append(ids, submit(t, db, "1", attache.Submission{Text: fmt.Sprint(i)}))
	}
	r := place(t, g, Sample(1, 400))
	if saved, err := db.Keep(t.Context(), take(t, db, Day), pipeline, r); err != nil || !saved {
		t.Fatal(saved, err)
	}
	second := take(t, db, Day)
	if saved, err := db.Keep(t.Context(), second, pipeline, r); err != nil || saved {
		t.Fatalf("Keep of an id that is taken = %v, %v; want not saved", saved, err)
	}
	if err := db.Known(t.Context(), second, r.Article.ID); err != nil {
		t.Fatal(err)
	}
	if err := db.Refuse(t.Context(), take(t, db, Day), "Nothing in it.", "empty body", false); err != nil {
		t.Fatal(err)
	}
	unmarked := func() (ids []int64) {
		t.Helper()
		all, err := db.Unmarked(t.Context(), 0, 10)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range all {
			ids = append(ids, m.ID)
		}
		return ids
	}
	if got := unmarked(); !slices.Equal(got, ids[2:]) {
		t.Errorf("Unmarked = %v, want %v: the article is not indexed yet", got, ids[2:])
	}
	changes, err := g.Outbox(t.Context(), 0, 10)
	if err != nil || len(changes) != 1 {
		t.Fatalf("Outbox = %v, %v; want one change", changes, err)
	}
	if err := g.Indexed(t.Context(), changes[0].Seq); err != nil {
		t.Fatal(err)
	}
	if got := unmarked(); !slices.Equal(got, ids) {
		t.Errorf("Unmarked = %v, want %v", got, ids)
	}
	for i, want := range []string{"new", "known", "Nothing in it."} {
		o, m, err := g.Outcome(t.Context(), ids[i])
		if err != nil || m.Finished.IsZero() || !m.Indexed || m.Told {
			t.Fatalf("Outcome = %+v, %v; want read, indexed, not told", m, err)
		}
		got := "new"
		switch {
		case o.Err != nil:
			got = attache.Explain(o.Err)
		case o.Known:
			got = "known"
		}
		if got != want || (o.Err == nil) != (o.Article.ID == r.Article.ID && len(o.Facts.Attributions) > 0) {
			t.Errorf("Outcome %d = %s of %q, want %s", i, got, o.Article.ID, want)
		}
	}
	if err := g.Told(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	if all, err := db.Unmarked(t.Context(), 0, 1); err != nil || len(all) != 1 || !all[0].Told || all[0].Heard || all[0].Guild != "1" || all[0].Finished.IsZero() {
		t.Errorf("Unmarked = %+v, %v; want the first, told but not heard", all, err)
	}
	if err := g.Heard(t.Context(), ids[0]); err != nil {
		t.Fatal(err)
	}
	if got := unmarked(); !slices.Equal(got, ids[1:]) {
		t.Errorf("Unmarked = %v, want %v", got, ids[1:])
	}
	if err := g.Remove(t.Context(), r.Article.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if o, _, err := g.Outcome(t.Context(), ids[1]); err != nil || !errors.Is(o.Err, attache.ErrNotFound) {
		t.Errorf("Outcome after the article was removed = %+v, %v; want ErrNotFound in it", o, err)
	}
	if err := db.Guild("2").Told(t.Context(), ids[1]); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Told by another guild = %v, want ErrNotFound", err)
	}
	sound(t, db)
}

func setsAside(t *testing.T, db *store.DB) {
	id := submit(t, db, "1", attache.Submission{Text: "poison"})
	if err := db.Refuse(t.Context(), take(t, db, Day), "I could not read it.", "it hung", true); err != nil {
		t.Fatal(err)
	}
	all, why, err := db.SetAside(t.Context(), 10)
	if err != nil || len(all) != 1 || all[0].ID != id || all[0].Text != "" || why[0] != "it hung" {
		t.Fatalf("SetAside = %+v, %q, %v; want the one, without its text", all, why, err)
	}
	submit(t, db, "2", attache.Submission{Text: "waits"})
	if waiting, aside, oldest, err := db.Backlog(t.Context()); err != nil || waiting != 1 || aside != 1 || !oldest.Equal(Day) {
		t.Errorf("Backlog = %d, %d, %v, %v; want one of each", waiting, aside, oldest, err)
	}
	if err := db.Retry(t.Context(), id); err != nil {
		t.Fatal(err)
	}
	if got := take(t, db, Day); got.Submission.Text != "poison" || got.Failures != 0 || got.Try != 2 {
		t.Errorf("taken again = %+v, want all of it and a clean start", got)
	}
	if err := db.Retry(t.Context(), id); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Retry of what is not set aside = %v, want ErrNotFound", err)
	}
}

func handsToIndex(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	a := save(t, g, Sample(1, 400))[0].Article
	b := save(t, g, Sample(2, 400))[0].Article
	save(t, db.Guild("2"), Sample(3, 400))
	show := func(after int64, n int) (out []string, last int64) {
		t.Helper()
		all, err := g.Outbox(t.Context(), after, n)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			what := map[attache.ArticleID]string{a.ID: "a", b.ID: "b"}[c.Article]
			if c.Removed {
				what = "-" + what
			}
			if c.Seq <= last {
				t.Fatalf("Outbox is out of order: %v", all)
			}
			out, last = append(out, what), c.Seq
		}
		return out, last
	}
	got, last := show(0, 10)
	if !slices.Equal(got, []string{"a", "b"}) {
		t.Errorf("Outbox = %v, want a, b", got)
	}
	if got, _ := show(0, 1); !slices.Equal(got, []string{"a"}) {
		t.Errorf("Outbox of one = %v, want a", got)
	}
	if err := g.Remove(t.Context(), a.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if got, _ := show(last, 10); !slices.Equal(got, []string{"-a"}) {
		t.Errorf("Outbox after that = %v, want -a", got)
	}
	save(t, g, Sample(1, 400))
	if got, _ := show(0, 10); !slices.Equal(got, []string{"b", "a"}) {
		t.Errorf("Outbox from the beginning = %v, want each article once", got)
	}
	behind := func(want ...attache.GuildID) {
		t.Helper()
		if got, err := db.Behind(t.Context()); err != nil || !slices.Equal(got, want) {
			t.Errorf("Behind = %v, %v; want %v", got, err, want)
		}
	}
	behind("1", "2")
	_, last = show(0, 10)
	if err := g.Indexed(t.Context(), last); err != nil {
		t.Fatal(err)
	}
	behind("2")
	if err := g.Indexed(t.Context(), 0); err != nil {
		t.Fatal(err)
	}
	behind("1", "2")
	if got, err := db.Guilds(t.Context()); err != nil || !slices.Equal(got, []attache.GuildID{"1", "2"}) {
		t.Errorf("Guilds = %v, %v; want both", got, err)
	}
}
