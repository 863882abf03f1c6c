package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"attache"
	"attache/ingest"
)

func TestBulk(t *testing.T) {
	n := open(t, nil)
	n.pages["https://a.example/1"] = words
	all := texts(400)
	all[10] = all[9]                             // twice in one batch
	all[20] = attache.Submission{Text: "BINARY"} // refused
	all[30] = attache.Submission{Text: "PANIC"}  // a fault of ours
	all[40] = attache.Submission{Text: " "}      // nothing
	all[50] = attache.Submission{URL: "https://a.example/1"}
	all[350] = all[51] // twice in two batches
	var got []attache.Outcome
	if err := n.Bulk(t.Context(), "1", slices.Values(all), func(o attache.Outcome) { got = append(got, o) }); err != nil {
		t.Fatal(err)
	}
	if len(got) != len(all) {
		t.Fatalf("told of %d, want %d", len(got), len(all))
	}
	want := map[int]string{
		10: "known: Title 9", 20: "refused: That is no text.", 30: "refused: Something went wrong on my side.", 40: "refused: There is no text,",
		50: "archived: Title of https://a.example/1, 2 statements", 350: "known: Title 51",
	}
	for i, o := range got {
		w := want[i]
		if w == "" {
			w = fmt.Sprintf("archived: Title %d, 1 statements", i)
		}
		if !strings.HasPrefix(show(o), w) {
			t.Errorf("%d was %s, want %s", i, show(o), w)
		}
	}
	s, err := n.db.Guild("1").Stats(t.Context())
	if err != nil || s.Articles != 395 || s.Unindexed != 0 || s.Waiting != 0 {
		t.Errorf("Stats = %+v, %v; want 395 articles, all indexed", s, err)
	}
	if got := n.index.has("1"); !slices.Equal(got, archived(t, n, "1")) {
		t.Errorf("the index has %d articles, the archive others", len(got))
	}
	for id, puts := range n.index.guilds["1"].puts {
		if puts != 1 {
			t.Errorf("article %s was indexed %d times", id, puts)
		}
	}
	if bad, err := n.db.Check(t.Context()); err != nil || len(bad) > 0 {
		t.Errorf("Check = %v, %v", bad, err)
	}
	n.teller.nothing(t)

	// The same again, as after an interruption: nothing is archived twice.
	known := 0
	if err := n.Bulk(t.Context(), "1", slices.Values(all), func(o attache.Outcome) {
		if o.Known && len(o.Facts.Attributions) > 0 {
			known++
		}
	}); err != nil || known != 397 {
		t.Errorf("again: %d known, %v; want 397", known, err)
	}
}

func TestBulkKeepsVersionsApart(t *testing.T) {
	n := open(t, func(o *ingest.Options) {
		o.Fetch = fetcher(func(url string) (attache.Article, error) {
			page, version, _ := strings.Cut(url, "#")
			return attache.Article{URL: page, Title: "v" + version, Text: "Version " + version + " of the page."}, nil
		})
	})
	var all []attache.Submission
	for _, v := range []string{"1", "2", "1", "3"} {
		all = append(all, attache.Submission{URL: "https://a.example/1#" + v})
	}
	var got []string
	if err := n.Bulk(t.Context(), "1", slices.Values(all), func(o attache.Outcome) { got = append(got, show(o)) }); err != nil {
		t.Fatal(err)
	}
	known := 0
	for _, g := range got {
		if strings.HasPrefix(g, "known") {
			known++
		}
	}
	if articles := archived(t, n, "1"); len(articles) != 3 || known != 1 {
		t.Errorf("archived %d versions: %v; want three and one known", len(articles), got)
	}
}

type fetcher func(url string) (attache.Article, error)

func (f fetcher) Fetch(_ context.Context, url string) (attache.Article, error) { return f(url) }

func TestBulkStops(t *testing.T) {
	n := open(t, nil)
	ctx, cancel := context.WithCancel(t.Context())
	handed := 0
	err := n.Bulk(ctx, "1", func(yield func(attache.Submission) bool) {
		for _, s := range texts(5000) {
			if handed++; handed == 700 {
				cancel()
			}
			if !yield(s) {
				return
			}
		}
	}, nil)
	if !errors.Is(err, context.Canceled) || handed > 800 {
		t.Errorf("Bulk = %v after %d submissions, want it to stop when it is told to", err, handed)
	}
	if got := len(archived(t, n, "1")); got%150 != 0 {
		t.Errorf("%d are archived, want whole batches", got)
	}
	n.index.fail = func([]attache.Read) error { return errors.New("disk is full") }
	if err := n.Bulk(t.Context(), "1", slices.Values(texts(1000)), nil); err == nil || !strings.Contains(err.Error(), "disk is full") {
		t.Errorf("Bulk over a full disk = %v, want the reason", err)
	}
}

func TestReread(t *testing.T) {
	n := open(t, nil)
	if err := n.Bulk(t.Context(), "1", slices.Values(texts(230)), nil); err != nil {
		t.Fatal(err)
	}
	if err := n.Bulk(t.Context(), "2", slices.Values(texts(3)), nil); err != nil {
		t.Fatal(err)
	}
	id := archived(t, n, "1")[0]
	var extracted atomic.Int64
	better, err := ingest.New(ingest.Options{
		Queue: n.db, Guild: func(id attache.GuildID) ingest.Archive { return n.db.Guild(id) }, Index: n.index, Fetch: n.pages, Read: plain{}, Pipeline: "v2", Log: n.Log,
		Extract: func(a attache.Article) attache.Facts {
			extracted.Add(1)
			if a.Title == "Title 7" {
				panic("the new one has a fault")
			}
			f := takeFacts(a)
			f.Attributions = append([]attache.Attribution{{Ref: attache.NewRef(a.ID, attache.KindAttribution, 1), Content: []attache.Span{{Start: 0, End: 5}}}}, f.Attributions...)
			f.Attributions[1].Ref = attache.NewRef(a.ID, attache.KindAttribution, 2)
			return f
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	var done int
	if err := better.Reread(t.Context(), func(d int) { done = d }); err != nil || done != 233 {
		t.Fatalf("Reread = %d done, %v; want all 233", done, err)
	}
	a, f, err := n.db.Guild("1").Article(t.Context(), id)
	if err != nil || len(f.Attributions) != 2 || f.Attributions[1].Ref != attache.NewRef(id, attache.KindAttribution, 1) {
		t.Errorf("Article = %+v, %v; want two statements, the old one under its old ref", f.Attributions, err)
	}
	if got := n.index.guilds["1"].docs[a.ID]; len(got.Facts.Attributions) != 2 || n.index.guilds["1"].puts[a.ID] != 2 {
		t.Errorf("the index has %d statements, want the new ones", len(got.Facts.Attributions))
	}
	if unindexed(t, n) != 0 {
		t.Errorf("%d articles are not indexed", unindexed(t, n))
	}
	before := extracted.Load()
	if err := better.Reread(t.Context(), nil); err != nil || extracted.Load()-before != 1 {
		t.Errorf("Reread again read %d articles, %v; want the one that failed", extracted.Load()-before, err)
	}
}
