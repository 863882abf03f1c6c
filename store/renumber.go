package store

import (
	"cmp"
	"slices"

	"attache"
)

// numbered is a fact of one kind by its number and its place in the text.
type numbered struct {
	n     int
	place attache.Span
}

// renumber gives the facts of a new reading their numbers. A fact that stands where an old one
// stood keeps the old number, so that citations of it hold; all others get numbers that were never
// used, in the order they come. moved says for each old number that nobody keeps which new one
// covers its place, or 0 when none does. highest is the highest number ever used.
//
// The same place counts before an overlap, and of several overlaps the longest. Both readings are
// of one text, so places can be compared.
func renumber(old, found []numbered, highest int) (numbers []int, moved map[int]int) {
	numbers = make([]int, len(found))
	taken := make([]bool, len(old))
	exact := map[attache.Span][]int{}
	for i, o := range old {
		exact[o.place] = append(exact[o.place], i)
	}
	for j, f := range found {
		if same := exact[f.place]; len(same) > 0 {
			numbers[j], taken[same[0]] = old[same[0]].n, true
			exact[f.place] = same[1:]
		}
	}
	pairs := overlaps(old, found)
	for _, p := range pairs {
		if numbers[p.found] == 0 && !taken[p.old] {
			numbers[p.found], taken[p.old] = old[p.old].n, true
		}
	}
	for j := range numbers {
		if numbers[j] == 0 {
			highest++
			numbers[j] = highest
		}
	}
	moved = map[int]int{}
	for i, o := range old {
		if !taken[i] {
			moved[o.n] = 0
		}
	}
	for _, p := range pairs { // longest first: the first that covers an old place gets its citations
		if to, lost := moved[old[p.old].n]; lost && to == 0 {
			moved[old[p.old].n] = numbers[p.found]
		}
	}
	return numbers, moved
}

// pair is an old and a new fact whose places share bytes.
type pair struct{ old, found, shared int }

// maxPairs bounds what is compared. A text whose facts overlap more often than this is no article;
// its facts keep their numbers where their places are the same.
const maxPairs = 100_000

// overlaps lists pairs with the longest overlap first, ties in order of the text.
func overlaps(old, found []numbered) []pair {
	order := make([]int, len(found))
	longest := 0
	for j := range order {
		order[j] = j
		longest = max(longest, found[j].place.Len())
	}
	start := func(j int) int { return found[j].place.Start }
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(start(a), start(b)) })
	var all []pair
	for i, o := range old {
		// What overlaps begins before o ends, and not earlier than the longest place before o begins.
		k, _ := slices.BinarySearchFunc(order, o.place.Start-longest, func(j, at int) int { return cmp.Compare(start(j), at) })
		for ; k < len(order) && start(order[k]) < o.place.End; k++ {
			j := order[k]
			if shared := min(o.place.End, found[j].place.End) - max(o.place.Start, start(j)); shared > 0 {
				if all = append(all, pair{i, j, shared}); len(all) == maxPairs {
					return nil
				}
			}
		}
	}
	slices.SortStableFunc(all, func(a, b pair) int {
		return cmp.Or(cmp.Compare(b.shared, a.shared), cmp.Compare(a.old, b.old), cmp.Compare(a.found, b.found))
	})
	return all
}
