package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	persisting = table("continue continues continued persist persists persisted proceed proceeds proceeded")
	staying    = table("stay stays remain remains stand stands")
)

// respondent reports whether somebody may be the one the condition was put to: the addressee, or,
// where the text has only words for him ("the enemy"), anybody but the holder who talks of the same
// matter.
func (f *finder) respondent(c *found, by attache.Mention, shares bool) bool {
	if by.IsZero() || f.own(by, c, f.voice(c)) {
		return false
	}
	return f.same(by, c.Addressee) || shares && (c.Addressee.Entity == "" || c.Addressee.Span.Empty())
}

// voice returns the statement that a condition was voiced in, or nil.
func (f *finder) voice(c *found) *attache.Attribution {
	if c.statement < 0 {
		return nil
	}
	return &f.Statements[c.statement]
}

// reacts reads what the one it was put to says he will do about the matter: he will go on, he will not
// give way; or he will do what was asked.
func (f *finder) reacts(c *found, g, n int, matter []uint64) (attache.ConditionStatus, bool) {
	const window = 4 // sentences
	v := &f.tags.Groups[g]
	if n > c.sentence+window || n < c.sentence-1 || v.Perfect || f.conditionAt(n, v.Main) {
		return "", false
	}
	st, _ := f.statementAt(v.Main)
	if st == nil {
		return "", false
	}
	b := f.bounds(v.Main)
	shares := f.shares(b, matter)
	if !f.respondent(c, f.source(st), shares) {
		return "", false
	}
	goesOn := f.in(&persisting, v.Main)
	switch {
	case f.in(&staying, v.Main) && !v.Negated && shares && v.Finite && !f.past(v.Main, v.Tokens): // “The flag stays”
		if _, ending := f.deedOf(c); ending {
			return attache.Rejected, true
		}
	case !f.willed(g) && !(v.Modal && f.in(&permits, v.Tokens.First)):
		return "", false
	case n < c.sentence:
		return attache.Rejected, goesOn && shares && !v.Negated
	case goesOn && !v.Negated && (shares || c.Kind == attache.Threat || c.Kind == attache.Demand):
		return attache.Rejected, true
	case v.Negated || f.refuses(b):
		if shares || f.in(&yielding, v.Main) || f.d.Norm(v.Main) == "stop" {
			return attache.Rejected, true
		}
	case shares && !goesOn && f.willed(g) && f.same(f.source(st), c.Addressee) && st.Act != attache.ActWarn && n > c.sentence:
		return attache.Accepted, true
	}
	return "", false
}

// fails reads that the one it was put to has not done it: "but Congress has not passed the budget".
func (f *finder) fails(c *found, g, n int, s token.Range, matter []uint64) bool {
	v := &f.tags.Groups[g]
	if !v.Negated || v.Modal || !v.Finite || f.conditionAt(n, v.Main) || !v.Perfect && !f.past(v.Main, v.Tokens) {
		return false
	}
	who, how := f.tags.Subject(g)
	if how == phrase.Nowhere {
		return false
	}
	by := f.speakerFor(f.whole(who, v.Tokens.First))
	return f.respondent(c, by.Mention, false) && f.shares(token.Range{First: v.Tokens.End, End: min(s.End, v.Tokens.End+reach/4)}, matter)
}

// alike are deeds that tell of each other's coming about.
var alike = [][]string{
	{"pay", "deposit", "wire", "transfer", "settle", "repay"},
	{"free", "release", "liberate"},
	{"lift", "end", "drop", "scrap", "abolish", "remove", "withdraw"},
	{"sign", "ratify", "initial"},
	{"hand", "deliver", "surrender", "give", "provide"},
	{"stop", "cease", "halt", "end"},
}

// sameDeed reports whether two verbs, by their stems, tell of one deed.
func sameDeed(a, b uint64) bool {
	if a == b {
		return true
	}
	for _, set := range deedSets {
		if contains(set, a) && contains(set, b) {
			return true
		}
	}
	return false
}

var deedSets = func() (all [][]uint64) {
	for _, words := range alike {
		var set []uint64
		for _, w := range words {
			set = append(set, stem(w))
		}
		all = append(all, set)
	}
	return all
}()

// deedOf returns the stem of the verb that the antecedent asks for, 0 for none, and whether it asks
// for an end of something.
func (f *finder) deedOf(c *found) (deed uint64, ending bool) {
	if c.ante.verb < 0 {
		return 0, false
	}
	main := f.tags.Groups[c.ante.verb].Main
	if f.in(&duties, f.tags.Groups[c.ante.verb].Tokens.First) || f.in(&commitments, main) { // "must take down", "agree to lift"
		for n := c.ante.verb + 1; n < len(f.tags.Groups) && n <= c.ante.verb+1 && f.tags.Groups[n].Infinitive; n++ {
			main = f.tags.Groups[n].Main
		}
	}
	deed = stem(irregular(f.d.Norm(main)))
	return deed, contains(endings, deed)
}

var endings = []uint64{stem("lift"), stem("end"), stem("drop"), stem("scrap"), stem("remove"), stem("withdraw"), stem("stop"), stem("cease"),
	stem("halt"), stem("take"), stem("pull"), stem("dismantle"), stem("suspend"), stem("abandon"), stem("keep")}

// realised reports whether group g tells that the antecedent came about: the same deed in the past,
// with something else of the matter beside it, or by the one it was asked of.
func (f *finder) realised(c *found, g, n int, s token.Range, matter []uint64) bool {
	v := &f.tags.Groups[g]
	if v.Modal || v.Negated || !v.Finite || !f.past(v.Main, v.Tokens) && !v.Perfect || f.conditionAt(n, v.Main) {
		return false
	}
	own := stem(irregular(f.d.Norm(v.Main)))
	deed, _ := f.deedOf(c)
	switch {
	case deed != 0 && !sameDeed(own, deed), deed == 0 && !(c.phraseShape() && f.deedNoun(c, own)):
		return false
	}
	if st, _ := f.statementAt(v.Main); st != nil && (st.Negated || st.Act == attache.ActDeny || st.Act == attache.ActDemand || st.Act == attache.ActBelieve) {
		return false
	}
	r := token.Range{First: max(s.First, v.Tokens.First-20), End: min(s.End, v.Tokens.End+20)}
	shared := 0
	for i := r.First; i < r.End; i++ {
		if !v.Tokens.Has(i) && f.tags.Of[i] == phrase.Noun && contains(matter, stem(f.d.Norm(i))) {
			shared++
		}
	}
	if shared > 0 {
		return true
	}
	const near = 3 // sentences
	who, how := f.tags.Subject(g)
	if how == phrase.Nowhere || n > c.sentence+near || n < c.sentence || v.Passive {
		return false
	}
	a := f.actor(who)
	return a.sort == named && f.same(a.Mention, c.Addressee)
}

// deedNoun reports whether a noun of the antecedent names the deed of a verb: "the release of the
// prisoners" and "were released".
func (f *finder) deedNoun(c *found, deed uint64) bool {
	for i := c.ante.First; i < c.ante.End; i++ {
		if f.tags.Of[i] == phrase.Noun && sameDeed(stem(f.d.Norm(i)), deed) {
			return true
		}
	}
	return false
}

// given reports whether the antecedent's own sentence goes on to say that it was given: "such a
// pledge, which Rabat gave on Monday".
func (f *finder) given(c *found) bool {
	s := f.d.Sentences[c.sentence].Tokens
	i := c.ante.End
	for i < s.End && (f.tags.Of[i] == phrase.Mark || f.tags.Of[i] == phrase.QuoteMark) {
		i++
	}
	if i+2 >= s.End || f.d.Norm(i) != "which" {
		return false
	}
	v := f.mainVerb(token.Range{First: i + 1, End: min(s.End, i+10)})
	if v < 0 {
		return false
	}
	g := &f.tags.Groups[v]
	k, _ := lex.verbs.Get(f.d.Tokens[g.Main].Hash)
	return !g.Negated && !g.Modal && f.past(g.Main, g.Tokens) && (k == give || k == fulfil || k == accept)
}
