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
	if c.Evidence.Empty() && f.toldAsPast(c) {
		for n := 0; n < c.sentence && n < namedWindow; n++ {
			if s, ok := f.outcomeAt(c, n, matter); ok && s != attache.Accepted {
				c.Status, c.Evidence = s, f.d.Sentences[n].Span
				return
			}
		}
	}
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
		if v := f.phraseVerdict(i, s.End); v != "" && near && f.answerer(c, f.speakerOf(i), n) {
			return v, true
		}
		g := f.tags.GroupAt(i)
		if g < 0 || f.tags.Groups[g].Main != i {
			continue
		}
		if r, ok := f.reply(g, s); ok && f.answers(c, r, n, near, matter) {
			return r.status, true
		}
		if st, ok := f.reaction2(c, g, n, s, matter); ok {
			return st, true
		}
		if n != c.sentence && f.realised(c, g, s, matter) {
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
	if f.same(by.Mention, c.Holder) {
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
	if f.same(r.by.Mention, c.Holder) {
		return false // the holder does not answer himself
	}
	shares := f.shares(r.object, matter)
	stranger := r.by.Entity != "" && c.Addressee.Entity != "" && !c.Addressee.Span.Empty() && !f.same(r.by.Mention, c.Addressee)
	switch {
	case r.term && r.object.Len() == 0: // the deadline passed
		return c.Kind == attache.Demand || c.Kind == attache.Threat
	case r.term:
		if !f.ofHolder(r.object, c) || f.nearer(c, r, n) {
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
		if f.same(o.Holder, r.by.Mention) || f.same(o.Holder, c.Holder) && f.same(o.Addressee, c.Addressee) {
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

var persisting = table("continue continues continued persist persists persisted proceed proceeds proceeded go stay remain")

// reaction2 reads what the addressee says it will do about the matter: it will go on, it will not
// give way; or it will do what was asked.
func (f *finder) reaction2(c *found, g, n int, s token.Range, matter []uint64) (attache.ConditionStatus, bool) {
	const window = 4 // sentences
	v := &f.tags.Groups[g]
	if n > c.sentence+window || n == c.sentence || !f.willed(g) && !v.Modal || v.Perfect {
		return "", false
	}
	st, _ := f.statementAt(v.Main)
	if st == nil {
		return "", false
	}
	by := actor{Mention: st.Source, sort: named}
	if st.Source.IsZero() || f.same(by.Mention, c.Holder) || !f.same(by.Mention, c.Addressee) {
		return "", false
	}
	b := f.bounds(v.Main)
	if f.conditionAt(n, v.Main) {
		return "", false
	}
	goesOn := f.in(&persisting, v.Main)
	shares := f.shares(b, matter)
	switch {
	case goesOn && !v.Negated && (shares || c.Kind == attache.Threat || c.Kind == attache.Demand) && f.d.Norm(v.Main) != "go" && f.d.Norm(v.Main) != "remain" && f.d.Norm(v.Main) != "stay":
		return attache.Rejected, true
	case v.Negated || f.refuses(b):
		if shares || f.in(&yielding, v.Main) || f.d.Norm(v.Main) == "stop" {
			return attache.Rejected, true
		}
	case shares && !v.Negated && !goesOn && st.Act != attache.ActWarn:
		return attache.Accepted, true
	}
	return "", false
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

// realised reports whether group g tells that the antecedent came about: the same verb in the past,
// with something else of the matter beside it.
func (f *finder) realised(c *found, g int, s token.Range, matter []uint64) bool {
	v := &f.tags.Groups[g]
	if v.Modal || v.Negated || !v.Finite || c.ante.verb < 0 && !c.phraseShape() {
		return false
	}
	if !f.past(v.Main, v.Tokens) && !v.Perfect {
		return false
	}
	if f.conditionAt(f.sentenceOf(v.Main), v.Main) {
		return false
	}
	deed := uint64(0)
	if c.ante.verb >= 0 {
		deed = stem(f.d.Norm(f.tags.Groups[c.ante.verb].Main))
	}
	own := stem(f.d.Norm(v.Main))
	if deed != 0 && own != deed || deed == 0 && !contains(matter, own) {
		return false
	}
	if st, _ := f.statementAt(v.Main); st != nil && (st.Negated || st.Act == attache.ActDeny || f.same(st.Source, c.Holder) && st.Act != attache.ActSay) {
		return false
	}
	r := token.Range{First: max(s.First, v.Tokens.First-20), End: min(s.End, v.Tokens.End+20)}
	n := 0
	for i := r.First; i < r.End; i++ {
		if i != v.Main && f.tags.Of[i] == phrase.Noun && contains(matter, stem(f.d.Norm(i))) {
			n++
		}
	}
	return n > 0
}

func (f *finder) sentenceOf(i int) int { return int(f.d.Tokens[i].Sentence) }

// matter returns the stems of the nouns and verbs of the antecedent, by which other sentences are
// known to be about the same thing. Names do not count: everything in an article is about them.
func (f *finder) matter(c *found) []uint64 {
	const most = 24
	var all []uint64
	for i := c.ante.First; i < c.ante.End && len(all) < most; i++ {
		tag := f.tags.Of[i]
		if tag != phrase.Noun && !(tag.Verbal() && tag != phrase.Modal) || f.is(i, people|anyone) || f.isTime(i) || f.in(&beHave, i) {
			continue
		}
		if w := f.d.Norm(i); len(w) > 2 {
			all = append(all, stem(w))
		}
	}
	return all
}

// shares reports whether a noun of r is one of the matter.
func (f *finder) shares(r token.Range, matter []uint64) bool {
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] == phrase.Noun && !f.is(i, people) && contains(matter, stem(f.d.Norm(i))) {
			return true
		}
	}
	return false
}

func contains(all []uint64, x uint64) bool {
	for _, y := range all {
		if x == y {
			return true
		}
	}
	return false
}

// stem hashes the beginning of a word, so that "release", "released" and "releasing" meet.
func stem(w string) uint64 {
	for _, e := range []string{"ing", "ed", "es", "s", "al"} {
		if len(w) > len(e)+3 && w[len(w)-len(e):] == e {
			w = w[:len(w)-len(e)]
			break
		}
	}
	if len(w) > 3 && w[len(w)-1] == 'e' {
		w = w[:len(w)-1]
	}
	const enough = 6
	return token.Hash(w[:min(len(w), enough)])
}
