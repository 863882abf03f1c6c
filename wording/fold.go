package wording

import (
	"cmp"
	"slices"
)

// Likeness says how much a wording has in common with a fuller one.
type Likeness struct {
	Words int     // of the shorter: those in quotation marks, if it has any
	Cover float64 // the part of them that stands in the fuller one in the same order, 0 to 1
	// Quoted says that both are, or hold, quotations: their words are the speaker's own.
	Quoted bool
}

// What makes two wordings one. A quotation is recognised by three words in four in the same order and a
// run of three; words a reporter chose by more of them, because reporters write alike. Anything shorter
// has to be the same word for word.
const (
	quotedWords, quotedCover     = 4, 0.75
	reportedWords, reportedCover = 6, 0.80
	shortestRun                  = 3
)

// Fold groups the texts that say the same in the same or nearly the same words. may decides about each
// pair whose wording allows it: leader is the fuller text. A text joins the leader it shares most with
// and no other, so that no chain of small differences links two texts that differ. Each group begins with
// its leader; groups, and the others in a group, come in the order of all. No texts give nil.
//
// It compares in time that grows with the number of texts, not with its square.
func Fold(all []Text, may func(leader, other int, how Likeness) bool) [][]int {
	order := make([]int, len(all)) // the fullest first: it can only be led by what is as full
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(len(all[b].Words), len(all[a].Words)) })
	f := folder{all: all, led: map[int][]int{}, at: map[uint64][]int{}, shared: map[int]int{}}
	for _, i := range order {
		if l := f.leader(i, may); l >= 0 {
			f.led[l] = append(f.led[l], i)
			continue
		}
		f.led[i] = []int{i}
		f.index(i)
	}
	groups := make([][]int, 0, len(f.led))
	for _, g := range f.led {
		slices.Sort(g[1:])
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b []int) int { return cmp.Compare(slices.Min(a), slices.Min(b)) })
	return groups
}

type folder struct {
	all    []Text
	led    map[int][]int    // leader: itself and who follows it
	at     map[uint64][]int // leaders by pairs of words
	shared map[int]int      // scratch
}

// A pair of words that more leaders have than crowd ("of the") tells nothing; of those that share any,
// only so many are compared as candidates says.
const (
	crowd      = 48
	candidates = 4
)

// index notes the pairs of words of a leader. A single word pairs with nothing.
func (f *folder) index(i int) {
	for p := range pairs(f.all[i].Words) {
		if l := f.at[p]; len(l) < crowd && (len(l) == 0 || l[len(l)-1] != i) {
			f.at[p] = append(l, i)
		}
	}
}

// leader returns the leader that text i joins, or -1.
func (f *folder) leader(i int, may func(leader, other int, how Likeness) bool) int {
	core := f.all[i].Quoted()
	if len(core.Words) < shortestRun {
		core = f.all[i]
	}
	clear(f.shared)
	for p := range pairs(core.Words) {
		for _, l := range f.at[p] {
			f.shared[l]++
		}
	}
	near := make([]int, 0, len(f.shared))
	for l := range f.shared {
		near = append(near, l)
	}
	slices.SortFunc(near, func(a, b int) int {
		return cmp.Or(cmp.Compare(f.shared[b], f.shared[a]), cmp.Compare(a, b))
	})
	for _, l := range near[:min(candidates, len(near))] {
		if how, ok := alike(f.all[l], f.all[i], core); ok && may(l, i, how) {
			return l
		}
	}
	return -1
}

// pairs gives each pair of words that stand side by side; a text of one word gives that word.
func pairs(words []Word) func(func(uint64) bool) {
	return func(yield func(uint64) bool) {
		if len(words) == 1 {
			yield(words[0].Key)
			return
		}
		for i := 1; i < len(words); i++ {
			if !yield(mix(words[i-1].Key*31 + words[i].Key)) {
				return
			}
		}
	}
}

// alike compares a text, whose own words are core, with a fuller one.
func alike(leader, text, core Text) (Likeness, bool) {
	how := Likeness{Words: len(core.Words), Quoted: hasQuoted(leader) && hasQuoted(text)}
	al := Align(leader, core)
	how.Cover = float64(al.Common) / float64(max(1, len(core.Words)))
	words, cover := reportedWords, reportedCover
	if how.Quoted {
		words, cover = quotedWords, quotedCover
	}
	if len(core.Words) < words {
		return how, Align(leader, text).Same() || how.Quoted && Align(leader.Quoted(), core).Same()
	}
	return how, how.Cover >= cover && al.run() >= shortestRun
}

func hasQuoted(t Text) bool {
	return slices.ContainsFunc(t.Words, func(w Word) bool { return w.Quoted })
}

// run is the length of the longest stretch that stands in both texts in one piece.
func (al Alignment) run() int {
	longest, n := 0, 0
	for i, j := range al.of {
		switch {
		case j < 0:
			n = 0
		case i > 0 && al.of[i-1] == j-1 && n > 0:
			n++
		default:
			n = 1
		}
		longest = max(longest, n)
	}
	return longest
}
