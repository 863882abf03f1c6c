package wording

// Alignment pairs the words of two texts in their order.
type Alignment struct {
	a, b Text
	// of[i] is the word of b that word i of a is paired with, or -1.
	of     []int
	Common int // words that are paired
}

// Align pairs as many words as their order allows (the longest common subsequence). Of several ways it
// takes the one that pairs the earliest words of b.
func Align(a, b Text) Alignment {
	n, m := len(a.Words), len(b.Words)
	al := Alignment{a: a, b: b, of: make([]int, n)}
	width := m + 1
	table := make([]uint16, (n+1)*width) // of the suffixes from i and j on; MaxWords fits
	for i := n - 1; i >= 0; i-- {
		row, below := table[i*width:], table[(i+1)*width:]
		for j := m - 1; j >= 0; j-- {
			if a.Words[i].Key == b.Words[j].Key {
				row[j] = below[j+1] + 1
			} else {
				row[j] = max(below[j], row[j+1])
			}
		}
	}
	i, j := 0, 0
	for i < n {
		switch {
		case j < m && a.Words[i].Key == b.Words[j].Key:
			al.of[i] = j
			al.Common++
			i, j = i+1, j+1
		case j < m && table[i*width+j+1] > table[(i+1)*width+j]:
			j++
		default:
			al.of[i] = -1
			i++
		}
	}
	return al
}

// Same reports whether the texts are word for word the same.
func (al Alignment) Same() bool {
	return al.Common == len(al.a.Words) && al.Common == len(al.b.Words)
}

// Edit says what one text did with a stretch of the other.
type Edit int

// The edits, as seen from the first text.
const (
	Kept Edit = iota
	Cut
	Added
)

// Piece is a stretch of an alignment in the words of the text it stands in: of the first when it was
// cut, else of the second.
type Piece struct {
	Text string
	Edit Edit
}

// Pieces says how the second text differs from the first, in order: what was changed is cut and then
// added. Single words that happen to be equal inside a stretch that was written anew are part of it.
func (al Alignment) Pieces() []Piece {
	of := al.settled()
	var out []Piece
	i, j := 0, 0
	for i < len(of) || j < len(al.b.Words) {
		si, sj := i, j
		for i < len(of) && of[i] == j {
			i, j = i+1, j+1
		}
		if i > si {
			out = append(out, Piece{al.b.between(sj, j), Kept})
			continue
		}
		for i < len(of) && of[i] < 0 {
			i++
		}
		end := len(al.b.Words)
		if i < len(of) {
			end = of[i]
		}
		if i > si {
			out = append(out, Piece{al.a.between(si, i), Cut})
		}
		if end > j {
			out = append(out, Piece{al.b.between(j, end), Added})
			j = end
		}
	}
	return out
}

// settled is the pairing without lonely words: a run of one pair between changes on both sides is
// chance more often than not ("the", "of"), and a difference cut at every such word cannot be read.
func (al Alignment) settled() []int {
	of := append([]int(nil), al.of...)
	last := 0 // of b, behind the last pair that stays
	for i := 0; i < len(of); {
		if of[i] < 0 {
			i++
			continue
		}
		k := i + 1
		for k < len(of) && of[k] == of[k-1]+1 {
			k++
		}
		next := len(al.b.Words)
		for x := k; x < len(of); x++ {
			if of[x] >= 0 {
				next = of[x]
				break
			}
		}
		before := i > 0 && of[i-1] < 0 && of[i] > last
		after := k < len(of) && of[k] < 0 && next > of[k-1]+1
		if k == i+1 && before && after {
			of[i] = -1
		} else {
			last = of[k-1] + 1
		}
		i = k
	}
	return of
}

// Shared returns the longest wording of text that stands in every other in one piece, and how many words
// it has. No others give all of text.
func Shared(text Text, others ...Text) (words string, n int) {
	if len(text.Words) == 0 {
		return "", 0
	}
	// linked[i]: word i and the one after it stand side by side everywhere.
	linked, there := make([]bool, len(text.Words)), make([]bool, len(text.Words))
	for i := range linked {
		linked[i], there[i] = i+1 < len(text.Words), true
	}
	for _, o := range others {
		of := Align(text, o).of
		for i := range of {
			there[i] = there[i] && of[i] >= 0
			linked[i] = linked[i] && of[i] >= 0 && of[i+1] == of[i]+1
		}
	}
	from := 0
	for i := 0; i < len(there); i++ {
		if !there[i] {
			continue
		}
		k := i
		for linked[k] {
			k++
		}
		if k+1-i > n {
			from, n = i, k+1-i
		}
		i = k
	}
	if n == 0 {
		return "", 0
	}
	return text.between(from, from+n), n
}
