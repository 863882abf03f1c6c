package storetest

import (
	"fmt"
	"testing"
	"time"

	"attache"
	"attache/store"
)

// counted prints counts as a table test wants them.
func counted(all []attache.Count) (out []string) {
	for _, c := range all {
		out = append(out, fmt.Sprintf("%s %d", c.Name, c.N))
	}
	return out
}

func completesNames(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	says := map[string]int{"Lena Maren": 3, "Łukasz O’Brien": 2, "Mari Aliyeva": 2, "Ilham Əliyev": 1, "U.S. Senate": 1, "Al": 1, "Nobody": 0}
	order := []string{"Lena Maren", "Łukasz O’Brien", "Mari Aliyeva", "Ilham Əliyev", "U.S. Senate", "Al", "Nobody"}
	var reads []attache.Read
	for i, name := range order {
		for k := range max(says[name], 1) {
			r := attache.Read{Article: attache.Article{Text: fmt.Sprintf("Text %d of %d.", k, i), Added: Day.Add(time.Duration(i*10+k) * time.Minute)}}
			m := attache.Mention{Entity: attache.NewEntityID(name), Name: name, Sure: 1}
			at := attache.Span{Start: 0, End: 4}
			if says[name] > 0 {
				r.Facts.Attributions = []attache.Attribution{{Source: m, Addressee: m, Content: []attache.Span{at}, Act: attache.ActSay, Score: 1}}
			} else {
				r.Facts.Attributions = []attache.Attribution{{Source: m, Content: []attache.Span{at}, Act: attache.ActBelieve, Score: 1}}
			}
			if name == "Lena Maren" {
				r.Facts.Entities = []attache.Entity{{ID: m.Entity, Name: name, Aliases: []string{"the foreign minister"}}}
			}
			reads = append(reads, r)
		}
	}
	save(t, g, reads...)
	for _, tt := range []struct {
		name, typed string
		limit       int
		want        []string
	}{
		{"gives the most frequent for nothing typed", "", 3, []string{"Lena Maren 3", "Mari Aliyeva 2", "Łukasz O’Brien 2"}},
		{"finds a first name", "len", 9, []string{"Lena Maren 3"}},
		{"finds a surname", "mar", 9, []string{"Lena Maren 3", "Mari Aliyeva 2"}},
		{"finds several words in any order", "maren l", 9, []string{"Lena Maren 3"}},
		{"finds no middle of a word", "aren", 9, nil},
		{"ignores case and accents", "LUKASZ", 9, []string{"Łukasz O’Brien 2"}},
		{"ignores apostrophes", "o'b", 9, []string{"Łukasz O’Brien 2"}},
		{"puts the whole name first", "al", 9, []string{"Al 1", "Mari Aliyeva 2", "Ilham Əliyev 1"}},
		{"reads letters as newspapers print them", "ilham aliyev", 9, []string{"Ilham Əliyev 1"}},
		{"reads an id as a name", "lena-maren", 9, []string{"Lena Maren 3"}},
		{"reads abbreviations without dots", "us sen", 9, []string{"U.S. Senate 1"}},
		{"finds another form of the name", "foreign min", 9, []string{"Lena Maren 3"}},
		{"takes no wildcard from people", "%", 1, []string{"Lena Maren 3"}},
		{"leaves out who only believes", "nob", 9, nil},
		{"gives none for no room", "", 0, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := g.Speakers(t.Context(), tt.typed, tt.limit)
			if err != nil || fmt.Sprint(counted(got)) != fmt.Sprint(tt.want) {
				t.Errorf("Speakers(%q) = %v, %v; want %v", tt.typed, counted(got), err, tt.want)
			}
		})
	}
	got, err := g.Parties(t.Context(), "nob", 9)
	if err != nil || len(got) != 1 || got[0].ID != "nobody" || got[0].N != 1 {
		t.Errorf("Parties = %+v, %v; want nobody with one fact", got, err)
	}
	if got, err := g.Parties(t.Context(), "lena", 9); err != nil || len(got) != 1 || got[0].N != 3 {
		t.Errorf("Parties = %+v, %v; want 3 facts: two roles in one fact count once", got, err)
	}
	for _, r := range reads[:3] {
		if err := g.Remove(t.Context(), idOf(t, g, r), "7"); err != nil {
			t.Fatal(err)
		}
	}
	if got, err := g.Speakers(t.Context(), "maren", 9); err != nil || len(got) > 0 {
		t.Errorf("after her articles were removed Speakers = %v, %v; want none", got, err)
	}
	sound(t, db)
}

func completesTitles(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	for i, a := range []attache.Article{
		{Outlet: "Irsk Herald", Title: "Maren sets terms", Text: "One."},
		{Outlet: "IRSK HERALD", Title: "Élan of the talks", Text: "Two."},
		{Outlet: "Mirel Gazette", Title: "Talks break off", Text: "Three."},
		{Text: "Four, of nobody."},
	} {
		a.Added = Day.Add(time.Duration(i) * time.Minute)
		save(t, g, attache.Read{Article: a})
	}
	for _, tt := range []struct {
		name, typed string
		find        func(string, int) ([]attache.Count, error)
		want        []string
	}{
		{"counts an outlet however it is written", "", func(s string, n int) ([]attache.Count, error) { return g.Outlets(t.Context(), s, n) }, []string{"IRSK HERALD 2", "Mirel Gazette 1"}},
		{"finds an outlet by any word", "gaz", func(s string, n int) ([]attache.Count, error) { return g.Outlets(t.Context(), s, n) }, []string{"Mirel Gazette 1"}},
		{"gives the titles added last", "", func(s string, n int) ([]attache.Count, error) { return g.Titles(t.Context(), s, n) }, []string{"Talks break off 0", "Élan of the talks 0", "Maren sets terms 0"}},
		{"finds a title by any word", "TALKS", func(s string, n int) ([]attache.Count, error) { return g.Titles(t.Context(), s, n) }, []string{"Talks break off 0", "Élan of the talks 0"}},
		{"finds a title without its accents", "elan", func(s string, n int) ([]attache.Count, error) { return g.Titles(t.Context(), s, n) }, []string{"Élan of the talks 0"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := tt.find(tt.typed, 9)
			if err != nil || fmt.Sprint(counted(got)) != fmt.Sprint(tt.want) {
				t.Errorf("got %v, %v; want %v", counted(got), err, tt.want)
			}
		})
	}
	got, err := g.Titles(t.Context(), "sets", 1)
	if err != nil || len(got) != 1 || !attache.ArticleID(got[0].ID).Valid() {
		t.Errorf("Titles = %+v, %v; want the article's id", got, err)
	}
}
