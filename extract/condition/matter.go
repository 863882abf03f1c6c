package condition

import (
	"unicode/utf8"

	"attache/extract/phrase"
	"attache/extract/token"
)

// matter returns the stems of the nouns and verbs of the antecedent, by which other sentences are
// known to be about the same thing. Names do not count: everything in an article is about them.
func (f *finder) matter(c *found) []uint64 {
	const most = 24
	var all []uint64
	for i := c.ante.First; i < c.ante.End && len(all) < most; i++ {
		tag := f.tags.Of[i]
		if tag != phrase.Noun && !(tag.Verbal() && tag != phrase.Modal) || f.is(i, people|anyone) || f.isTime(i) || f.in(&beHave, i) {
			continue
		}
		if w := f.d.Norm(i); len(w) > 2 {
			all = append(all, stem(irregular(w)))
		}
	}
	return all
}

// shares reports whether a noun of r is one of the matter.
func (f *finder) shares(r token.Range, matter []uint64) bool {
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] == phrase.Noun && !f.is(i, people) && contains(matter, stem(f.d.Norm(i))) {
			return true
		}
	}
	return false
}

func contains(all []uint64, x uint64) bool {
	for _, y := range all {
		if x == y {
			return true
		}
	}
	return false
}

// irregular returns the base form of a verb whose past looks different.
func irregular(w string) string {
	switch w {
	case "paid":
		return "pay"
	case "gave", "given":
		return "give"
	case "withdrew", "withdrawn":
		return "withdraw"
	case "took", "taken":
		return "take"
	case "freed":
		return "free"
	case "sent":
		return "send"
	case "left":
		return "leave"
	case "met":
		return "meet"
	case "kept":
		return "keep"
	case "held":
		return "hold"
	case "put", "cut":
		return w
	}
	return w
}

// stem hashes the root of a word.
func stem(w string) uint64 { return token.Hash(root(w)) }

// root cuts a word down to its beginning, so that "release", "released" and "releasing" meet.
func root(w string) string {
	for _, e := range []string{"ment", "ing", "ed", "es", "al", "s"} {
		if len(w) > len(e)+2 && w[len(w)-len(e):] == e {
			w = w[:len(w)-len(e)]
			break
		}
	}
	if len(w) > 3 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	const enough = 6
	cut := min(len(w), enough)
	for cut < len(w) && !utf8.RuneStart(w[cut]) {
		cut++
	}
	return w[:cut]
}
