package storetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"attache"
	"attache/store"
)

func counts(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	if s, err := g.Stats(t.Context()); err != nil || s != (attache.Stats{}) {
		t.Fatalf("Stats of an empty archive = %+v, %v", s, err)
	}
	var want attache.Stats
	for i := range 5 {
		r := save(t, g, Sample(i, 2000))[0]
		want.Articles++
		want.Attributions += len(r.Facts.Attributions)
		want.Events += len(r.Facts.Events)
		want.Conditions += len(r.Facts.Conditions)
		want.Newest = r.Article.Published
	}
	undated := attache.Read{Article: attache.Article{Text: "Nobody says when.", Added: Day.AddDate(1, 0, 0)}}
	save(t, g, undated)
	want.Articles++
	want.Outlets, want.Unindexed, want.Waiting = 5, 6, 1 // what is undated is never the newest
	if _, _, err := g.Submit(t.Context(), attache.Submission{Text: "x", At: Day}, 10); err != nil {
		t.Fatal(err)
	}
	if s, err := g.Stats(t.Context()); err != nil || s != want {
		t.Fatalf("Stats = %+v, %v; want %+v", s, err, want)
	}
	changes, err := g.Outbox(t.Context(), 0, 4)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Indexed(t.Context(), changes[3].Seq); err != nil {
		t.Fatal(err)
	}
	if s, err := g.Stats(t.Context()); err != nil || s.Unindexed != 2 {
		t.Fatalf("after 4 were indexed Stats = %+v, %v; want 2 unindexed", s, err)
	}
}

// staysSound adds, removes and rereads at random and lets Check judge.
func staysSound(t *testing.T, db *store.DB) {
	rnd := rand.New(rand.NewPCG(1, 2))
	archive := map[attache.GuildID]map[attache.ArticleID]attache.Read{"1": {}, "2": {}}
	for step := range 120 {
		id := []attache.GuildID{"1", "2"}[rnd.IntN(2)]
		g, have := db.Guild(id), archive[id]
		ids := make([]attache.ArticleID, 0, len(have))
		for a := range have {
			ids = append(ids, a)
		}
		slices.Sort(ids)
		switch {
		case len(ids) > 0 && rnd.IntN(3) == 0:
			gone := ids[rnd.IntN(len(ids))]
			if err := g.Remove(t.Context(), gone, "7"); err != nil {
				t.Fatal(err)
			}
			delete(have, gone)
		case len(ids) > 0 && rnd.IntN(3) == 0:
			r := have[ids[rnd.IntN(len(ids))]]
			f := r.Facts
			f.Attributions = slices.Clone(f.Attributions)[rnd.IntN(len(f.Attributions)):]
			f.Entities = slices.Clone(f.Entities)[rnd.IntN(len(f.Entities)):]
			r.Facts = f
			r = Number(r)
			if err := g.Reread(t.Context(), fmt.Sprint("v", step), []attache.Read{r}); err != nil {
				t.Fatal(err)
			}
		default:
			n := rnd.IntN(40)
			a, known, err := g.Place(t.Context(), Sample(n, 900).Article)
			if err != nil {
				t.Fatal(err)
			}
			if known == (have[a.ID].Article.ID == "") {
				t.Fatalf("step %d: Place says known %v of %s", step, known, a.ID)
			}
			if !known {
				have[a.ID] = save(t, g, Sample(n, 900))[0]
			}
		}
	}
	sound(t, db)
	for id, have := range archive {
		changes, err := db.Guild(id).Outbox(t.Context(), 0, 1000)
		if err != nil {
			t.Fatal(err)
		}
		n := 0
		for _, c := range changes {
			if _, there := have[c.Article]; there == c.Removed {
				t.Errorf("guild %s: the outbox says of %s removed %v, the archive that it has it: %v", id, c.Article, c.Removed, there)
			}
			if !c.Removed {
				n++
			}
		}
		if n != len(have) {
			t.Errorf("guild %s: the outbox has %d articles, want %d", id, n, len(have))
		}
	}
}
