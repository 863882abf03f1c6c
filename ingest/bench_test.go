package ingest_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"attache"
	"attache/extract"
	"attache/index"
	"attache/ingest"
	"attache/readable"
	"attache/sample"
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

// cpu is what the process has used of the processors; on a busy machine it says more than the time.
func cpu(b *testing.B) time.Duration {
	b.Helper()
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		b.Fatal(err)
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// reports are n articles of about 4 kB, put together from the sample articles in ever other order.
func reports(b *testing.B, n int) (all []attache.Submission) {
	b.Helper()
	files, err := sample.Articles()
	if err != nil {
		b.Fatal(err)
	}
	for i := range n {
		var text strings.Builder
		fmt.Fprintf(&text, "Report number %d of the corridor\n", i)
		for k := i; text.Len() < 3800; k = (k*7 + 3) % len(files) {
			text.WriteString("\n")
			text.Write(files[k%len(files)].Bytes)
		}
		all = append(all, attache.Submission{Text: text.String(), Outlet: "News", Published: storetest.Day.AddDate(0, 0, i%300)})
	}
	return all
}

// BenchmarkEndToEnd is what "attache ingest" does with a folder of articles of 4 kB: the real reader,
// extractor, store and index.
func BenchmarkEndToEnd(b *testing.B) {
	const articles = 1000
	all := reports(b, articles)
	pipeline, err := extract.New(extract.Options{})
	if err != nil {
		b.Fatal(err)
	}
	facts, bytes := 0, 0
	var used time.Duration
	for b.Loop() {
		b.StopTimer()
		set, err := index.Open(b.TempDir(), index.Options{})
		if err != nil {
			b.Fatal(err)
		}
		n := open(b, func(o *ingest.Options) {
			o.Index, o.Read, o.Extract = set, readable.Reader{}, pipeline.Extract
		})
		facts, bytes = 0, 0
		used -= cpu(b)
		b.StartTimer()
		if err := n.Bulk(b.Context(), "1", slices.Values(all), func(o attache.Outcome) {
			if o.Err != nil || o.Known {
				b.Error(show(o))
			}
			bytes += len(o.Article.Text)
			facts += len(o.Facts.Attributions) + len(o.Facts.Events) + len(o.Facts.Conditions)
		}); err != nil {
			b.Fatal(err)
		}
		b.StopTimer()
		used += cpu(b)
		if err := set.Close(); err != nil {
			b.Fatal(err)
		}
		b.StartTimer()
	}
	b.SetBytes(int64(bytes))
	b.ReportMetric(float64(used.Microseconds())/float64(articles*b.N)/1000, "cpu-ms/article")
	b.ReportMetric(float64(articles)*float64(b.N)/b.Elapsed().Seconds(), "articles/s")
	b.ReportMetric(float64(facts)/articles, "facts/article")
}

// BenchmarkExtractAlone is the part of BenchmarkEndToEnd that is extraction, on one core.
func BenchmarkExtractAlone(b *testing.B) {
	pipeline, err := extract.New(extract.Options{})
	if err != nil {
		b.Fatal(err)
	}
	all := reports(b, 50)
	i := 0
	for b.Loop() {
		a := attache.Article{ID: "000000000000", Text: all[i%50].Text, Published: all[i%50].Published}
		b.SetBytes(int64(len(a.Text)))
		pipeline.Extract(a)
		i++
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
	n := open(b, func(o *ingest.Options) { o.Waiting = 1 << 30; o.Listeners = nil })
	for i := range b.N {
		if _, err := n.Submit(b.Context(), attache.Submission{Guild: "1", Text: fmt.Sprintf("Text number %d.", i)}); err != nil {
			b.Fatal(err)
		}
	}
	b.ResetTimer()
	stop := n.run(b)
	for range b.N {
		n.teller.next(b)
	}
	b.StopTimer()
	stop()
}
