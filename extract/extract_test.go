package extract_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/extract"
	"attache/extract/score"
)

// corpus is every article of our own: the sample and the affairs.
func corpus(t testing.TB) []attache.Article {
	_, all := sampleArticles(t)
	_, more, _ := affairs(t)
	return append(all, more...)
}

func facts(t testing.TB, p *extract.Pipeline, a attache.Article) string {
	t.Helper()
	b, err := json.Marshal(p.Extract(a))
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The same article gives the same bytes: again, from another pipeline, and from eight goroutines
// that share one.
func TestExtractIsDeterministic(t *testing.T) {
	p, q := samplePipeline(t), samplePipeline(t)
	all := corpus(t)
	want := make([]string, len(all))
	for i, a := range all {
		want[i] = facts(t, p, a)
		if again := facts(t, p, a); again != want[i] {
			t.Errorf("%s differs the second time", a.ID)
		}
		if other := facts(t, q, a); other != want[i] {
			t.Errorf("%s differs with another pipeline", a.ID)
		}
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for i, a := range all {
				if facts(t, p, a) != want[i] {
					t.Errorf("%s differs in parallel", a.ID)
				}
			}
		})
	}
	wg.Wait()
}

func TestExtractNumbersFacts(t *testing.T) {
	p := samplePipeline(t)
	for _, a := range corpus(t) {
		f := p.Extract(a)
		last := 0
		for i, s := range f.Attributions {
			if s.Ref != attache.NewRef(a.ID, attache.KindAttribution, i+1) || s.Content[0].Start < last {
				t.Errorf("statement %d of %s is %s at %d", i+1, a.ID, s.Ref, s.Content[0].Start)
			}
			last = s.Content[0].Start
		}
		for i, e := range f.Events {
			if e.Ref != attache.NewRef(a.ID, attache.KindEvent, i+1) {
				t.Errorf("event %d is %s", i+1, e.Ref)
			}
		}
		voiced := map[attache.Ref]bool{"": true}
		for _, s := range f.Attributions {
			voiced[s.Ref] = true
		}
		for i, c := range f.Conditions {
			if c.Ref != attache.NewRef(a.ID, attache.KindCondition, i+1) || !voiced[c.Voiced] {
				t.Errorf("condition %d is %s, voiced in %q", i+1, c.Ref, c.Voiced)
			}
		}
	}
}

// Whoever a fact names must be listed among the entities, or the archive cannot show who it is.
func TestEntitiesOfFactsAreListed(t *testing.T) {
	p := samplePipeline(t)
	for _, a := range corpus(t) {
		f := p.Extract(a)
		listed := map[attache.EntityID]bool{"": true}
		for _, e := range f.Entities {
			listed[e.ID] = true
		}
		for _, m := range mentions(f) {
			if !listed[m.Entity] {
				t.Errorf("%s: %q is not listed", a.ID, m.Entity)
			}
		}
	}
}

// mentions returns all that facts name.
func mentions(f attache.Facts) (all []attache.Mention) {
	for _, s := range f.Attributions {
		all = append(all, s.Source, s.Addressee, s.Via)
	}
	for _, e := range f.Events {
		all = append(append(all, e.Who...), e.Where)
	}
	for _, c := range f.Conditions {
		all = append(all, c.Holder, c.Addressee)
	}
	return all
}

func TestExtractTakesBadInput(t *testing.T) {
	p := pipeline(t)
	for _, tt := range []struct{ name, text string }{
		{"nothing", ""},
		{"blanks", " \n\n\t \u00a0"},
		{"no UTF-8", "Okoro said \xff\xfe\xfa “\xc3\x28” on Monday."},
		{"NUL", "Okoro\x00 said\x00 that\x00 \x00"},
		{"unbalanced quotation marks", "“Okoro said ”” “that “ no ” she ' said."},
		{"capitals", "OKORO SAID THAT THE PORT WOULD OPEN IF BRANDT PAID BEFORE MONDAY."},
		{"no punctuation", strings.Repeat("okoro said that brandt told her if the port opens until monday ", 400)},
		{"right to left", "قال عكرو إن الميناء سيفتح"},
		{"a table", "Name\tPort\tDay\nOkoro\tLirk\tMonday\nBrandt\tOslen\tFriday"},
		{"only quotation marks", strings.Repeat("“", 2000) + strings.Repeat("”", 2000)},
		{"only commas", strings.Repeat(",", 5000)},
		{"one word", strings.Repeat("a", 100000)},
	} {
		t.Run(tt.name, func(t *testing.T) { check(t, tt.text, p.Extract(attache.Article{ID: "0123456789ab", Text: tt.text})) })
	}
}

// TestExtractReadsTheNews reads every article of the gold standards that are at hand: a thousand
// texts that nobody wrote for us.
func TestExtractReadsTheNews(t *testing.T) {
	p := pipeline(t)
	read := 0
	for _, name := range []string{
		"attribution/polnear-train.jsonl.gz", "attribution/polnear-dev.jsonl.gz", "timex/timebank.dev.jsonl", "timex/aquaint.dev.jsonl", "timeline/dev.jsonl",
	} {
		err := score.EachInput(gold(t, name), texts, func(id string, a attache.Article) error {
			check(t, a.Text, p.Extract(a))
			read++
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d articles", read)
}

// check fails the test where a fact points outside the text or is unfinished.
func check(t *testing.T, text string, f attache.Facts) {
	t.Helper()
	inside := func(what string, s attache.Span) {
		if s.Start < 0 || s.End > len(text) || s.End < s.Start {
			t.Fatalf("%s %v leaves the text of %d bytes", what, s, len(text))
		}
	}
	listed := map[attache.EntityID]bool{"": true}
	for _, e := range f.Entities {
		listed[e.ID] = true
	}
	for _, m := range mentions(f) {
		inside("mention", m.Span)
		if !listed[m.Entity] {
			t.Fatalf("%q is not among the entities", m.Entity)
		}
		if (m.Entity == "") != (m.Name == "") || m.Sure < 0 || m.Sure > 1 {
			t.Fatalf("mention %+v", m)
		}
	}
	for _, s := range f.Attributions {
		inside("extent", s.Extent)
		for _, c := range append(s.Content, s.Cue...) {
			inside("statement", c)
			if !s.Extent.Contains(c) {
				t.Fatalf("%v lies outside the passage %v", c, s.Extent)
			}
		}
		if s.Form == "" || s.Rule == "" || s.Score <= 0 || s.Score > 1 {
			t.Fatalf("statement %+v", s)
		}
	}
	for _, e := range f.Events {
		inside("event", e.Extent)
		inside("trigger", e.Trigger)
	}
	for _, c := range f.Conditions {
		inside("condition", c.Extent)
		if c.Marker.Empty() || !c.Extent.Contains(c.Marker) {
			t.Fatalf("condition %+v", c)
		}
	}
	for _, x := range f.Timexes {
		inside("time", x.Span)
	}
}

func FuzzExtract(f *testing.F) {
	p := pipeline(f)
	for _, a := range corpus(f) {
		f.Add(a.Text, int64(0))
	}
	f.Add("“A,” said B on Monday. If C, D will unless E until Friday.", int64(1700000000))
	f.Fuzz(func(t *testing.T, text string, published int64) {
		watch := time.AfterFunc(10*time.Second, func() { panic("this text is read for ever: " + text) })
		defer watch.Stop()
		a := attache.Article{ID: "0123456789ab", Text: text}
		if published > 0 && published < 1<<40 {
			a.Published = time.Unix(published, 0).UTC()
		}
		got := p.Extract(a)
		check(t, text, got)
		x, errX := json.Marshal(got)
		y, errY := json.Marshal(p.Extract(a))
		if errX != nil || errY != nil || string(x) != string(y) {
			t.Fatalf("not the same twice: %v %v", errX, errY)
		}
	})
}

func BenchmarkExtract(b *testing.B) {
	p := pipeline(b)
	names, articles, _ := affairs(b)
	for i, a := range articles {
		b.Run(names[i], func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				p.Extract(a)
			}
		})
	}
	for _, kB := range []int{10, 100, 1000} {
		var text strings.Builder
		for n := 0; text.Len() < kB*1000; n++ {
			fmt.Fprintf(&text, "%s\n\nParagraph %d of the minutes follows.\n\n", articles[n%len(articles)].Text, n)
		}
		a := attache.Article{ID: "0123456789ab", Text: text.String()}
		b.Run(fmt.Sprintf("%dkB", kB), func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				p.Extract(a)
			}
		})
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		pipeline(b)
	}
}
