package chronicle

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract"
	"attache/extract/entity"
)

// desk reads articles as the program does.
type desk struct {
	t testing.TB
	p *extract.Pipeline
}

func newDesk(t testing.TB) desk {
	t.Helper()
	f, err := os.Open("../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tables, err := entity.ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.New(extract.Options{Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	return desk{t, p}
}

// read returns the events of an article of an outlet, published on a day.
func (d desk) read(outlet, published, text string) (all []attache.Cited) {
	a := attache.Article{Outlet: outlet, Title: outlet + " " + published, Text: text, ID: attache.NewArticleID(outlet + published + text)}
	if published != "" {
		day, err := time.Parse(time.DateOnly, published)
		if err != nil {
			d.t.Fatal(err)
		}
		a.Published = day
	}
	facts := d.p.Extract(a)
	for i := range facts.Events {
		e := &facts.Events[i]
		all = append(all, attache.Cited{Ref: e.Ref, Article: a, Event: e})
	}
	return all
}

// describe writes entries as "date status (outlets)", with turns and disputes.
func describe(entries []Entry) string {
	var lines []string
	for _, e := range entries {
		var from []string
		for _, r := range e.Reports {
			from = append(from, r.Article.Outlet)
		}
		line := fmt.Sprintf("%s %s %s", cmp.Or(e.When.Value, "undated"), e.Status, strings.Join(from, "+"))
		for _, t := range e.Course {
			line += fmt.Sprintf(" > %s by %s", t.Status, t.Report.Article.Outlet)
		}
		for _, d := range e.Disputes {
			line += " | " + d.About + ":"
			for _, s := range d.Sides {
				line += fmt.Sprintf(" %s (%s)", s.Says, s.Reports[0].Article.Outlet)
			}
		}
		if e.Moved.Value != "" {
			line += " moved to " + e.Moved.Value
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func TestKindExamples(t *testing.T) {
	d := newDesk(t)
	for _, row := range kindRows {
		t.Run(row.kind, func(t *testing.T) {
			one, same, another := d.read("Herald", "2026-05-05", row.one), d.read("Gazette", "2026-05-06", row.same), d.read("Post", "2026-05-06", row.another)
			if len(one) != 1 || len(same) == 0 || len(another) == 0 {
				t.Fatalf("found %d, %d and %d events", len(one), len(same), len(another))
			}
			a, c := newReport(one[0]), newReport(another[0])
			if !slices.ContainsFunc(same, func(s attache.Cited) bool { b := newReport(s); return oneEvent(&a, &b) }) {
				t.Errorf("%q and %q are taken for two events: %v", row.one, row.same, same[0].Event.Trigger.Of(row.same))
			}
			if oneEvent(&a, &c) {
				t.Errorf("%q and %q are taken for one event", row.one, row.another)
			}
		})
	}
}

func TestJoin(t *testing.T) {
	d := newDesk(t)
	for _, tt := range []struct {
		name    string
		reports [][3]string // outlet, day, text
		want    string
	}{
		{"moves from plan to fact", [][3]string{
			{"Herald", "2026-05-01", "Norway's Ada Okoro will meet Sweden's Lars Holm in Bergen on Monday."},
			{"Gazette", "2026-05-05", "Norway's Ada Okoro met Sweden's Lars Holm in Bergen on Monday."},
		}, "2026-05-04 happened Gazette+Herald > scheduled by Herald > happened by Gazette"},
		{"sees a plan called off", [][3]string{
			{"Herald", "2026-05-01", "Norway and Sweden will hold talks on 12 May."},
			{"Gazette", "2026-05-08", "Talks between Norway and Sweden planned for 12 May have been cancelled."},
		}, "2026-05-12 cancelled Gazette+Herald > scheduled by Herald > cancelled by Gazette"},
		{"does not let an old plan undo a fact", [][3]string{
			{"Gazette", "2026-05-05", "Norway's Ada Okoro met Sweden's Lars Holm in Bergen on Monday."},
			{"Weekly", "2026-05-06", "Norway's Ada Okoro was to meet Sweden's Lars Holm in Bergen on Monday."},
		}, "2026-05-04 happened Gazette+Weekly"},
		{"keeps two events of a day apart", [][3]string{
			{"Herald", "2026-05-05", "Norway recalled its envoy from Sweden on Monday."},
			{"Gazette", "2026-05-05", "Norway and Sweden signed a treaty on fish on Monday."},
		}, "2026-05-04 happened Gazette\n2026-05-04 happened Herald"},
		{"keeps two meetings of other people apart", [][3]string{
			{"Herald", "2026-05-05", "Norway's Ada Okoro met Sweden's Lars Holm on Monday."},
			{"Gazette", "2026-05-05", "Spain's Inez Prado met Italy's Marco Bruni on Monday."},
		}, "2026-05-04 happened Gazette\n2026-05-04 happened Herald"},
		{"shows two dates and averages nothing", [][3]string{
			{"Herald", "2026-05-09", "Norwegian troops shelled the Swedish port of Strand on 4 May, killing two people."},
			{"Gazette", "2026-05-10", "Norwegian troops shelled the Swedish port of Strand on 5 May, killing two people."},
		}, "2026-05-04 happened Herald+Gazette | date: 2026-05-04 (Herald) 2026-05-05 (Gazette)"},
		{"shows two numbers", [][3]string{
			{"Herald", "2026-05-05", "Norwegian troops shelled the Swedish port of Strand on Monday, killing nine people."},
			{"Gazette", "2026-05-06", "Norwegian troops shelled the Swedish port of Strand on Monday, killing 12 people."},
		}, "2026-05-04 happened Herald+Gazette | people killed: 9 (Herald) 12 (Gazette)"},
		{"shows that one says it took place and one that it did not", [][3]string{
			{"Herald", "2026-05-06", "Norway and Sweden held talks on fish on 4 May."},
			{"Gazette", "2026-05-06", "The talks on fish of Norway and Sweden, scheduled for 4 May, were cancelled."},
		}, "2026-05-04 happened Herald+Gazette | status: happened (Herald) cancelled (Gazette)"},
		{"lets a coarse date join a fine one", [][3]string{
			{"Herald", "2026-05-20", "Norway and Sweden signed a treaty on herring in May."},
			{"Gazette", "2026-05-05", "Norway and Sweden signed a treaty on herring on Monday."},
		}, "2026-05-04 happened Gazette+Herald"},
		{"lets a claim become a fact", [][3]string{
			{"Herald", "2026-05-05", "Norway claimed that Sweden shelled the port of Strand on Monday."},
			{"Gazette", "2026-05-06", "Sweden shelled the port of Strand in Norway on Monday."},
		}, "2026-05-04 happened Gazette+Herald > claimed by Herald > happened by Gazette"},
		{"keeps two events of one article two", [][3]string{
			{"Herald", "2026-05-05", "Norway and Sweden met on Monday. Norway and Sweden met again on Tuesday."},
			{"Gazette", "2026-05-06", "Norway and Sweden held talks on Monday."},
		}, "2026-05-04 happened Herald+Gazette\n2026-05-05 happened Herald"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var all []attache.Cited
			for _, r := range tt.reports {
				all = append(all, d.read(r[0], r[1], r[2])...)
			}
			if got := describe(Join(all)); got != tt.want {
				t.Errorf("got\n%s\nwant\n%s", got, tt.want)
			}
			for i := range 5 { // the order in which reports come plays no part
				rand.New(rand.NewPCG(uint64(i), 1)).Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
				if got := describe(Join(all)); got != tt.want {
					t.Errorf("in another order: got\n%s\nwant\n%s", got, tt.want)
				}
			}
		})
	}
}

// A meeting is announced, doubted, held, and told of for weeks: one entry, whatever the outlets write.
func TestJoinFollowsAnAffair(t *testing.T) {
	d := newDesk(t)
	var all []attache.Cited
	for _, r := range [][3]string{
		{"Herald", "2026-05-01", "Norway's Foreign Minister Ada Okoro will travel to Stockholm on 12 May for talks on herring with Swedish Prime Minister Lars Holm. Sweden closed its ports to Norwegian trawlers on 3 April."},
		{"Gazette", "2026-05-08", "Talks on herring between Norway and Sweden are due to open in Stockholm on Tuesday. Stockholm shut its ports to Norwegian trawlers in April."},
		{"Post", "2026-05-13", "Ada Okoro and Lars Holm held talks on herring in Stockholm on Tuesday, and agreed to meet again on 2 June. Sweden had closed its ports to trawlers from Norway on April 3."},
		{"Weekly", "2026-05-20", "A second round of talks on herring between Norway and Sweden, scheduled for 2 June, has been postponed to 16 June."},
	} {
		all = append(all, d.read(r[0], r[1], r[2])...)
	}
	want := `2026-04-03 happened Herald+Gazette+Post
2026-05-12 happened Post+Herald+Gazette > scheduled by Herald > happened by Post
2026-06-02 cancelled Weekly+Post > scheduled by Post > cancelled by Weekly moved to 2026-06-16
2026-06-16 scheduled Weekly`
	if got := describe(Join(all)); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func FuzzJoin(f *testing.F) {
	f.Add("Norway met Sweden on 4 May 2026. The talks were cancelled.", "Norway and Sweden will hold talks on 4 May 2026.")
	f.Add("", "said on Friday")
	f.Add("Nine people were killed on Friday, 12 people were killed.", "On Friday \xff 999999999999 people died")
	d := newDesk(f)
	f.Fuzz(func(t *testing.T, one, other string) {
		reports := append(d.read("A", "2026-05-05", one), d.read("B", "2026-05-06", other)...)
		kept := 0
		for _, e := range Join(reports) {
			kept += len(e.Reports)
			if len(e.Reports) == 0 || e.Status == "" {
				t.Fatalf("an entry without report or status: %+v", e)
			}
			for _, d := range e.Disputes {
				if len(d.Sides) < 2 {
					t.Fatalf("a dispute with one side: %+v", d)
				}
			}
		}
		if kept != len(reports) {
			t.Fatalf("%d reports in entries, want %d", kept, len(reports))
		}
	})
}

// Five hundred reports are what an answer joins at most.
func BenchmarkJoin(b *testing.B) {
	d := newDesk(b)
	var all []attache.Cited
	for i := 0; len(all) < 500; i++ {
		day := time.Date(2026, 1, 1+i/3, 0, 0, 0, 0, time.UTC)
		all = append(all, d.read(fmt.Sprintf("Outlet %d", i%9), day.Format(time.DateOnly), fmt.Sprintf("Norway's Ada Okoro met Sweden's Lars Holm for round %d of the talks on %s. Troops shelled the port of Strand on %s, killing %d people.",
			i, day.AddDate(0, 0, -1).Format("2 January 2006"), day.AddDate(0, 0, -1-i%2).Format("2 January 2006"), i%4+2))...)
	}
	b.ReportAllocs()
	for b.Loop() {
		Join(all)
	}
}
