package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// listener reads who is spoken to: "told reporters", "asked Brandt to", "wrote to the council".
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
	for i < limit && c.Tags.Of[i] == phrase.Adv {
		i++
	}
	if i >= limit {
		return
	}
	if at.told {
		if np := c.Tags.PhraseFrom(i); np.Len() > 0 && np.End <= limit && !c.isSource(a, np) && !c.timed(np.First) {
			a.Addressee = c.Names.Resolve(c.d.Span(np))
			return
		}
	}
	for ; i+1 < limit; i++ {
		if c.d.Norm(i) == "to" && c.Tags.Of[i] == phrase.Prep {
			if np := c.Tags.PhraseFrom(i + 1); np.Len() > 0 && np.End <= limit {
				a.Addressee = c.Names.Resolve(c.d.Span(np))
			}
			return
		}
		if c.Tags.Of[i].Verbal() || c.d.Tokens[i].Any(token.Opens) {
			return
		}
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
