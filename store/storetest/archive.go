package storetest

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"attache"
	"attache/store"
)

const pipeline = "v1"

// place gives a sample its id and numbers.
func place(t *testing.T, g *store.Guild, r attache.Read) attache.Read {
	t.Helper()
	a, known, err := g.Place(t.Context(), r.Article)
	if err != nil || known {
		t.Fatalf("Place = known %v, %v; want a new place", known, err)
	}
	r.Article = a
	return Number(r)
}

// save places and saves samples.
func save(t *testing.T, g *store.Guild, samples ...attache.Read) []attache.Read {
	t.Helper()
	for i := range samples {
		samples[i] = place(t, g, samples[i])
	}
	seqs, err := g.Save(t.Context(), pipeline, samples)
	if err != nil || slices.Contains(seqs, 0) || !slices.IsSorted(seqs) {
		t.Fatalf("Save = %v, %v; want all saved", seqs, err)
	}
	return samples
}

func sound(t *testing.T, db *store.DB) {
	t.Helper()
	bad, err := db.Check(t.Context())
	if err != nil || len(bad) > 0 {
		t.Fatalf("Check = %q, %v; want nothing", bad, err)
	}
}

func givesBack(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	r := Sample(1, 3000)
	r.Article.Published = time.Date(2026, 3, 2, 23, 30, 0, 0, time.FixedZone("", -5*3600))
	r.Facts.Attributions[0].Score = 0.123456
	empty := attache.Read{Article: attache.Article{Text: "Nothing is known of it.", Added: Day}, Facts: attache.Facts{Anchor: attache.Anchor{By: attache.ByNothing, Why: "no date"}}}
	for _, want := range save(t, g, r, empty) {
		a, f, err := g.Article(t.Context(), want.Article.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d := cmp.Diff(want, attache.Read{Article: a, Facts: f}); d != "" {
			t.Errorf("Article differs (-saved +read):\n%s", d)
		}
		if got, want := a.Published.Format(time.RFC3339), want.Article.Published.Format(time.RFC3339); got != want {
			t.Errorf("Published = %s, want %s: the day is counted where it appeared", got, want)
		}
	}
	if _, _, err := g.Article(t.Context(), "000000000000"); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Article of an unknown id = %v, want ErrNotFound", err)
	}
	two := []attache.ArticleID{empty.Article.ID, "000000000000", r.Article.ID}
	two[0] = attache.ArticleID(idOf(t, g, empty))
	two[2] = attache.ArticleID(idOf(t, g, r))
	reads, err := g.Reads(t.Context(), two)
	if err != nil || len(reads) != 2 || reads[0].Article.ID != two[0] || reads[1].Article.ID != two[2] {
		t.Errorf("Reads = %d articles, %v; want both in the order asked", len(reads), err)
	}
	sound(t, db)
}

// idOf returns the id of an article that is saved.
func idOf(t *testing.T, g *store.Guild, r attache.Read) attache.ArticleID {
	t.Helper()
	a, known, err := g.Place(t.Context(), r.Article)
	if err != nil || !known {
		t.Fatalf("Place = known %v, %v; want a known article", known, err)
	}
	return a.ID
}

func knowsArticles(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	text := "The commission meets on Friday.\n\n“We ask for two flags,” she said."
	page := attache.Article{URL: "https://a.example/1", Text: text, Added: Day}
	first := save(t, g, attache.Read{Article: page})[0].Article
	for _, tt := range []struct {
		name      string
		url, text string
		known     bool
		revises   attache.ArticleID
	}{
		{"knows the page", "https://a.example/1", text, true, ""},
		{"knows the page with other blanks and quotation marks", "https://a.example/1", "The commission  meets on Friday. \"We ask for two flags,\" she said. ", true, ""},
		{"knows a paste of it", "", text, true, ""},
		{"knows a paste in capitals", "", strings.ToUpper(text), true, ""},
		{"takes the page with another word as a version", "https://a.example/1", strings.Replace(text, "two", "three", 1), false, first.ID},
		{"takes the same text of another outlet as another article", "https://b.example/1", text, false, ""},
		{"takes another text as another article", "", text + " He did not.", false, ""},
		{"does not run words together", "", strings.Replace(text, "two flags", "twoflags", 1), false, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, known, err := g.Place(t.Context(), attache.Article{URL: tt.url, Text: tt.text})
			if err != nil || known != tt.known || a.Revises != tt.revises {
				t.Fatalf("Place = known %v, revises %q, %v; want %v, %q", known, a.Revises, err, tt.known, tt.revises)
			}
			if !a.ID.Valid() || known != (a.ID == first.ID) {
				t.Errorf("Place = id %q, the archived one is %q", a.ID, first.ID)
			}
			if known && a.Text != text {
				t.Errorf("Place gave another text than the archive has: %q", a.Text)
			}
		})
	}
	if _, _, err := g.Place(t.Context(), attache.Article{URL: "https://a.example/2"}); err == nil {
		t.Error("Place took an article without text")
	}
	if a, err := g.At(t.Context(), "https://a.example/1"); err != nil || a.ID != first.ID {
		t.Errorf("At = %q, %v; want %q", a.ID, err, first.ID)
	}
	if _, err := g.At(t.Context(), ""); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("At of no URL = %v, want ErrNotFound", err)
	}
}

func keepsVersions(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	version := func(n int) attache.Read {
		return attache.Read{Article: attache.Article{URL: "https://a.example/1", Text: fmt.Sprintf("Version %d of the page.", n), Added: Day.Add(time.Duration(n) * time.Hour)}}
	}
	v1, v2, v3 := save(t, g, version(1))[0].Article, save(t, g, version(2))[0].Article, save(t, g, version(3))[0].Article
	if v1.Revises != "" || v2.Revises != v1.ID || v3.Revises != v2.ID || v1.ID == v2.ID || v2.ID == v3.ID {
		t.Fatalf("versions %s, %s revises %q, %s revises %q; want a chain", v1.ID, v2.ID, v2.Revises, v3.ID, v3.Revises)
	}
	if id := idOf(t, g, version(2)); id != v2.ID {
		t.Errorf("the page turned back is %s, want its old version %s", id, v2.ID)
	}
	if a, err := g.At(t.Context(), "https://a.example/1"); err != nil || a.ID != v3.ID {
		t.Errorf("At = %s, %v; want the newest version %s", a.ID, err, v3.ID)
	}
	if err := g.Remove(t.Context(), v2.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if a, _, err := g.Article(t.Context(), v3.ID); err != nil || a.Revises != v1.ID {
		t.Errorf("after the middle was removed the last revises %q, %v; want the first", a.Revises, err)
	}
	// The very text of a version that is gone comes back under its old id.
	if back := save(t, g, version(2))[0].Article; back.ID != v2.ID {
		t.Errorf("a version that was removed came back as %s, want %s", back.ID, v2.ID)
	}
	sound(t, db)
}

func savesAllOrNothing(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	good, twin, bad := Placed(1, 800), Placed(1, 800), Placed(2, 800)
	seqs, err := g.Save(t.Context(), pipeline, []attache.Read{good, twin})
	if err != nil || seqs[0] == 0 || seqs[1] != 0 {
		t.Fatalf("Save of twins = %v, %v; want the first alone", seqs, err)
	}
	bad.Facts.Events[0].Ref = ""
	if _, err := g.Save(t.Context(), pipeline, []attache.Read{Placed(3, 800), bad}); err == nil {
		t.Fatal("Save took a fact without a number")
	}
	if _, err := g.Save(t.Context(), pipeline, []attache.Read{{Article: attache.Article{Text: "no id"}}}); err == nil {
		t.Fatal("Save took an article without an id")
	}
	stats, err := g.Stats(t.Context())
	if err != nil || stats.Articles != 1 {
		t.Fatalf("Stats = %+v, %v; want the one article that was saved", stats, err)
	}
	sound(t, db)
}

func listsArticles(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	var want []attache.ArticleID
	for i := range 7 {
		want = append(want, save(t, g, Sample(i, 500))[0].Article.ID)
	}
	slices.Reverse(want)
	var got []attache.ArticleID
	for offset := 0; offset < 9; offset += 3 {
		page, total, err := g.Articles(t.Context(), offset, 3)
		if err != nil || total != 7 {
			t.Fatalf("Articles = %d of %d, %v; want 7 in all", len(page), total, err)
		}
		for _, a := range page {
			got = append(got, a.ID)
		}
	}
	if !slices.Equal(got, want) {
		t.Errorf("Articles = %v, want %v", got, want)
	}
}

func cites(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	two := save(t, g, Sample(1, 1500), Sample(2, 1500))
	a, b := two[0], two[1]
	refs := []attache.Ref{b.Facts.Conditions[0].Ref, a.Facts.Attributions[1].Ref, "000000000000#s1", a.Facts.Attributions[0].Ref + "99",
		attache.Ref(b.Article.ID), "nonsense", attache.Ref(a.Article.ID) + "#s", a.Facts.Events[0].Ref}
	want := []attache.Cited{
		{Ref: refs[0], Article: b.Article, Condition: &b.Facts.Conditions[0], Voiced: &b.Facts.Attributions[1]},
		{Ref: refs[1], Article: a.Article, Attribution: &a.Facts.Attributions[1]},
		{Ref: refs[4], Article: b.Article},
		{Ref: refs[7], Article: a.Article, Event: &a.Facts.Events[0]},
	}
	got, err := g.Cite(t.Context(), refs)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("Cite differs (-want +got):\n%s", d)
	}
	if err := g.Remove(t.Context(), a.Article.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if got, err := g.Cite(t.Context(), refs); err != nil || len(got) != 2 {
		t.Errorf("after one article was removed Cite = %d, %v; want the 2 of the other", len(got), err)
	}
	if err := g.Remove(t.Context(), a.Article.ID, "7"); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Remove of what is gone = %v, want ErrNotFound", err)
	}
}
