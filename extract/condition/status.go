package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// How many sentences behind a condition an answer may stand: one without a noun ("Brandt accepted"),
// one that says what is answered ("rejected the demand").
const (
	answerWindow = 2
	namedWindow  = 12
)

// answer looks for what became of a condition: in its own sentence, in those behind it, and, where it
// is told as something past ("had threatened"), in those before it.
func (f *finder) answer(c *found) {
	own := f.d.Sentences[c.sentence].Tokens
	matter := f.matter(c)
	if c.marker.isWord("after receiving") || f.given(c) {
		c.Status, c.Evidence = attache.Met, f.d.Sentences[c.sentence].Span
		return
	}
	if s, ok := f.outcome(c, c.sentence, own, matter); ok {
		c.Status, c.Evidence = s, f.d.Sentences[c.sentence].Span
	}
	for n := c.sentence + 1; n < len(f.d.Sentences) && n <= c.sentence+namedWindow; n++ {
		if s, ok := f.outcomeAt(c, n, matter); ok {
			c.Status, c.Evidence = s, f.d.Sentences[n].Span
			if n == c.sentence+1 {
				c.Extent = c.Extent.Cover(f.d.Sentences[n].Span)
			}
			if s != attache.Accepted {
				return
			}
			for k := n + 1; k < len(f.d.Sentences) && k <= n+answerWindow; k++ { // accepted, and then met
				if s, ok := f.outcomeAt(c, k, matter); ok && s == attache.Met {
					c.Status, c.Evidence = s, f.d.Sentences[k].Span
					return
				}
			}
			return
		}
	}
	if c.Evidence.Empty() && c.sentence > 0 {
		if f.goesOnBefore(c, matter) {
			c.Status, c.Evidence = attache.Rejected, f.d.Sentences[c.sentence-1].Span
			return
		}
	}
	if c.Evidence.Empty() {
		if n := f.agreedBefore(c, matter); n >= 0 {
			c.Status, c.Evidence = attache.Accepted, f.d.Sentences[n].Span
			return
		}
	}
	if c.Evidence.Empty() && (c.Rule == ruleDeadline || f.toldAsPast(c)) {
		for n := 0; n < c.sentence && n < namedWindow; n++ {
			if s, ok := f.outcomeAt(c, n, matter); ok && s != attache.Accepted {
				c.Status, c.Evidence = s, f.d.Sentences[n].Span
				return
			}
		}
	}
}

// agreedBefore returns a sentence before a threat or demand that tells of the addressee's agreement to
// what is asked, or -1. News tells the end first.
func (f *finder) agreedBefore(c *found, matter []uint64) int {
	if c.Addressee.Entity == "" || c.Kind != attache.Threat && c.Kind != attache.Demand {
		return -1
	}
	for n := c.sentence - 1; n >= 0 && n >= c.sentence-namedWindow; n-- {
		s := f.d.Sentences[n].Tokens
		if f.d.Paragraphs[f.d.Sentences[n].Paragraph].Kind != token.Body {
			continue
		}
		for i := s.First; i < min(s.End, s.First+reach); i++ {
			g := f.tags.GroupAt(i)
			if g < 0 || f.tags.Groups[g].Main != i || !f.in(&accepting, i) {
				continue
			}
			if r, ok := f.reply(g, s); ok && r.status == attache.Accepted && f.same(r.by.Mention, c.Addressee) && f.shares(r.object, matter) {
				return n
			}
		}
	}
	return -1
}

// goesOnBefore reports whether the sentence before a threat says that the other side goes on: "South
// Korea says the broadcasts will continue. The North said it would fire if they did."
func (f *finder) goesOnBefore(c *found, matter []uint64) bool {
	s := f.d.Sentences[c.sentence-1].Tokens
	for i := max(s.First, s.End-reach); i < s.End; i++ {
		if g := f.tags.GroupAt(i); g >= 0 && f.tags.Groups[g].Main == i {
			if v, ok := f.reacts(c, g, c.sentence-1, matter); ok && v == attache.Rejected {
				return true
			}
		}
	}
	return false
}

func (f *finder) outcomeAt(c *found, n int, matter []uint64) (attache.ConditionStatus, bool) {
	s := f.d.Sentences[n]
	if f.d.Paragraphs[s.Paragraph].Kind != token.Body {
		return "", false
	}
	return f.outcome(c, n, s.Tokens, matter)
}

// toldAsPast reports whether the condition was set before the time of the article's story: "had
// threatened to".
func (f *finder) toldAsPast(c *found) bool {
	s := f.d.Sentences[c.sentence].Tokens
	for i := max(s.First, c.ante.First-reach); i < min(s.End, c.ante.End); i++ {
		if g := f.tags.GroupAt(i); g >= 0 {
			v := &f.tags.Groups[g]
			if v.Perfect && f.d.Norm(v.Tokens.First) == "had" && (f.in(&commitments, v.Main) || f.in(&saying, v.Main)) {
				return true
			}
			i = v.Tokens.End - 1
		}
	}
	return false
}

// outcome reads what became of a condition from sentence n.
func (f *finder) outcome(c *found, n int, s token.Range, matter []uint64) (attache.ConditionStatus, bool) {
	s.End = min(s.End, s.First+2*reach)
	near := n <= c.sentence+answerWindow
	first := min(c.ante.First, c.cons.First)
	if c.cons.Len() == 0 {
		first = c.ante.First
	}
	mine := token.Range{First: first, End: max(c.ante.End, c.cons.End)}
	for i := s.First; i < s.End; i++ {
		if mine.Has(i) {
			continue
		}
		if v := f.phraseVerdict(i, s.End); v != "" {
			if v == attache.Unmet && (c.Kind == attache.Demand || c.Kind == attache.Threat) || v != attache.Unmet && near && n >= c.sentence && f.answerer(c, f.speakerOf(i), n) {
				return v, true
			}
		}
		g := f.tags.GroupAt(i)
		if g < 0 || f.tags.Groups[g].Main != i {
			continue
		}
		if r, ok := f.reply(g, s); ok && f.answers(c, r, n, near, matter) {
			return r.status, true
		}
		if st, ok := f.reacts(c, g, n, matter); ok && n != c.sentence {
			return st, true
		}
		if f.fails(c, g, n, s, matter) {
			return attache.Rejected, true
		}
		if n != c.sentence && f.realised(c, g, n, s, matter) {
			return attache.Met, true
		}
	}
	return "", false
}

// speakerOf returns who says what stands at token i: the source of its statement or the subject of
// the verb before it.
func (f *finder) speakerOf(i int) actor {
	if st, _ := f.statementAt(i); st != nil && !st.Source.IsZero() {
		return actor{Mention: st.Source, sort: named}
	}
	s := f.d.Sentences[f.d.Tokens[i].Sentence].Tokens
	for k := i; k >= s.First && k > i-reach; k-- {
		if g := f.tags.GroupAt(k); g >= 0 && f.tags.Groups[g].Finite {
			if np, how := f.tags.Subject(g); how != phrase.Nowhere {
				return f.speakerFor(np)
			}
		}
	}
	return actor{}
}

// answerer reports whether somebody may answer a condition: anybody but its holder; where both are
// known, the addressee.
func (f *finder) answerer(c *found, by actor, n int) bool {
	if by.sort == nobody || by.sort == thing || by.sort == fortunes || by.sort == generic {
		return by.sort == nobody && n <= c.sentence+1
	}
	if f.own(by.Mention, c, f.voice(c)) {
		return false
	}
	if by.Entity != "" && c.Addressee.Entity != "" && !c.Addressee.Span.Empty() {
		return f.same(by.Mention, c.Addressee)
	}
	return true
}

// answers reports whether a reply is about this condition.
func (f *finder) answers(c *found, r reply, n int, near bool, matter []uint64) bool {
	if r.status == attache.Withdrawn {
		return r.term && f.same(r.by.Mention, c.Holder) && f.ofHolder(r.object, c)
	}
	if f.own(r.by.Mention, c, f.voice(c)) {
		return false // the holder does not answer himself
	}
	shares := f.shares(r.object, matter)
	stranger := r.by.Entity != "" && c.Addressee.Entity != "" && !c.Addressee.Span.Empty() && !f.same(r.by.Mention, c.Addressee)
	switch {
	case r.term && r.object.Len() == 0: // the deadline passed
		return c.Kind == attache.Demand || c.Kind == attache.Threat
	case r.term:
		if !f.ofHolder(r.object, c) || !fits(f.d.Norm(max(0, f.tags.Head(r.object))), c.Kind) || f.nearer(c, r, n) {
			return false
		}
		pro := r.object.Len() == 1 || f.tags.Of[r.object.First] == phrase.To
		return (near || !pro) && (!stranger || shares)
	case r.status == attache.Met:
		return false // "met" is mostly a meeting
	case shares:
		return !stranger
	case r.object.Len() == 0:
		return near && !stranger && !f.nearer(c, r, n)
	}
	return near && r.status == attache.Rejected && !stranger && f.tags.Of[r.object.First] == phrase.To && f.same(r.by.Mention, c.Addressee)
}

// fits reports whether a noun that names terms can name a condition of a kind: nobody rejects an offer
// by rejecting an ultimatum.
func fits(noun string, kind attache.ConditionKind) bool {
	switch noun {
	case "ultimatum", "ultimatums", "deadline", "threat", "threats", "warning", "warnings":
		return kind == attache.Threat || kind == attache.Demand || kind == attache.Precondition
	case "offer", "offers", "proposal", "proposals", "suggestion", "invitation", "overture", "gesture", "terms", "request", "requests", "appeal",
		"call", "calls", "plan", "idea", "deal", "bid":
		return kind != attache.Threat
	}
	return true
}

// nearer reports whether another condition, that the answer fits as well, stands between this one and
// the answer.
func (f *finder) nearer(c *found, r reply, n int) bool {
	for _, o := range f.found {
		if o == c || o.sentence > n || o.sentence < c.sentence || o.sentence == c.sentence && o.ante.First <= c.ante.First {
			continue
		}
		if o.ante.First > f.tags.Groups[r.verb].Main {
			continue
		}
		if !fits(f.d.Norm(max(0, f.tags.Head(r.object))), o.Kind) || f.same(o.Holder, r.by.Mention) || f.same(o.Holder, c.Holder) && f.same(o.Addressee, c.Addressee) {
			continue
		}
		if r.by.Entity == "" || o.Addressee.Entity == "" || f.same(o.Addressee, r.by.Mention) {
			return true
		}
	}
	return false
}

// ofHolder reports whether a term is the holder's: it names no owner, or him.
func (f *finder) ofHolder(np token.Range, c *found) bool {
	for _, m := range f.Names.In(f.d.Span(np)) {
		if m.Mention.Entity != "" && !f.same(m.Mention, c.Holder) && m.Tokens.End < np.End {
			return false
		}
	}
	return true
}

// conditionAt reports whether token i is part of a condition of sentence n: what somebody would do
// only in a case is no answer.
func (f *finder) conditionAt(n, i int) bool {
	for _, o := range f.found {
		if o.sentence == n && (o.cons.Has(i) || o.ante.Has(i)) {
			return true
		}
	}
	return false
}

func (f *finder) sentenceOf(i int) int { return int(f.d.Tokens[i].Sentence) }
