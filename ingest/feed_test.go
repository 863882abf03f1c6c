package ingest_test

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"testing/synctest"

	"attache"
)

// texts are n submissions that differ.
func texts(n int) (all []attache.Submission) {
	for i := range n {
		all = append(all, attache.Submission{Text: fmt.Sprintf("Title %d\n\nLena Maren said thing %d holds.", i, i)})
	}
	return all
}

// archived lists the ids a guild has archived, sorted.
func archived(t *testing.T, n *newsroom, guild attache.GuildID) (ids []attache.ArticleID) {
	t.Helper()
	all, _, err := n.db.Guild(guild).Articles(t.Context(), 0, 10_000)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range all {
		ids = append(ids, a.ID)
	}
	slices.Sort(ids)
	return ids
}

func unindexed(t *testing.T, n *newsroom) int {
	t.Helper()
	s, err := n.db.Guild("1").Stats(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s.Unindexed
}

func TestIndexGrowsBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, nil)
		if err := n.Bulk(t.Context(), "1", slices.Values(texts(250)), nil); err != nil {
			t.Fatal(err)
		}
		want := archived(t, n, "1")
		if err := n.db.Guild("1").Remove(t.Context(), want[0], "7"); err != nil {
			t.Fatal(err)
		}
		want = want[1:]
		delete(n.index.guilds, "1") // the folder was deleted while nobody looked
		stop := n.run(t)
		synctest.Wait()
		if got := n.index.has("1"); !slices.Equal(got, want) || unindexed(t, n) != 0 {
			t.Errorf("the index has %d articles and %d are missing, want all %d that are left", len(got), unindexed(t, n), len(want))
		}
		stop()
	})
}

func TestIndexFollowsRemoval(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, nil)
		if err := n.Bulk(t.Context(), "1", slices.Values(texts(3)), nil); err != nil {
			t.Fatal(err)
		}
		n.run(t)
		ids := archived(t, n, "1")
		if err := n.db.Guild("1").Remove(t.Context(), ids[1], "7"); err != nil {
			t.Fatal(err)
		}
		o := n.await(t, attache.Submission{Text: "One more, so that the index is fed."})
		want := append(slices.Clone(ids[:1]), ids[2], o.Article.ID)
		slices.Sort(want)
		if got := n.index.has("1"); !slices.Equal(got, want) {
			t.Errorf("the index has %v, want %v", got, want)
		}
	})
}

// An article the index cannot take holds up none that come after it.
func TestIndexRefusesOne(t *testing.T) {
	n := open(t, nil)
	n.index.fail = func(put []attache.Read) error {
		for _, r := range put {
			if r.Article.Title == "Title 70" {
				return errors.New("cannot")
			}
		}
		return nil
	}
	if err := n.Bulk(t.Context(), "1", slices.Values(texts(120)), nil); err != nil {
		t.Fatal(err)
	}
	if got := len(n.index.has("1")); got != 119 || unindexed(t, n) != 0 {
		t.Errorf("the index has %d articles and %d are missing, want all but one", got, unindexed(t, n))
	}
}

// An index that is out of order is asked again, and nothing is marked as indexed meanwhile.
func TestIndexOutOfOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := open(t, nil)
		failures := 0
		n.index.fail = func([]attache.Read) error {
			if failures++; failures < 20 {
				return errors.New("disk is full")
			}
			return nil
		}
		n.run(t)
		n.submit(t, attache.Submission{Text: words})
		synctest.Wait()
		if got := unindexed(t, n); got != 1 {
			t.Errorf("%d are missing in the index, want the one that was not taken", got)
		}
		n.teller.nothing(t) // what cannot be found is not told yet
		n.teller.next(t)
		if got := len(n.index.has("1")); got != 1 {
			t.Errorf("the index has %d articles when the outcome is told, want 1", got)
		}
	})
}

// An index that begins anew between two puts is fed from its beginning.
func TestIndexLostWhileFeeding(t *testing.T) {
	n := open(t, nil)
	lost := false
	n.index.fail = func(put []attache.Read) error {
		if g := n.index.guilds["1"]; !lost && g != nil && len(g.docs) >= 200 {
			lost = true
			delete(n.index.guilds, "1")
		}
		if lost && n.index.guilds["1"] == nil && len(put) < 100 {
			return errors.New("began anew; read the checkpoint")
		}
		return nil
	}
	if err := n.Bulk(t.Context(), "1", slices.Values(texts(340)), nil); err != nil {
		t.Fatal(err)
	}
	if err := n.Feed(t.Context(), "1"); err != nil {
		t.Fatal(err)
	}
	if got := len(n.index.has("1")); !lost || got != 340 {
		t.Errorf("the index has %d articles (lost %v), want all 340", got, lost)
	}
}
