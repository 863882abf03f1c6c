package store_test

import (
	"errors"
	"fmt"
	"path/filepath"
	"testing"

	"attache"
	"attache/store"
	"attache/store/storetest"
)

// samples returns n articles of 4 kB from the given number on, with some 40 facts each.
func samples(from, n int) (all []attache.Read) {
	for i := range n {
		all = append(all, storetest.Placed(from+i, 4000))
	}
	return all
}

func BenchmarkSubmit(b *testing.B) {
	g := open(b).Guild("1")
	text := samples(0, 1)[0].Article.Text
	b.ReportAllocs()
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, err := g.Submit(b.Context(), attache.Submission{Text: text, At: storetest.Day}, 1<<30); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkSave(b *testing.B) {
	for _, batch := range []int{1, 150} {
		b.Run(fmt.Sprint(batch), func(b *testing.B) {
			g := open(b).Guild("1")
			b.ReportAllocs()
			n := 0
			for b.Loop() {
				b.StopTimer()
				reads := samples(n, batch)
				n += batch
				b.StartTimer()
				if _, err := g.Save(b.Context(), "v1", reads); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "articles/s")
		})
	}
}

// BenchmarkOpen opens an archive of 2 000 articles and asks the first question.
func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "a.db")
	fill := func(reads []attache.Read) error {
		db, err := store.Open(b.Context(), path)
		if err != nil {
			return err
		}
		if reads != nil {
			_, err = db.Guild("1").Save(b.Context(), "v1", reads)
		} else {
			_, err = db.Guild("1").Stats(b.Context())
		}
		return errors.Join(err, db.Close())
	}
	if err := fill(samples(0, 2000)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if err := fill(nil); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkTextHash(b *testing.B) {
	text := samples(0, 1)[0].Article.Text
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		store.TextHash(text)
	}
}

// BenchmarkRead asks an archive of 10 000 articles what commands ask.
func BenchmarkRead(b *testing.B) {
	db := open(b)
	g := db.Guild("1")
	var refs []attache.Ref
	for from := 0; from < 10_000; from += 500 {
		reads := samples(from, 500)
		if _, err := g.Save(b.Context(), "v1", reads); err != nil {
			b.Fatal(err)
		}
		refs = append(refs, reads[7].Facts.Attributions[3].Ref)
	}
	one := refs[5].Article()
	for name, ask := range map[string]func() error{
		"Speakers/all":  func() error { _, err := g.Speakers(b.Context(), "", 25); return err },
		"Speakers/few":  func() error { _, err := g.Speakers(b.Context(), "maren l", 25); return err },
		"Speakers/none": func() error { _, err := g.Speakers(b.Context(), "zzz", 25); return err },
		"Parties/none":  func() error { _, err := g.Parties(b.Context(), "zzz", 25); return err },
		"Outlets":       func() error { _, err := g.Outlets(b.Context(), "", 25); return err },
		"Titles/all":    func() error { _, err := g.Titles(b.Context(), "", 25); return err },
		"Titles/none":   func() error { _, err := g.Titles(b.Context(), "zzz", 25); return err },
		"Stats":         func() error { _, err := g.Stats(b.Context()); return err },
		"Cite/20":       func() error { _, err := g.Cite(b.Context(), refs); return err },
		"Article":       func() error { _, _, err := g.Article(b.Context(), one); return err },
		"Articles/10":   func() error { _, _, err := g.Articles(b.Context(), 0, 10); return err },
		"Reads/20": func() error {
			ids := make([]attache.ArticleID, len(refs))
			for i, r := range refs {
				ids[i] = r.Article()
			}
			_, err := g.Reads(b.Context(), ids)
			return err
		},
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
