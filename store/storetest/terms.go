package storetest

import (
	"slices"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/store"
)

// The sides of an invented quarrel. Ada Okoro acts for Norland.
var (
	norland = attache.Entity{ID: "norland", Name: "Norland", Kind: attache.State}
	sudland = attache.Entity{ID: "sudland", Name: "Sudland", Kind: attache.State}
	okoro   = attache.Entity{ID: "ada-okoro", Name: "Ada Okoro", Kind: attache.Person, PartOf: "norland"}
	brandt  = attache.Entity{ID: "jon-brandt", Name: "Jon Brandt", Kind: attache.Person, PartOf: "sudland"}
)

func meant(e attache.Entity) attache.Mention {
	return attache.Mention{Entity: e.ID, Name: e.Name, Sure: 1}
}

const termsText = "Okoro said Norland would open the port if Sudland lifted its ban on herring."

// terms is an article of a day in which Okoro sets a condition for Sudland.
func terms(day int) attache.Read {
	at := func(s string) attache.Span {
		i := strings.Index(termsText, s)
		return attache.Span{Start: i, End: i + len(s)}
	}
	return attache.Read{
		Article: attache.Article{URL: "https://a.example/terms", Title: "Terms", Outlet: "Herald", Text: termsText, Published: Day.AddDate(0, 0, day), Added: Day.AddDate(0, 0, 30)},
		Facts: attache.Facts{
			Entities: []attache.Entity{norland, sudland, okoro},
			Conditions: []attache.Condition{{
				Holder: meant(okoro), Addressee: meant(sudland), Marker: at("if"), Antecedent: at("Sudland lifted its ban on herring"),
				Consequent: at("Norland would open the port"), Extent: at(termsText), Kind: attache.Offer, Status: attache.Open,
				Matter: []string{"lift", "ban", "herrin", "open", "port"}, Rule: "marker", Score: 0.8,
			}},
		},
	}
}

// answer is an article of a day in which somebody answers terms.
func answer(day int, by, to attache.Entity, status attache.ConditionStatus, matter ...string) attache.Read {
	text := by.Name + " " + string(status) + " what " + to.Name + " had said of " + strings.Join(matter, " and ") + "."
	r := attache.Read{
		Article: attache.Article{Title: "Answer", Outlet: "Courier", Text: text, Published: Day.AddDate(0, 0, day), Added: Day.AddDate(0, 0, 30)},
		Facts: attache.Facts{
			Entities: []attache.Entity{norland, sudland, okoro, brandt},
			Replies:  []attache.Reply{{By: meant(by), Status: status, Matter: matter, Extent: attache.Span{Start: 0, End: len(text)}}},
		},
	}
	if to.ID != "" {
		r.Facts.Replies[0].To = meant(to)
	}
	return r
}

// stand returns the only condition of an article, and checks that every way to it gives the same.
func stand(t *testing.T, g *store.Guild, id attache.ArticleID) attache.Condition {
	t.Helper()
	_, f, err := g.Article(t.Context(), id)
	if err != nil || len(f.Conditions) != 1 {
		t.Fatalf("Article = %d conditions, %v; want 1", len(f.Conditions), err)
	}
	c := f.Conditions[0]
	cited, err := g.Cite(t.Context(), []attache.Ref{c.Ref})
	if err != nil || len(cited) != 1 {
		t.Fatalf("Cite = %d, %v", len(cited), err)
	}
	reads, err := g.Reads(t.Context(), []attache.ArticleID{id})
	if err != nil || len(reads) != 1 {
		t.Fatalf("Reads = %d, %v", len(reads), err)
	}
	for name, other := range map[string]attache.Condition{"Cite": *cited[0].Condition, "Reads": reads[0].Facts.Conditions[0]} {
		if other.Status != c.Status || len(other.History) != len(c.History) || other.Holder != c.Holder || other.Addressee != c.Addressee {
			t.Errorf("%s gives %+v, Article %+v", name, other, c)
		}
	}
	return c
}

// steps prints a history.
func steps(c attache.Condition) string {
	var all []string
	for _, a := range c.History {
		all = append(all, string(a.Status)+" by "+a.Outlet+" on "+a.On.Format(time.DateOnly))
	}
	return strings.Join(all, ", ")
}

func followsConditions(t *testing.T, db *store.DB) {
	for n, tt := range []struct {
		name    string
		answers []attache.Read
		want    attache.ConditionStatus
		steps   string
	}{
		{"without an answer", nil, attache.Open, ""},
		{"to a rejection that names both sides", []attache.Read{answer(3, sudland, norland, attache.Rejected, "port")}, attache.Rejected, "rejected by Courier on 2026-03-05"},
		{"to an answer by who acts for the side", []attache.Read{answer(3, brandt, okoro, attache.Accepted, "port")}, attache.Accepted, "accepted by Courier on 2026-03-05"},
		{"through every step", []attache.Read{answer(9, sudland, attache.Entity{}, attache.Met, "lift", "ban"), answer(3, sudland, norland, attache.Accepted, "ban")}, attache.Met,
			"accepted by Courier on 2026-03-05, met by Courier on 2026-03-11"},
		{"to its withdrawal by the holder", []attache.Read{answer(4, norland, attache.Entity{}, attache.Withdrawn, "port")}, attache.Withdrawn, "withdrawn by Courier on 2026-03-06"},
		{"not to an answer about something else", []attache.Read{answer(3, sudland, norland, attache.Rejected, "railwa")}, attache.Open, ""},
		{"not to an answer to somebody else", []attache.Read{answer(3, sudland, attache.Entity{ID: "ostland", Name: "Ostland", Kind: attache.State}, attache.Rejected, "port", "ban")}, attache.Open, ""},
		{"not to an answer to nobody that shares one word", []attache.Read{answer(3, sudland, attache.Entity{}, attache.Rejected, "port")}, attache.Open, ""},
		{"not to an answer by the holder", []attache.Read{answer(3, norland, sudland, attache.Rejected, "port", "ban")}, attache.Open, ""},
		{"not to an answer of an earlier article", []attache.Read{answer(-3, sudland, norland, attache.Rejected, "port", "ban")}, attache.Open, ""},
		{"not to an answer of another year", []attache.Read{answer(300, sudland, norland, attache.Rejected, "port", "ban")}, attache.Open, ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			for order, name := range []string{"terms first", "answer first"} {
				g := db.Guild(attache.GuildID([]string{"a", "b"}[order] + string(rune('a'+n))))
				var r attache.Read
				if order == 0 {
					r = save(t, g, terms(0))[0]
				}
				for _, a := range tt.answers {
					save(t, g, a)
				}
				if order == 1 {
					r = save(t, g, terms(0))[0]
				}
				c := stand(t, g, r.Article.ID)
				if c.Status != tt.want || steps(c) != tt.steps {
					t.Errorf("%s: %s after %q, want %s after %q", name, c.Status, steps(c), tt.want, tt.steps)
				}
			}
		})
	}
	sound(t, db)
}

func answersComeAndGo(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	r := save(t, g, terms(0))[0]
	a := save(t, g, answer(3, sudland, norland, attache.Rejected, "port"))[0]
	last := func() (changes []attache.ArticleID) {
		all, err := g.Outbox(t.Context(), 0, 100)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range all {
			changes = append(changes, c.Article)
		}
		return changes
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Rejected || c.History[0].Words != a.Article.Text || c.History[0].In != attache.Ref(a.Article.ID) {
		t.Fatalf("%+v, want a rejection with its passage", c)
	}
	if all := last(); !slices.Contains(all, r.Article.ID) {
		t.Errorf("the outbox has %v: the index is not told of the condition that was answered", all)
	}
	before, err := g.Outbox(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	silent := a
	silent.Facts.Replies = nil
	if err := g.Reread(t.Context(), "v2", []attache.Read{silent}); err != nil {
		t.Fatal(err)
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Open || c.History != nil {
		t.Errorf("a reading that finds no answer leaves %s, %q", c.Status, steps(c))
	}
	after, err := g.Outbox(t.Context(), before[len(before)-1].Seq, 100)
	if err != nil || len(after) != 2 {
		t.Errorf("the outbox has %v more, %v; want the answer and the condition", after, err)
	}
	if err := g.Reread(t.Context(), "v3", []attache.Read{a, r}); err != nil {
		t.Fatal(err)
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Rejected {
		t.Errorf("read again both give %s", c.Status)
	}
	if err := g.Remove(t.Context(), a.Article.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Open || c.History != nil {
		t.Errorf("an answer that was removed leaves %s, %q", c.Status, steps(c))
	}
	sound(t, db)
}

func correctionsWin(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	r := save(t, g, terms(0))[0]
	ref := attache.NewRef(r.Article.ID, attache.KindCondition, 1)
	correct := func(c attache.Correction, undo bool) attache.Condition {
		t.Helper()
		c.By, c.At = "7", Day
		cited, err := g.Correct(t.Context(), ref, c, undo)
		if err != nil || cited.Condition == nil || cited.Article.ID != r.Article.ID {
			t.Fatalf("Correct = %+v, %v", cited, err)
		}
		if got := stand(t, g, r.Article.ID); got.Status != cited.Condition.Status || got.Holder != cited.Condition.Holder {
			t.Errorf("Correct returns %+v, the archive has %+v", cited.Condition, got)
		}
		return *cited.Condition
	}
	if c := correct(attache.Correction{Slot: attache.SlotStatus, Status: attache.Met}, false); c.Status != attache.Met || !c.Fixed(attache.SlotStatus) || c.Corrected[0].By != "7" {
		t.Errorf("%+v, want met by hand", c)
	}
	if c := correct(attache.Correction{Slot: attache.SlotHolder, To: meant(brandt)}, false); c.Holder.Entity != "jon-brandt" {
		t.Errorf("holder %+v, want Jon Brandt", c.Holder)
	}
	found, err := g.Parties(t.Context(), "brandt", 5)
	if err != nil || len(found) != 1 {
		t.Errorf("Parties = %v, %v: who was set as the holder takes part", found, err)
	}
	if c := correct(attache.Correction{Slot: attache.SlotHolder, To: meant(norland)}, false); c.Holder.Entity != "norland" || len(c.Corrected) != 2 {
		t.Errorf("%+v, want the last correction of each slot", c)
	}
	// A later article, another reading and one that finds nothing change none of it.
	save(t, g, answer(3, sudland, norland, attache.Rejected, "port"))
	if c := stand(t, g, r.Article.ID); c.Status != attache.Met || steps(c) != "rejected by Courier on 2026-03-05" {
		t.Errorf("after an answer %s, %q", c.Status, steps(c))
	}
	again := terms(0)
	again.Article.ID = r.Article.ID
	again.Facts.Conditions[0].Status = attache.Unmet
	if err := g.Reread(t.Context(), "v2", []attache.Read{Number(again)}); err != nil {
		t.Fatal(err)
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Met || c.Holder.Entity != "norland" {
		t.Errorf("after another reading %s by %s", c.Status, c.Holder.Name)
	}
	again.Facts.Conditions = nil
	if err := g.Reread(t.Context(), "v3", []attache.Read{again}); err != nil {
		t.Fatal(err)
	}
	if c := stand(t, g, r.Article.ID); c.Status != attache.Met || c.Ref != ref {
		t.Errorf("after a reading that found nothing %+v", c)
	}
	reads, err := g.Corrected(t.Context())
	if err != nil || len(reads) != 1 || reads[0].Facts.Conditions[0].Status != attache.Met {
		t.Errorf("Corrected = %+v, %v", reads, err)
	}
	if c := correct(attache.Correction{Slot: attache.SlotStatus}, true); c.Status == attache.Met || c.Fixed(attache.SlotStatus) {
		t.Errorf("an undone correction leaves %+v", c)
	}
	if _, err := g.Correct(t.Context(), attache.NewRef(r.Article.ID, attache.KindCondition, 9), attache.Correction{Slot: attache.SlotStatus, Status: attache.Met}, false); err == nil {
		t.Error("a condition that is not there was corrected")
	}
	if err := g.Remove(t.Context(), r.Article.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if reads, err := g.Corrected(t.Context()); err != nil || len(reads) != 0 {
		t.Errorf("after the article was removed Corrected = %v, %v", reads, err)
	}
	sound(t, db)
}
