package score

import (
	"encoding/json"
	"fmt"
	"sort"
)

// Range is a half-open range of code points, [2]int{start, end}.
type Range [2]int

// Fragments are the parts of one role of an attribution. They may be written as null, as one pair
// or as a list of pairs; they are printed as a list.
type Fragments []Range

// UnmarshalJSON implements json.Unmarshaler.
func (f *Fragments) UnmarshalJSON(b []byte) error {
	*f = nil
	var list []json.RawMessage
	if err := json.Unmarshal(b, &list); err != nil {
		return err
	}
	if len(list) == 0 {
		return nil
	}
	var one Range
	if json.Unmarshal(list[0], new(int)) == nil {
		if err := json.Unmarshal(b, &one); err != nil || len(list) != 2 {
			return fmt.Errorf("a range needs a start and an end, not %s", b)
		}
		*f = Fragments{one}
		return nil
	}
	for _, part := range list {
		var pair []int
		if err := json.Unmarshal(part, &pair); err != nil || len(pair) != 2 {
			return fmt.Errorf("a range needs a start and an end, not %s", part)
		}
		*f = append(*f, Range{pair[0], pair[1]})
	}
	return nil
}

// MarshalJSON implements json.Marshaler: no fragments are "[]", never null.
func (f Fragments) MarshalJSON() ([]byte, error) {
	if f == nil {
		return []byte("[]"), nil
	}
	return json.Marshal([]Range(f))
}

// joined trims white space from the fragments, drops those left empty and joins those with only
// white space between them. Annotators differ in both, and neither is part of what was said.
func (f Fragments) joined(text []rune) []Range {
	sorted := append([]Range(nil), f...)
	sort.Slice(sorted, func(i, j int) bool {
		return sorted[i][0] < sorted[j][0] || sorted[i][0] == sorted[j][0] && sorted[i][1] < sorted[j][1]
	})
	var out []Range
	for _, r := range sorted {
		s, e := max(0, r[0]), min(len(text), r[1])
		for s < e && isSpace(text[s]) {
			s++
		}
		for e > s && isSpace(text[e-1]) {
			e--
		}
		if s >= e {
			continue
		}
		if n := len(out); n > 0 && blank(text, out[n-1][1], s) {
			out[n-1][1] = max(e, out[n-1][1])
		} else {
			out = append(out, Range{s, e})
		}
	}
	return out
}

// blank reports whether text[from:to] holds nothing but white space; it does when to <= from.
func blank(text []rune, from, to int) bool {
	for i := from; i < to; i++ {
		if !isSpace(text[i]) {
			return false
		}
	}
	return true
}
