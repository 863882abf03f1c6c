package attribution

import (
	"sort"
	"strings"

	"attache"
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
	if !fr.Source.Empty() {
		a.Source = c.Names.Resolve(fr.Source)
		if a.Source.Entity == "" && !fr.Speaker.Empty() {
			named := c.Names.Resolve(fr.Speaker)
			if named.Entity == "" { // show "the envoy", not "who"
				named.Span = fr.Speaker
			} else {
				named.Span = fr.Source
			}
			a.Source = named
		}
	}
	a.Form = c.form(fr.Content)
	var at cueAt
	if len(fr.Cue) > 0 {
		at = c.cue(fr.Cue[0])
		a.Act, a.Negated = at.act, at.negated
		if c.orders(at, fr.Content[0]) {
			a.Act = attache.ActDemand
		}
		c.listener(&a, at)
		c.circumstances(&a, at)
	}
	a.Extent = c.sentences(whole)
	return a, true
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

// cueAt is what a cue says about its statement.
type cueAt struct {
	tokens  token.Range
	act     attache.Act
	negated bool
	told    bool
}

func (c *completer) cue(s attache.Span) cueAt {
	at := cueAt{tokens: c.d.TokensIn(s), act: attache.ActSay}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		if q, ok := lex.verbs.Get(c.d.Tokens[i].Hash); ok {
			at.act, at.told = q.act, q.is(told)
		} else if act, ok := lex.nouns.Get(c.d.Tokens[i].Hash); ok {
			at.act = act
		}
		if g := c.Tags.GroupAt(i); g >= 0 && c.Tags.Groups[g].Negated {
			at.negated = true
		}
		if in(&refusals, c.d, i) && i+1 < at.tokens.End {
			at.negated = true // "declined to say"
		}
	}
	if at.tokens.Len() == 1 && in(&refusals, c.d, at.tokens.First) && strings.HasPrefix(c.d.Norm(at.tokens.First), "declin") {
		at.negated = true
	}
	return at
}

// orders reports whether "told" has an infinitive as content: "told the guards to leave".
func (c *completer) orders(at cueAt, content attache.Span) bool {
	r := c.d.TokensIn(content)
	if r.Len() == 0 || c.Tags.Of[r.First] != phrase.To {
		return false
	}
	for i := at.tokens.First; i < at.tokens.End; i++ {
		if w := c.d.Norm(i); w == "told" || w == "tells" || w == "tell" || w == "telling" {
			return true
		}
	}
	return false
}

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

// timesFrom returns the time expressions that end behind byte at.
func (c *completer) timesFrom(at int) []attache.Timex {
	return c.Times[sort.Search(len(c.Times), func(i int) bool { return c.Times[i].Span.End > at }):]
}

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
	clear := func(i int) bool { // no other verb between the cue and token i
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

var occasionPreps = table("in at during on after by via from")

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
			case outer.Rule == ruleAccording && !a.Source.IsZero() && a.Source.Span.Start <= outer.Content[0].Start+1 && a.Rule != ruleNoun && a.Source.Entity != "":
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
	kept := all[:0]
	for i := range all {
		if !drop[i] {
			kept = append(kept, all[i])
		}
	}
	c.carry(kept)
	return kept
}

// innerScore is the confidence below which a statement inside another's content is left out: it
// would be hearsay that we are not sure of.
const innerScore = 0.5

// documents resolves "the statement" to whose statement was named before.
func (c *completer) documents(all []attache.Attribution) {
	issuer := map[uint64]attache.Mention{}
	for i := range all {
		s := &all[i].Source
		r := c.d.TokensIn(s.Span)
		head := c.Tags.Head(r)
		if head < 0 || !in(&papers, c.d, head) {
			continue
		}
		hash := c.d.Tokens[head].Hash
		if s.Entity != "" {
			issuer[hash] = *s
		} else if by, ok := issuer[hash]; ok && r.Len() == 2 && c.Tags.Of[r.First] == phrase.Det {
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
			if at < first && !b.Via.IsZero() && b.Via.Entity != a.Source.Entity && c.opensParagraph(at) && c.d.Norm(c.d.Sentences[at].Tokens.First) == "according" {
				a.Via = b.Via
				break
			}
		}
	}
}

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
