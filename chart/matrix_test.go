package chart

import (
	"bytes"
	"fmt"
	"image/png"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"attache"

	"pgregory.net/rapid"
)

func TestMatrixCounts(t *testing.T) {
	g := Matrix{Terms: []Term{
		{"Norland", "Sudland", attache.Open}, {"Norland", "Sudland", attache.Open}, {"Norland", "Sudland", attache.Met},
		{"Sudland", "Norland", attache.Unmet}, {"Sudland", "", attache.Open}, {"Sudland", "Norland", attache.Withdrawn},
	}}.grid()
	if n := g.fields[[2]string{"Norland", "Sudland"}]; n != [outcomes]int{2, 1, 0} {
		t.Errorf("Norland to Sudland %v", n)
	}
	if n := g.fields[[2]string{"Sudland", "Norland"}]; n != [outcomes]int{0, 0, 1} || g.left != 2 {
		t.Errorf("Sudland to Norland %v, %d left", n, g.left)
	}
	want := "Matrix of conditions by who sets them and who has to meet them: Norland to Sudland: 2 open, 1 accepted; Sudland to Norland: 1 rejected; 2 not drawn."
	if got := g.alt(""); got != want {
		t.Errorf("alt text\n%s\nwant\n%s", got, want)
	}
}

func TestMatrixIsBounded(t *testing.T) {
	words := rapid.StringOf(rapid.RuneFrom([]rune("abc ABC …,. абв հայ ქარ אבג عربي 漢字 \u202e\x00👩")))
	rapid.Check(t, func(t *rapid.T) {
		m := Matrix{Title: words.Draw(t, "title")}
		for range rapid.IntRange(0, 60).Draw(t, "n") {
			m.Terms = append(m.Terms, Term{
				strings.Repeat(words.Draw(t, "holder"), rapid.IntRange(1, 30).Draw(t, "times")), words.Draw(t, "addressee"),
				rapid.SampledFrom([]attache.ConditionStatus{attache.Open, attache.Accepted, attache.Rejected, attache.Met, attache.Unmet, attache.Withdrawn, "odd"}).Draw(t, "status"),
			})
		}
		f, err := DrawMatrix(m)
		if err != nil {
			t.Fatal(err)
		}
		picture, err := png.Decode(bytes.NewReader(f.Bytes))
		if err != nil {
			t.Fatal(err)
		}
		if b := picture.Bounds(); b.Dx() != int(pictureWidth) || b.Dy() > 1200 {
			t.Fatalf("%v", b)
		}
		if n := utf8.RuneCountInString(f.Alt); n > 1024 || n == 0 {
			t.Fatalf("the alt text has %d characters", n)
		}
	})
}

func TestMatrixSameTermsSameBytes(t *testing.T) {
	terms := []Term{{"A", "B", attache.Open}, {"B", "A", attache.Rejected}, {"C", "A", attache.Met}}
	a, _ := DrawMatrix(Matrix{Title: "Same", Terms: terms})
	b, _ := DrawMatrix(Matrix{Title: "Same", Terms: []Term{terms[2], terms[0], terms[1]}})
	if !bytes.Equal(a.Bytes, b.Bytes) {
		t.Error("the order of terms changes the picture")
	}
}

// TestMatrixForTheEye writes a picture for a person to look at: go test ./chart -run ForTheEye with
// ATTACHE_PICTURES set to a folder.
func TestMatrixForTheEye(t *testing.T) {
	dir := os.Getenv("ATTACHE_PICTURES")
	if dir == "" {
		t.Skip("SKIPPED: ATTACHE_PICTURES is not set: no picture was written")
	}
	m := Matrix{Title: "Conditions about “corridor” since 1 November 2026"}
	names := []string{"Valdoria", "Tessany", "Union of Lakeland Ports and Harbours", "Лена Марен", "ქართული მხარე", "Irsk"}
	for i := range 40 {
		m.Terms = append(m.Terms, Term{names[i*7%6], names[(i*7+1+i%4)%6], []attache.ConditionStatus{attache.Open, attache.Rejected, attache.Accepted, attache.Open, attache.Withdrawn}[i%5]})
	}
	f, err := DrawMatrix(m)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(fmt.Sprintf("%s/%s", dir, f.Name), f.Bytes, 0o644); err != nil {
		t.Fatal(err)
	}
}
