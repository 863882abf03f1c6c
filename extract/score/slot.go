package score

import (
	"encoding/json"
	"regexp"
	"strings"
)

// Slot is a name or a stretch of text in a gold or predicted row. It may be written as a string or
// as a list of strings; null is empty.
type Slot struct {
	Text string
	List []string // when it was written as a list
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *Slot) UnmarshalJSON(b []byte) error {
	*s = Slot{}
	if len(b) > 0 && b[0] == '[' {
		s.List = []string{}
		return json.Unmarshal(b, &s.List)
	}
	return json.Unmarshal(b, &s.Text)
}

// MarshalJSON implements json.Marshaler.
func (s Slot) MarshalJSON() ([]byte, error) {
	if s.List != nil {
		return json.Marshal(s.List)
	}
	return json.Marshal(s.Text)
}

// names returns the alternatives a prediction gives.
func (s Slot) names() []string {
	if s.List != nil {
		return s.List
	}
	return strings.FieldsFunc(s.Text, func(r rune) bool { return r == '|' || r == ';' })
}

var slotWord = regexp.MustCompile(`[\pL\pN_'’.]+`)

// slotWords splits a slot into lower-case words without dots and without a final 's; words of stop
// are left out unless nothing else remains.
func slotWords(s string, stop map[string]bool) (words []string) {
	var all []string
	for _, w := range slotWord.FindAllString(strings.ReplaceAll(strings.ToLower(s), "’", "'"), -1) {
		if w = strings.ReplaceAll(strings.TrimSuffix(w, "'s"), ".", ""); w == "" {
			continue
		}
		all = append(all, w)
		if !stop[w] {
			words = append(words, w)
		}
	}
	if len(words) == 0 {
		return all
	}
	return words
}

// slotF1 is the F1 of the words that two slots share.
func slotF1(a, b string, stop map[string]bool) float64 {
	x, y := slotWords(a, stop), slotWords(b, stop)
	count := map[string]int{}
	for _, w := range x {
		count[w]++
	}
	n := 0
	for _, w := range y {
		if count[w] > 0 {
			count[w]--
			n++
		}
	}
	if n == 0 {
		return 0
	}
	return float64(2*n) / float64(len(x)+len(y))
}

// half is the word F1 from which a slot counts as right.
const half = 0.5

func stopWords(list string) map[string]bool {
	stop := map[string]bool{}
	for _, w := range strings.Fields(list) {
		stop[w] = true
	}
	return stop
}

// spansMatch reports whether a predicted span stands for a gold one: they share at least half of
// the shorter, and the prediction is not over three times as long.
func spansMatch(gs, ge, ps, pe int) bool {
	n := min(ge, pe) - max(gs, ps)
	return n > 0 && 2*n >= min(ge-gs, pe-ps) && pe-ps <= 3*(ge-gs)
}
