package digest

import (
	"cmp"
	"slices"
	"strings"

	"attache"
)

// statements chooses what to show of what was said: words in quotation marks from people who are
// known before paraphrase, and as many different sources as there is room for, because a digest of
// one speaker is no digest. The same words in several outlets count once.
func statements(all []attache.Cited, n int) []attache.Cited {
	all = distinct(all, func(c attache.Cited) string {
		var words []string
		for _, s := range c.Attribution.Content {
			words = append(words, s.Of(c.Article.Text))
		}
		return string(c.Attribution.Source.Entity) + "\n" + fold(strings.Join(words, " "))
	})
	slices.SortStableFunc(all, func(a, b attache.Cited) int { return cmp.Compare(weight(b), weight(a)) })
	var chosen, rest []attache.Cited
	heard := map[string]bool{}
	for _, c := range all {
		source := fold(c.Attribution.Source.Show(c.Article.Text))
		if heard[source] || source == "" {
			rest = append(rest, c)
			continue
		}
		heard[source] = true
		chosen = append(chosen, c)
	}
	return first(append(chosen, rest...), n)
}

// weight says how much a statement is worth showing.
func weight(c attache.Cited) (w int) {
	a := c.Attribution
	if a.Source.Sure >= 0.5 && a.Score >= 0.5 {
		w += 4
	}
	if !a.Source.IsZero() {
		w += 2
	}
	if a.Form != attache.Indirect {
		w++
	}
	return w
}

// events chooses what to show of what happened or is due, in the order given; what only has a year
// or another long stretch comes after what has a day.
func events(all []attache.Cited, n int) []attache.Cited {
	all = distinct(all, func(c attache.Cited) string {
		return c.Event.When.Value + "\n" + fold(c.Event.Extent.Of(c.Article.Text))
	})
	slices.SortStableFunc(all, func(a, b attache.Cited) int { return cmp.Compare(coarse(a), coarse(b)) })
	return first(all, n)
}

func coarse(c attache.Cited) int {
	switch c.Event.When.Precision() {
	case "time", "day", "range", "week":
		return 0
	case "month":
		return 1
	}
	return 2
}

// conditions chooses what to show of what was demanded and offered: what is open first.
func conditions(all []attache.Cited, n int) []attache.Cited {
	all = distinct(all, func(c attache.Cited) string { return fold(c.Condition.Extent.Of(c.Article.Text)) })
	open := func(c attache.Cited) int {
		if c.Condition.Status == attache.Open {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(all, func(a, b attache.Cited) int { return cmp.Compare(open(a), open(b)) })
	return first(all, n)
}

// distinct keeps the first of those that have one key.
func distinct(all []attache.Cited, key func(attache.Cited) string) []attache.Cited {
	seen := map[string]bool{}
	var out []attache.Cited
	for _, c := range all {
		if k := key(c); !seen[k] {
			seen[k] = true
			out = append(out, c)
		}
	}
	return out
}

func first(all []attache.Cited, n int) []attache.Cited { return all[:min(n, len(all))] }

// fold makes texts that differ in case and punctuation equal.
func fold(s string) string { return string(attache.NewEntityID(s)) }
