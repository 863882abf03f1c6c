package entity

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// remember keeps the words of a person's name, for surnames and variants.
func (r *reader) remember(e int, name token.Range) {
	x := &r.ents[e]
	last := surname(r.d, name)
	if last < 0 || name.Len() <= len(x.parts) {
		return
	}
	x.parts = x.parts[:0]
	for i := name.First; i < name.End; i++ {
		h := r.d.Tokens[i].Hash
		x.parts = append(x.parts, h)
		if of := r.parts[h]; name.Len() > 1 && i != last && (len(of) == 0 || of[len(of)-1] != e) {
			r.parts[h] = append(of, e)
		}
	}
	if hash := r.d.Tokens[last].Hash; hash != x.last {
		x.last = hash
		r.surnames[hash] = append(r.surnames[hash], e)
	}
}

// fullName settles a name of two words or more that the tables do not hold.
func (r *reader) fullName(n int) {
	c := &r.found[n]
	kind := c.Kind
	const longest = 7 // words; more in capitals are a headline or a list
	if c.Name.Len() > longest {
		return
	}
	if kind == "" {
		kind = r.judge(c)
	}
	switch kind {
	case attache.Person:
		if e, ok := r.variant(c.Name); ok {
			r.alias(e, c.Name)
			r.claim(e, c)
			r.mention(n, e, Named, 0.95)
			return
		}
		e := r.entFor(words(r.d, c.Name), attache.Person, c.Tokens.First)
		if e < 0 {
			return
		}
		r.remember(e, c.Name)
		if sex, ok := lex.givenName(r.d, c.Name.First); ok && r.ents[e].sex == Unknown {
			r.ents[e].sex = sex
		}
		r.claim(e, c)
		sure := float32(1)
		if _, given := lex.givenName(r.d, c.Name.First); !given && c.title.Len() == 0 && !r.described(c) {
			sure = 0.8
		}
		r.mention(n, e, Named, sure)
	case attache.Place:
		r.mention(n, r.entFor(words(r.d, c.Name), attache.Place, c.Tokens.First), Named, 0.8)
	}
}

// claim takes over what the title before a name says.
func (r *reader) claim(e int, c *candidate) {
	x := &r.ents[e]
	if c.sex != Unknown && x.known < 0 {
		x.sex = c.sex
	}
	if c.title.Len() > 0 {
		r.setRole(e, c.title)
	}
	if c.of >= 0 && x.PartOf == "" {
		if of := r.found[c.of]; of.ent >= 0 {
			x.PartOf = r.ents[of.ent].ID
		} else if of.known >= 0 {
			x.PartOf = r.tables.known[of.known].ID
		}
	}
}

// setRole keeps the first role of an office that the text gives.
func (r *reader) setRole(e int, at token.Range) {
	x := &r.ents[e]
	for at.Len() > 0 && (r.t.Of[at.First] == phrase.Det || r.d.Tokens[at.First].Any(token.Punct)) {
		at.First++
	}
	const longest = 16 // words; "Deputy Assistant Secretary of State for European and Asian Affairs" has ten
	if x.Role != "" || at.Len() == 0 || at.Len() > longest {
		return
	}
	if ro, n := lex.roleAt(r.d, at.First); n == at.Len() && ro.kind == title {
		return // "Mr." is no role
	}
	x.Role = words(r.d, at)
}

// judge decides what an unknown name of several words is; "" where nothing tells.
func (r *reader) judge(c *candidate) attache.EntityKind {
	first, end := c.Name.First, c.Name.End
	if _, given := lex.givenName(r.d, first); given || r.described(c) {
		return attache.Person
	}
	upper := true
	for i := first; i < end; i++ {
		upper = upper && r.d.Tokens[i].Any(token.Upper)
		if r.d.Tokens[i].Any(token.Digit) {
			return ""
		}
	}
	if upper || c.Name.Len() > 4 {
		return ""
	}
	if first > 0 && r.d.Tokens[first-1].Sentence == r.d.Tokens[first].Sentence {
		switch {
		case r.t.Of[first-1] == phrase.Det:
			return ""
		case in(&placePreps, r.d, first-1):
			return attache.Place
		}
	}
	if last := surname(r.d, c.Name); last > first && r.surnameOf(r.d.Tokens[last].Hash) {
		return attache.Person // of a family that the text has named
	}
	if end+1 < len(r.d.Tokens) && r.t.Of[end] == phrase.Conj {
		if _, given := lex.givenName(r.d, end+1); given {
			return attache.Person
		}
	}
	if end < len(r.d.Tokens) && r.d.Tokens[end].Sentence == r.d.Tokens[first].Sentence {
		switch tag := r.t.Of[end]; {
		case tag == phrase.Finite, tag == phrase.Modal:
			return attache.Person
		case tag == phrase.Mark && end+1 < len(r.d.Tokens) && (r.t.Of[end+1] == phrase.Wh || r.t.Of[end+1] == phrase.Num):
			return attache.Person
		}
	}
	return ""
}

// described reports whether a role stands beside a name: "the president, Lucía Ferrand,", "Lucía
// Ferrand, the president,", "envoy Lucía Ferrand".
func (r *reader) described(c *candidate) bool {
	s := r.d.Sentences[r.d.Tokens[c.Name.First].Sentence].Tokens
	at := c.Tokens.First
	if at > s.First {
		np := token.Range{}
		if r.d.Of(at-1) == "," {
			np = r.t.PhraseTo(at-1, s.First)
			for k := np.First; k < np.End; k++ {
				if r.t.Of[k] == phrase.Genitive { // "Meridia's president"
					np.First = k + 1
				}
			}
		} else {
			np = r.t.PhraseTo(at, s.First)
		}
		if ro, n := r.roleIn(np); n > 0 && ro.kind == office {
			return true
		}
	}
	if end := c.Tokens.End; end+1 < s.End && r.d.Of(end) == "," {
		if ro, n := r.roleIn(r.t.PhraseFrom(end + 1)); n > 0 && ro.kind == office {
			return true
		}
	}
	return false
}

// variant returns the person of the text that a full name is another spelling of: the same surname,
// and a first name that differs by two letters at most or is an initial. "Anthony" and "Antony" are
// one, "Ilham" and "Heydar" are not.
func (r *reader) variant(name token.Range) (int, bool) {
	last := surname(r.d, name)
	if last <= name.First {
		return -1, false
	}
	if e, ok := r.byID[attache.NewEntityID(words(r.d, name))]; ok {
		return e, r.ents[e].Kind == attache.Person
	}
	first := r.d.Norm(name.First)
	for _, e := range r.surnames[r.d.Tokens[last].Hash] {
		x := &r.ents[e]
		if len(x.parts) < 2 {
			continue
		}
		other := strings.ToLower(firstWord(x.Name))
		switch {
		case first == other, strings.HasPrefix(other, strings.TrimSuffix(first, ".")) && len(first) <= 2:
			return e, true
		case len(first) >= 5 && len(other) >= 5 && first[0] == other[0] && distance(first, other) <= 2:
			return e, true
		}
	}
	return -1, false
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

// distance is the Levenshtein distance of two short words, in bytes.
func distance(a, b string) int {
	const most = 32
	if len(a) > most || len(b) > most {
		return most
	}
	var rows [2][most + 1]int
	for j := range len(b) + 1 {
		rows[0][j] = j
	}
	for i := range len(a) {
		now, last := &rows[(i+1)%2], &rows[i%2]
		now[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			now[j+1] = min(last[j]+cost, last[j+1]+1, now[j]+1)
		}
	}
	return rows[len(a)%2][len(b)]
}
