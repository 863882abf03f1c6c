package wording

import (
	"cmp"
	"slices"
)

// Likeness says how much a wording has in common with a fuller one.
type Likeness struct {
	Words int // of the shorter: those in quotation marks, if it has any
	// Cover is the part of them that stands in the fuller one in the same order and in runs of three or
	// more, 0 to 1. Shorter runs are what any two texts share: "of the", "has been".
	Cover float64
	// Quoted says that both are, or hold, quotations: their words are the speaker's own.
	Quoted bool
}

// What makes two wordings one. A quotation is recognised by three words in four; words a reporter chose
// need more of them and a longer run, because reporters write alike and use the same names. Anything
// shorter has to be the same word for word. Set by reading what was folded of 22 000 statements of PolNeAR,
// where several outlets report one affair.
const (
	quotedWords, quotedCover     = 4, 0.75
	reportedWords, reportedCover = 8, 0.80
	reportedRun                  = 5
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
	solid, longest := al.runs()
	how.Cover = float64(solid) / float64(max(1, len(core.Words)))
	words, cover, run := reportedWords, reportedCover, reportedRun
	if how.Quoted {
		words, cover, run = quotedWords, quotedCover, shortestRun
	}
	if len(core.Words) < words {
		if Align(leader, text).Same() || how.Quoted && Align(leader.Quoted(), core).Same() {
			how.Cover = 1
			return how, true
		}
		return how, false
	}
	return how, how.Cover >= cover && longest >= run
}

func hasQuoted(t Text) bool {
	return slices.ContainsFunc(t.Words, func(w Word) bool { return w.Quoted })
}

// runs counts the words in stretches of three or more that stand in both texts in one piece, and those of
// the longest stretch.
func (al Alignment) runs() (solid, longest int) {
	n := 0
	for i, j := range al.of {
		switch {
		case j < 0:
			n = 0
		case n > 0 && al.of[i-1] == j-1:
			n++
		default:
			n = 1
		}
		if n == shortestRun {
			solid += n
		} else if n > shortestRun {
			solid++
		}
		longest = max(longest, n)
	}
	return solid, longest
}
