package ingest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"attache"
	"attache/index"
	"attache/ingest"
	"attache/store/storetest"
)

// bulkTexts are n articles of 4 kB as texts, and what an extractor would find in each.
func bulkTexts(n int) (all []attache.Submission, facts map[string]attache.Facts) {
	facts = map[string]attache.Facts{}
	for i := range n {
		r := storetest.Sample(i, 4000)
		facts[r.Article.Text] = r.Facts
		all = append(all, attache.Submission{Text: r.Article.Text, Published: r.Article.Published, Outlet: r.Article.Outlet})
	}
	return all, facts
}

// BenchmarkBulk measures everything but the extraction: 2 000 articles of 4 kB with 40 facts each, read,
// placed, saved and indexed by bleve.
func BenchmarkBulk(b *testing.B) {
	const articles = 2000
	all, facts := bulkTexts(articles)
	for _, tt := range []struct {
		name string
		bare bool
	}{{"bleve", false}, {"store alone", true}} {
		b.Run(tt.name, func(b *testing.B) {
			for b.Loop() {
				b.StopTimer()
				set, err := index.Open(b.TempDir(), index.Options{})
				if err != nil {
					b.Fatal(err)
				}
				n := open(b, func(o *ingest.Options) {
					if !tt.bare {
						o.Index = set
					}
					o.Extract = func(a attache.Article) attache.Facts {
						r := attache.Read{Article: a, Facts: facts[a.Text]}
						r.Facts.Attributions = slices.Clone(r.Facts.Attributions)
						r.Facts.Events = slices.Clone(r.Facts.Events)
						r.Facts.Conditions = slices.Clone(r.Facts.Conditions)
						return storetest.Number(r).Facts
					}
				})
				b.StartTimer()
				if err := n.Bulk(b.Context(), "1", slices.Values(all), nil); err != nil {
					b.Fatal(err)
				}
				b.StopTimer()
				if err := set.Close(); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
			b.SetBytes(articles * 4000)
			b.ReportMetric(float64(articles)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkSubmit is what a person waits for before the acknowledgement.
func BenchmarkSubmit(b *testing.B) {
	n := open(b, func(o *ingest.Options) { o.Waiting = 1 << 30 })
	text := strings.Repeat("word ", 800)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Submit(context.Background(), attache.Submission{Guild: "1", Text: text}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkAwait is a submission from hand to answer, through the queue, over a bleve index.
func BenchmarkAwait(b *testing.B) {
	set, err := index.Open(b.TempDir(), index.Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer set.Close()
	n := open(b, func(o *ingest.Options) { o.Index = set })
	stop := n.run(b)
	defer stop()
	i := 0
	for b.Loop() {
		i++
		n.await(b, attache.Submission{Text: fmt.Sprintf("Title %d\n\nLena Maren said %s.", i, strings.Repeat("a word ", 500))})
	}
}

// BenchmarkQueue is the throughput of the queue: small texts handed in and read, one transaction
// each for submitting, taking and keeping.
func BenchmarkQueue(b *testing.B) {
	n := open(b, func(o *ingest.Options) { o.Waiting = 1 << 30; o.Teller = nil; o.Listeners = nil })
	i := 0
	for b.Loop() {
		i++
		if _, err := n.Submit(b.Context(), attache.Submission{Guild: "1", Text: fmt.Sprintf("Text number %d.", i)}); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	stop := n.run(b)
	for {
		s, err := n.db.Guild("1").Stats(b.Context())
		if err != nil {
			b.Fatal(err)
		}
		if s.Waiting == 0 && s.Unindexed == 0 {
			break
		}
	}
	b.ReportMetric(float64(i)/b.Elapsed().Seconds(), "tasks/s")
	stop()
}
