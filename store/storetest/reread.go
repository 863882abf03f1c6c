package storetest

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"attache"
	"attache/store"
)

// speech is an article of numbered sentences in which those asked for are statements.
func speech(text string, contents ...string) attache.Facts {
	var f attache.Facts
	for _, c := range contents {
		from := strings.Index(text, c)
		f.Attributions = append(f.Attributions, attache.Attribution{
			Content: []attache.Span{{Start: from, End: from + len(c)}}, Extent: attache.Span{Start: from, End: from + len(c)}, Form: attache.Direct, Act: attache.ActSay,
		})
	}
	return f
}

func keepsRefs(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	text := "The first thing. The second thing. The third thing. The fourth thing. The fifth thing."
	read := func(f attache.Facts) attache.Read {
		f.Conditions = []attache.Condition{{Marker: attache.Span{Start: 4, End: 9}, Extent: attache.Span{Start: 0, End: 16}, Voiced: "1"}}
		return attache.Read{Article: attache.Article{Text: text, Added: Day}, Facts: f}
	}
	r := save(t, g, read(speech(text, "The first thing.", "The second thing.", "The third thing.", "The fourth thing.")))[0]
	again := func(contents ...string) {
		t.Helper()
		next := read(speech(text, contents...))
		next.Article.ID = r.Article.ID
		if err := g.Reread(t.Context(), "v2", []attache.Read{Number(next)}); err != nil {
			t.Fatal(err)
		}
		sound(t, db)
	}
	expect := func(want map[string]string) {
		t.Helper()
		for fact, words := range want {
			ref := attache.Ref(string(r.Article.ID) + fact)
			got, err := g.Cite(t.Context(), []attache.Ref{ref})
			if err != nil {
				t.Fatal(err)
			}
			switch {
			case words == "" && len(got) > 0:
				t.Errorf("%s is %q, want nothing", fact, got[0].Attribution.Content[0].Of(text))
			case words != "" && len(got) == 0:
				t.Errorf("%s is gone, want %q", fact, words)
			case words != "" && got[0].Attribution.Content[0].Of(text) != words:
				t.Errorf("%s is %q, want %q", fact, got[0].Attribution.Content[0].Of(text), words)
			case words != "" && got[0].Attribution.Ref != got[0].Ref:
				t.Errorf("%s came back as %s, its fact says %s", fact, got[0].Ref, got[0].Attribution.Ref)
			}
		}
	}
	// A new fact comes first, one grows, one goes, two become one.
	again("The fifth thing.", "The first thing. The second", "The third thing. The fourth thing.")
	expect(map[string]string{
		"#s1": "The first thing. The second", "#s2": "The first thing. The second",
		"#s4": "The third thing. The fourth thing.", "#s3": "The third thing. The fourth thing.",
		"#s5": "The fifth thing.",
	})
	a, f, err := g.Article(t.Context(), r.Article.ID)
	if err != nil || len(f.Attributions) != 3 || f.Attributions[0].Content[0].Of(a.Text) != "The fifth thing." {
		t.Fatalf("Article = %+v, %v; want the facts in the order they were read", f.Attributions, err)
	}
	if got := f.Conditions[0].Voiced; got != f.Attributions[0].Ref {
		t.Errorf("the condition is voiced in %s, want the renumbered %s", got, f.Attributions[0].Ref)
	}
	// What is gone has a place still, and its number is given to nobody else.
	again("The fifth thing.")
	expect(map[string]string{"#s1": "", "#s2": "", "#s3": "", "#s4": "", "#s5": "The fifth thing."})
	former := func(fact string) string {
		at, err := g.Former(t.Context(), attache.Ref(string(r.Article.ID)+fact))
		if err != nil {
			return err.Error()
		}
		return at.Of(text)
	}
	if got := former("#s1"); got != "The first thing. The second" {
		t.Errorf("the former place of #s1 is %q", got)
	}
	if _, err := g.Former(t.Context(), attache.Ref(string(r.Article.ID)+"#s77")); !errors.Is(err, attache.ErrNotFound) {
		t.Errorf("Former of what never was = %v, want one that wraps ErrNotFound", err)
	}
	// What stands at that place again answers to the old refs.
	again("The second thing.", "The fifth thing.")
	expect(map[string]string{"#s1": "The second thing.", "#s2": "The second thing.", "#s3": "", "#s4": "", "#s5": "The fifth thing.", "#s6": "The second thing."})
	// Forwarding follows through a second move.
	again("The second thing. The third thing.", "The fifth thing.")
	again("The third thing. The fourth thing. The fifth thing.")
	got, err := g.Cite(t.Context(), []attache.Ref{attache.Ref(string(r.Article.ID) + "#s5")})
	if err != nil || len(got) != 1 || got[0].Ref != attache.Ref(string(r.Article.ID)+"#s6") {
		t.Errorf("Cite of a fact that moved = %+v, %v; want #s6, which covers it", got, err)
	}
	gone := Placed(9, 400)
	if err := g.Reread(t.Context(), "v2", []attache.Read{gone}); err != nil {
		t.Errorf("Reread of an article that is gone = %v, want nothing", err)
	}
}

func findsOutdated(t *testing.T, db *store.DB) {
	g := db.Guild("1")
	var all []attache.Read
	for i := range 5 {
		all = append(all, save(t, g, Sample(i, 400))...)
	}
	outdated := func(version string) (ids []attache.ArticleID) {
		t.Helper()
		var after attache.ArticleID
		for {
			page, err := g.Outdated(t.Context(), version, after, 2)
			if err != nil {
				t.Fatal(err)
			}
			if len(page) == 0 {
				return ids
			}
			for _, a := range page {
				ids = append(ids, a.ID)
			}
			after = ids[len(ids)-1]
		}
	}
	if got := outdated(pipeline); got != nil {
		t.Errorf("Outdated = %v, want none", got)
	}
	if got := outdated("v2"); len(got) != 5 || !slices.IsSorted(got) {
		t.Errorf("Outdated = %v, want all in order", got)
	}
	before, err := g.Outbox(t.Context(), 0, 100)
	if err != nil {
		t.Fatal(err)
	}
	if err := g.Reread(t.Context(), "v2", all[:3]); err != nil {
		t.Fatal(err)
	}
	if got := outdated("v2"); len(got) != 2 {
		t.Errorf("after 3 were read again Outdated = %v, want 2", got)
	}
	after, err := g.Outbox(t.Context(), before[len(before)-1].Seq, 100)
	if err != nil || len(after) != 3 {
		t.Errorf("after 3 were read again the outbox has %v, %v; want 3 changes more", after, err)
	}
	sound(t, db)
}
