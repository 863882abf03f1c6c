package score

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
)

// at returns the code points that words take in text, or fails the test.
func at(t *testing.T, text, words string) Range {
	t.Helper()
	i := strings.Index(text, words)
	if i < 0 {
		t.Fatalf("%q does not hold %q", text, words)
	}
	start := len([]rune(text[:i]))
	return Range{start, start + len([]rune(words))}
}

const twoStatements = `Ida Moor said the canal will open. “We sign today,” Léo Brandt added, “or never.” Nobody clapped.`

func twoGold(t *testing.T) (moor, brandt AttributionItem) {
	in := func(words string) Fragments { return Fragments{at(t, twoStatements, words)} }
	moor = AttributionItem{Source: in("Ida Moor"), Cue: in("said"), Content: in("the canal will open")}
	brandt = AttributionItem{Source: in("Léo Brandt"), Cue: in("added"), Content: append(in("“We sign today,”"), in("“or never.”")...)}
	return moor, brandt
}

func TestAttributions(t *testing.T) {
	moor, brandt := twoGold(t)
	gold := []AttributionRow{{ID: "a", Text: twoStatements, Attributions: []AttributionItem{moor, brandt}}}
	in := func(words string) Fragments { return Fragments{at(t, twoStatements, words)} }
	replace := func(a AttributionItem, source, content Fragments) AttributionItem {
		if source != nil {
			a.Source = source
		}
		if content != nil {
			a.Content = content
		}
		return a
	}
	for _, tt := range []struct {
		name string
		pred []AttributionItem
		line string
		want PRF
	}{
		{"gives a full score to the gold itself", []AttributionItem{moor, brandt}, "attribution all", PRF{100, 100, 100, 2, 2}},
		{"gives nothing for nothing", nil, "attribution all", PRF{0, 0, 0, 2, 0}},
		{"refuses half a content", []AttributionItem{replace(moor, nil, in("the canal")), brandt}, "attribution all", PRF{50, 50, 50, 2, 2}},
		{"takes half a content at the lower bar", []AttributionItem{replace(moor, nil, in("the canal")), brandt}, "attribution@0.5 all", PRF{100, 100, 100, 2, 2}},
		{"refuses a wrong source", []AttributionItem{replace(moor, in("Nobody"), nil), brandt}, "attribution all", PRF{50, 50, 50, 2, 2}},
		{"keeps its content right all the same", []AttributionItem{replace(moor, in("Nobody"), nil), brandt}, "content all", PRF{100, 100, 100, 2, 2}},
		{"takes the last word of a source", []AttributionItem{replace(moor, in("Moor"), nil), brandt}, "attribution all", PRF{100, 100, 100, 2, 2}},
		{"refuses a missing source", []AttributionItem{replace(moor, Fragments{}, nil), brandt}, "attribution all", PRF{50, 50, 50, 2, 2}},
		{"charges a repeated prediction", []AttributionItem{moor, moor, brandt}, "attribution all", PRF{200.0 / 3, 100, 80, 2, 3}},
		{"counts curly quotation marks as quoted", []AttributionItem{brandt}, "attribution quoted", PRF{100, 100, 100, 1, 1}},
		{"knows words of saying", []AttributionItem{moor, brandt}, "attribution speech", PRF{100, 100, 100, 2, 2}},
		{"counts both fragments as units", []AttributionItem{moor, brandt}, "exact content", PRF{100, 100, 100, 3, 3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, err := Attributions(gold, []AttributionRow{{ID: "a", Attributions: tt.pred}}, Options{})
			if err != nil {
				t.Fatal(err)
			}
			got := s.Line(tt.line).PRF
			if !near(got, tt.want) {
				t.Errorf("%s = %+v, want %+v\n%s", tt.line, got, tt.want, s)
			}
		})
	}
}

// near compares in units of the last digit that anyone prints.
func near(a, b PRF) bool {
	return math.Abs(a.P-b.P)+math.Abs(a.R-b.R)+math.Abs(a.F1-b.F1) < 1e-6 && a.Gold == b.Gold && a.Pred == b.Pred
}

func TestAttributionsRefuseAlienArticles(t *testing.T) {
	_, err := Attributions(nil, []AttributionRow{{ID: "b"}}, Options{})
	if !errors.Is(err, ErrAlien) {
		t.Errorf("error %v, want ErrAlien", err)
	}
}

func TestFragments(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"reads null", `null`, "[]"},
		{"reads one pair", `[3,9]`, "[[3 9]]"},
		{"reads a list", `[[3,9],[12,13]]`, "[[3 9] [12 13]]"},
		{"refuses one number", `[3]`, "error"},
		{"refuses three numbers", `[[1,2,3]]`, "error"},
		{"refuses words", `["a","b"]`, "error"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var f Fragments
			got := "error"
			if err := f.UnmarshalJSON([]byte(tt.in)); err == nil {
				got = fmt.Sprint([]Range(f))
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestTimexes(t *testing.T) {
	x := func(s, e int, kind, value string) TimexItem {
		return TimexItem{Start: s, End: e, Type: kind, Value: value}
	}
	gold := []TimexRow{{ID: "a", Timexes: []TimexItem{x(0, 10, "DATE", "2024-05-02"), x(20, 30, "DURATION", "P2W"), x(40, 44, "DATE", "2021")}}}
	pred := []TimexRow{{ID: "a", Timexes: []TimexItem{x(0, 10, "DATE", "2024-05-01"), x(22, 30, "DURATION", "P14D"), x(60, 64, "DATE", "2010")}}}
	s := Timexes(gold, pred, Options{Errors: 9, ByType: true})
	want := `gold 3  predicted 3
strict   P  33.33  R  33.33  F1  33.33
relaxed  P  66.67  R  66.67  F1  66.67
type F1   66.67
value F1   0.00   (accuracy on relaxed matches   0.00; value F1 with unit equivalence  33.33)
  DATE      gold    2  found    1  exact    1  value right    0
  DURATION  gold    1  found    1  exact    0  value right    0
`
	if got := s.String(); !strings.HasPrefix(got, want) {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if len(s.Mistakes) != 4 {
		t.Errorf("%d mistakes, want value, value, missed, spurious: %q", len(s.Mistakes), s.Mistakes)
	}
}

func TestReadDays(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"reads a day", "2024-02-29", "2024-02-29 2024-02-29"},
		{"cuts the hour off", "2024-02-29T09:00", "2024-02-29 2024-02-29"},
		{"reads an ISO week", "2019-W40", "2019-09-30 2019-10-06"},
		{"reads a month", "1987-02", "1987-02-01 1987-02-28"},
		{"reads a year", "1987", "1987-01-01 1987-12-31"},
		{"reads a range", "2024-01-03/2024-02", "2024-01-03 2024-02-29"},
		{"refuses 31 February", "2024-02-31", "none"},
		{"refuses week 54", "2024-W54", "none"},
		{"refuses quarters", "2024-Q1", "none"},
		{"refuses nothing", "", "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := "none"
			if d, ok := readDays(tt.in); ok {
				got = d.first.Format("2006-01-02 ") + d.last.Format("2006-01-02")
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func TestEvents(t *testing.T) {
	e := func(start int, date, cluster, status string, actors ...string) EventItem {
		return EventItem{Start: start, End: start + 50, Date: date, Cluster: cluster, Status: status, Actors: Slot{List: actors}}
	}
	optional := e(200, "2018", "d", "happened")
	optional.Optional = true
	gold := []EventRow{{ID: "a", Events: []EventItem{
		e(0, "2025-10-06", "a", "happened", "Norland|Nor City", "Sudland"), e(0, "2025-10-13", "b", "happened", "Norland|Nor City"),
		e(100, "2025-10", "c", "happened"), optional}}}
	pred := []EventRow{{ID: "a", Events: []EventItem{
		e(0, "2025-10-13", "", "happened", "Nor City"), e(0, "2025-10-06", "", "scheduled", "Norland"),
		e(100, "2025-10-06", "", "happened"), e(200, "2018", "", ""), e(400, "2018", "", "")}}}
	s := Events(gold, pred, Options{})
	if s.Recall != 1 || s.Precision != 0.75 || s.Ignored != 1 {
		t.Errorf("recall %v, precision %v, ignored %v; want 1, 0.75, 1", s.Recall, s.Precision, s.Ignored)
	}
	if s.DateExact != 2.0/3 || s.DateCompatible != 1 || s.Status != 2.0/3 || s.Actors != 0.5 {
		t.Errorf("exact %v, compatible %v, status %v, actors %v", s.DateExact, s.DateCompatible, s.Status, s.Actors)
	}
}

func TestConditionsFound(t *testing.T) {
	c := func(start int, cluster, holder, addressee string) ConditionItem {
		return ConditionItem{Start: start, End: start + 100, Cluster: cluster, Kind: "offer", Status: "open",
			Holder: Slot{Text: holder}, Addressee: Slot{Text: addressee}, Condition: Slot{Text: "the shelling stops"}}
	}
	gold := []ConditionRow{{ID: "a", Conditions: []ConditionItem{
		c(0, "a", "Norland|Ida Moor", "Sudland"), c(200, "a", "Norland", "Sudland"), c(400, "b", "", "Sudland")}}}
	t.Run("finds a cluster by any of its mentions", func(t *testing.T) {
		s := ConditionsFound(gold, []ConditionRow{{ID: "a", Conditions: []ConditionItem{c(200, "", "Norland's", "the Sudland"), c(400, "", "whoever", "Sudland")}}}, Options{})
		if s.F1 != 1 || s.EndToEnd != 1 || s.Slot("holder").N != 1 {
			t.Errorf("got\n%s", s)
		}
	})
	t.Run("tells holder from addressee", func(t *testing.T) {
		s := ConditionsFound(gold, []ConditionRow{{ID: "a", Conditions: []ConditionItem{c(0, "", "Sudland", "Norland")}}}, Options{})
		if s.Precision != 1 || s.EndToEnd != 0 {
			t.Errorf("got\n%s", s)
		}
	})
	t.Run("refuses a passage three times too long", func(t *testing.T) {
		long := c(0, "", "Norland", "Sudland")
		long.End = 301
		if s := ConditionsFound(gold, []ConditionRow{{ID: "a", Conditions: []ConditionItem{long}}}, Options{}); s.Precision != 0 {
			t.Errorf("got\n%s", s)
		}
	})
}
