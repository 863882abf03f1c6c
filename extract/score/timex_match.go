package score

import (
	"sort"
	"strconv"
	"strings"
)

type timexPair struct {
	g, p  int
	exact bool
}

// matchTimexes pairs expressions one to one: exact spans first, then the largest overlap.
func matchTimexes(gold, pred []TimexItem) (out []timexPair) {
	type candidate struct {
		timexPair
		overlap, shift int
	}
	var all []candidate
	for i, g := range gold {
		for j, p := range pred {
			if n := min(g.End, p.End) - max(g.Start, p.Start); n > 0 {
				exact := g.Start == p.Start && g.End == p.End
				all = append(all, candidate{timexPair{i, j, exact}, n, max(g.Start-p.Start, p.Start-g.Start)})
			}
		}
	}
	sort.Slice(all, func(i, j int) bool {
		a, b := all[i], all[j]
		switch {
		case a.exact != b.exact:
			return a.exact
		case a.overlap != b.overlap:
			return a.overlap > b.overlap
		case a.shift != b.shift:
			return a.shift < b.shift
		case a.g != b.g:
			return a.g < b.g
		}
		return a.p < b.p
	})
	usedGold, usedPred := map[int]bool{}, map[int]bool{}
	for _, c := range all {
		if !usedGold[c.g] && !usedPred[c.p] {
			usedGold[c.g], usedPred[c.p] = true, true
			out = append(out, c.timexPair)
		}
	}
	return out
}

// canonical writes a duration in one of the units it may be written in: P1W as P7D, P12M as P1Y,
// P1DE as P10Y, PT24H as P1D.
func canonical(value string) string {
	rest, ok := strings.CutPrefix(value, "P")
	if !ok {
		return value
	}
	clock, timed := strings.CutPrefix(rest, "T")
	digits := clock[:len(clock)-len(strings.TrimLeft(clock, "0123456789"))]
	n, err := strconv.Atoi(digits)
	if err != nil {
		return value
	}
	unit := clock[len(digits):]
	write := func(n int, unit string) string { return "P" + strconv.Itoa(n) + unit }
	switch {
	case timed && unit == "H" && n%24 == 0:
		return write(n/24, "D")
	case timed:
		return value
	case unit == "DE":
		return write(n*10, "Y")
	case unit == "CE":
		return write(n*100, "Y")
	case unit == "W":
		return write(n*7, "D")
	case unit == "M" && n%12 == 0:
		return write(n/12, "Y")
	}
	return value
}
