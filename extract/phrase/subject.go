package phrase

import "attache/extract/token"

// How says how a subject was found.
type How uint8

// The ways, from the surest down.
const (
	Nowhere  How = iota
	Adjacent     // stands right before the verb
	Apposed      // before a phrase in commas: "Okoro, who left early, said"
	Inverted     // right behind the verb: "said Okoro"
	Relative     // the verb's subject is "who" or "which"; the range covers that word
	Shared       // that of the verb before "and": "Okoro stood up and said"
	Governed     // that of the verb on which an infinitive or -ing form depends
)

// Subject returns the noun phrase that does what group g says, and how it was found. In a passive
// that is what the deed is done to. The range is empty with [Nowhere].
func (t *Tags) Subject(g int) (token.Range, How) { return t.subject(g, 4) }

func (t *Tags) subject(g, depth int) (token.Range, How) {
	v := &t.Groups[g]
	s := t.Doc.Sentences[t.Doc.Tokens[v.Main].Sentence].Tokens
	end := t.before(v.Tokens.First, s.First)
	none := token.Range{First: end, End: end}
	if depth == 0 {
		return none, Nowhere
	}
	if v.Infinitive || v.Bare {
		return t.governor(g, end, s.First, depth)
	}
	if end == s.First {
		return none, Nowhere
	}
	switch left := t.Of[end-1]; {
	case left == Wh:
		return token.Range{First: end - 1, End: end}, Relative
	case left == Conj:
		if p := t.earlier(g, end-1); p >= 0 {
			if np, how := t.subject(p, depth-1); how != Nowhere {
				return np, Shared
			}
		}
		return none, Nowhere
	case left == Mark && t.Doc.Norm(end-1) == ",":
		if np := t.overApposition(end-1, s.First); np.Len() > 0 {
			return np, Apposed
		}
		if p := t.earlier(g, end-1); p >= 0 && end-2 >= s.First && t.Of[end-2] == Conj {
			return t.subject(p, depth-1)
		}
		return none, Nowhere
	}
	if t.Doc.Of(end-1) == ")" { // "Ada Okoro (Norland) said"
		for k := end - 2; k > s.First && k > end-10; k-- {
			if t.Doc.Of(k) == "(" {
				end = k
				break
			}
		}
	}
	if np := t.clauseSubject(end, s.First); np.Len() > 0 {
		return np, Adjacent
	}
	return none, Nowhere
}

// before steps left over adverbs and dates that stand between a subject and its verb: "Okoro later
// on Tuesday said".
func (t *Tags) before(at, from int) int {
	for at > from {
		switch {
		case t.Of[at-1] == Adv && !t.in(&negations, at-1):
			at--
		case at-1 > from && t.in(&days, at-1) && t.Doc.Norm(at-2) == "on":
			at -= 2
		case at-1 > from && t.in(&days, at-1) && t.Of[at-2].Nominal():
			at--
		default:
			return at
		}
	}
	return at
}

var days = words("monday tuesday wednesday thursday friday saturday sunday yesterday today")

// clauseSubject returns the noun phrase that ends at end, with everything that hangs on its right:
// "an official in the ministry of health", "the man who led the talks".
func (t *Tags) clauseSubject(end, from int) token.Range {
	from = max(from, end-farTokens)
	np := t.PhraseTo(end, from)
	if np.Len() == 0 {
		return np
	}
	for np.First > from {
		left := np.First - 1
		switch {
		case t.in(&subordinators, left):
			return np
		case t.Of[left] == Prep && left > from && t.in(&linkAny, left):
			outer := t.PhraseTo(left, from)
			if outer.Len() == 0 || t.Of[outer.First] == Pron {
				return t.unlessFronted(np, left, from)
			}
			np.First = outer.First
		case t.Of[left] == Conj && left > from && t.Of[left-1].Nominal():
			outer := t.PhraseTo(left, from)
			if outer.Len() == 0 || outer.First > from && (t.Of[outer.First-1].Verbal() || t.Of[outer.First-1] == Prep) {
				return np
			}
			np.First = outer.First
		default:
			return t.unlessFronted(np, left, from)
		}
	}
	return np
}

// farGroups and farTokens bound how far a subject is looked for, so that a text without a full stop
// takes linear time. Subjects further off are not found by these rules anyway.
const (
	farGroups = 24
	farTokens = 80
)

// subordinators are words that are tagged as prepositions at times and still open a clause.
var subordinators = words("after before as since until till once because although though while whereas when where if unless that than like whether")

// unlessFronted cuts a leading "In a joint statement" off: where the phrase hangs on a preposition
// that opens the clause, the subject is what follows the first base phrase, if anything does.
func (t *Tags) unlessFronted(np token.Range, left, from int) token.Range {
	if t.Of[left] != Prep || t.in(&subordinators, left) {
		return np
	}
	cut := t.baseEnd(np.First, np.End)
	if cut < np.End && (t.Of[cut] == Det || t.Of[cut] == Owner || t.Of[cut] == Name || t.Of[cut] == Pron) {
		return token.Range{First: cut, End: np.End}
	}
	return token.Range{First: np.End, End: np.End} // "In Halden said …": no subject here
}

// overApposition takes the comma before a verb and returns the phrase before what that comma
// closes: an apposition, a relative clause, an adverbial.
func (t *Tags) overApposition(comma, from int) token.Range {
	none := token.Range{First: comma, End: comma}
	const window = 40 // tokens; longer insertions are rare and mostly misread
	for k := comma - 1; k > from && comma-k < window; k-- {
		if t.Of[k] == QuoteMark {
			return none
		}
		if t.Of[k] != Mark || t.Doc.Norm(k) != "," {
			continue
		}
		np := t.PhraseTo(k, from)
		if np.Len() == 0 {
			return none
		}
		if open := t.Of[k+1]; open == Wh || t.Doc.Norm(k+1) == "whose" || open == Prep || open == Ing || open == Participle || open == Adv || open == Num {
			return t.clauseSubject(k, from)
		}
		// An apposition is a noun phrase, perhaps with a relative clause, and nothing else.
		if t.PhraseFrom(k+1).End > k+1 && !t.mainVerbIn(k+1, comma) {
			whole := t.clauseSubject(k, from)
			if whole.First > from && t.Of[whole.First-1] == Mark && t.Doc.Norm(whole.First-1) == "," {
				return t.widest(whole, from)
			}
			return whole
		}
		return none
	}
	return none
}

// widest follows a chain of appositions to its first phrase.
func (t *Tags) widest(np token.Range, from int) token.Range {
	left := t.PhraseTo(np.First-1, from)
	if left.Len() == 0 || left.First > from && !t.boundary(left.First-1) {
		return np
	}
	return left
}

// mainVerbIn reports whether the first finite verb in tokens [from, to) is not that of a relative
// clause.
func (t *Tags) mainVerbIn(from, to int) bool {
	for i := from; i < to; i++ {
		if t.Of[i] == Wh || t.Of[i] == Sub && i > from && t.Of[i-1] == Noun {
			return false
		}
		if t.Of[i] == Finite || t.Of[i] == Modal {
			return true
		}
	}
	return false
}

// boundary reports whether a clause may begin right behind token i.
func (t *Tags) boundary(i int) bool {
	switch t.Of[i] {
	case Mark, QuoteMark, Stop, Sub, Conj:
		return true
	}
	return false
}

// earlier returns the group whose subject a coordinated group before the token at shares: the
// nearest finite one to the left without a modal of its own, or the nearest at all.
func (t *Tags) earlier(g, at int) int {
	sentence := t.Doc.Tokens[t.Groups[g].Main].Sentence
	fallback := -1
	for p := g - 1; p >= 0 && p >= g-farGroups && t.Doc.Tokens[t.Groups[p].Main].Sentence == sentence; p-- {
		if q := &t.Groups[p]; q.Finite && q.Tokens.End <= at {
			if q.Modal == t.Groups[g].Modal && !t.after(q) {
				return p
			}
			if fallback < 0 {
				fallback = p
			}
		}
	}
	return fallback
}

// after reports whether a group stands in a clause of its own, behind "who" or "that".
func (t *Tags) after(g *Group) bool {
	first := t.before(g.Tokens.First, 0)
	return first > 0 && t.Of[first-1] == Wh
}

// governor returns the subject of the verb that an infinitive or -ing form hangs on.
func (t *Tags) governor(g, end, from, depth int) (token.Range, How) {
	v := &t.Groups[g]
	none := token.Range{First: end, End: end}
	if v.Infinitive && end > from && t.Of[end-1] == To {
		end--
	}
	for p := g - 1; p >= 0 && p >= g-farGroups; p-- {
		q := &t.Groups[p]
		if q.Tokens.First < from {
			break
		}
		if v.Infinitive && q.Tokens.End != end && !(t.Of[q.Tokens.End] == Noun && q.Tokens.End+1 == end) {
			break // "asked the envoy to leave": the envoy leaves, and we do not say so here
		}
		if q.Finite || q.Infinitive {
			np, how := t.subject(p, depth-1)
			if how == Nowhere {
				return none, Nowhere
			}
			return np, Governed
		}
	}
	if !v.Infinitive {
		// "Stressing that …, Okoro said": the subject of the main clause behind it.
		for p := g + 1; p < len(t.Groups) && p <= g+farGroups && t.Doc.Tokens[t.Groups[p].Main].Sentence == t.Doc.Tokens[v.Main].Sentence; p++ {
			q := &t.Groups[p]
			if !q.Finite {
				continue
			}
			np, how := t.subject(p, 1)
			if how == Adjacent && np.First > from && t.Doc.Norm(np.First-1) == "," {
				return np, Governed
			}
		}
	}
	return none, Nowhere
}
