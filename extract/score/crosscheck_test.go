package score

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// shared is where the gold standards and their scorers lie when they are at hand. They may not be
// part of this repository.
const shared = "../../../shared/eval"

// TestSameNumbersAsTheScorers damages gold rows at random (moved, cut, doubled, renamed, dropped)
// and compares our table with the one the gold standard's own scorer prints.
func TestSameNumbersAsTheScorers(t *testing.T) {
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("SKIPPED: no python3 here, the tables were not compared with the scorers'")
	}
	for _, tt := range []struct {
		name   string
		layer  Layer
		gold   string
		cofe   string
		damage func(*rand.Rand, []byte) any
	}{
		{"attribution, with CofeNet's measure", Attribution, "attribution/polnear-dev.jsonl.gz", "attribution/polnear-dev.cofe.jsonl.gz", damageAttributions},
		{"attribution, several annotators", Attribution, "attribution/polnear-multi.jsonl.gz", "", damageAttributions},
		{"timex", Timex, "timex/timebank.dev.jsonl", "", damageTimexes},
		{"timeline", Timeline, "timeline/dev.jsonl", "", damageEvents},
		{"conditions", Conditions, "conditions/dev.jsonl", "", damageConditions},
	} {
		t.Run(tt.name, func(t *testing.T) {
			gold := filepath.Join(shared, tt.gold)
			if _, err := os.Stat(gold); err != nil {
				t.Skipf("SKIPPED: %s is not at hand, nothing was compared", gold)
			}
			pred := filepath.Join(t.TempDir(), "pred.jsonl")
			writeDamaged(t, gold, pred, tt.damage)
			args := []string{filepath.Join(shared, string(tt.layer), "score.py"), gold, pred}
			var opt Options
			switch {
			case tt.cofe != "":
				args = append(args, "--cofe", filepath.Join(shared, tt.cofe))
				opt.Cofe = open(t, filepath.Join(shared, tt.cofe))
			case tt.layer == Timex:
				args = append(args, "--by-type")
				opt.ByType = true
			}
			want, err := exec.Command(python, args...).Output()
			if err != nil {
				t.Fatalf("%v: %v", args, err)
			}
			got, err := Files(tt.layer, open(t, gold), open(t, pred), opt)
			if err != nil {
				t.Fatal(err)
			}
			if got.String() != string(want) {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
		})
	}
}

func open(t *testing.T, path string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b)
}

// writeDamaged writes one damaged row for every id of a gold file.
func writeDamaged(t *testing.T, gold, pred string, damage func(*rand.Rand, []byte) any) {
	t.Helper()
	var out bytes.Buffer
	r := rand.New(rand.NewPCG(1, 2))
	seen := map[string]bool{}
	err := eachLine(open(t, gold), func(raw json.RawMessage) error {
		var row struct{ ID string }
		if err := json.Unmarshal(raw, &row); err != nil {
			return err
		}
		if seen[row.ID] || r.IntN(15) == 0 {
			return nil
		}
		seen[row.ID] = true
		return writeRow(&out, damage(r, raw))
	})
	if err == nil {
		err = os.WriteFile(pred, out.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

// damaged drops some items, doubles some and changes the others.
func damaged[T any](r *rand.Rand, items []T, change func(*T)) []T {
	out := []T{}
	for _, item := range items {
		for range 1 + r.IntN(5)/4 - r.IntN(6)/5 {
			if r.IntN(3) == 0 {
				change(&item)
			}
			out = append(out, item)
		}
	}
	r.Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}

func moved(r *rand.Rand, at int) int { return max(0, at+r.IntN(31)-15) }

func damageAttributions(r *rand.Rand, raw []byte) any {
	var row AttributionRow
	must(json.Unmarshal(raw, &row))
	row.Text = ""
	row.Attributions = damaged(r, row.Attributions, func(a *AttributionItem) {
		for _, f := range []*Fragments{&a.Source, &a.Cue, &a.Content} {
			parts := append(Fragments(nil), *f...)
			for i := range parts {
				if r.IntN(3) == 0 {
					parts[i] = Range{moved(r, parts[i][0]), moved(r, parts[i][1])}
				}
			}
			if r.IntN(8) == 0 && len(parts) > 0 {
				parts = parts[1:]
			}
			*f = parts
		}
	})
	return row
}

func damageTimexes(r *rand.Rand, raw []byte) any {
	var row TimexRow
	must(json.Unmarshal(raw, &row))
	row.Text = ""
	row.Timexes = damaged(r, row.Timexes, func(x *TimexItem) {
		switch r.IntN(4) {
		case 0:
			x.Start = moved(r, x.Start)
		case 1:
			x.End = moved(r, x.End)
		case 2:
			x.Value = fmt.Sprintf("P%d%c", 1+r.IntN(24), "DWMY"[r.IntN(4)])
		case 3:
			x.Type = "DURATION"
		}
	})
	return row
}

func damageEvents(r *rand.Rand, raw []byte) any {
	var row EventRow
	must(json.Unmarshal(raw, &row))
	row.Text = ""
	dates := []string{"2020-W01", "2019", "2019-10", "2019-10-06/2019-10-09", "2019-99", "2019-W53", "1998-03-05", "20191006", "", "soon"}
	row.Events = damaged(r, row.Events, func(e *EventItem) {
		switch r.IntN(5) {
		case 0:
			e.Start, e.End = moved(r, e.Start), moved(r, e.End)
		case 1:
			e.Date = dates[r.IntN(len(dates))]
		case 2:
			e.Status = "claimed"
		case 3:
			e.Actors.List = append([]string{}, e.Actors.List[min(1, len(e.Actors.List)):]...)
		case 4:
			e.End += 400
		}
	})
	return row
}

func damageConditions(r *rand.Rand, raw []byte) any {
	var row ConditionRow
	must(json.Unmarshal(raw, &row))
	row.Text = ""
	row.Conditions = damaged(r, row.Conditions, func(c *ConditionItem) {
		switch r.IntN(6) {
		case 0:
			c.Start, c.End = moved(r, c.Start), moved(r, c.End)
		case 1:
			c.Holder, c.Addressee = c.Addressee, c.Holder
		case 2:
			c.Status = "unknown"
		case 3:
			c.Kind = "threat"
		case 4:
			c.Condition.Text = c.Condition.Text[:len(c.Condition.Text)/3]
		case 5:
			c.Start += 1000
			c.End += 1000
		}
	})
	return row
}
