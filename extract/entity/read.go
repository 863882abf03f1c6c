package entity

import (
	"sort"
	"time"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Read finds the mentions of a text. tables may be nil. day is when the text was published; it
// decides between people who held one office one after the other, and may be zero.
func Read(t *phrase.Tags, tables *Tables, day time.Time) *Set {
	return readTaught(t, tables, day, nil)
}

// readTaught is Read with a teacher, who may say which candidate a pronoun means; nil while nobody is taught.
func readTaught(t *phrase.Tags, tables *Tables, day time.Time, teach teacher) *Set {
	r := &reader{
		Set: &Set{
			tags: t, tables: tables, byID: map[attache.EntityID]int{},
			surnames: map[uint64][]int{}, parts: map[uint64][]int{}, heads: map[uint64][]int{}, acronyms: map[uint64]int{},
		},
		d: t.Doc, t: t, day: day,
		weights: map[uint64]weight{}, learned: map[uint64]learned{}, speaker: -1, teach: teach,
	}
	r.owner = make([]int32, len(t.Doc.Tokens))
	for i := range r.owner {
		r.owner[i] = -1
	}
	for p := range r.d.Paragraphs {
		par := &r.d.Paragraphs[p]
		if par.Kind == token.Byline || par.Kind == token.Boilerplate {
			continue
		}
		for s := par.Sentences.First; s < par.Sentences.End; s++ {
			r.sentence(r.d.Sentences[s].Tokens)
		}
	}
	r.settle()
	r.shortForms()
	sort.SliceStable(r.Mentions, func(i, j int) bool { return r.Mentions[i].Tokens.First < r.Mentions[j].Tokens.First })
	r.roles()
	r.holders()
	r.untie()
	r.refer()
	for i := range r.Mentions {
		m := &r.Mentions[i]
		m.Span = r.d.Span(m.Tokens)
		if m.ent >= 0 {
			e := &r.ents[m.ent]
			m.Mention.Entity, m.Mention.Name, m.Kind = e.ID, e.Name, e.Kind
		}
	}
	return r.Set
}

// reader holds the state of one reading.
type reader struct {
	*Set
	d     *token.Doc
	t     *phrase.Tags
	day   time.Time
	owner []int32 // token -> what was found there: an index into found, -1 for nothing
	found []candidate

	weights map[uint64]weight
	learned map[uint64]learned
	byRole  map[int][]int // role -> persons who hold it
	ties    []int         // surnames that two persons share, as indices into found

	// While what points to somebody is resolved:
	does      []uint8 // for the head of each subject, what it does
	refs      []ref
	latest    map[int]int // who -> the last of refs
	strangers []stranger
	last      [3]int // whom the last pronoun of each sex meant
	speaker   int    // who spoke last, where, and how far the words go on
	spoke     int
	voice     int
	teach     teacher
}

// teacher sees the candidates for the pronoun at token i, and returns the right one, or -1.
type teacher func(r *reader, i int, c []antecedentCandidate) int

// candidate is a stretch that names something, before it is known what.
type candidate struct {
	Mention
	known   int // index into the tables, -1 for none
	use     use
	title   token.Range // what stands before a personal name: "Norlandic Foreign Minister"
	sex     Sex         // as the title tells
	of      int         // index into found of the state or body whose role the title names, -1 for none
	head    headKind
	settled bool
	tied    bool // a surname of several, see untie
}

// sentence finds the names of one sentence, left to right.
func (r *reader) sentence(s token.Range) {
	for i := s.First; i < s.End; {
		if r.d.Tokens[i].Any(token.Address|token.Punct) || !r.starts(i, s) {
			i++
			continue
		}
		if end := r.run(i, s); end > i {
			i = end
			continue
		}
		i++
	}
}

// starts reports whether a name may start at token i.
func (r *reader) starts(i int, s token.Range) bool {
	t := &r.d.Tokens[i]
	if !t.Any(token.Capital) {
		return t.Any(token.Digit) && t.Any(token.Word) // G7 has a capital, 9/11 has none; "10 Downing Street" is known
	}
	if _, n := r.tables.match(r.d, i); n > 0 {
		return true
	}
	if in(&calendar, r.d, i) {
		return false
	}
	switch r.t.Of[i] {
	case phrase.Name:
		return true
	case phrase.Pron, phrase.Det, phrase.Owner, phrase.Prep, phrase.Sub, phrase.Conj, phrase.Modal, phrase.Wh, phrase.To, phrase.There:
		return false
	}
	if i > s.First && !r.d.Tokens[i-1].Any(token.Opens|token.Punct) {
		return true
	}
	// At the head of a sentence: "Foreign Minister Ada Okoro" starts a name, "Talks resumed" does not.
	if i+1 < s.End && r.d.Tokens[i+1].Any(token.Capital) && r.t.Of[i+1] == phrase.Name {
		return true
	}
	_, n := lex.roleAt(r.d, i)
	return n > 0 && i+n < s.End && r.d.Tokens[i+n].Any(token.Capital)
}

// capital reports whether token i can go on a name.
func (r *reader) capital(i int) bool {
	t := &r.d.Tokens[i]
	if t.Any(token.Clitic|token.Address) || in(&calendar, r.d, i) {
		return false
	}
	if t.Any(token.Capital) {
		switch r.t.Of[i] {
		case phrase.Pron, phrase.Det, phrase.Modal:
			return false
		}
		return true
	}
	return arabicArticle(r.d.Of(i)) || t.Any(token.Digit) && t.Any(token.Word) && !t.Any(token.Lower)
}

// arabicArticle reports whether a word is a name with its article: "al-Assad", "el-Sisi".
func arabicArticle(w string) bool {
	if len(w) < 5 {
		return false
	}
	for k := 2; k <= 3; k++ {
		if w[k] == '-' && w[0] >= 'a' && w[0] <= 'z' && w[k+1] >= 'A' && w[k+1] <= 'Z' {
			switch w[:k] {
			case "al", "el", "ad", "ar", "as", "at", "an", "az", "ul":
				return true
			}
		}
	}
	return false
}
