package attribution

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	occasionPreps = table("in at during on after by via from over through")
	// occasions are nouns of events and documents in which things are said.
	occasions = table(`interview statement speech conference briefing meeting call conversation talks testimony hearing
		address remarks debate rally forum summit press post tweet letter email e-mail message report article release
		announcement broadcast session gathering ceremony visit dinner event communique communiqué telephone phone
		note memo column op-ed video podcast sermon toast lecture presentation appearance event roundtable interview
		readout newsletter blog livestream webinar keynote exchange consultations negotiations teleconference`)
	// issued follows a document: "a statement issued on Friday".
	issued = table("published issued released posted aired broadcast given held sent made dated circulated printed")
	// channels are what one speaks on.
	channels = table(`twitter telegram facebook instagram x weibo wechat youtube tiktok linkedin threads mastodon bluesky
		television tv radio vk whatsapp snapchat reddit social truth facetime cnn`)
)

// circumstances reads the date and the occasion of saying from what stands in the cue's clause, or
// leads the sentence, but is in neither source nor content.
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
	lead := c.lead(s, at.tokens.First)
	// clear says that token i stands in the cue's clause: behind the cue with no other verb between, or
	// before it at the very beginning of the sentence ("On Monday, X said"), in a phrase that leads it, or
	// behind the source ("X on Monday said"). A clause that comes first has dates of its own.
	clear := func(i int) bool {
		if lead.Has(i) {
			return true
		}
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
	from := first
	if lead.Len() > 0 {
		from = lead.First
	}
	for _, x := range c.timesFrom(c.d.Tokens[from].Start) {
		if x.Span.Start >= c.d.Tokens[end-1].End {
			break
		}
		i := c.d.TokensIn(x.Span).First
		if x.Span.Start < c.d.Tokens[from].Start || x.Type != attache.Date && x.Type != attache.TimeOfDay || !free(x.Span) || c.d.Tokens[i].Any(token.Dateline) {
			continue
		}
		if (i >= first || lead.Has(i)) && clear(i) && !anaphoric(x) {
			a.Said = x
			break
		}
	}
	if !a.Occasion.Empty() {
		return
	}
	for i := from; i+1 < end; i++ {
		if i > lead.End && i < first {
			i = first
		}
		if c.Tags.Of[i] != phrase.Prep || !in(&occasionPreps, c.d, i) {
			continue
		}
		if np := c.occasion(i); np.Len() > 0 {
			if span := c.d.Span(np); free(span) && clear(np.First) {
				a.Occasion = span
				return
			}
		}
	}
}

// anaphoric reports whether a time is told by another of the text, which we would only repeat.
func anaphoric(x attache.Timex) bool { return x.Value == "" }

// lead returns the phrase with an occasion that opens the sentence and ends with a comma: "In an
// interview published on Monday, Okoro said". It is empty when there is none.
func (c *completer) lead(s token.Range, cue int) token.Range {
	if s.First+2 >= cue || c.Tags.Of[s.First] != phrase.Prep || !in(&occasionPreps, c.d, s.First) || c.occasion(s.First).Len() == 0 {
		return token.Range{}
	}
	const longest = 24 // words
	for i := s.First + 1; i < cue && i < s.First+longest; i++ {
		if g := c.Tags.GroupAt(i); g >= 0 && c.Tags.Groups[g].Finite && !in(&issued, c.d, i) {
			return token.Range{}
		}
		if c.d.Of(i) == "," {
			return token.Range{First: s.First, End: i}
		}
	}
	return token.Range{}
}

// occasion returns the noun phrase behind the preposition at token i when it is an occasion or a
// channel, with the channel of a post: "a post on X". It is empty when it is neither.
func (c *completer) occasion(i int) token.Range {
	np := c.Tags.PhraseFrom(i + 1)
	if np.Len() == 0 && i+1 < len(c.d.Tokens) && in(&channels, c.d, i+1) {
		np = token.Range{First: i + 1, End: i + 2}
	}
	const longest = 12 // words of an occasion
	np.End = min(np.End, np.First+longest)
	found := false
	for k := np.First; k < np.End; k++ {
		found = found || in(&occasions, c.d, k) || c.d.Norm(i) == "on" && in(&channels, c.d, k)
	}
	if !found {
		return token.Range{}
	}
	if next := np.End; next+1 < len(c.d.Tokens) && c.d.Norm(next) == "with" { // "an interview with the Gazette"
		if with := c.Tags.PhraseFrom(next + 1); with.Len() > 0 {
			np.End = with.End
		}
	}
	if next := np.End; next+1 < len(c.d.Tokens) && c.d.Norm(next) == "on" && in(&channels, c.d, next+1) {
		np.End = next + 2
		for np.End < len(c.d.Tokens) && in(&channels, c.d, np.End) {
			np.End++
		}
	}
	return np
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
