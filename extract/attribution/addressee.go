package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// listener reads who is spoken to: "told reporters", "asked Brandt to", "accused the council of",
// "wrote to the council". What is told at a briefing is told to nobody in particular: "told a regular
// briefing" gives the occasion.
func (c *completer) listener(a *attache.Attribution, at cueAt) {
	i := at.tokens.End
	last := c.d.Sentences[c.d.Tokens[max(i-1, 0)].Sentence].Tokens.End
	limit := last
	for _, s := range a.Content {
		if s.Start >= c.d.Tokens[at.tokens.First].Start {
			if r := c.d.TokensIn(s); r.Len() > 0 {
				limit = min(limit, r.First)
			}
			break
		}
	}
	for i < limit && (c.Tags.Of[i] == phrase.Adv || c.d.Norm(i) == "on" && at.told) { // "called on the council to"
		i++
	}
	if i == limit && at.told && limit < last {
		if np := c.inside(i, last); np.Len() > 0 && !c.isSource(a, np) {
			c.address(a, np)
		}
		return
	}
	if i >= limit {
		return
	}
	if at.told {
		if np := c.told(i, limit); np.Len() > 0 && !c.isSource(a, np) && !c.timed(np.First) {
			c.address(a, np)
			return
		}
	}
	for ; i+1 < limit; i++ {
		if c.d.Norm(i) == "to" && c.Tags.Of[i] == phrase.Prep {
			if np := c.Tags.PhraseFrom(i + 1); np.Len() > 0 && np.End <= limit {
				c.address(a, np)
			}
			return
		}
		if c.Tags.Of[i].Verbal() || c.d.Tokens[i].Any(token.Opens) {
			return
		}
	}
}

// told returns the noun phrase at token i, cut where the content begins.
func (c *completer) told(i, limit int) token.Range {
	np := c.Tags.PhraseFrom(i)
	if np.End > limit { // "accused the council |of lying|"
		np.End = limit
		for np.Len() > 0 && !c.Tags.Of[np.End-1].Nominal() && c.Tags.Of[np.End-1] != phrase.Pron {
			np.End--
		}
	}
	return np
}

// inside returns who is told where the content begins with it: "accused |the council of lying|",
// "asked |Brandt to leave|".
func (c *completer) inside(i, last int) token.Range {
	np := c.Tags.PhraseFrom(i)
	for k := np.First + 1; k < np.End; k++ { // "the council of lying" is one phrase to the grammar
		if c.d.Norm(k) == "of" && k+1 < last && c.Tags.Of[k+1] == phrase.Ing {
			np.End = k
		}
	}
	if np.Len() == 0 || np.End >= last {
		return token.Range{}
	}
	switch {
	case c.Tags.Of[np.End] == phrase.To:
		return np
	case c.d.Norm(np.End) == "of" && np.End+1 < last && (c.Tags.Of[np.End+1] == phrase.Ing || c.Tags.Of[np.End+1].Nominal()):
		return np
	}
	return token.Range{}
}

// address makes somebody the addressee, or the occasion when it is one. Nobody speaks to himself: a
// pronoun that seems to mean the speaker means somebody else.
func (c *completer) address(a *attache.Attribution, np token.Range) {
	if head := c.Tags.Head(np); head >= 0 && in(&occasions, c.d, head) {
		if a.Occasion.Empty() {
			a.Occasion = c.d.Span(np)
		}
		return
	}
	a.Addressee = c.Names.Resolve(c.d.Span(np))
	if a.Addressee.Entity != "" && a.Addressee.Entity == a.Source.Entity {
		a.Addressee = attache.Mention{Span: a.Addressee.Span}
	}
}

func (c *completer) isSource(a *attache.Attribution, np token.Range) bool {
	return a.Source.Span.Overlaps(c.d.Span(np))
}

func (c *completer) timed(i int) bool {
	for _, x := range c.timesFrom(c.d.Tokens[i].Start) {
		if x.Span.Overlaps(c.d.Tokens[i].Span) {
			return true
		}
		if x.Span.Start > c.d.Tokens[i].End {
			break
		}
	}
	return false
}
