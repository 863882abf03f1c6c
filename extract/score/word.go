package score

import "unicode"

// isSpace is Python's str.isspace, which adds the four information separators to Unicode's.
func isSpace(r rune) bool { return unicode.IsSpace(r) || r >= 0x1c && r <= 0x1f }

// isAlnum is Python's str.isalnum, isWord its \w.
func isAlnum(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
func isWord(r rune) bool  { return isAlnum(r) || r == '_' }

// words splits text as the scorers do (\w+|[^\w\s]): runs of word characters, or one other
// character that is no space.
func words(text []rune) []Range {
	out := make([]Range, 0, len(text)/5)
	for i := 0; i < len(text); {
		switch {
		case isSpace(text[i]):
			i++
		case isWord(text[i]):
			j := i + 1
			for j < len(text) && isWord(text[j]) {
				j++
			}
			out = append(out, Range{i, j})
			i = j
		default:
			out = append(out, Range{i, i + 1})
			i++
		}
	}
	return out
}

// set is a sorted set of token numbers.
type set []int

// common returns the size of the intersection.
func (a set) common(b set) (n int) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		switch {
		case a[i] < b[j]:
			i++
		case a[i] > b[j]:
			j++
		default:
			n, i, j = n+1, i+1, j+1
		}
	}
	return n
}

// jaccard returns intersection over union; two empty sets are equal.
func (a set) jaccard(b set) float64 {
	if len(a) == 0 && len(b) == 0 {
		return 1
	}
	n := a.common(b)
	return float64(n) / float64(len(a)+len(b)-n)
}

func (a set) has(x int) bool {
	for _, v := range a {
		if v == x {
			return true
		}
	}
	return false
}

// union merges sets.
func union(sets []set) set {
	in := map[int]bool{}
	top := -1
	for _, s := range sets {
		for _, v := range s {
			in[v] = true
			top = max(top, v)
		}
	}
	out := make(set, 0, len(in))
	for v := range top + 1 {
		if in[v] {
			out = append(out, v)
		}
	}
	return out
}
