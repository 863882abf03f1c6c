package timex

import "math/bits"

// match is a sequence of items that a rule accepts.
type match struct {
	rule  uint16
	n     int
	path  [longest]element
	items []item // n of them
}

// matcher finds matches at one place. Candidates are kept in a fixed array: that many rules never
// end on one item.
type matcher struct {
	g     *grammar
	items []item
	path  [longest]element
	found []match
}

// at collects every match that starts with items[i], the longest first, then in the order of the
// rules.
func (x *matcher) at(items []item, i int) []match {
	x.items, x.found = items[i:], x.found[:0]
	it := &items[i]
	for c := it.classes; c != 0; c &= c - 1 {
		for _, e := range x.g.roots[lowest(c)] {
			x.path[0] = e.el
			x.walk(e.to, 1)
		}
	}
	if it.literal != 0 {
		for _, e := range x.g.rootL[it.literal] {
			x.path[0] = e.el
			x.walk(e.to, 1)
		}
	}
	for a := 1; a < len(x.found); a++ { // few: insertion sort
		for b := a; b > 0 && (x.found[b].n > x.found[b-1].n || x.found[b].n == x.found[b-1].n && x.found[b].rule < x.found[b-1].rule); b-- {
			x.found[b], x.found[b-1] = x.found[b-1], x.found[b]
		}
	}
	return x.found
}

func (x *matcher) walk(at int32, depth int) {
	n := &x.g.nodes[at]
	for _, r := range n.accept {
		x.found = append(x.found, match{rule: r, n: depth, path: x.path, items: x.items[:depth]})
	}
	if depth == len(x.items) || depth == longest {
		return
	}
	it := &x.items[depth]
	if it.classes == 0 && it.literal == 0 {
		return
	}
	for i := range n.edges {
		el := n.edges[i].el
		if el.class == literal && el.literal == it.literal || el.class != literal && it.classes&el.class.bit() != 0 {
			x.path[depth] = el
			x.walk(n.edges[i].to, depth+1)
		}
	}
}

// get returns the first item that was taken for the class, or nil.
func (m *match) get(c class) *item { return m.nth(c, 0) }

// nth returns the k-th item that was taken for the class, or nil.
func (m *match) nth(c class, k int) *item {
	for i := range m.n {
		if m.path[i].class == c {
			if k == 0 {
				return &m.items[i]
			}
			k--
		}
	}
	return nil
}

// has reports whether the match holds a word of the class.
func (m *match) has(c class) bool { return m.get(c) != nil }

// says reports whether the match holds a literal word.
func (m *match) says(g *grammar, word string) bool {
	for i := range m.n {
		if m.path[i].class == literal && g.literals[m.path[i].literal] == word {
			return true
		}
	}
	return false
}

func lowest(c classes) int { return bits.TrailingZeros64(uint64(c)) }
