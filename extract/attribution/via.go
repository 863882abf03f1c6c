package attribution

import (
	"strings"

	"attache"
	"attache/extract/phrase"
)

// via notes who reports a statement when that is not the article itself, and drops what adds nothing
// to another statement. all are in the order of the text.
func (c *completer) via(all []attache.Attribution) []attache.Attribution {
	c.documents(all)
	c.bodies(all)
	drop := make([]bool, len(all))
	const near = 8 // statements whose content holds another begin at most so many before it
	for i := range all {
		a := &all[i]
		for k := max(0, i-near); k < min(len(all), i+near); k++ {
			outer := &all[k]
			if k == i || drop[k] || !holds(*outer, *a) {
				continue
			}
			switch {
			case c.according(*outer) && !a.Source.IsZero() && a.Source.Span.Start <= outer.Content[0].Start+1 && a.Rule != ruleNoun && a.Source.Entity != "":
				// "According to the ministry, Okoro asked …": what is reported is Okoro's statement.
				a.Via = outer.Source
				drop[k] = true
			case a.Source.Entity == "" || a.Score < innerScore || a.Rule == rulePhrase || a.Rule == ruleNoun || a.Act == attache.ActBelieve ||
				outer.Negated || outer.Act == attache.ActDeny:
				drop[i] = true
			case outer.Source.Entity != a.Source.Entity:
				a.Via = outer.Source
			}
		}
	}
	for i := range all {
		c.reported(&all[i])
	}
	kept := all[:0]
	for i := range all {
		if !drop[i] {
			kept = append(kept, all[i])
		}
	}
	c.carry(kept)
	return kept
}

// according reports whether the cue of a is "according to" or one of its like.
func (c *completer) according(a attache.Attribution) bool {
	if a.Rule == ruleAccording {
		return true
	}
	return len(a.Cue) > 0 && strings.HasPrefix(strings.ToLower(a.Cue[0].Of(c.d.Text)), "accord")
}

// innerScore is the confidence below which a statement inside another's content is left out: it
// would be hearsay that we are not sure of.
const innerScore = 0.5

// documents resolves "the statement" to whose statement was named before.
func (c *completer) documents(all []attache.Attribution) {
	issuer := map[uint64]attache.Mention{}
	for i := range all {
		s := &all[i].Source
		if head := c.Tags.Head(c.d.TokensIn(all[i].Occasion)); head >= 0 && in(&papers, c.d, head) && s.Entity != "" {
			issuer[c.d.Tokens[head].Hash] = *s // "said in a statement": what "the statement" is later
		}
		r := c.d.TokensIn(s.Span)
		head := c.Tags.Head(r)
		if head < 0 || !in(&papers, c.d, head) {
			continue
		}
		hash := c.d.Tokens[head].Hash
		if s.Entity != "" {
			issuer[hash] = *s
		} else if by, ok := issuer[hash]; ok && head == r.First+1 && c.Tags.Of[r.First] == phrase.Det {
			s.Entity, s.Name, s.Sure = by.Entity, by.Name, min(by.Sure, 0.75)
		}
	}
}

// bodies resolves "it" to the body or state whose statement stands right before: "The ministry said …
// It added …".
func (c *completer) bodies(all []attache.Attribution) {
	for i := 1; i < len(all); i++ {
		s, before := &all[i].Source, &all[i-1].Source
		if s.Entity != "" || before.Entity == "" || !strings.EqualFold(s.Span.Of(c.d.Text), "it") {
			continue
		}
		e, ok := c.Names.Entity(before.Entity)
		if !ok || e.Kind != attache.Body && e.Kind != attache.State {
			continue
		}
		if gap := c.d.SentenceAt(all[i].Extent.Start) - c.d.SentenceAt(all[i-1].Extent.End-1); gap > 1 {
			continue
		}
		const likely = 0.6
		s.Entity, s.Name, s.Sure = before.Entity, before.Name, min(before.Sure, likely)
	}
}

var papers = table("statement report communique communiqué readout release text document letter memo note")

// carry passes on who reports: where a paragraph begins with "According to the statement", what its
// further sentences say of others stands in that statement too.
func (c *completer) carry(all []attache.Attribution) {
	for i := 1; i < len(all); i++ {
		a := &all[i]
		if !a.Via.IsZero() || a.Source.IsZero() {
			continue
		}
		first := c.d.SentenceAt(a.Extent.Start)
		const far = 16 // statements of one paragraph
		for k := i - 1; k >= 0 && k >= i-far; k-- {
			b := &all[k]
			at := c.d.SentenceAt(b.Extent.Start)
			if at >= len(c.d.Sentences) || first >= len(c.d.Sentences) || c.d.Sentences[at].Paragraph != c.d.Sentences[first].Paragraph {
				break
			}
			if at < first && !b.Via.IsZero() && b.Via.Entity != a.Source.Entity && !c.person(b.Via) && c.opensParagraph(at) && c.d.Norm(c.d.Sentences[at].Tokens.First) == "according" {
				a.Via = b.Via
				break
			}
		}
	}
}

// person reports whether somebody, not a body or document, reports.
func (c *completer) person(m attache.Mention) bool {
	e, ok := c.Names.Entity(m.Entity)
	return ok && e.Kind == attache.Person
}

// reported reads who reports from the statement's own sentence: "…, according to the ministry" behind
// it, and "quoted the captain as saying".
func (c *completer) reported(a *attache.Attribution) {
	if !a.Via.IsZero() || a.Source.IsZero() || len(a.Cue) == 0 {
		return
	}
	cue := c.d.TokensIn(a.Cue[0])
	if cue.Len() == 0 || c.according(*a) {
		return
	}
	if i := cue.First; i > 0 && (c.d.Norm(i) == "as" || c.d.Norm(i-1) == "as") {
		if by := c.quoter(i); by.Entity != a.Source.Entity || by.Entity == "" {
			a.Via = by
			return
		}
	}
	s := c.d.Sentences[c.d.Tokens[cue.First].Sentence].Tokens
	last := a.Content[len(a.Content)-1]
	from := max(c.d.TokensIn(last).End, cue.End)
	const near = 40 // tokens
	for i := from; i+2 < min(s.End, from+near); i++ {
		if c.d.Norm(i) != "according" || c.d.Norm(i+1) != "to" {
			continue
		}
		if np := c.Tags.PhraseFrom(i + 2); np.Len() > 0 {
			if by := c.Names.Resolve(c.d.Span(np)); by.Entity == "" || by.Entity != a.Source.Entity {
				a.Via = by
			}
		}
		return
	}
}

// quoter returns who "quoted" or "cited" somebody "as saying", where the cue stands at token i.
func (c *completer) quoter(i int) attache.Mention {
	const near = 14 // tokens
	for k := i - 1; k >= 0 && k > i-near && c.d.Tokens[k].Sentence == c.d.Tokens[i].Sentence; k-- {
		if !in(&quoting, c.d, k) {
			continue
		}
		g := c.Tags.GroupAt(k)
		if g < 0 || c.Tags.Groups[g].Passive {
			return attache.Mention{}
		}
		np, how := c.Tags.Subject(g)
		if how == phrase.Nowhere || np.Len() == 0 {
			return attache.Mention{}
		}
		return c.Names.Resolve(c.d.Span(np))
	}
	return attache.Mention{}
}

var quoting = table("quoted quotes quote quoting cited cites citing")

func (c *completer) opensParagraph(sentence int) bool {
	return c.d.Paragraphs[c.d.Sentences[sentence].Paragraph].Sentences.First == sentence
}

// holds reports whether the cue and content of inner lie in the content of outer.
func holds(outer, inner attache.Attribution) bool {
	for _, s := range outer.Content {
		inside := len(inner.Cue) > 0
		for _, x := range inner.Cue {
			inside = inside && s.Contains(x)
		}
		for _, x := range inner.Content {
			inside = inside && s.Contains(x)
		}
		if inside {
			return true
		}
	}
	return false
}
