package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// reply is a verb that says what became of terms: accepted, rejected, met, unmet, withdrawn.
type reply struct {
	verb   int // its group
	status attache.ConditionStatus
	by     actor
	object token.Range // what was accepted; empty when the verb stands alone
	term   bool        // the object, or the subject of a passive, names terms: "the offer", "it"
}

var (
	accepting  = table("accept accepts accepted accepting agree agrees agreed accede acceded consent consented welcome welcomed embraced endorsed approve approved")
	yielding   = table("comply complied complies yield yielded bow bowed relent relented surrender surrendered capitulated gave")
	rejecting  = table("reject rejects rejected rejecting refuse refuses refused refusing dismiss dismisses dismissed dismissing decline declined declines rebuff rebuffed spurn spurned scorn scorned turn turned turns rule ruled rules brush brushed denounce denounced defy defied defies condemn condemned wave waved")
	fulfilling = table("fulfil fulfilled fulfill fulfils meet met meets satisfy satisfied honour honoured honored carried")
	failing    = table("ignore ignored ignores miss missed flout flouted")
	lapsing    = table("expire expired expires pass passed lapse lapsed elapsed")
	limits     = table("deadline ultimatum")
	retracting = table("withdraw withdrew withdrawn drop dropped drops retract retracted rescind rescinded abandon abandoned")
	particles  = table("down out aside off in away")
)

// reply reads group g as an answer to terms.
func (f *finder) reply(g int, s token.Range) (r reply, ok bool) {
	v := &f.tags.Groups[g]
	m := v.Main
	r.verb = g
	next := v.Tokens.End
	particle := next < s.End && f.in(&particles, next)
	if !particle { // "brushed the statement aside"
		end := f.tags.PhraseFrom(next).End
		particle = end > next && end < s.End && f.in(&particles, end)
	} else {
		next++
	}
	needs := false // needs a particle: "turned down", "gave in"
	switch w := f.d.Norm(m); {
	case f.in(&accepting, m):
		r.status = attache.Accepted
	case f.in(&yielding, m):
		r.status, needs = attache.Accepted, w == "gave"
	case f.in(&rejecting, m):
		r.status = attache.Rejected
		needs = w == "turn" || w == "turned" || w == "turns" || w == "rule" || w == "ruled" || w == "rules" || w == "brush" || w == "brushed" || w == "wave" || w == "waved"
	case f.in(&fulfilling, m):
		r.status, needs = attache.Met, w == "carried"
	case f.in(&failing, m):
		r.status = attache.Unmet
	case f.in(&lapsing, m):
		r.status = attache.Unmet
	case f.in(&retracting, m):
		r.status = attache.Withdrawn
	default:
		return r, false
	}
	if v.Modal || !v.Finite && !v.Passive || needs && !particle {
		return r, false
	}
	who, how := f.tags.Subject(g)
	if how != phrase.Nowhere {
		r.by = f.speakerFor(who)
	}
	if f.in(&lapsing, m) { // "the deadline passed"
		head := f.tags.Head(who)
		r.term, r.by = how != phrase.Nowhere && f.in(&limits, head), actor{}
		return r, r.term && !v.Negated
	}
	if v.Passive { // "the demand was rejected": the subject is the term
		r.term = how != phrase.Nowhere && f.isTerm(who)
		r.object, r.by = who, f.agent(g, s.End)
		r.status = turned(r.status, v.Negated)
		return r, r.term
	}
	if how == phrase.Nowhere {
		return r, false
	}
	r.object, r.term = f.objectAt(next, s.End)
	r.status = turned(r.status, v.Negated)
	return r, r.status != ""
}

// turned is the status of a verb that is denied: "did not reject" says little, "did not accept" says
// no.
func turned(s attache.ConditionStatus, negated bool) attache.ConditionStatus {
	if !negated {
		return s
	}
	switch s {
	case attache.Accepted:
		return attache.Rejected
	case attache.Met:
		return attache.Unmet
	}
	return ""
}

// speakerFor resolves the subject of an answer; "it" and "they" inside a statement are its source.
func (f *finder) speakerFor(np token.Range) actor {
	a := f.actor(np)
	if a.sort == pronoun || a.sort == self {
		if st, _ := f.statementAt(np.First); st != nil && !st.Source.IsZero() && (a.Entity == "" || a.sort == self) {
			a.Mention, a.sort = st.Source, named
		}
	}
	return a
}

// objectAt returns the noun phrase behind a verb, and whether it names terms.
func (f *finder) objectAt(i, end int) (token.Range, bool) {
	for i < end && (f.tags.Of[i] == phrase.Adv || f.d.Norm(i) == "to" && f.tags.Of[i] == phrase.Prep || f.d.Norm(i) == "with" || f.d.Norm(i) == "on") {
		i++
	}
	if i >= end {
		return token.Range{}, false
	}
	if f.tags.Of[i] == phrase.To { // "refused to do so": what was refused is the infinitive
		return token.Range{First: i, End: f.clauseEnd(i, min(end, i+reach), false)}, f.wordIn("so", i, min(end, i+5)) > 0
	}
	np := f.tags.PhraseFrom(i)
	if np.Len() == 0 || np.End > end {
		return token.Range{}, false
	}
	is := f.isTerm(np)
	for np.End < end && np.End < i+20 && f.tags.Of[np.End] == phrase.Prep { // "the request for the logs"
		more := f.tags.PhraseFrom(np.End + 1)
		if more.Len() == 0 || more.End > end {
			break
		}
		np.End = more.End
	}
	return np, is
}

func (f *finder) isTerm(np token.Range) bool {
	head := f.tags.Head(np)
	return head >= 0 && f.is(head, term)
}

// verdictWords are turns of phrase that answer terms without a verb of answering.
var verdictWords = []struct {
	words  []string
	status attache.ConditionStatus
}{
	{[]string{"out", "of", "the", "question"}, attache.Rejected},
	{[]string{"said", "no"}, attache.Rejected},
	{[]string{"said", "yes"}, attache.Accepted},
	{[]string{"no", "objection"}, attache.Accepted},
	{[]string{"no", "basis", "for"}, attache.Rejected},
	{[]string{"is", "unacceptable"}, attache.Rejected},
	{[]string{"was", "unacceptable"}, attache.Rejected},
	{[]string{"were", "unacceptable"}, attache.Rejected},
	{[]string{"not", "acceptable"}, attache.Rejected},
	{[]string{"a", "non-starter"}, attache.Rejected},
	{[]string{"live", "with"}, attache.Accepted},
	{[]string{"ultimatum", "lapse"}, attache.Unmet},
	{[]string{"deadline", "lapse"}, attache.Unmet},
	{[]string{"came", "and", "went"}, attache.Unmet},
	{[]string{"could", "not", "do", "that"}, attache.Rejected},
	{[]string{"would", "not", "do", "that"}, attache.Rejected},
	{[]string{"would", "not", "do", "so"}, attache.Rejected},
	{[]string{"would", "comply"}, attache.Accepted},
	{[]string{"will", "comply"}, attache.Accepted},
	{[]string{"would", "do", "so"}, attache.Accepted},
}

// phraseVerdict returns the answer that a turn of phrase at token i gives, "" for none.
func (f *finder) phraseVerdict(i, end int) attache.ConditionStatus {
	for _, v := range verdictWords {
		same := i+len(v.words) <= end
		for k := 0; same && k < len(v.words); k++ {
			same = f.d.Norm(i+k) == v.words[k]
		}
		if same {
			return v.status
		}
	}
	return ""
}
