package storetest

import (
	"errors"
	"fmt"
	"slices"
	"testing"

	"attache"
	"attache/store"
)

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
