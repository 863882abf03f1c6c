package entity

import (
	"math"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	heForms  = table("he him his himself")
	sheForms = table("she her hers herself")
)

// pronoun resolves the pronoun at token i, if it is he or she, to a person of the text. free says that
// it stands in no name. One in furniture stays open.
func (r *reader) pronoun(i int, free bool) (Mention, bool) {
	if r.t.Of[i] != phrase.Pron && r.t.Of[i] != phrase.Owner {
		return Mention{}, false
	}
	sex := Unknown
	switch {
	case in(&heForms, r.d, i):
		sex = Male
	case in(&sheForms, r.d, i):
		sex = Female
	default:
		return Mention{}, false
	}
	at := token.Range{First: i, End: i + 1}
	m := Mention{Tokens: at, Name: at, Kind: attache.Person, Form: Pronoun, ent: -1}
	if !free {
		return m, true
	}
	who, sure := r.antecedent(i, sex)
	if r.d.Tokens[i].Quote < 0 && who != -1 {
		r.last[sex] = who
		r.point(ref{who: who, at: i, form: Pronoun}, at)
	}
	if who >= 0 && sure >= doubtful {
		m.ent, m.Sure = who, sure
	}
	return m, true
}

// doubtful is the confidence below which a pronoun stays open.
const doubtful = 0.65

// antecedent returns whom the pronoun at token i means, -1 for nobody and a stranger where the text
// names nobody. The confidence is the share of the best in what all candidates weigh.
func (r *reader) antecedent(i int, sex Sex) (int, float32) {
	c := r.candidates(i, sex)
	if len(c) == 0 {
		return -1, 0
	}
	if r.teach != nil {
		if k := r.teach(r, i, c); k >= 0 {
			return c[k].who, 1
		}
	}
	best, sum, top := 0, 0.0, c[0].score()
	for k := range c {
		if s := c[k].score(); s > top {
			best, top = k, s
		}
	}
	for k := range c {
		sum += math.Exp(c[k].score() - top)
	}
	const most = 0.95 // a pronoun is never as sure as a name
	return c[best].who, min(float32(1/sum), most)
}

// antecedentCandidate is somebody a pronoun may mean, with what speaks for it.
type antecedentCandidate struct {
	who  int
	says [features]bool
}

func (c *antecedentCandidate) score() (s float64) {
	for f, holds := range c.says {
		if holds {
			s += weights[f]
		}
	}
	return s
}

// The features of a candidate.
const (
	sameSentence = iota
	oneBack
	twoBack
	threeBack
	farBack
	asSubject       // its last mention is the subject of a verb
	asSubjectHere   // and stands in the sentence of the pronoun
	asOwner         // its last mention is a possessive
	asObject        // or hangs on a preposition
	spokeLast       // nobody has spoken since
	spokeLastSaying // and the pronoun speaks itself
	spokeLastQuoted // right behind a quotation
	meantLast       // the last pronoun of this sex meant it
	sexKnown        // and fits
	named2          // is named twice before, four times, eight times
	named4
	named8
	isStranger
	byNominal      // its last mention is a description
	sameParagraph  // its last mention stands in the paragraph of the pronoun
	nearestOne     // nobody of fitting sex stands between
	ownClause      // subject of the clause whose object the pronoun is
	quotedApart    // one stands in a quotation, the other does not
	newcomer       // its last mention is its first
	newcomerSaying // and the pronoun speaks right behind a quotation
	features
)

// candidates lists who may be meant by the pronoun at token i.
func (r *reader) candidates(i int, sex Sex) []antecedentCandidate {
	const (
		mostBack  = 60 // references
		sentences = 6
	)
	var all []antecedentCandidate
	quoted := r.d.Tokens[i].Quote >= 0
	saying, behind := r.says(i)
	seen := map[int]bool{}
	between := 0
	for k := len(r.refs) - 1; k >= 0 && k >= len(r.refs)-mostBack; k-- {
		f := &r.refs[k]
		away := r.sentencesTo(f.at, i)
		if away > sentences {
			break
		}
		if f.who == r.speaker {
			away = min(away, r.sentencesTo(r.voice, i))
		}
		if seen[f.who] {
			continue
		}
		seen[f.who] = true
		known := r.sexOf(f.who)
		if known != Unknown && known != sex {
			continue
		}
		c := antecedentCandidate{who: f.who}
		c.says[sameSentence+min(away, 4)] = true
		c.says[asSubject] = f.subject
		c.says[asSubjectHere] = f.subject && away == 0
		c.says[asOwner] = f.owner
		c.says[asObject] = f.object
		last := r.speaker == f.who && r.sentencesTo(r.spoke, i) <= 4
		c.says[spokeLast] = last
		c.says[spokeLastSaying] = last && saying
		c.says[spokeLastQuoted] = last && saying && behind
		c.says[meantLast] = r.last[sex] == f.who
		c.says[sexKnown] = known == sex
		if f.who >= 0 {
			n := r.ents[f.who].count
			c.says[named2], c.says[named4], c.says[named8] = n >= 2, n >= 4, n >= 8
		}
		c.says[isStranger] = f.who < 0
		c.says[byNominal] = f.form == Nominal
		c.says[sameParagraph] = r.d.Tokens[f.at].Paragraph == r.d.Tokens[i].Paragraph
		c.says[nearestOne] = between == 0
		c.says[ownClause] = f.subject && away == 0 && r.governs(f.at, i)
		c.says[quotedApart] = (r.d.Tokens[f.at].Quote >= 0) != quoted
		c.says[newcomer] = f.first
		c.says[newcomerSaying] = f.first && saying && behind
		between++
		all = append(all, c)
	}
	return all
}

// says reports whether the pronoun at token i is the subject of a verb of saying, and whether that
// stands right behind a quotation.
func (r *reader) says(i int) (saying, behind bool) {
	if r.does[i] != speech {
		return false, false
	}
	k := i - 1
	for k >= 0 && (in(&sayingVerbs, r.d, k) || r.d.Of(k) == ",") {
		k--
	}
	return true, k >= 0 && r.d.Tokens[k].Any(token.Closes)
}

// governs reports whether the pronoun at token i is the object of the verb whose subject stands at
// token at: with one verb group between the two and no mark or conjunction that begins a clause.
func (r *reader) governs(at, i int) bool {
	if r.t.Of[i] == phrase.Owner {
		return false
	}
	groups, last := 0, -1
	for k := at + 1; k < i; k++ {
		switch r.t.Of[k] {
		case phrase.Mark, phrase.Sub, phrase.Conj, phrase.Wh, phrase.QuoteMark:
			return false
		}
		if g := r.t.GroupAt(k); g >= 0 && g != last {
			groups, last = groups+1, g
		}
	}
	after := r.t.GroupAt(min(i+1, len(r.d.Tokens)-1))
	return groups == 1 && (after < 0 || !r.t.Groups[after].Finite)
}
