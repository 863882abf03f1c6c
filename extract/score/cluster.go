package score

// pairing assigns gold mentions and predictions to each other, one to one.
type pairing struct{ gold, pred map[int]int }

// candidate is a possible pair; key sorts the better pairs first.
type candidate struct {
	key  [3]int
	g, p int
}

func (a candidate) less(b candidate) bool {
	if a.key != b.key {
		for i := range a.key {
			if a.key[i] != b.key[i] {
				return a.key[i] < b.key[i]
			}
		}
	}
	if a.g != b.g {
		return a.g < b.g
	}
	return a.p < b.p
}

// assign takes candidates greedily in the order given.
func assign(sorted []candidate) pairing {
	m := pairing{map[int]int{}, map[int]int{}}
	for _, c := range sorted {
		_, g := m.gold[c.g]
		_, p := m.pred[c.p]
		if !g && !p {
			m.gold[c.g], m.pred[c.p] = c.p, c.g
		}
	}
	return m
}

// clusters groups the numbers of gold mentions that count, in order of first appearance.
func clusters(n int, name func(int) string, optional func(int) bool) (groups [][]int) {
	at := map[string]int{}
	for i := range n {
		if optional(i) {
			continue
		}
		k, seen := at[name(i)]
		if !seen {
			k = len(groups)
			at[name(i)] = k
			groups = append(groups, nil)
		}
		groups[k] = append(groups[k], i)
	}
	return groups
}

// bit is 1 for true.
func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}
