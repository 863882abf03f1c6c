package index

import (
	"context"
	"fmt"
	"io/fs"
	"math/rand"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"syscall"
	"testing"
	"time"

	"attache"
)

// news returns n articles of 4 kB with 15 facts each: words of a made-up vocabulary of 30 000 by
// Zipf's law, four in ten of them stop words, one article every 97 minutes, 150 outlets.
func news(n int) []attache.Read {
	r := rand.New(rand.NewSource(1))
	z := rand.NewZipf(r, 1.07, 3, 30_000)
	syllables := strings.Fields("ka ro min ter al ver son di pre con tion ing sta ble er an ti mo lu gen")
	vocabulary := make([]string, 30_001)
	for i := range vocabulary {
		for range 2 + r.Intn(3) {
			vocabulary[i] += syllables[r.Intn(len(syllables))]
		}
	}
	stop := strings.Fields("the of and to in a that is was for on with as by at from it be are this")
	who := func() attache.Mention {
		i := int(z.Uint64()) % 2000
		name := vocabulary[i] + " " + vocabulary[i+1]
		return attache.Mention{Entity: attache.NewEntityID(name), Name: name}
	}
	var all []attache.Read
	for i := range n {
		var text strings.Builder
		var sentences []attache.Span
		for text.Len() < 4000 {
			start := text.Len()
			for range 15 + r.Intn(15) {
				if r.Intn(10) < 4 {
					text.WriteString(stop[r.Intn(len(stop))])
				} else {
					text.WriteString(vocabulary[z.Uint64()])
				}
				text.WriteByte(' ')
			}
			sentences = append(sentences, attache.Span{Start: start, End: text.Len() - 1})
			text.WriteString(". ")
		}
		id := attache.NewArticleID(fmt.Sprint(i))
		at := time.Date(2029, 1, 1, 0, 97*i, 0, 0, time.UTC)
		a := attache.Article{ID: id, Outlet: fmt.Sprint("Outlet ", r.Intn(150)), Title: text.String()[:60],
			Text: text.String(), Published: at, Added: at.Add(time.Hour)}
		var f attache.Facts
		extent := func() attache.Span { return sentences[r.Intn(len(sentences))] }
		for k := range 9 {
			f.Attributions = append(f.Attributions, attache.Attribution{Ref: attache.NewRef(id, "s", k+1), Source: who(),
				Extent: extent(), Form: attache.Indirect, Act: attache.ActSay})
		}
		for k := range 5 {
			f.Events = append(f.Events, attache.Event{Ref: attache.NewRef(id, "e", k+1), Who: []attache.Mention{who(), who()},
				Extent: extent(), Status: attache.Happened, When: attache.Timex{Value: at.AddDate(0, 0, -r.Intn(30)).Format("2006-01-02")}})
		}
		f.Conditions = append(f.Conditions, attache.Condition{Ref: attache.NewRef(id, "c", 1), Holder: who(), Addressee: who(),
			Extent: extent(), Status: attache.Open})
		all = append(all, attache.Read{Article: a, Facts: f})
	}
	return all
}

func cpu() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

func size(dir string) (n int64) {
	_ = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if info, e := d.Info(); err == nil && e == nil && d.Type().IsRegular() {
			n += info.Size()
		}
		return nil
	})
	return n
}

// anonymous returns the memory of this process that is not a mapped file, or 0 where that is not told.
func anonymous() (bytes int64) {
	debug.FreeOSMemory()
	status, _ := os.ReadFile("/proc/self/status")
	for _, line := range strings.Split(string(status), "\n") {
		if _, err := fmt.Sscanf(line, "RssAnon: %d kB", &bytes); err == nil {
			return bytes << 10
		}
	}
	return 0
}

// BenchmarkPut puts 4 000 articles in puts of 200.
func BenchmarkPut(b *testing.B) {
	reads := news(4000)
	b.SetBytes(int64(len(reads) * 4000))
	b.ReportAllocs()
	for b.Loop() {
		b.StopTimer()
		dir := b.TempDir()
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Checkpoint(b.Context(), "41"); err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		b.StartTimer()
		start, used := time.Now(), cpu()
		for i := 0; i < len(reads); i += 200 {
			if err := s.Put(b.Context(), "41", int64(i+1), reads[i:i+200], nil); err != nil {
				b.Fatal(err)
			}
		}
		n := float64(len(reads))
		b.ReportMetric(n/time.Since(start).Seconds(), "articles/s")
		b.ReportMetric(float64((cpu()-used).Microseconds())/n, "µs-CPU/article")
		b.StopTimer()
		s.Close()
		b.ReportMetric(float64(size(dir))/n, "B/article")
		b.StartTimer()
	}
}

// library returns a folder with 10 000 articles.
func library(b *testing.B, reads []attache.Read) string {
	dir := b.TempDir()
	s, err := Open(dir, Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Checkpoint(b.Context(), "41"); err != nil {
		b.Fatal(err)
	}
	for i := 0; i < len(reads); i += 500 {
		if err := s.Put(b.Context(), "41", int64(i+1), reads[i:i+500], nil); err != nil {
			b.Fatal(err)
		}
	}
	return dir
}

func BenchmarkSearch(b *testing.B) {
	reads := news(10_000)
	s, err := Open(library(b, reads), Options{})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	g, _ := s.Guild("41")
	// Words by how many articles have them: one in fifty, and nearly all.
	in := map[string]int{}
	for _, r := range reads[:1000] {
		seen := map[string]bool{}
		for _, w := range strings.Fields(r.Article.Text) {
			if !seen[w] {
				seen[w] = true
				in[w]++
			}
		}
	}
	text := strings.Fields(reads[5000].Article.Text)
	var some []string
	common := ""
	for _, w := range text {
		switch n := in[w]; {
		case len(w) > 4 && n >= 10 && n <= 40:
			some = append(some, w)
		case len(w) > 4 && n > 900:
			common = w
		}
	}
	phrase := func() string {
		for i := range text {
			if len(text[i]) > 4 && len(text[i+1]) > 4 && len(text[i+2]) > 4 {
				return `"` + strings.Join(text[i:i+3], " ") + `"`
			}
		}
		return ""
	}()
	day := time.Date(2030, 1, 1, 0, 0, 0, 0, time.UTC)
	speaker := reads[77].Facts.Attributions[0].Source.Entity
	for _, bb := range []struct {
		name  string
		query attache.Query
	}{
		{"term", attache.Query{Words: some[0]}},
		{"term in every article", attache.Query{Words: common}},
		{"two terms", attache.Query{Words: some[0] + " " + some[1]}},
		{"two common terms", attache.Query{Words: common + " " + some[0]}},
		{"term in statements", attache.Query{Words: some[0], Kind: attache.KindAttribution}},
		{"phrase", attache.Query{Words: phrase}},
		{"prefix", attache.Query{Words: some[0][:4] + "*"}},
		{"term, outlet and month", attache.Query{Words: some[0], Outlet: "outlet 3", From: day, To: day.AddDate(0, 1, 0)}},
		{"statements of a speaker", attache.Query{Kind: attache.KindAttribution, Source: speaker}},
		{"newest articles", attache.Query{}},
		{"newest statements", attache.Query{Kind: attache.KindAttribution}},
		{"oldest events", attache.Query{Kind: attache.KindEvent, Order: attache.Oldest}},
		{"events from a day on", attache.Query{Kind: attache.KindEvent, Order: attache.Oldest, From: day}},
		{"term, newest first", attache.Query{Words: some[0], Kind: attache.KindAttribution, Order: attache.Newest}},
		{"added in a day", attache.Query{Kind: attache.KindAttribution, AddedFrom: day, AddedTo: day.AddDate(0, 0, 1)}},
	} {
		b.Run(bb.name, func(b *testing.B) {
			b.ReportAllocs()
			hits := 0
			for b.Loop() {
				page, err := g.Search(context.Background(), bb.query)
				if err != nil {
					b.Fatal(err)
				}
				hits = page.Total
			}
			b.ReportMetric(float64(hits), "hits")
		})
	}
}

// BenchmarkOpen opens an index of 10 000 articles and asks for the newest. kB-anon is what that
// leaves in the memory of a process that does nothing else, mapped files apart.
func BenchmarkOpen(b *testing.B) {
	dir := library(b, news(10_000))
	child := exec.Command(os.Args[0], "-test.run=^TestIdle$")
	child.Env = append(os.Environ(), "INDEX_TEST_IDLE="+dir)
	out, err := child.Output()
	if err != nil {
		b.Fatal(err)
	}
	var before, after int64
	if _, err := fmt.Sscanf(string(out), "before %d after %d", &before, &after); err != nil {
		b.Fatalf("%v: %s", err, out)
	}
	b.ReportAllocs()
	for b.Loop() {
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		newest(b, s)
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(before)/1024, "kB-anon-before")
	b.ReportMetric(float64(after)/1024, "kB-anon")
}

func newest(tb testing.TB, s *Set) {
	g, err := s.Guild("41")
	if err != nil {
		tb.Fatal(err)
	}
	for _, q := range []attache.Query{{}, {Words: "station", Kind: attache.KindAttribution}} {
		if _, err := g.Search(context.Background(), q); err != nil {
			tb.Fatal(err)
		}
	}
}

// TestIdle is the process that BenchmarkOpen measures.
func TestIdle(t *testing.T) {
	dir := os.Getenv("INDEX_TEST_IDLE")
	if dir == "" {
		t.Skip("run by BenchmarkOpen")
	}
	before := anonymous()
	s, err := Open(dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	newest(t, s)
	fmt.Println("before", before, "after", anonymous())
}
