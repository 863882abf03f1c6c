package attribution

import (
	"sort"

	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Complete turns frames into attributions: it resolves sources, and reads from the text what spans
// alone do not say. The result is in the order of the contents; Ref is left empty. A frame without
// content, or whose spans leave the text, is dropped.
func Complete(t Text, frames []Frame) []attache.Attribution {
	c := &completer{Text: t, d: t.doc()}
	all := make([]attache.Attribution, 0, len(frames))
	for _, fr := range frames {
		if a, ok := c.attribution(fr); ok {
			all = append(all, a)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Content[0].Start < all[j].Content[0].Start })
	return c.via(all)
}

type completer struct {
	Text
	d *token.Doc
}

func (c *completer) attribution(fr Frame) (attache.Attribution, bool) {
	a := attache.Attribution{Cue: fr.Cue, Content: fr.Content, Rule: fr.Rule, Score: min(max(fr.Score, 0), 1), Act: attache.ActSay}
	whole := extent(fr)
	if len(fr.Content) == 0 || whole.Start < 0 || whole.End > len(c.d.Text) {
		return a, false
	}
	for _, s := range fr.Content {
		if s.Empty() {
			return a, false
		}
	}
	if fr.Source = c.untimed(fr.Source); !fr.Source.Empty() {
		a.Source = c.who(fr.Source)
		if a.Source.Entity == "" && !fr.Speaker.Empty() {
			named := c.who(fr.Speaker)
			if named.Entity == "" { // show "the envoy", not "who"
				named.Span = fr.Speaker
			} else {
				named.Span = fr.Source
			}
			a.Source = named
		}
		if a.Source.Entity == "" {
			c.apposed(&a.Source)
		}
	}
	a.Form = c.form(fr.Content)
	var at cueAt
	if len(fr.Cue) > 0 {
		at = c.cue(fr.Cue[0])
		a.Act, a.Negated = at.act, at.negated
		if fr.Rule == ruleLearned && a.Form == attache.Indirect && !c.reports(fr) {
			a.Act = attache.ActBelieve // "shares her optimism": nobody is known to have uttered it
		}
		if c.orders(at, fr.Content[0]) {
			a.Act = attache.ActDemand
		}
		c.listener(&a, at)
		c.circumstances(&a, at)
	}
	a.Extent = c.sentences(whole)
	return a, true
}

// apposed resolves a source by the name that stands in apposition: "The third leader, Ada Okoro of Norland,
// who is hosting the summit,".
func (c *completer) apposed(m *attache.Mention) {
	r := c.d.TokensIn(m.Span)
	for i := r.First + 1; i+1 < r.End; i++ {
		if c.Tags.Of[i] == phrase.Wh {
			return
		}
		if c.d.Of(i) != "," {
			continue
		}
		if name, ok := c.Names.At(i + 1); ok && name.Kind == attache.Person && name.Form != entity.Pronoun && name.Tokens.First == i+1 && name.Tokens.End <= r.End {
			m.Entity, m.Name, m.Sure = name.Entity, name.Mention.Name, name.Sure
			return
		}
	}
}

// who resolves a source. A place does not speak.
func (c *completer) who(s attache.Span) attache.Mention {
	m := c.Names.Resolve(s)
	if e, ok := c.Names.Entity(m.Entity); ok && e.Kind == attache.Place {
		return attache.Mention{Span: s}
	}
	return m
}

// untimed cuts a date from the end of a source, where a model took it in: "the council |on Monday|".
func (c *completer) untimed(s attache.Span) attache.Span {
	r := c.d.TokensIn(s)
	if r.Len() < 2 {
		return s
	}
	for _, x := range c.timesFrom(s.Start) {
		t := c.d.TokensIn(x.Span)
		if t.First >= r.End {
			break
		}
		if t.First <= r.First || t.End < r.End {
			continue
		}
		end := t.First
		if c.Tags.Of[end-1] == phrase.Prep {
			end--
		}
		if end > r.First {
			return c.d.Span(token.Range{First: r.First, End: end})
		}
	}
	return s
}

// form tells how much of the content is quoted. Marks and a leading "that" do not count.
func (c *completer) form(content []attache.Span) attache.Form {
	in, out := 0, 0
	for _, s := range content {
		r := c.d.TokensIn(s)
		for i := r.First; i < r.End; i++ {
			switch {
			case c.d.Tokens[i].Any(token.Punct):
			case c.d.Tokens[i].Quote >= 0 && !c.scare(int(c.d.Tokens[i].Quote), r):
				in++
			default:
				out++
			}
		}
	}
	switch {
	case in == 0:
		return attache.Indirect
	case out <= 2 && in > 4*out:
		return attache.Direct
	}
	return attache.Mixed
}

// scare reports whether a quotation inside content is a single word in marks.
func (c *completer) scare(q int, content token.Range) bool {
	r := c.d.Quotes[q].Tokens
	return r.Len() <= 3 && content.Len() > 8
}

// sentences returns the sentences that hold a span.
func (c *completer) sentences(s attache.Span) attache.Span {
	first, last := c.d.SentenceAt(s.Start), c.d.SentenceAt(s.End-1)
	if first >= len(c.d.Sentences) {
		return s
	}
	return s.Cover(c.d.Sentences[first].Span).Cover(c.d.Sentences[min(last, len(c.d.Sentences)-1)].Span)
}
