package extract_test

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache"
	"attache/extract"
	"attache/extract/entity"
	"attache/extract/score"
)

// shared is where the gold standards lie when they are at hand. They are not part of this
// repository, and no sentence of theirs may be.
const shared = "../../shared"

func pipeline(t testing.TB, more ...string) *extract.Pipeline {
	t.Helper()
	b, err := os.ReadFile("../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	tables := []io.Reader{bytes.NewReader(b)}
	for _, m := range more {
		tables = append(tables, strings.NewReader(m))
	}
	known, err := entity.ParseTables(tables...)
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.New(extract.Options{Tables: known})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func gold(t testing.TB, name string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(shared, "eval", name))
	if err != nil {
		t.Skipf("SKIPPED: %v: the score was not measured", err)
	}
	return bytes.NewReader(b)
}

// texts finds the articles that a gold file refers to.
func texts(ref, id string) (string, error) {
	f, err := os.Open(filepath.Join(shared, ref))
	if err != nil {
		return "", err
	}
	defer f.Close()
	return score.FindText(f, id)
}

// TestAttributionScores is a floor on PolNeAR dev, half a point below what was measured:
// nothing may lower it.
func TestAttributionScores(t *testing.T) {
	got, err := pipeline(t).Evaluate(score.Attribution, gold(t, "attribution/polnear-dev.jsonl.gz"), texts,
		score.Options{Cofe: gold(t, "attribution/polnear-dev.cofe.jsonl.gz")})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", got)
	s := got.(score.AttributionScore)
	for _, floor := range []struct {
		line string
		f1   float64
	}{
		{"attribution all", 63.5}, {"attribution quoted", 82}, {"attribution indirect", 55}, {"attribution speech", 77},
		{"cofenet exact source", 74.4}, {"cofenet exact cue", 69.9}, {"cofenet exact content", 65.2},
	} {
		if v := s.Line(floor.line).F1; v < floor.f1 {
			t.Errorf("%s F1 %.1f, want %.1f", floor.line, v, floor.f1)
		}
	}
	if acc := *s.Line("ggt@0.8 quotes").Speaker; acc < 94 {
		t.Errorf("the speaker is right in %.1f %% of what is found, want 94", acc)
	}
}

// TestConditionScores holds floors under the conditions of the project's own gold and, where it lies
// beside the repository, of the public one. The project's half that is kept apart has lower floors: no
// rule was built looking at it.
func TestConditionScores(t *testing.T) {
	type floors struct{ precision, recall, holder, addressee, status, whole float64 }
	for _, tt := range []struct {
		name string
		gold func(t *testing.T) io.Reader
		want floors
	}{
		{"public dev", func(t *testing.T) io.Reader { return gold(t, "conditions/dev.jsonl") }, floors{0.85, 0.85, 0.9, 0.75, 0.8, 0.55}},
		{"own dev", func(t *testing.T) io.Reader { return ownGold(t, "conditions/dev.jsonl") }, floors{0.9, 0.8, 0.85, 0.65, 0.7, 0.4}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got, err := pipeline(t).Evaluate(score.Conditions, tt.gold(t), texts, score.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("\n%s", got)
			s := got.(score.ConditionScore)
			for _, floor := range []struct {
				name      string
				got, want float64
			}{
				{"precision", s.Precision, tt.want.precision}, {"recall", s.Recall, tt.want.recall},
				{"holder", s.Slot("holder").Share(), tt.want.holder}, {"addressee", s.Slot("addressee").Share(), tt.want.addressee},
				{"status", s.Slot("status").Share(), tt.want.status}, {"end to end", s.EndToEnd, tt.want.whole},
			} {
				if floor.got < floor.want {
					t.Errorf("%s %.3f, want %.2f", floor.name, floor.got, floor.want)
				}
			}
		})
	}
}

// ownGold opens gold that is part of this repository.
func ownGold(t testing.TB, name string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return bytes.NewReader(b)
}

func TestTimelineScores(t *testing.T) {
	got, err := pipeline(t).Evaluate(score.Timeline, gold(t, "timeline/dev.jsonl"), texts, score.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("\n%s", got)
	if s := got.(score.EventScore); s.DateF < 0.95 || s.Actors < 0.7 {
		t.Errorf("dated F1 %.3f, actors %.3f", s.DateF, s.Actors)
	}
}

// TestPredictWritesWhatEvaluateScores runs the two halves apart: predictions written as lines, then
// scored as a file.
func TestPredictWritesWhatEvaluateScores(t *testing.T) {
	const line = `{"id":"a","text":"Zoë Okoro said on Monday the port would open if the council paid. “We shall see,” she added.","date":"2026-11-23","attributions":[{"source":[[0,9]],"cue":[[10,14]],"content":[[25,64]]}],"timexes":[{"start":18,"end":24,"type":"DATE","value":"2026-11-23"}],"events":[],"conditions":[]}` + "\n"
	p := pipeline(t)
	for _, layer := range score.Layers() {
		t.Run(string(layer), func(t *testing.T) {
			var pred bytes.Buffer
			if err := p.Predict(layer, strings.NewReader(line), &pred, nil); err != nil {
				t.Fatal(err)
			}
			apart, err := score.Files(layer, strings.NewReader(line), bytes.NewReader(pred.Bytes()), score.Options{})
			if err != nil {
				t.Fatal(err)
			}
			whole, err := p.Evaluate(layer, strings.NewReader(line), nil, score.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if apart.String() != whole.String() {
				t.Errorf("apart\n%s\nwhole\n%s", apart, whole)
			}
			if layer == score.Timex && whole.(score.TimexScore).ValueF1 != 1 {
				t.Errorf("code points of a text with accents do not match:\n%s%s", whole, pred.String())
			}
		})
	}
	if err := p.Predict("verbs", strings.NewReader(line), io.Discard, nil); err == nil {
		t.Error("an unknown layer was taken")
	}
	if err := p.Predict(score.Timex, strings.NewReader("{}\nnonsense\n"), io.Discard, nil); err == nil || !strings.Contains(err.Error(), "line 2") {
		t.Errorf("error %v does not say which line", err)
	}
	if err := p.Predict(score.Timex, strings.NewReader(`{"id":"b","text_ref":"elsewhere"}`), io.Discard, nil); err == nil {
		t.Error("a reference was taken without texts")
	}
}

// TestSeed holds the article that the first issue measures by: every required statement with its
// speaker, the dates, the one condition with all its slots, and none of what a naive reader finds.
func TestSeed(t *testing.T) {
	a, statements := seed(t)
	f := pipeline(t).Extract(a)
	s := score.Statements("seed", a.Text, statements, f)
	if s.Right != s.Required || s.Wrong > 0 || s.Extra > 0 {
		t.Errorf("statements: %s", s)
	}
	dates := map[string]bool{}
	for _, e := range f.Events {
		dates[e.When.Value] = true
	}
	for _, d := range []string{"2023-09-11", "2023-11-15", "2023-11-16", "2023-11-21", "2023-11-30", "2023-12"} {
		if !dates[d] {
			t.Errorf("no event on %s", d)
		}
	}
	if len(f.Conditions) != 1 {
		t.Fatalf("%d conditions, want 1", len(f.Conditions))
	}
	c := f.Conditions[0]
	if c.Holder.Entity != "ilham-aliyev" || c.Addressee.Entity != "antony-blinken" || c.Kind != attache.Agreement || c.Status != attache.Accepted ||
		c.Evidence.Empty() || c.Antecedent.Empty() || c.Consequent.Empty() || c.Resolved.Empty() {
		t.Errorf("condition %+v", c)
	}
	for _, st := range f.Attributions {
		if st.Source.Entity == "antony-blinken" && st.Via.IsZero() {
			t.Errorf("%q is given to Blinken without saying who reports it", st.Content[0].Of(a.Text))
		}
	}
	kinds := map[attache.EntityID]attache.EntityKind{}
	for _, e := range f.Entities {
		kinds[e.ID] = e.Kind
	}
	for id, kind := range map[attache.EntityID]attache.EntityKind{
		"ilham-aliyev": attache.Person, "antony-blinken": attache.Person, "james-obrien": attache.Person,
		"azerbaijan": attache.State, "armenia": attache.State, "united-states": attache.State, "baku": attache.Place,
		"ministry-of-foreign-affairs-of-azerbaijan": attache.Body, "us-department-of-state": attache.Body,
	} {
		if kinds[id] != kind {
			t.Errorf("%s is a %q, want %q", id, kinds[id], kind)
		}
	}
	if kinds["yerevan"] != "" {
		t.Error("Yerevan acts for Armenia here and is no place")
	}
}
