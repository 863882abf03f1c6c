// Package indextest holds what every search index of Attaché must do, as tests.
package indextest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"attache"
)

// Index is what is tested: an index for many guilds.
type Index interface {
	Checkpoint(ctx context.Context, guild attache.GuildID) (int64, error)
	Put(ctx context.Context, guild attache.GuildID, seq int64, put []attache.Read, remove []attache.ArticleID) error
	Reset(ctx context.Context, guild attache.GuildID) error
	RemoveGuild(ctx context.Context, guild attache.GuildID) error
	Search(ctx context.Context, guild attache.GuildID, q attache.Query) (attache.Page, error)
	Close() error
}

// Opener opens an index that keeps what it has in dir. Opening a folder again must find what was
// put into it before.
type Opener func(t *testing.T, dir string) Index

const guild attache.GuildID = "41"

// Run runs the suite.
func Run(t *testing.T, open Opener) {
	t.Run("words", func(t *testing.T) { words(t, filled(t, open)) })
	t.Run("filters", func(t *testing.T) { filters(t, filled(t, open)) })
	t.Run("order", func(t *testing.T) { order(t, filled(t, open)) })
	t.Run("marks", func(t *testing.T) { marks(t, filled(t, open)) })
	t.Run("paging", func(t *testing.T) { paging(t, open(t, t.TempDir())) })
	t.Run("crowds", func(t *testing.T) { crowds(t, open(t, t.TempDir())) })
	t.Run("hostile queries", func(t *testing.T) { hostile(t, filled(t, open)) })
	t.Run("tenancy", func(t *testing.T) { tenancy(t, open(t, t.TempDir())) })
	t.Run("replacing", func(t *testing.T) { replacing(t, filled(t, open)) })
	t.Run("checkpoint", func(t *testing.T) { checkpoint(t, open) })
	t.Run("reset", func(t *testing.T) { reset(t, open) })
	t.Run("damage", func(t *testing.T) { damage(t, open) })
}

// filled returns an index with the corpus in it.
func filled(t *testing.T, open Opener) Index {
	ix := open(t, t.TempDir())
	t.Cleanup(func() { ix.Close() })
	fill(t, ix, guild, 1)
	return ix
}

func fill(t *testing.T, ix Index, guild attache.GuildID, seq int64) {
	t.Helper()
	var reads []attache.Read
	for _, b := range corpus() {
		reads = append(reads, b.Read)
	}
	put(t, ix, guild, seq, reads...)
}

func put(t *testing.T, ix Index, guild attache.GuildID, seq int64, reads ...attache.Read) {
	t.Helper()
	if _, err := ix.Checkpoint(t.Context(), guild); err != nil {
		t.Fatal(err)
	}
	if err := ix.Put(t.Context(), guild, seq, reads, nil); err != nil {
		t.Fatal(err)
	}
}

func find(t *testing.T, ix Index, guild attache.GuildID, q attache.Query) attache.Page {
	t.Helper()
	page, err := ix.Search(t.Context(), guild, q)
	if err != nil {
		t.Fatalf("search %+v: %v", q, err)
	}
	return page
}

// names returns hits as "ferry#s2 talks", in their order.
func names(page attache.Page) string {
	name := map[attache.ArticleID]string{}
	for n, b := range corpus() {
		name[b.Article.ID] = n
	}
	var all []string
	for _, h := range page.Hits {
		id := h.Ref.Article()
		all = append(all, strings.Replace(string(h.Ref), string(id), name[id], 1))
	}
	return strings.Join(all, " ")
}

// unordered is names in alphabetical order.
func unordered(page attache.Page) string {
	all := strings.Fields(names(page))
	slices.Sort(all)
	return strings.Join(all, " ")
}

type claim struct {
	name  string
	query attache.Query
	want  string
}

// check compares hits, in any order, and what a page says of them.
func check(t *testing.T, ix Index, claims []claim) {
	t.Helper()
	for _, c := range claims {
		t.Run(c.name, func(t *testing.T) {
			page := find(t, ix, guild, c.query)
			if got := unordered(page); got != c.want {
				t.Errorf("found %q, want %q", got, c.want)
			}
			if page.Total != len(page.Hits) {
				t.Errorf("total is %d for %d hits", page.Total, len(page.Hits))
			}
		})
	}
}

func words(t *testing.T, ix Index) {
	s, e, c := attache.KindAttribution, attache.KindEvent, attache.KindCondition
	check(t, ix, []claim{
		{"wants all words", attache.Query{Words: "ferry tax"}, "ferry"},
		{"does not mind case or order", attache.Query{Words: "TAX Ferry"}, "ferry"},
		{"finds other forms of a word", attache.Query{Words: "harbour"}, "talks year"},
		{"finds a word of the title alone", attache.Query{Words: "follows"}, "accents"},
		{"keeps phrases together", attache.Query{Words: `"road tax"`}, "ferry"},
		{"does not take words apart for a phrase", attache.Query{Words: `"tax road"`}, ""},
		{"bridges stop words in a phrase", attache.Query{Words: `"tax of the roads"`}, "talks"},
		{"minds how many stop words a phrase has", attache.Query{Words: `"tax of roads"`}, ""},
		{"reads curly quotation marks", attache.Query{Words: `“Kessin Bay”`}, "ferry"},
		{"does not join a phrase over the end of the text and the title", attache.Query{Words: `"told her ferry"`}, ""},
		{"does not mind accents in the text", attache.Query{Words: "elysee"}, "accents"},
		{"does not mind accents in the query", attache.Query{Words: "Élysée fèrry"}, "accents"},
		{"does not mind how an accent is written", attache.Query{Words: "E\u0301lyse\u0301e"}, "accents"},
		{"does not mind a cedilla", attache.Query{Words: "celik"}, "accents"},
		{"does not mind apostrophes in names", attache.Query{Words: "ODwyer"}, "ferry"},
		{"finds a name by its possessive and without", attache.Query{Words: "Brandvold's"}, "ferry talks"},
		{"takes a word in capitals for a name", attache.Query{Words: "US"}, "talks"},
		{"finds what begins so with an asterisk", attache.Query{Words: "harb*"}, "talks year"},
		{"reads an unknown word as the beginning of one", attache.Query{Words: "rapproche"}, "accents"},
		{"searches in Russian", attache.Query{Words: "переговорами"}, "russian"},
		{"does not mind ё", attache.Query{Words: "еще паром"}, "russian"},
		{"searches in a language it knows nothing of", attache.Query{Words: "კესინი"}, "georgian"},
		{"searches the passage of a statement", attache.Query{Words: "tax", Kind: s}, "ferry#s1 ferry#s2"},
		{"finds a statement by who made it", attache.Query{Words: "Brandvold lower", Kind: s}, "ferry#s2"},
		{"finds a statement by whom it was made to", attache.Query{Words: "Ostrand", Kind: s}, "ferry#s2 russian#s1"},
		{"does not take two names for a phrase", attache.Query{Words: `"Brandvold Ostrand"`, Kind: s}, ""},
		{"searches events", attache.Query{Words: "ferry", Kind: e}, "ferry#e1 ferry#e2"},
		{"searches conditions", attache.Query{Words: "harbours", Kind: c}, "talks#c1"},
		{"finds nothing for stop words", attache.Query{Words: "the of"}, ""},
		{"finds nothing for signs", attache.Query{Words: `?! "" — *`}, ""},
		{"finds nothing that is not there", attache.Query{Words: "zeppelin"}, ""},
	})
	t.Run("makes do with some of the words and says so", func(t *testing.T) {
		page := find(t, ix, guild, attache.Query{Words: "ferry zeppelin lighthouse"})
		if got := unordered(page); got != "accents ferry undated" || !page.Partial {
			t.Errorf("found %q, partial %v", got, page.Partial)
		}
		if page := find(t, ix, guild, attache.Query{Words: "ferry tax"}); page.Partial {
			t.Error("calls a full answer partial")
		}
	})
	t.Run("puts the title and the shorter text first", func(t *testing.T) {
		if got := names(find(t, ix, guild, attache.Query{Words: "tax"})); got != "talks ferry" {
			t.Errorf("got %q", got)
		}
	})
}

func filters(t *testing.T, ix Index) {
	a, s, e, c := attache.KindArticle, attache.KindAttribution, attache.KindEvent, attache.KindCondition
	check(t, ix, []claim{
		{"gives articles for the zero query", attache.Query{}, "accents ferry georgian russian talks undated year"},
		{"leaves beliefs out", attache.Query{Kind: s}, "accents#s1 ferry#s1 ferry#s2 ferry#s3 russian#s1 talks#s1"},
		{"adds beliefs", attache.Query{Kind: s, Beliefs: true}, "accents#s1 ferry#s1 ferry#s2 ferry#s3 russian#s1 talks#s1 talks#s2"},
		{"leaves out what is held back, and adds it when asked", attache.Query{Kind: s, Held: true}, "accents#s1 ferry#s1 ferry#s2 ferry#s3 russian#s1 talks#s1 talks#s3"},
		{"adds beliefs and what is held back", attache.Query{Kind: s, Held: true, Beliefs: true}, "accents#s1 ferry#s1 ferry#s2 ferry#s3 russian#s1 talks#s1 talks#s2 talks#s3"},
		{"filters by act", attache.Query{Kind: s, Act: attache.ActAsk}, "ferry#s2"},
		{"filters by source", attache.Query{Kind: s, Source: "ilse-brandvold"}, "ferry#s1 ferry#s2 talks#s1"},
		{"filters by holder", attache.Query{Kind: c, Source: "ostrand"}, "talks#c1"},
		{"does not take an addressee for a holder", attache.Query{Kind: c, Source: "ostrand"}, "talks#c1"},
		{"filters by party, and by who acts for it", attache.Query{Kind: c, Party: "veldara"}, "talks#c1 talks#c2"},
		{"filters by a body between the two", attache.Query{Kind: c, Party: "ministry-of-roads"}, "talks#c2"},
		{"takes a holder for whom it acts for", attache.Query{Kind: c, Source: "veldara"}, "talks#c2"},
		{"does not take a minister's words for those of the state", attache.Query{Kind: s, Source: "veldara", Held: true}, "talks#s3"},
		{"takes an addressee for a party", attache.Query{Kind: s, Party: "ostrand"}, "ferry#s2 russian#s1"},
		{"filters events by who takes part", attache.Query{Kind: e, Party: "veldara"}, "ferry#e1 year#e1 year#e2"},
		{"filters articles by party", attache.Query{Kind: a, Party: "veldara"}, "ferry talks year"},
		{"filters articles by who speaks in them", attache.Query{Kind: a, Source: "ilse-brandvold"}, "ferry talks"},
		{"filters by outlet whatever its case", attache.Query{Outlet: "harbour POST"}, "accents ferry undated year"},
		{"does not take part of an outlet", attache.Query{Outlet: "harbour"}, ""},
		{"filters by form", attache.Query{Kind: s, Form: attache.Direct}, "talks#s1"},
		{"filters events by status", attache.Query{Kind: e, Status: "happened"}, "ferry#e1 year#e2"},
		{"filters conditions by two parties", attache.Query{Kind: c, Party: "veldara", With: "ostrand", Status: "open"}, "talks#c1"},
		{"filters conditions by a party and one that has none with it", attache.Query{Kind: c, Party: "veldara", With: "kessin"}, ""},
		{"filters conditions by who is to meet them", attache.Query{Kind: c, Addressee: "veldara"}, "talks#c1"},
		{"filters conditions by one kind", attache.Query{Kind: c, Terms: attache.Offer}, ""},
		{"filters conditions by their kind", attache.Query{Kind: c, Terms: attache.Demand}, "talks#c1 talks#c2"},
		{"filters conditions that are promises", attache.Query{Kind: c, Terms: attache.Promises}, ""},
		{"filters conditions by status", attache.Query{Kind: c, Status: "open"}, "talks#c1"},
		{"joins filters", attache.Query{Kind: s, Source: "ilse-brandvold", Outlet: "Harbour Post", Words: "tax"}, "ferry#s1 ferry#s2"},
		{"bounds publication from below, inclusive", attache.Query{From: day(13)}, "georgian undated year"},
		{"bounds publication from above, exclusive", attache.Query{To: day(5)}, "ferry"},
		{"bounds publication on both sides", attache.Query{From: day(5), To: day(12)}, "accents talks"},
		{"bounds to the second", attache.Query{From: day(5).Add(time.Second), To: day(12).Add(time.Second)}, "accents russian"},
		{"finds nothing in an empty stretch", attache.Query{From: day(5), To: day(5)}, ""},
		{"finds nothing in a stretch turned round", attache.Query{From: day(12), To: day(5)}, ""},
		{"takes addition for an unknown publication", attache.Query{From: day(20), To: day(21)}, "undated"},
		{"bounds statements by publication", attache.Query{Kind: s, From: day(9)}, "accents#s1 russian#s1"},
		{"bounds addition", attache.Query{AddedFrom: day(5).Add(6 * time.Hour), AddedTo: day(9).Add(6 * time.Hour)}, "talks"},
		{"bounds the addition of facts", attache.Query{Kind: s, AddedFrom: day(12)}, "russian#s1"},
		{"bounds events by when they happen", attache.Query{Kind: e, From: day(14), To: day(16), Status: "happened"}, "year#e2"},
		{"takes an event that lasts for every moment of it", attache.Query{Kind: e, From: day(9), To: day(10)}, "ferry#e2 talks#e1 year#e1"},
		{"ends a day at midnight", attache.Query{Kind: e, From: time.Date(2031, 2, 28, 0, 0, 0, 0, time.UTC), To: day(2), Status: "happened"}, ""},
		{"leaves undated events out of every stretch", attache.Query{Kind: e, From: time.Date(1, 1, 1, 0, 0, 1, 0, time.UTC)}, "ferry#e1 ferry#e2 talks#e1 year#e1 year#e2"},
	})
}

func order(t *testing.T, ix Index) {
	s, e := attache.KindAttribution, attache.KindEvent
	for _, c := range []claim{
		{"newest first without words", attache.Query{}, "undated year georgian russian accents talks ferry"},
		{"oldest first", attache.Query{Order: attache.Oldest}, "ferry talks accents russian georgian year undated"},
		{"statements of one article in the order of the text, newest article first", attache.Query{Kind: s, Source: "ilse-brandvold"}, "talks#s1 ferry#s1 ferry#s2"},
		{"and turned round, oldest first", attache.Query{Kind: s, Order: attache.Oldest, Source: "ilse-brandvold"}, "ferry#s2 ferry#s1 talks#s1"},
		{"events by when they begin, the undated last", attache.Query{Kind: e, Order: attache.Oldest}, "year#e1 ferry#e1 talks#e1 ferry#e2 year#e2 talks#e2"},
		{"events newest first, the undated last", attache.Query{Kind: e, Order: attache.Newest}, "year#e2 ferry#e2 talks#e1 ferry#e1 year#e1 talks#e2"},
		{"words by time when asked", attache.Query{Words: "ferry", Order: attache.Newest}, "accents ferry"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := names(find(t, ix, guild, c.query)); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func marks(t *testing.T, ix Index) {
	texts := corpus()
	for _, tt := range []struct {
		name  string
		query attache.Query
		in    string
		want  string
	}{
		{"marks the words as they stand", attache.Query{Words: "harbour veldara"}, "talks", "Veldara Veldara harbours"},
		{"marks the words of a phrase alone", attache.Query{Words: `"road tax"`}, "ferry", "road tax"},
		{"marks accented words", attache.Query{Words: "elysee celik"}, "accents", "Élysée Çelik’s"},
		{"marks a passage where it stands in the article", attache.Query{Words: "lower", Kind: attache.KindAttribution}, "ferry", "lower"},
		{"does not mark what only a name matched", attache.Query{Words: "brandvold", Kind: attache.KindAttribution, Source: "ilse-brandvold", Form: attache.Indirect}, "ferry", "Brandvold"},
		{"does not mark the title", attache.Query{Words: "follows"}, "accents", ""},
		{"marks beginnings as whole words", attache.Query{Words: "observ*"}, "talks", "observers"},
		{"marks Russian", attache.Query{Words: "налог"}, "russian", "налогах"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			text := texts[tt.in].Article.Text
			var got []string
			for _, h := range find(t, ix, guild, tt.query).Hits {
				if h.Ref.Article() != texts[tt.in].Article.ID {
					t.Errorf("found %s too", h.Ref)
				}
				for _, m := range h.Marks {
					got = append(got, m.Of(text))
				}
			}
			if strings.Join(got, " ") != tt.want {
				t.Errorf("marked %q, want %q", got, tt.want)
			}
		})
	}
	if h := find(t, ix, guild, attache.Query{}).Hits; len(h[0].Marks) > 0 {
		t.Errorf("marks %v without words", h[0].Marks)
	}
}

// many returns n articles, one a minute, each with a statement and an event.
func many(n int) (all []attache.Read) {
	for i := range n {
		b := write(fmt.Sprint("many", i), fmt.Sprint("Paper ", i%7), day(1).Add(time.Duration(i)*time.Minute),
			fmt.Sprint("Bulletin ", i), fmt.Sprintf("Buoy %d of the bay was moved. The pilot said so.", i)).
			said("The Pilot", "", attache.Indirect, attache.ActSay, "The pilot said so.").
			event(day(1).AddDate(0, 0, -i).Format("2006-01-02"), attache.Happened, "The Pilot", fmt.Sprintf("Buoy %d of the bay was moved.", i))
		all = append(all, b.Read)
	}
	return all
}

func paging(t *testing.T, ix Index) {
	defer ix.Close()
	reads := many(25)
	put(t, ix, guild, 1, reads...)
	for _, q := range []attache.Query{{}, {Order: attache.Oldest}, {Words: "bay"}, {Words: "bay", Order: attache.Newest},
		{Kind: attache.KindEvent, Order: attache.Oldest}, {Kind: attache.KindAttribution}} {
		whole := q
		whole.Limit = 100
		want := find(t, ix, guild, whole)
		if want.Total != 25 || len(want.Hits) != 25 {
			t.Fatalf("%+v: %d hits of %d", q, len(want.Hits), want.Total)
		}
		var got []attache.Ref
		for q.Offset = 0; q.Offset < 30; q.Offset += 10 {
			page := find(t, ix, guild, q)
			if page.Total != 25 || len(page.Hits) != min(10, 25-q.Offset) {
				t.Errorf("%+v: %d hits of %d", q, len(page.Hits), page.Total)
			}
			for _, h := range page.Hits {
				got = append(got, h.Ref)
			}
		}
		for i, h := range want.Hits {
			if got[i] != h.Ref {
				t.Fatalf("%+v: hit %d is %s on its page, %s among all", q, i, got[i], h.Ref)
			}
		}
		q.Offset = 40
		if page := find(t, ix, guild, q); len(page.Hits) != 0 || page.Total != 25 {
			t.Errorf("beyond the end: %d hits of %d", len(page.Hits), page.Total)
		}
		q.Offset, q.Limit = -5, 0
		if page := find(t, ix, guild, q); len(page.Hits) != 10 {
			t.Errorf("a negative offset gives %d hits", len(page.Hits))
		}
		q.Offset, q.Limit = 0, -1
		if page := find(t, ix, guild, q); len(page.Hits) != 0 || page.Total != 25 {
			t.Errorf("counting gives %d hits of %d", len(page.Hits), page.Total)
		}
		q.Offset, q.Limit = 1<<40, 1<<40
		if page := find(t, ix, guild, q); len(page.Hits) != 0 || page.Total != 25 {
			t.Errorf("huge paging gives %d hits of %d", len(page.Hits), page.Total)
		}
	}
}

// crowds asks for the first of so many that an index may take short cuts.
func crowds(t *testing.T, ix Index) {
	defer ix.Close()
	reads := many(3000)
	put(t, ix, guild, 1, reads...)
	ref := func(kind attache.FactKind) func(i int) attache.Ref {
		return func(i int) attache.Ref {
			if kind == attache.KindArticle {
				return attache.Ref(reads[i].Article.ID)
			}
			return attache.NewRef(reads[i].Article.ID, kind, 1)
		}
	}
	for _, tt := range []struct {
		query attache.Query
		total int
		first func(i int) attache.Ref // the i-th hit
	}{
		{attache.Query{}, 3000, func(i int) attache.Ref { return ref("")(2999 - i) }},
		{attache.Query{Order: attache.Oldest}, 3000, ref("")},
		{attache.Query{Kind: attache.KindAttribution}, 3000, func(i int) attache.Ref { return ref("s")(2999 - i) }},
		{attache.Query{Kind: attache.KindEvent}, 3000, ref("e")},
		{attache.Query{Kind: attache.KindEvent, Order: attache.Oldest}, 3000, func(i int) attache.Ref { return ref("e")(2999 - i) }},
		{attache.Query{Kind: attache.KindEvent, Order: attache.Oldest, To: day(1).AddDate(0, 0, -500)}, 2500, func(i int) attache.Ref { return ref("e")(2999 - i) }},
		{attache.Query{Kind: attache.KindEvent, Order: attache.Oldest, From: day(1).AddDate(0, 0, -2100)}, 2101, func(i int) attache.Ref { return ref("e")(2100 - i) }},
		{attache.Query{Words: "buoy", Order: attache.Newest}, 3000, func(i int) attache.Ref { return ref("")(2999 - i) }},
		{attache.Query{Party: "the-pilot", Kind: attache.KindAttribution, Order: attache.Oldest, Offset: 700}, 3000, func(i int) attache.Ref { return ref("s")(700 + i) }},
	} {
		page := find(t, ix, guild, tt.query)
		if page.Total != tt.total || len(page.Hits) != 10 {
			t.Errorf("%+v: %d hits of %d, want 10 of %d", tt.query, len(page.Hits), page.Total, tt.total)
			continue
		}
		for i, h := range page.Hits {
			if h.Ref != tt.first(i) {
				t.Errorf("%+v: hit %d is %s, want %s", tt.query, i, h.Ref, tt.first(i))
				break
			}
		}
	}
}

// hostile asks what only a machine or a prankster would.
func hostile(t *testing.T, ix Index) {
	for _, words := range []string{
		"\x00", "\xff\xfe ferry", `"""`, `"ferry`, "ferry\"", "(ferry OR", "title:ferry^9", "+ferry -tax", "***", "f*", "*erry",
		strings.Repeat("a", 900), strings.Repeat("é", 400), "ferry\u202e tax", "🛳️ ferry", "../../etc/passwd", "/.*/",
	} {
		page, err := ix.Search(t.Context(), guild, attache.Query{Words: words})
		if err != nil {
			t.Errorf("%q: %v", words, err)
		}
		if page.Total > 7 {
			t.Errorf("%q finds %d", words, page.Total)
		}
	}
	for _, words := range []string{strings.Repeat("ferry ", 2000), strings.Repeat("a ", 400), `"` + strings.Repeat("a ", 300) + `"`} {
		if _, err := ix.Search(t.Context(), guild, attache.Query{Words: words}); err == nil || attache.Explain(err) == attache.Explain(nil) {
			t.Errorf("a query of %d bytes is not refused with a sentence: %v", len(words), err)
		}
	}
	for _, q := range []attache.Query{
		{Kind: "x"}, {Source: "\xff"}, {Outlet: strings.Repeat("o", 100_000)}, {Status: "\x00"}, {Order: "sideways"},
		{From: time.Unix(1<<60, 0)}, {To: time.Unix(-1<<60, 0)}, {From: time.Unix(-1<<60, 0), To: time.Unix(1<<60, 0)},
	} {
		if _, err := ix.Search(t.Context(), guild, q); err != nil {
			t.Errorf("%+v: %v", q, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := ix.Search(ctx, guild, attache.Query{}); err == nil {
		t.Error("searches although nobody waits")
	}
}
