package condition

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// answerWindow is how many sentences behind a condition an answer without a noun ("Brandt accepted")
// may stand; one that names what is answered ("rejected the demand") may stand further off.
const (
	answerWindow = 2
	namedWindow  = 12
)

// answer looks for what became of a condition in the sentences behind it, and in its own.
func (f *finder) answer(c *found) {
	if c.Score == 0 {
		c.Score = f.confidence(c)
	}
	own := f.d.Sentences[c.sentence].Tokens
	if status, ok := f.verdict(c, own, true); ok {
		c.Status, c.Evidence = status, f.d.Sentences[c.sentence].Span
	}
	for n := c.sentence + 1; n < len(f.d.Sentences) && n <= c.sentence+namedWindow; n++ {
		s := f.d.Sentences[n]
		if f.d.Paragraphs[s.Paragraph].Kind != token.Body {
			continue
		}
		if status, ok := f.verdict(c, s.Tokens, n <= c.sentence+answerWindow); ok {
			c.Status, c.Evidence = status, s.Span
			if n == c.sentence+1 {
				c.Extent = c.Extent.Cover(s.Span)
			}
			return
		}
	}
}

// verdict reads an answer in one sentence: a verb of accepting, rejecting, fulfilling whose object
// is a term, or that stands alone nearby, by somebody other than the holder.
func (f *finder) verdict(c *found, s token.Range, near bool) (attache.ConditionStatus, bool) {
	s.End = min(s.End, s.First+2*reach)
	mine := f.d.Span(token.Range{First: min(c.ante.First, c.cons.First), End: max(c.ante.End, c.cons.End)})
	for i := s.First; i < s.End; i++ {
		g := f.tags.GroupAt(i)
		if g < 0 {
			continue
		}
		v := &f.tags.Groups[g]
		i = v.Tokens.End - 1
		k, ok := lex.verbs.Get(f.d.Tokens[v.Main].Hash)
		if c.Kind == attache.Threat || c.Kind == attache.Demand {
			if f.defies(g) && !mine.Overlaps(f.d.Tokens[v.Main].Span) {
				if who, how := f.tags.Subject(g); how != phrase.Nowhere {
					if by := f.actor(who); f.acting(who, by) && !f.same(by, c.Holder) && (c.Addressee.Entity == "" || by.Entity == "" || f.same(by, c.Addressee)) && by.Entity != "" {
						return attache.Rejected, true
					}
				}
			}
		}
		if !ok || v.Modal || !v.Finite && !v.Passive || mine.Overlaps(f.d.Tokens[v.Main].Span) {
			continue
		}
		if k != accept && k != reject && k != fulfil && k != refuse {
			continue
		}
		object, named := f.object(v.Tokens.End, s.End)
		if !named && k == fulfil {
			continue // "met" is mostly a meeting
		}
		if !named && !(near && object.Len() == 0) && !(near && k == reject && f.infinitiveAt(v.Tokens.End)) {
			continue
		}
		who, how := f.tags.Subject(g)
		if v.Passive {
			if !named {
				// "The demand was rejected": the subject is the term.
				if how == phrase.Nowhere || !f.aboutTerm(who) {
					continue
				}
			}
			return status(k, v.Negated), true
		}
		if how == phrase.Nowhere {
			continue
		}
		by := f.actor(who)
		if f.same(by, c.Holder) {
			continue // the holder does not answer himself
		}
		if named && !f.ofHolder(object, c) {
			continue // somebody else's terms
		}
		if !named && by.Entity != "" && c.Addressee.Entity != "" && !f.same(by, c.Addressee) {
			continue
		}
		return status(k, v.Negated), true
	}
	return "", false
}

// actor resolves the subject of an answer; "it" and "they" inside a statement are its source.
func (f *finder) actor(np token.Range) attache.Mention {
	if head := f.tags.Head(np); head >= 0 && in(&pronouns, f.d, head) {
		if st, _ := f.statementAt(head); st != nil && st.Source.Entity != "" {
			return st.Source
		}
	}
	return f.Names.Resolve(f.d.Span(np))
}

var persisting = table("continue continues continued persist persists persisted proceed proceeds proceeded")
var yielding = table("stop halt cease yield comply withdraw relent surrender bow")

// defies reports whether a verb group says that somebody goes on: "would continue", "will not stop".
func (f *finder) defies(g int) bool {
	v := &f.tags.Groups[g]
	if in(&persisting, f.d, v.Main) {
		return f.future(g) && !v.Negated
	}
	return in(&yielding, f.d, v.Main) && v.Negated && f.future(g)
}

func status(k class, negated bool) attache.ConditionStatus {
	switch {
	case (k == accept) != negated && (k == accept || k == reject || k == refuse):
		if k == accept {
			return attache.Accepted
		}
		return attache.Accepted
	case k == fulfil && !negated:
		return attache.Met
	case k == fulfil:
		return attache.Unmet
	}
	return attache.Rejected
}

// object returns the noun phrase behind a verb, and whether it names a term.
func (f *finder) object(i, end int) (token.Range, bool) {
	for i < end && (f.tags.Of[i] == phrase.Adv || f.d.Norm(i) == "to" && f.tags.Of[i] == phrase.Prep || f.d.Norm(i) == "with") {
		i++
	}
	if i >= end {
		return token.Range{}, false
	}
	np := f.tags.PhraseFrom(i)
	return np, np.Len() > 0 && np.End <= end && f.aboutTerm(np)
}

func (f *finder) aboutTerm(np token.Range) bool {
	head := f.tags.Head(np)
	return head >= 0 && in(&terms, f.d, head)
}

// ofHolder reports whether a term is the holder's: it names no owner, or him.
func (f *finder) ofHolder(np token.Range, c *found) bool {
	for _, m := range f.Names.In(f.d.Span(np)) {
		if m.Mention.Entity != "" && !f.same(m.Mention, c.Holder) {
			return false
		}
	}
	return true
}

func (f *finder) infinitiveAt(i int) bool {
	return i < len(f.tags.Of) && f.tags.Of[i] == phrase.To
}

// resolved finds what a consequent refers back to: "agreed to Brandt's request" is what Brandt asked
// for in a statement before.
func (f *finder) resolved(c *found) {
	at := -1
	for i := c.cons.First; i < c.cons.End; i++ {
		if in(&requests, f.d, i) && f.tags.Of[i] == phrase.Noun {
			at = i
		}
	}
	if at < 0 {
		return
	}
	np := f.tags.PhraseTo(at+1, c.cons.First)
	if np.Len() == 0 || np.Len() > 6 {
		return
	}
	var owner attache.EntityID
	for _, m := range f.Names.In(f.d.Span(np)) {
		owner = m.Mention.Entity
	}
	before := c.Consequent.Start
	const far = 6 // statements
	for n, seen := len(f.Statements)-1, 0; n >= 0 && seen < far; n-- {
		st := &f.Statements[n]
		if st.Content[0].Start >= before {
			continue
		}
		seen++
		if st.Act != attache.ActAsk && st.Act != attache.ActDemand && st.Act != attache.ActPromise {
			continue
		}
		if owner != "" && st.Source.Entity != owner {
			continue
		}
		c.Resolved = st.Content[0]
		if strings.HasPrefix(c.Resolved.Of(f.d.Text), "to ") {
			c.Resolved.Start += len("to ")
		}
		return
	}
}

// confidence is a first estimate, from what the rules found.
func (f *finder) confidence(c *found) float32 {
	s := float32(0.75)
	if c.marker.isWord("if") || c.marker != nil && c.marker.use != free {
		s = 0.6
	}
	if c.Holder.Entity == "" {
		s -= 0.1
	}
	if c.Addressee.IsZero() {
		s -= 0.1
	}
	return s
}
