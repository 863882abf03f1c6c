package storetest

import (
	"errors"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/store"
)

// decides tries what analysts decide about names: everything that is read follows, readings made later
// follow too, and undoing gives back what was there before.
func decides(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	reads := []attache.Read{named(1, "Antony Blinken", "Ilham Aliyev"), named(2, "Anthony Blinken", "Ilham Aliyev"), named(3, "Tove Kim", "Antony Blinken")}
	reads = save(t, g, reads...)
	before := told(t, g)
	decide := func(d attache.Decision) attache.Decision {
		t.Helper()
		d.At, d.By = Day, "7"
		made, err := g.Decide(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	merge := decide(attache.Decision{Kind: attache.Merged, Entity: "anthony-blinken", Name: "Anthony Blinken", Into: "antony-blinken", IntoName: "Antony Blinken"})

	speakers, err := g.Speakers(t.Context(), "anth", 5)
	if err != nil || len(speakers) != 1 || speakers[0].ID != "antony-blinken" || speakers[0].N != 2 {
		t.Errorf("who is typed by the name that went is %+v, %v; want Antony Blinken with 2 statements", speakers, err)
	}
	for _, typed := range []string{"anthony-blinken", "Anthony Blinken", "blinken"} {
		if all, err := g.Parties(t.Context(), typed, 5); err != nil || len(all) == 0 || all[0].ID != "antony-blinken" || all[0].N != 3 {
			t.Errorf("%q completes to %+v, %v", typed, all, err)
		}
	}
	_, f, err := g.Article(t.Context(), reads[1].Article.ID)
	if err != nil || f.Attributions[0].Source.Entity != "antony-blinken" || f.Attributions[0].Source.Name != "Antony Blinken" || f.Entities[0].ID != "antony-blinken" {
		t.Errorf("the second article still says %+v, %v", f.Attributions[0].Source, err)
	}
	cited, err := g.Cite(t.Context(), []attache.Ref{f.Attributions[0].Ref})
	if err != nil || cited[0].Attribution.Source.Name != "Antony Blinken" {
		t.Errorf("the citation says %+v, %v", cited, err)
	}
	changes, err := g.Outbox(t.Context(), 3, 10)
	if err != nil || len(changes) != 1 || changes[0].Article != reads[1].Article.ID {
		t.Errorf("the index has to follow %+v, %v; want the article that named him otherwise", changes, err)
	}

	// A second reading knows nothing of decisions, and they count all the same.
	again := named(2, "Anthony Blinken", "Ilham Aliyev")
	again.Article = reads[1].Article
	if err := g.Reread(t.Context(), "v2", []attache.Read{Number(again)}); err != nil {
		t.Fatal(err)
	}
	if speakers, _ := g.Speakers(t.Context(), "blinken", 5); len(speakers) != 1 || speakers[0].N != 2 {
		t.Errorf("after a second reading: %+v", speakers)
	}

	if _, err := g.Decide(t.Context(), attache.Decision{Kind: attache.Merged, Entity: "anthony-blinken", Name: "x", Into: "antony-blinken", IntoName: "Antony Blinken", At: Day}); !isProblem(err) {
		t.Errorf("merging twice: %v, want a Problem", err)
	}
	alias := decide(attache.Decision{Kind: attache.Aliased, Entity: "secretary-b", Name: "Secretary B.", Into: "antony-blinken", IntoName: "Antony Blinken"})
	if all, _ := g.Parties(t.Context(), "secretary", 5); len(all) != 1 || all[0].ID != "antony-blinken" {
		t.Errorf("the alias completes to %+v", all)
	}
	other := decide(attache.Decision{Kind: attache.Parted, Entity: "antony-blinken", Name: "Antony Blinken", Into: "antony-blinken-rower", IntoName: "Antony Blinken (rower)", Article: reads[2].Article.ID})
	d, err := g.Dossier(t.Context(), "anthony-blinken")
	if err != nil || d.Entity.ID != "antony-blinken" || d.Articles != 2 || d.Statements != 2 || len(d.Members) != 2 || len(d.Decisions) != 3 {
		t.Errorf("the dossier is %+v, %v", d, err)
	}
	if all, _ := g.Parties(t.Context(), "rower", 5); len(all) != 1 || all[0].N != 1 {
		t.Errorf("the other of one name completes to %+v", all)
	}
	if _, f, _ := g.Article(t.Context(), reads[2].Article.ID); f.Attributions[0].Addressee.Entity != "antony-blinken-rower" {
		t.Errorf("the third article says %+v", f.Attributions[0].Addressee)
	}

	for _, n := range []int64{alias.N, merge.N, 0} { // in any order; the last is the split
		if _, err := g.Undo(t.Context(), n, "8", Day.Add(time.Hour)); err != nil {
			t.Errorf("undo %d: %v", n, err)
		}
	}
	if after := told(t, g); after != before {
		t.Errorf("after undoing everything:\n%s\nwant\n%s", after, before)
	}
	if _, err := g.Undo(t.Context(), 0, "8", Day); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("undo of nothing: %v, want ErrNotFound", err)
	}
	all, total, err := g.Decisions(t.Context(), 0, 10)
	if err != nil || total != 3 || all[0].N != other.N || all[0].UndoneBy != "8" || all[2].By != "7" {
		t.Errorf("the record is %+v of %d, %v", all, total, err)
	}
	if err := g.Remove(t.Context(), reads[2].Article.ID, "7"); err != nil {
		t.Fatal(err)
	}
	if _, total, _ := g.Decisions(t.Context(), 0, 10); total != 2 {
		t.Errorf("%d decisions after the article of one was removed, want 2", total)
	}
}

func isProblem(err error) bool {
	var p *attache.Problem
	return errors.As(err, &p)
}

// told prints who the archive knows, and what its articles say.
func told(t *testing.T, g *store.Guild) string {
	t.Helper()
	var out strings.Builder
	all, err := g.Parties(t.Context(), "", 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range all {
		out.WriteString(c.ID + " " + c.Name + " " + strings.Repeat("*", c.N) + "\n")
	}
	articles, _, err := g.Articles(t.Context(), 0, 50)
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range articles {
		_, f, err := g.Article(t.Context(), a.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range f.Attributions {
			out.WriteString(x.Source.Name + " to " + x.Addressee.Name + "\n")
		}
	}
	return out.String()
}

// named is an article in which one person tells another something.
func named(n int, speaker, addressee string) attache.Read {
	text := speaker + " told " + addressee + " that report " + strings.Repeat("i", n) + " was late."
	who := func(name string) attache.Mention {
		at := strings.Index(text, name)
		return attache.Mention{Span: attache.Span{Start: at, End: at + len(name)}, Entity: attache.NewEntityID(name), Name: name, Sure: 1}
	}
	at := strings.Index(text, "report")
	f := attache.Facts{
		Entities: []attache.Entity{{ID: attache.NewEntityID(speaker), Name: speaker, Kind: attache.Person}, {ID: attache.NewEntityID(addressee), Name: addressee, Kind: attache.Person}},
		Attributions: []attache.Attribution{{
			Source: who(speaker), Addressee: who(addressee), Content: []attache.Span{{Start: at, End: len(text)}},
			Extent: attache.Span{End: len(text)}, Form: attache.Indirect, Act: attache.ActSay, Rule: "test", Score: 1,
		}},
	}
	return attache.Read{Article: attache.Article{Text: text, Added: Day.Add(time.Duration(n) * time.Minute)}, Facts: f}
}
