package attribution

import (
	"sort"

	"attache"
	"attache/extract/phrase"
)

// circumstances reads the date and the occasion of saying from what stands in the cue's clause but
// in neither source nor content.
func (c *completer) circumstances(a *attache.Attribution, at cueAt) {
	s := c.d.Sentences[c.d.Tokens[at.tokens.First].Sentence].Tokens
	free := func(span attache.Span) bool {
		if a.Source.Span.Overlaps(span) {
			return false
		}
		for _, x := range a.Content {
			if x.Overlaps(span) {
				return false
			}
		}
		return true
	}
	const near = 14 // tokens; further off it belongs to something else
	first, end := max(s.First, at.tokens.First-near), min(s.End, at.tokens.End+near)
	// clear says that token i stands in the cue's clause: behind the cue with no other verb between, or
	// before it at the very beginning of the sentence ("On Monday, X said") or behind the source ("X on
	// Monday said"). A clause that comes first has dates of its own.
	clear := func(i int) bool {
		if i < at.tokens.First {
			if source := c.d.TokensIn(a.Source.Span); source.Len() > 0 && source.End <= i && c.verbless(source.End, at.tokens.First) {
				return true
			}
			return i-s.First <= 2 && c.verbless(s.First, i)
		}
		for k := at.tokens.End; k < i; k++ {
			if g := c.Tags.GroupAt(k); g >= 0 && c.Tags.Groups[g].Finite && free(c.d.Tokens[k].Span) {
				return false
			}
		}
		return true
	}
	for _, x := range c.timesFrom(c.d.Tokens[first].Start) {
		if x.Span.Start >= c.d.Tokens[end-1].End {
			break
		}
		if x.Span.Start >= c.d.Tokens[first].Start && (x.Type == attache.Date || x.Type == attache.TimeOfDay) && free(x.Span) && clear(c.d.TokensIn(x.Span).First) {
			a.Said = x
			break
		}
	}
	for i := first; i+1 < end; i++ {
		if c.Tags.Of[i] != phrase.Prep || !in(&occasionPreps, c.d, i) {
			continue
		}
		np := c.Tags.PhraseFrom(i + 1)
		if np.Len() == 0 {
			continue
		}
		for k := np.First; k < np.End; k++ {
			if in(&occasions, c.d, k) {
				if span := c.d.Span(np); free(span) && clear(np.First) {
					a.Occasion = span
					return
				}
			}
		}
	}
}

// verbless reports whether no token from first up to end belongs to a verb.
func (c *completer) verbless(first, end int) bool {
	for i := first; i < end; i++ {
		if c.Tags.Of[i].Verbal() {
			return false
		}
	}
	return true
}

// timesFrom returns the time expressions that end behind byte at.
func (c *completer) timesFrom(at int) []attache.Timex {
	return c.Times[sort.Search(len(c.Times), func(i int) bool { return c.Times[i].Span.End > at }):]
}

var occasionPreps = table("in at during on after by via from")
