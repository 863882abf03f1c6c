package score

import (
	"fmt"
	"io"
	"sort"
	"strings"
)

// TimexRow is one article with its time expressions.
type TimexRow struct {
	ID      string      `json:"id"`
	Text    string      `json:"text,omitempty"`
	Timexes []TimexItem `json:"timexes"`
}

// TimexItem is one TIMEX3 expression.
type TimexItem struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Type  string `json:"type"`
	Value string `json:"value"`
	Mod   string `json:"mod,omitempty"`

	EndValue string `json:"end_value,omitempty"` // of a range; not scored
	Rule     string `json:"rule,omitempty"`
	Doubt    string `json:"doubt,omitempty"`
}

// ReadTimexes reads rows, gold or predicted.
func ReadTimexes(r io.Reader) ([]TimexRow, error) { return readRows[TimexRow](r) }

// TimexScore follows TempEval-3 (UzZaman et al. 2013, section 4), micro-averaged. Shares are 0 to 1.
type TimexScore struct {
	Gold, Pred                  int
	Strict, Relaxed             [3]float64 // precision, recall, F1
	TypeF1, ValueF1, ValueEquiv float64
	ValueAccuracy               float64 // over relaxed matches
	ByType                      []TimexType
	Mistakes                    []string
	showTypes                   bool
}

// TimexType is the line of one TIMEX3 type.
type TimexType struct {
	Type                       string
	Gold, Found, Exact, Values int
}

// Timexes scores predictions; articles without any count as empty. A row whose id came before
// replaces the earlier one.
func Timexes(gold, pred []TimexRow, opt Options) TimexScore {
	s := TimexScore{showTypes: opt.ByType}
	ids, golds := lastByID(gold, func(r TimexRow) string { return r.ID })
	_, preds := lastByID(pred, func(r TimexRow) string { return r.ID })
	types := map[string]*TimexType{}
	var relaxed, strict, kind, value, equiv int
	for _, id := range ids {
		row, found := golds[id], preds[id].Timexes
		s.Gold += len(row.Timexes)
		s.Pred += len(found)
		for _, t := range row.Timexes {
			if types[t.Type] == nil {
				types[t.Type] = &TimexType{Type: t.Type}
			}
			types[t.Type].Gold++
		}
		usedGold, usedPred := map[int]bool{}, map[int]bool{}
		text := []rune(row.Text)
		for _, m := range matchTimexes(row.Timexes, found) {
			g, p, line := row.Timexes[m.g], found[m.p], types[row.Timexes[m.g].Type]
			usedGold[m.g], usedPred[m.p] = true, true
			relaxed++
			line.Found++
			if m.exact {
				strict++
				line.Exact++
			}
			if g.Type == p.Type {
				kind++
			}
			if g.Value == p.Value {
				value++
				line.Values++
			} else {
				s.Mistakes = append(s.Mistakes, timexMistake("value", id, text, &g, &p))
			}
			if canonical(g.Value) == canonical(p.Value) {
				equiv++
			}
		}
		for i, g := range row.Timexes {
			if !usedGold[i] {
				s.Mistakes = append(s.Mistakes, timexMistake("missed", id, text, &g, nil))
			}
		}
		for j, p := range found {
			if !usedPred[j] {
				s.Mistakes = append(s.Mistakes, timexMistake("spurious", id, text, nil, &p))
			}
		}
	}
	three := func(right int) [3]float64 {
		p, r := share(right, s.Pred), share(right, s.Gold)
		return [3]float64{p, r, f1(p, r)}
	}
	s.Strict, s.Relaxed = three(strict), three(relaxed)
	s.TypeF1 = share(kind, relaxed) * s.Relaxed[2]
	s.ValueAccuracy = share(value, relaxed)
	s.ValueF1 = s.ValueAccuracy * s.Relaxed[2]
	s.ValueEquiv = share(equiv, relaxed) * s.Relaxed[2]
	for _, t := range types {
		s.ByType = append(s.ByType, *t)
	}
	sort.Slice(s.ByType, func(i, j int) bool { return s.ByType[i].Type < s.ByType[j].Type })
	s.Mistakes = s.Mistakes[:min(opt.Errors, len(s.Mistakes))]
	return s
}

// String prints the table as the scorer of the gold standard does.
func (s TimexScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "gold %d  predicted %d\n", s.Gold, s.Pred)
	for _, l := range []struct {
		name string
		v    [3]float64
	}{{"strict", s.Strict}, {"relaxed", s.Relaxed}} {
		fmt.Fprintf(&b, "%-8s P %6.2f  R %6.2f  F1 %6.2f\n", l.name, 100*l.v[0], 100*l.v[1], 100*l.v[2])
	}
	fmt.Fprintf(&b, "type F1  %6.2f\n", 100*s.TypeF1)
	fmt.Fprintf(&b, "value F1 %6.2f   (accuracy on relaxed matches %6.2f; value F1 with unit equivalence %6.2f)\n",
		100*s.ValueF1, 100*s.ValueAccuracy, 100*s.ValueEquiv)
	if s.showTypes {
		for _, t := range s.ByType {
			fmt.Fprintf(&b, "  %-9s gold %4d  found %4d  exact %4d  value right %4d\n", t.Type, t.Gold, t.Found, t.Exact, t.Values)
		}
	}
	for _, m := range s.Mistakes {
		b.WriteString(m + "\n")
	}
	return b.String()
}

func timexMistake(kind, id string, text []rune, g, p *TimexItem) string {
	show := func(t *TimexItem) string {
		if t == nil {
			return "-"
		}
		from, to := min(max(t.Start, 0), len(text)), min(max(t.End, 0), len(text))
		return fmt.Sprintf("%q %s %s", string(text[min(from, to):to]), t.Type, t.Value)
	}
	return fmt.Sprintf("%-9s %-24s gold %s  pred %s", kind, id, show(g), show(p))
}

// lastByID indexes rows; ids are in the order in which they first came.
func lastByID[T any](rows []T, id func(T) string) (ids []string, by map[string]T) {
	by = map[string]T{}
	for _, r := range rows {
		if _, seen := by[id(r)]; !seen {
			ids = append(ids, id(r))
		}
		by[id(r)] = r
	}
	return ids, by
}
