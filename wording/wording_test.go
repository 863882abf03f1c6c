package wording

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// marked prints a difference as wdiff does.
func marked(a, b Text) string {
	var out []string
	for _, p := range Align(a, b).Pieces() {
		out = append(out, map[Edit]string{Kept: p.Text, Cut: "[-" + p.Text + "-]", Added: "{+" + p.Text + "+}"}[p.Edit])
	}
	return strings.Join(out, " ")
}

func TestPieces(t *testing.T) {
	const whole = "“We ask for two flags, nothing more, and we shall ask for them at every post.”"
	for _, tt := range []struct{ name, a, b, want string }{
		{"finds nothing where only marks and case differ", whole, `"we ask for two flags; nothing more, and We shall ask for them at every post"`, "we ask for two flags; nothing more, and We shall ask for them at every post"},
		{"shows what was cut inside", whole, "“We ask for two flags, and we shall ask for them at every post.”", "We ask for two flags [-nothing more-] and we shall ask for them at every post"},
		{"shows what was cut at the end", whole, "“We ask for two flags”", "We ask for two flags [-nothing more, and we shall ask for them at every post-]"},
		{"shows a changed word as cut and added", whole, "“We ask for two banners, nothing more, and we shall ask for them at every post.”", "We ask for two [-flags-] {+banners+} nothing more, and we shall ask for them at every post"},
		{"does not keep a lonely word inside what was rewritten", "we shall stay on the hill until they leave", "we shall stay near the river until they leave", "we shall stay [-on the hill-] {+near the river+} until they leave"},
		{"shows what was put in", "the tax must fall", "the tax must not fall", "the tax must {+not+} fall"},
		{"compares with nothing", "one word", "", "[-one word-]"},
		{"compares nothing", "", "one word", "{+one word+}"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := marked(Read(tt.a), Read(tt.b)); got != tt.want {
				t.Errorf("got  %s\nwant %s", got, tt.want)
			}
		})
	}
}

func TestShared(t *testing.T) {
	whole := Read("We ask for two flags, nothing more, at every post")
	for _, tt := range []struct {
		name   string
		others []string
		want   string
		words  int
	}{
		{"is all of a text alone", nil, "We ask for two flags, nothing more, at every post", 10},
		{"is what stands in the other in one piece", []string{"we ask for two banners, nothing more, at every post"}, "nothing more, at every post", 5},
		{"must stand in all of them", []string{"we ask for two banners, nothing more, at every post", "nothing more than two flags"}, "nothing more", 2},
		{"may be nothing", []string{"entirely else"}, "", 0},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var others []Text
			for _, o := range tt.others {
				others = append(others, Read(o))
			}
			if got, n := Shared(whole, others...); got != tt.want || n != tt.words {
				t.Errorf("got %q, %d words", got, n)
			}
		})
	}
}

func TestFold(t *testing.T) {
	for _, tt := range []struct {
		name string
		all  []string
		want string
	}{
		{"keeps what has nothing in common apart", []string{"“The lock is shut for good,”", "“Nobody asked the drivers,”"}, "[[0] [1]]"},
		{"folds the same words in other marks", []string{"“The lock is shut for good,”", `"The lock is shut for good."`}, "[[0 1]]"},
		{"lets the fullest lead, wherever it stands", []string{"“shut for good, and nobody”", "“The lock is shut for good, and nobody will open it again”"}, "[[1 0]]"},
		{"folds a quotation of which a word was changed", []string{"“The lock is shut for good and nobody will open it”", "“The lock is closed for good and nobody will open it”"}, "[[0 1]]"},
		{"folds a quotation inside reported words", []string{"“The lock is shut for good,”", "that after long talks all agreed “the lock is shut for good” for all ships"}, "[[1 0]]"},
		{"keeps short words apart that are not the same", []string{"“Two flags,”", "“Two flags and one gate,”"}, "[[0] [1]]"},
		{"folds short words that are the same", []string{"“A slogan,”", "“A slogan.”"}, "[[0 1]]"},
		{"folds one word with itself", []string{"“Never,”", "“Never!”", "“Now,”"}, "[[0 1] [2]]"},
		{"keeps reports apart that share phrases of the trade", []string{
			"the talks would be held in Halden on Monday with both sides", "the vote would be held in Sarn on Friday without a quorum",
		}, "[[0] [1]]"},
		{"folds a report that was copied", []string{
			"the talks would be held in Halden on Monday with both delegations at one table", "the talks would be held in Halden on Monday with both delegations",
		}, "[[0 1]]"},
		{"links no chain of small differences", []string{
			"“one two three four five six seven eight nine ten”", "“five six seven eight nine ten eleven twelve thirteen fourteen”", "“five six seven eight nine ten”",
		}, "[[0 2] [1]]"},
		{"gives nothing for nothing", nil, "[]"},
		{"keeps texts without words apart", []string{"", "…", ""}, "[[0] [1] [2]]"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var all []Text
			for _, s := range tt.all {
				all = append(all, Read(s))
			}
			if got := fmt.Sprint(Fold(all, func(int, int, Likeness) bool { return true })); got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestFoldAsksWhetherItMay(t *testing.T) {
	all := []Text{Read("“The lock is shut for good,”"), Read("“The lock is shut for good,”")}
	got := fmt.Sprint(Fold(all, func(_, _ int, how Likeness) bool {
		if !how.Quoted || how.Words != 6 || how.Cover != 1 {
			t.Errorf("asked about %+v", how)
		}
		return false
	}))
	if got != "[[0] [1]]" {
		t.Errorf("got %s", got)
	}
}

// report writes an article of n words out of a large vocabulary.
func report(r *rand.Rand, n int) []string {
	words := make([]string, n)
	for i := range words {
		// Words come as often as they do in a language (Zipf).
		words[i] = fmt.Sprintf("w%d", int(float64(8000)*r.Float64()*r.Float64()*r.Float64()*r.Float64()))
	}
	return words
}

func TestSketchesRecogniseCopies(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	found, lost, wrong := 0, 0, 0
	for range 100 {
		words := report(r, 500)
		s := NewSketch(strings.Join(words, " "))
		edited := append([]string{"Halden", "Wire", "reports"}, words...)
		for i := range edited {
			if r.Float64() < 0.1 {
				edited[i] = "changed" + fmt.Sprint(r.IntN(999))
			}
		}
		for _, other := range [][]string{edited, words[:350], append(words[200:], report(r, 30)...)} {
			o := NewSketch(strings.Join(other, " "))
			if o.Resemblance(s) < Copy {
				lost++
			} else {
				found++
			}
		}
		if NewSketch(strings.Join(report(r, 500), " ")).Resemblance(s) >= Copy {
			wrong++
		}
	}
	if lost > 3 || wrong > 0 {
		t.Errorf("found %d copies, lost %d, took %d unrelated reports for copies", found, lost, wrong)
	}
}

func TestShortTextsHaveNoSketch(t *testing.T) {
	if s := NewSketch("The lock is shut."); s != nil || s.Resemblance(s) != 0 || s.Bands() != nil {
		t.Error("four words have a sketch")
	}
}

func TestBandsMeet(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	met := 0
	for range 50 {
		words := report(r, 300)
		a, b := NewSketch(strings.Join(words, " ")), NewSketch(strings.Join(words[:200], " "))
		have := map[uint64]bool{}
		for _, k := range a.Bands() {
			have[k] = true
		}
		for _, k := range b.Bands() {
			if have[k] {
				met++
				break
			}
		}
	}
	if met < 48 {
		t.Errorf("%d of 50 texts cut to two thirds meet the whole", met)
	}
}

// Whatever two texts are, their pieces put together again are the two texts.
func FuzzPieces(f *testing.F) {
	f.Add("we ask for two flags", "we ask for two banners")
	f.Add("a b a b a", "b a b")
	f.Add("don’t, 1,000 — “x”", "dont 1000")
	f.Fuzz(func(t *testing.T, a, b string) {
		x, y := Read(a), Read(b)
		var before, after []uint64
		for _, p := range Align(x, y).Pieces() {
			for _, w := range Read(p.Text).Words {
				if p.Edit != Added {
					before = append(before, w.Key)
				}
				if p.Edit != Cut {
					after = append(after, w.Key)
				}
			}
		}
		for i, keys := range [][]uint64{before, after} {
			words := []Text{x, y}[i].Words
			if len(keys) != len(words) {
				t.Fatalf("text %d has %d words, its pieces %d", i, len(words), len(keys))
			}
			for k := range keys {
				if keys[k] != words[k].Key {
					t.Fatalf("word %d of text %d differs", k, i)
				}
			}
		}
		Fold([]Text{x, y, x}, func(int, int, Likeness) bool { return true })
		Shared(x, y, x)
		NewSketch(a).Resemblance(NewSketch(b))
	})
}

func BenchmarkFold(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 2))
	var all []Text
	for len(all) < 1000 {
		words := report(r, 15+r.IntN(20))
		for range 1 + r.IntN(4) {
			from := r.IntN(4)
			all = append(all, Read("“"+strings.Join(words[from:], " ")+"”"))
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		Fold(all, func(int, int, Likeness) bool { return true })
	}
}

func BenchmarkSketch(b *testing.B) {
	text := strings.Join(report(rand.New(rand.NewPCG(1, 2)), 700), " ")
	b.SetBytes(int64(len(text)))
	b.ReportAllocs()
	for b.Loop() {
		NewSketch(text)
	}
}
