package phrase

import (
	"strings"

	"attache/extract/token"
)

// repairClause finds the verb of a clause that must have one. Behind "if" and its like a clause
// follows, and where the tagger left it without a finite verb it took that verb for a noun ("if
// Sudland hands over the logs") or for a base form ("unless the operators scrap the plan").
func (t *Tags) repairClause(opener int, r token.Range) {
	const window = 16 // tokens of a subject; longer ones are mostly misread
	best := -1
search:
	for i := opener + 1; i < r.End && i < opener+window; i++ {
		switch t.Of[i] {
		case Finite, Modal:
			return
		case Sub, Wh, QuoteMark, Stop, To:
			break search
		case Mark:
			if t.Doc.Norm(i) != "-" {
				break search
			}
		case Base:
			if i > opener+1 && t.nounBefore(i, opener) {
				t.Of[i] = Finite
				return
			}
		case Noun, Adv:
			if best < 0 && i > opener+1 && t.nounBefore(i, opener) && t.couldPredicate(i) && t.endsSubject(i, r) {
				best = i
			}
		}
	}
	if best < 0 {
		return
	}
	t.Of[best] = Finite
	if t.Of[best-1] == Adj { // what stays must end in a noun
		t.Of[best-1] = Noun
	}
}

// couldPredicate reports whether token i may be a verb in the present: "hands" and "cool" as well, which
// the lexicon knows as nouns with a base form.
func (t *Tags) couldPredicate(i int) bool {
	if t.couldBe(i, Finite) || t.couldBe(i, Base) {
		return true
	}
	base, s := strings.CutSuffix(t.Doc.Norm(i), "s")
	if !s {
		return false
	}
	e, _ := lexicon.lower.Get(token.Hash(base))
	for k := range e.count {
		if e.tag[k] == Base || e.tag[k] == Finite {
			return true
		}
	}
	return false
}

// nounBefore reports whether a noun phrase that may be a subject ends before token i.
func (t *Tags) nounBefore(i, opener int) bool {
	k := i - 1
	for k > opener && t.Of[k] == Adv {
		k--
	}
	return k > opener && (t.Of[k] == Noun || t.Of[k] == Name || t.Of[k] == Pron || t.Of[k] == Num || t.Of[k] == Adj && k > opener+1)
}

// endsSubject reports whether what follows token i can follow a verb and not a noun of its subject.
func (t *Tags) endsSubject(i int, r token.Range) bool {
	if i+1 >= r.End {
		return true
	}
	switch t.Of[i+1] {
	case Noun, Name, Genitive, Finite, Modal, Participle:
		return false
	case Prep:
		return t.Doc.Norm(i+1) != "of"
	}
	return true
}

// clauseOpeners are the words behind which [Tags.repairClause] expects a clause. Those that are
// prepositions as well ("until Friday") are left out.
var clauseOpeners = words("if unless provided providing because although though while whereas whether lest")
