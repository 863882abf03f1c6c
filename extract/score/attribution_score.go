package score

import (
	"fmt"
	"sort"
	"strings"
)

// AttributionScore is the table of attributions.
type AttributionScore struct {
	Lines    []AttributionLine
	Sure     *Reliability // nil unless Options.Sure
	Mistakes []string     // at most Options.Errors
}

// AttributionLine is one line of it. J is set on CofeNet's Jaccard lines alone, which have no PRF.
type AttributionLine struct {
	Name string
	PRF
	Acc, Speaker, J *float64
}

// Line returns the line of a name ("attribution all"), or a zero line when there is none.
func (s AttributionScore) Line(name string) AttributionLine {
	for _, l := range s.Lines {
		if l.Name == name {
			return l
		}
	}
	return AttributionLine{}
}

// String prints the table as the scorer of the gold standard does.
func (s AttributionScore) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%-26s %6s %6s %6s %7s %7s\n", "", "P", "R", "F1", "gold", "pred")
	for _, l := range s.Lines {
		if l.J != nil {
			fmt.Fprintf(&b, "%-26s %20.1f\n", l.Name, *l.J)
			continue
		}
		fmt.Fprintf(&b, "%-26s %6.1f %6.1f %6.1f %7d %7d", l.Name, l.P, l.R, l.F1, l.Gold, l.Pred)
		if l.Acc != nil {
			fmt.Fprintf(&b, "  Acc %.1f", *l.Acc)
		}
		if l.Speaker != nil {
			fmt.Fprintf(&b, "  speaker_acc %.1f", *l.Speaker)
		}
		b.WriteByte('\n')
	}
	if s.Sure != nil {
		b.WriteString(s.Sure.String())
	}
	for _, m := range s.Mistakes {
		b.WriteString(m + "\n")
	}
	return b.String()
}

// bars are the two thresholds of content overlap; needs says whether the source counts too.
var (
	bars  = [2]float64{0.8, 0.5}
	needs = [2]bool{true, false}
)

var subsets = [4]struct {
	name string
	in   func(statement) bool
}{
	{"all", func(statement) bool { return true }},
	{"quoted", func(s statement) bool { return s.quoted }},
	{"indirect", func(s statement) bool { return !s.quoted }},
	{"speech", func(s statement) bool { return s.speech }},
}

// Attributions scores predictions. Articles without a prediction count as empty; a prediction for
// an article that gold lacks is an error wrapping [ErrAlien]. Several gold rows of one article are
// scored one by one.
func Attributions(gold, pred []AttributionRow, opt Options) (AttributionScore, error) {
	byID, err := group(gold, pred)
	if err != nil {
		return AttributionScore{}, err
	}
	var exact, token [roles][3]int
	var soft [roles]softCount
	var whole [2][2][4][4]int
	var ggt [2][4]int
	var out AttributionScore
	if opt.Sure {
		out.Sure = &Reliability{}
	}
	for _, row := range gold {
		g := newReading(row.Text, row.Attributions)
		p := g.with(byID[row.ID])
		for r := range roles {
			countUnits(g, p, r, &exact[r], &token[r], &soft[r])
		}
		for b, bar := range bars {
			for n, need := range needs {
				hit := match(g, g.items, p.items, bar, need)
				hit.count(g.items, p.items, &whole[b][n])
				if b == 0 && need && out.Sure != nil {
					out.Sure.add(p.items, hit.pred)
				}
				if b == 0 && need {
					out.Mistakes = append(out.Mistakes, hit.mistakes(row.ID, g, p)...)
				}
			}
		}
		for i, bar := range [2]float64{0.3, 0.8} {
			countGGT(g.items, p.items, bar, &ggt[i])
		}
	}
	out.Mistakes = out.Mistakes[:min(opt.Errors, len(out.Mistakes))]
	add := func(name string, v PRF) { out.Lines = append(out.Lines, AttributionLine{Name: name, PRF: v}) }
	for r, c := range exact {
		add("exact "+roleNames[r], prf(float64(c[0]), c[1], float64(c[0]), c[2]))
	}
	for r, c := range token {
		add("token "+roleNames[r], prf(float64(c[0]), c[1], float64(c[0]), c[2]))
	}
	for r, c := range soft {
		add("jaccard "+roleNames[r], prf(c.pred, c.nPred, c.gold, c.nGold))
	}
	for b, at := range [2]string{"", "@0.5"} {
		for n, kind := range [2]string{"attribution", "content"} {
			for s, sub := range subsets {
				c := whole[b][n][s]
				add(kind+at+" "+sub.name, prf(float64(c[0]), c[1], float64(c[2]), c[3]))
			}
		}
	}
	for i, at := range [2]string{"0.3", "0.8"} {
		c := ggt[i]
		add("ggt@"+at+" quotes", prf(float64(c[0]), c[3], float64(c[0]), c[2]))
		acc := 100 * share(c[1], c[0])
		out.Lines[len(out.Lines)-1].Speaker = &acc
	}
	if opt.Cofe != nil {
		rows, err := readRows[cofeRow](opt.Cofe)
		if err != nil {
			return AttributionScore{}, fmt.Errorf("CofeNet instances: %w", err)
		}
		lines, err := cofenet(rows, gold, byID)
		if err != nil {
			return AttributionScore{}, fmt.Errorf("CofeNet instances: %w", err)
		}
		out.Lines = append(out.Lines, lines...)
	}
	return out, nil
}

// group collects the predictions of each article.
func group(gold, pred []AttributionRow) (map[string][]AttributionItem, error) {
	known := map[string]bool{}
	for _, g := range gold {
		known[g.ID] = true
	}
	byID := map[string][]AttributionItem{}
	var alien []string
	for _, p := range pred {
		byID[p.ID] = append(byID[p.ID], p.Attributions...)
		if !known[p.ID] {
			alien = append(alien, p.ID)
		}
	}
	if len(alien) > 0 {
		sort.Strings(alien)
		return nil, fmt.Errorf("predictions for %q: %w", alien[:min(3, len(alien))], ErrAlien)
	}
	return byID, nil
}
