package storetest

import (
	"errors"
	"strings"
	"testing"

	"attache"
	"attache/store"
)

func knowsCopies(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	report := strings.Repeat("x", 3) + ` The harbour master of Kessin said on Monday that the northern basin would stay closed until the
		dredgers had cleared the channel. Ships bound for Ostrand have to wait outside the breakwater, where a swell of three metres has
		damaged two barges since Friday. The port's council meets tomorrow and is expected to ask the ministry for a second tug. Fishermen
		blocked the road to the fish market in protest against the tax on berths, which was raised twice within a year.`
	add := func(url, outlet, text string) attache.ArticleID {
		t.Helper()
		return save(t, g, attache.Read{Article: attache.Article{URL: url, Outlet: outlet, Text: text, Added: Day}})[0].Article.ID
	}
	first := add("https://wire.example/1", "Wire", report)
	cut := add("https://post.example/1", "Post", report[:len(report)*2/3])
	edited := add("https://star.example/1", "Star", "KESSIN (Wire) "+strings.ReplaceAll(report, "damaged two barges", "sunk a barge")+" Reporting by A. Maren.")
	version := add("https://wire.example/1", "Wire", report+" Corrected: the second tug was asked for last week.")
	add("https://other.example/1", "Other", Sample(4, 900).Article.Text)
	short := add("https://short.example/1", "Short", "The harbour master of Kessin said on Monday.")

	expect := func(id attache.ArticleID, want ...attache.ArticleID) {
		t.Helper()
		got, err := g.Copies(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		ids := map[attache.ArticleID]bool{}
		for _, a := range got {
			if ids[a.ID] = true; a.Text != "" || a.Outlet == "" {
				t.Errorf("a copy is %+v, want it without its text", a)
			}
		}
		for _, w := range want {
			if !ids[w] {
				t.Errorf("%s lacks the copy %s", id, w)
			}
		}
		if len(got) != len(want) {
			t.Errorf("%s has %d copies, want %d", id, len(got), len(want))
		}
	}
	expect(first, cut, edited)
	expect(edited, first, cut, version)
	expect(short)
	if _, err := g.Copies(t.Context(), "0123456789ab"); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Copies of what is not there = %v, want one that wraps ErrNotFound", err)
	}
	if got, err := db.Guild("2").Copies(t.Context(), first); err == nil {
		t.Errorf("another guild sees %v", got)
	}
	if err := g.Remove(t.Context(), edited, "7"); err != nil {
		t.Fatal(err)
	}
	expect(first, cut)
	if err := g.Reread(t.Context(), "v2", []attache.Read{{Article: attache.Article{ID: first, Text: report}}}); err != nil {
		t.Fatal(err)
	}
	expect(first, cut)
	sound(t, db)
}
