package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// shortForms settles single words in capitals, now that all full names are known: surnames, short
// names of bodies, states that only this text knows, places.
func (r *reader) shortForms() {
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.known < 0 && c.Name.Len() == 1 && c.Kind != attache.Body {
			r.weigh(n)
		}
	}
	r.states()
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.Kind == attache.Body && !r.headline(c.Tokens.First) {
			r.body(n)
		}
	}
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.known < 0 && c.Name.Len() == 1 && c.Kind != attache.Body {
			r.short(n)
		}
	}
	r.overlooked()
}

// short settles one single word.
func (r *reader) short(n int) {
	c := &r.found[n]
	if e, sure := r.bySurname(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, sure)
		return
	}
	hash := r.d.Tokens[c.Name.First].Hash
	if s, ok := r.learned[hash]; ok {
		c.Acts = !s.demonym && r.acts(c.Tokens)
		form := Named
		if s.demonym {
			form = Demonym
		}
		r.mention(n, s.ent, form, 0.8)
		return
	}
	if e, ok := r.acronyms[hash]; ok {
		r.alias(e, c.Tokens)
		r.mention(n, e, Short, 0.95)
		return
	}
	if lex.headAt(r.d, c.Name.First) == bodyHead {
		if e := r.bodyByHead(hash, c.Tokens.First); e >= 0 {
			r.mention(n, e, Short, 0.8)
		}
		return
	}
	if e, sure := r.fromTables(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, sure)
		return
	}
	w := r.weights[hash]
	first := c.Tokens.First
	switch {
	case r.headline(first) && c.title.Len() == 0:
	case w.person > 0:
		e := r.entFor(words(r.d, c.Name), attache.Person, first)
		r.remember(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, 0.7)
	case in(&months, r.d, first):
	case w.place > 0 && w.place >= w.agent:
		r.mention(n, r.entFor(words(r.d, c.Name), attache.Place, first), Named, 0.6)
	case w.speaker > 0 && w.place == 0 && r.t.Of[first] == phrase.Name:
		e := r.entFor(words(r.d, c.Name), attache.Person, first)
		r.remember(e, c.Name)
		r.mention(n, e, Short, 0.5)
	}
}

// bySurname returns the person of the text whose surname the candidate is. Of two with the same
// surname it takes the one whose title fits, else the one named far more often, else nobody.
func (r *reader) bySurname(c *candidate) (int, float32) {
	hash := r.d.Tokens[c.Name.First].Hash
	best, second := -1, -1
	better := func(a, b int) bool { // a before b
		x, y := &r.ents[a], &r.ents[b]
		if c.sex != Unknown && (x.sex == c.sex) != (y.sex == c.sex) {
			return x.sex == c.sex
		}
		return x.count > y.count
	}
	for _, e := range r.surnames[hash] {
		x := &r.ents[e]
		if c.sex != Unknown && x.sex != Unknown && x.sex != c.sex {
			continue
		}
		switch {
		case best < 0:
			best = e
		case better(e, best):
			best, second = e, best
		case second < 0 || better(e, second):
			second = e
		}
	}
	switch {
	case best < 0:
		return -1, 0
	case second < 0:
		return best, 1
	}
	x, y := &r.ents[best], &r.ents[second]
	if c.sex != Unknown && x.sex == c.sex && y.sex != c.sex {
		return best, 0.9
	}
	if x.count >= 3*y.count {
		return best, 0.6
	}
	return -1, 0
}

// bodyByHead returns the one body whose head noun has the hash and that was named before token at;
// -1 when there is none or more than one.
func (r *Set) bodyByHead(hash uint64, at int) int {
	found := -1
	for _, e := range r.heads[hash] {
		if x := &r.ents[e]; x.first < at && x.count > 0 {
			if found >= 0 {
				return -1
			}
			found = e
		}
	}
	return found
}

// overlooked finds surnames and bodies' abbreviations among words that did not look like names:
// "Price said" at the head of a sentence, where the price may have a capital too.
func (r *reader) overlooked() {
	for i := range r.d.Tokens {
		t := &r.d.Tokens[i]
		if r.owner[i] >= 0 && r.found[r.owner[i]].settled || !t.Any(token.Capital) || t.Any(token.Address) {
			continue
		}
		if r.owner[i] >= 0 && r.found[r.owner[i]].Name.Len() > 1 && !r.headline(i) {
			continue
		}
		switch r.d.Paragraphs[t.Paragraph].Kind {
		case token.Byline, token.Boilerplate:
			continue
		}
		if _, ok := r.learned[t.Hash]; !ok && !r.surnameOf(t.Hash) {
			continue
		}
		c := candidate{Mention: Mention{Tokens: token.Range{First: i, End: i + 1}, Name: token.Range{First: i, End: i + 1}, ent: -1}, known: -1, of: -1}
		r.found = append(r.found, c)
		r.owner[i] = int32(len(r.found) - 1)
		r.short(len(r.found) - 1)
	}
}

func (r *reader) surnameOf(hash uint64) bool { return len(r.surnames[hash]) > 0 }
