package indextest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache"
)

// tenancy proves that guilds do not see each other, whatever they are called.
func tenancy(t *testing.T, ix Index) {
	defer ix.Close()
	all := []attache.GuildID{"41", "42", "4", "dm:41", "dm:42", "dm-41", "DM:41", "..", ".", "../41", "41/live", "local", "%41", "гільдія"}
	for i, g := range all {
		reads := many(len(all))
		put(t, ix, g, int64(i+1), reads[i])
	}
	for i, g := range all {
		for _, q := range []attache.Query{{}, {Words: "bay"}, {Kind: attache.KindAttribution}, {Kind: attache.KindEvent, Party: "the-pilot"}} {
			page := find(t, ix, g, q)
			if page.Total != 1 || page.Hits[0].Ref.Article() != many(len(all))[i].Article.ID {
				t.Errorf("%q finds %+v for %+v", g, page, q)
			}
		}
		if seq, err := ix.Checkpoint(t.Context(), g); err != nil || seq != int64(i+1) {
			t.Errorf("checkpoint of %q is %d, %v", g, seq, err)
		}
	}
	if err := ix.RemoveGuild(t.Context(), "41"); err != nil {
		t.Fatal(err)
	}
	if page := find(t, ix, "41", attache.Query{}); page.Total != 0 {
		t.Errorf("a removed guild finds %d articles", page.Total)
	}
	for _, g := range all[1:] {
		if page := find(t, ix, g, attache.Query{}); page.Total != 1 {
			t.Errorf("%q lost its article with another guild", g)
		}
	}
	if page := find(t, ix, "a guild nobody has heard of", attache.Query{Words: "bay"}); page.Total != 0 {
		t.Error("an unknown guild finds something")
	}
	for _, g := range []attache.GuildID{"", attache.GuildID(strings.Repeat("4", 1000))} {
		if _, err := ix.Search(t.Context(), g, attache.Query{}); err == nil {
			t.Errorf("a guild id of %d bytes is taken", len(g))
		}
	}
}

// replacing proves that an article put again leaves nothing behind.
func replacing(t *testing.T, ix Index) {
	old := corpus()["ferry"]
	now := write("ferry", "Harbour Post", day(2), "Ferry stops", "The ferry stopped. The captain said he was sorry.").
		said("The Captain", "", attache.Indirect, attache.ActSay, "The captain said he was sorry.")
	put(t, ix, guild, 2, old.Read, now.Read) // given twice: the last counts
	check(t, ix, []claim{
		{"finds the new text", attache.Query{Words: "captain"}, "ferry"},
		{"finds the new facts", attache.Query{Kind: attache.KindAttribution, Source: "the-captain"}, "ferry#s1"},
		{"does not find the old text", attache.Query{Words: "Brandvold", Outlet: "Harbour Post"}, ""},
		{"does not find the old facts", attache.Query{Kind: attache.KindAttribution, Source: "conor-o-dwyer"}, ""},
		{"does not find the old events", attache.Query{Kind: attache.KindEvent, Words: "ferry"}, ""},
		{"does not find it under the old date", attache.Query{To: day(2)}, ""},
	})
	put(t, ix, guild, 3, old.Read)
	put(t, ix, guild, 4, old.Read)
	check(t, ix, []claim{
		{"may be put again and again", attache.Query{Kind: attache.KindAttribution, Source: "ilse-brandvold"}, "ferry#s1 ferry#s2 talks#s1"},
	})
	if err := ix.Put(t.Context(), guild, 5, nil, []attache.ArticleID{old.Article.ID, "000000000000"}); err != nil {
		t.Fatal(err)
	}
	check(t, ix, []claim{
		{"forgets an article", attache.Query{}, "accents georgian russian talks undated year"},
		{"forgets its facts", attache.Query{Kind: attache.KindAttribution, Source: "ilse-brandvold"}, "talks#s1"},
	})
	if err := ix.Put(t.Context(), guild, 6, []attache.Read{old.Read}, []attache.ArticleID{old.Article.ID}); err != nil {
		t.Fatal(err)
	}
	check(t, ix, []claim{
		{"keeps what is put and removed at once", attache.Query{Words: "ferry tax"}, "ferry"},
	})
	wrong := corpus()["talks"].Read
	wrong.Facts.Attributions[0].Ref = attache.NewRef(old.Article.ID, attache.KindAttribution, 1)
	if err := ix.Put(t.Context(), guild, 7, []attache.Read{wrong}, nil); err == nil {
		t.Error("takes a fact of another article")
	}
	if err := ix.Put(t.Context(), guild, 7, []attache.Read{{}}, nil); err == nil {
		t.Error("takes an article without an id")
	}
	if seq, err := ix.Checkpoint(t.Context(), guild); err != nil || seq != 6 {
		t.Errorf("after refused puts the checkpoint is %d, %v", seq, err)
	}
}

// checkpoint proves that it has to be read, moves with what is put, survives, and only moves forward.
func checkpoint(t *testing.T, open Opener) {
	dir := t.TempDir()
	ix := open(t, dir)
	is := func(want int64) {
		t.Helper()
		if seq, err := ix.Checkpoint(t.Context(), guild); err != nil || seq != want {
			t.Errorf("checkpoint is %d, %v, want %d", seq, err, want)
		}
	}
	if err := ix.Put(t.Context(), guild, 1, nil, nil); err == nil {
		t.Error("takes a put from a feeder that does not know where the index stands")
	}
	is(0)
	fill(t, ix, guild, 7)
	is(7)
	if err := ix.Put(t.Context(), guild, 9, nil, nil); err != nil {
		t.Fatal(err)
	}
	is(9)
	if err := ix.Put(t.Context(), guild, 3, nil, nil); err != nil {
		t.Fatal(err)
	}
	is(9)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	defer ix.Close()
	is(9)
	if page := find(t, ix, guild, attache.Query{}); page.Total != 7 {
		t.Errorf("finds %d articles after opening again", page.Total)
	}
}

// reset proves that the old index answers until the new one is complete, across a restart.
func reset(t *testing.T, open Opener) {
	dir := t.TempDir()
	ix := open(t, dir)
	fill(t, ix, guild, 20)
	if err := ix.Reset(t.Context(), guild); err != nil {
		t.Fatal(err)
	}
	if seq, err := ix.Checkpoint(t.Context(), guild); err != nil || seq != 0 {
		t.Fatalf("checkpoint after a reset is %d, %v", seq, err)
	}
	reads := many(3)
	put(t, ix, guild, 10, reads[0])
	total := func(want int) {
		t.Helper()
		if page := find(t, ix, guild, attache.Query{}); page.Total != want {
			t.Errorf("finds %d articles, want %d", page.Total, want)
		}
	}
	total(7)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	defer func() { ix.Close() }()
	total(7)
	if seq, err := ix.Checkpoint(t.Context(), guild); err != nil || seq != 10 {
		t.Errorf("checkpoint of a half-built index is %d, %v", seq, err)
	}
	put(t, ix, guild, 19, reads[1])
	total(7)
	put(t, ix, guild, 20, reads[2])
	total(3)
	if err := ix.Close(); err != nil {
		t.Fatal(err)
	}
	ix = open(t, dir)
	total(3)
	if err := ix.Reset(t.Context(), "99"); err != nil {
		t.Errorf("reset of a guild without an index: %v", err)
	}
}

// damage breaks the files of a closed index in every way a disk or a hand can, and proves that it
// begins anew and grows back. An index that keeps no files here is not tested.
func damage(t *testing.T, open Opener) {
	// built returns a folder with an index, and its files.
	built := func(t *testing.T) (dir string, files []string) {
		dir = t.TempDir()
		ix := open(t, dir)
		put(t, ix, guild, 1, many(300)...)
		put(t, ix, guild, 2, many(10)...)
		if err := ix.Close(); err != nil {
			t.Fatal(err)
		}
		err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				files = append(files, path)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return dir, files
	}
	if _, files := built(t); len(files) == 0 {
		t.Skip("keeps no files")
	}
	must := func(t *testing.T, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	// each wrecks all files of a kind: some of them may be left over and not in use.
	each := func(ext string, wreck func(t *testing.T, path string, size int64)) func(*testing.T, []string) {
		return func(t *testing.T, files []string) {
			for _, f := range files {
				if info, err := os.Stat(f); err == nil && strings.HasSuffix(f, ext) {
					wreck(t, f, info.Size())
				}
			}
		}
	}
	cut := func(keep float64) func(*testing.T, string, int64) {
		return func(t *testing.T, path string, size int64) { must(t, os.Truncate(path, int64(float64(size)*keep))) }
	}
	garbage := func(at float64, n int) func(*testing.T, string, int64) {
		return func(t *testing.T, path string, size int64) {
			f, err := os.OpenFile(path, os.O_RDWR, 0)
			must(t, err)
			defer f.Close()
			_, err = f.WriteAt([]byte(strings.Repeat("\xa5", n)), int64(float64(size)*at))
			must(t, err)
		}
	}
	gone := func(t *testing.T, path string, _ int64) { must(t, os.Remove(path)) }
	for _, tt := range []struct {
		name     string
		wreck    func(t *testing.T, files []string)
		harmless bool // it may have hit unused space
	}{
		{"the root is cut in half", each(".bolt", cut(0.5)), true},
		{"the root is cut to a page", each(".bolt", func(t *testing.T, path string, _ int64) { must(t, os.Truncate(path, 4096)) }), false},
		{"the root is empty", each(".bolt", cut(0)), false},
		{"the root is garbage", each(".bolt", garbage(0, 20_000)), false},
		{"the root is gone", each(".bolt", gone), false},
		{"the segments are gone", each(".zap", gone), false},
		{"the segments are empty", each(".zap", cut(0)), false},
		{"the segments are cut", each(".zap", cut(0.6)), false},
		{"the segments have garbage in the middle", each(".zap", garbage(0.5, 16)), false},
		{"the segments have garbage at the end", each(".zap", garbage(0.99, 16)), false},
		{"everything is garbage", each("", garbage(0, 300)), false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			dir, files := built(t)
			tt.wreck(t, files)
			ix := open(t, dir)
			defer ix.Close()
			seq, err := ix.Checkpoint(t.Context(), guild)
			if err != nil || seq != 0 && !(seq == 2 && tt.harmless) {
				t.Fatalf("checkpoint of a damaged index is %d, %v", seq, err)
			}
			put(t, ix, guild, 2, many(300)...)
			if page := find(t, ix, guild, attache.Query{Words: "buoy"}); page.Total != 300 {
				t.Errorf("grown back, it finds %d articles", page.Total)
			}
		})
	}
	t.Run("nobody reads the checkpoint after the damage", func(t *testing.T) {
		dir, files := built(t)
		each(".zap", gone)(t, files)
		ix := open(t, dir)
		defer ix.Close()
		if err := ix.Put(t.Context(), guild, 3, many(1), nil); err == nil {
			t.Error("a put that would leave a hole is taken")
		}
		if seq, err := ix.Checkpoint(t.Context(), guild); err != nil || seq != 0 {
			t.Errorf("checkpoint is %d, %v", seq, err)
		}
	})
	t.Run("a search comes before anybody knows", func(t *testing.T) {
		dir, files := built(t)
		each(".zap", garbage(0.3, 100))(t, files)
		ix := open(t, dir)
		defer ix.Close()
		if page := find(t, ix, guild, attache.Query{Words: "buoy"}); page.Total != 0 {
			t.Errorf("finds %d articles in garbage", page.Total)
		}
	})
}
