package timex

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"attache"
	"attache/extract/token"
)

// evaluation is the development data beside the checkout. It is not part of the project.
const evaluation = "../../../shared/eval/timex"

// TestScores holds the floors on TimeBank and AQUAINT. The measure is that of TempEval-3 (UzZaman et
// al. 2013): strict and relaxed spans, value F1 as value accuracy on relaxed matches times relaxed
// F1, one to one.
func TestScores(t *testing.T) {
	var s scores
	for _, name := range []string{"timebank.dev.jsonl", "aquaint.dev.jsonl"} {
		f, err := os.Open(filepath.Join(evaluation, name))
		if err != nil {
			t.Skipf("no evaluation data: %v", err)
		}
		defer f.Close()
		lines := bufio.NewScanner(f)
		lines.Buffer(nil, 1<<24)
		for lines.Scan() {
			s.article(t, lines.Bytes())
		}
		if err := lines.Err(); err != nil {
			t.Fatal(err)
		}
	}
	relaxed, strict := s.f1(s.relaxed), s.f1(s.strict)
	value := relaxed * float64(s.value) / float64(s.relaxed)
	t.Logf("gold %d, found %d: relaxed %.2f, strict %.2f, value %.2f", s.gold, s.found, relaxed, strict, value)
	for _, floor := range []struct {
		name      string
		got, want float64
	}{{"relaxed", relaxed, 93.5}, {"strict", strict, 87}, {"value", value, 78}} {
		if floor.got < floor.want {
			t.Errorf("%s F1 is %.2f, below %.2f", floor.name, floor.got, floor.want)
		}
	}
}

type scores struct{ gold, found, relaxed, strict, value int }

func (s *scores) f1(hits int) float64 { return 200 * float64(hits) / float64(s.gold+s.found) }

func (s *scores) article(t *testing.T, line []byte) {
	var a struct {
		Text, DCT string
		Timexes   []struct {
			Start, End int
			Value      string
		}
	}
	if err := json.Unmarshal(line, &a); err != nil {
		t.Fatal(err)
	}
	o := token.NewOffsets(a.Text)
	found := Find(token.Read(a.Text), attache.Anchor{Value: a.DCT[:len("2026-11-23")]})
	s.gold += len(a.Timexes)
	s.found += len(found)
	used := make([]bool, len(found))
	done := make([]bool, len(a.Timexes))
	for _, exact := range []bool{true, false} {
		for k, g := range a.Timexes {
			span := attache.Span{Start: o.Byte(g.Start), End: o.Byte(g.End)}
			for i, x := range found {
				if done[k] || used[i] || exact && x.Span != span || !x.Span.Overlaps(span) {
					continue
				}
				used[i], done[k] = true, true
				s.relaxed++
				if x.Span == span {
					s.strict++
				}
				if x.Value == g.Value {
					s.value++
				}
			}
		}
	}
}
