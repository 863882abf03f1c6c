package phrase

import (
	"strings"

	"attache/extract/token"
)

// Tags are the parts of speech of a text and its verb groups. Immutable once read.
type Tags struct {
	Doc    *token.Doc
	Of     []Tag   // one for each token
	Groups []Group // in the order of the text

	groupOf []int32 // token -> group, -1 for none
}

// Read tags every token, sentence by sentence, with the most probable sequence. Ties go to the tag
// that comes first, so that the same text always gives the same tags.
func Read(d *token.Doc) *Tags {
	t := &Tags{
		Doc: d, Of: make([]Tag, len(d.Tokens)), groupOf: make([]int32, len(d.Tokens)),
		Groups: make([]Group, 0, len(d.Tokens)/7+4), // one word in seven is a verb group
	}
	for i := range t.groupOf {
		t.groupOf[i] = -1
	}
	longest := 0
	for i := range d.Sentences {
		longest = max(longest, d.Sentences[i].Tokens.Len())
	}
	cells := make([]cell, longest)
	for i := range d.Sentences {
		t.sentence(d.Sentences[i].Tokens, cells)
		t.group(d.Sentences[i].Tokens)
	}
	return t
}

// cell holds the candidates of one token in the Viterbi search.
type cell struct {
	tag   [6]Tag
	score [6]float32
	from  [6]int8
	count int
}

func (t *Tags) sentence(r token.Range, cells []cell) {
	m := lexicon
	for k := range r.Len() {
		e := m.lookup(t.Doc, r.First+k)
		c := &cells[k]
		c.tag, c.count = e.tag, e.count
		for j := range e.count {
			best, from := float32(-1e30), int8(0)
			if k == 0 {
				best = m.next[tags][e.tag[j]]
			} else {
				p := &cells[k-1]
				for l := range p.count {
					if s := p.score[l] + m.next[p.tag[l]][e.tag[j]]; s > best {
						best, from = s, int8(l)
					}
				}
			}
			c.score[j], c.from[j] = best+e.gain[j], from
		}
	}
	if r.Len() == 0 {
		return
	}
	last := &cells[r.Len()-1]
	best := 0
	for j := range last.count {
		if last.score[j]+m.next[last.tag[j]][tags] > last.score[best]+m.next[last.tag[best]][tags] {
			best = j
		}
	}
	for k := r.Len() - 1; k >= 0; k-- {
		t.Of[r.First+k] = cells[k].tag[best]
		best = int(cells[k].from[best])
	}
	t.repair(r)
}

// couldBe reports whether the lexicon knows token i as tag.
func (t *Tags) couldBe(i int, tag Tag) bool {
	e, known := lexicon.lower.Get(t.Doc.Tokens[i].Hash)
	if base, s := strings.CutSuffix(t.Doc.Norm(i), "s"); !known && s { // "lifts" is as rare as "lift" is not
		if e, known = lexicon.lower.Get(token.Hash(base)); !known {
			return tag == Finite // nobody knows: it has the ending
		}
		if tag == Finite {
			tag = Base
		}
	}
	for k := range e.count {
		if e.tag[k] == tag {
			return true
		}
	}
	return false
}

// finiteBefore reports whether the clause in which token i stands already has a finite verb.
func (t *Tags) finiteBefore(i int, r token.Range) bool {
	for k := i - 1; k >= r.First && k > i-16; k-- {
		if t.in(&openers, k) {
			return false
		}
		switch t.Of[k] {
		case Finite, Modal, Base:
			return true
		case Mark, Sub, Conj, QuoteMark, Wh:
			return false
		}
	}
	return false
}

// openers begin a clause with a verb of its own.
var openers = words("after before as since until till once because although though while whereas when where if unless that provided")

// repairLast finds the verb of "The port is closed, the ministry reports." where it could be a noun.
func (t *Tags) repairLast(r token.Range) {
	i := r.End - 1
	for i > r.First && (t.Of[i] == Stop || t.Of[i] == QuoteMark) {
		i--
	}
	if t.Of[i] != Noun || i < r.First+4 || t.Of[i-1] != Noun && t.Of[i-1] != Name {
		return
	}
	if !t.couldBe(i, Finite) {
		return
	}
	const window = 14 // tokens of a subject
	for k := i - 1; k > r.First && k > i-window; k-- {
		switch {
		case t.Of[k] == Finite || t.Of[k] == Modal || t.Of[k] == Conj:
			return
		case t.Doc.Of(k) == ",":
			for j := k - 1; j >= r.First && j > k-4*window; j-- {
				if t.Of[j] == Finite || t.Of[j] == Modal {
					if t.Of[k+1] == Det || t.Of[k+1] == Name || t.Of[k+1] == Owner {
						t.Of[i] = Finite
					}
					return
				}
			}
			return
		}
	}
}

// repair undoes what a model of neighbours cannot know: behind a determiner or genitive and before a
// noun stands no verb ("the country's then transport minister").
func (t *Tags) repair(r token.Range) {
	t.repairLast(r)
	for i := r.First; i+2 < r.End; i++ {
		if !t.in(&clauseOpeners, i) {
			continue
		}
		if first := i + 1; t.Doc.Norm(first) == "that" {
			t.repairClause(first, r)
		} else if t.Of[i] == Sub {
			t.repairClause(i, r)
		}
	}
	for i := r.First + 1; i+1 < r.End; i++ {
		if t.Of[i] != Noun && t.Of[i] != Adj || t.Of[i-1] != Name && t.Of[i-1] != Pron && !t.Doc.Tokens[i-1].Any(token.Capital) || t.Doc.Tokens[i].Any(token.Capital) {
			continue
		}
		// "Okoro doubts that", "Okoro accused the council": a name with a verb, not a compound.
		next := t.Of[i+1]
		if next != Sub && next != Det && next != Owner && next != Pron && next != There || !t.couldBe(i, Finite) || t.finiteBefore(i, r) {
			continue
		}
		t.Of[i] = Finite
		if t.Of[i-1] == Adj {
			t.Of[i-1] = Name
		}
	}
	for i := r.First + 1; i+1 < r.End; i++ {
		if t.Of[i] != Base && t.Of[i] != Finite || t.Of[i+1] != Noun {
			continue
		}
		k := i - 1
		for k > r.First && (t.Of[k] == Adv || t.Of[k] == Adj) {
			k--
		}
		if t.Of[k] == Genitive || t.Of[k] == Det || t.Of[k] == Owner {
			t.Of[i] = Noun
		}
	}
}
