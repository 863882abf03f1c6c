package entity

import (
	"attache"
	"attache/extract/token"
)

// settle decides what each candidate of two words or more is and gives it its entity. Single words
// wait for shortForms, when all full names are known.
func (r *reader) settle() {
	for n := range r.found {
		c := &r.found[n]
		if c.settled {
			continue
		}
		headline := r.headline(c.Tokens.First)
		switch {
		case c.known >= 0:
			r.known(n)
		case c.Kind == attache.Body: // waits until the states are known
		case c.Name.Len() >= 2:
			if !headline || (c.title.Len() > 0 || r.described(c)) && !r.titleCase(c.Tokens.First) {
				r.fullName(n)
			}
		}
	}
}

// headline reports whether token i stands in a title or heading, where capitals tell nothing new.
func (r *reader) headline(i int) bool {
	switch r.d.Paragraphs[r.d.Tokens[i].Paragraph].Kind {
	case token.Title, token.Heading, token.DateLine:
		return true
	}
	return false
}

// titleCase reports whether the paragraph of token i writes most of its words with capitals, so that
// capitals tell nothing at all.
func (r *reader) titleCase(i int) bool {
	capitals, small := 0, 0
	p := r.d.Paragraphs[r.d.Tokens[i].Paragraph].Tokens
	for k := p.First; k < p.End; k++ {
		switch t := &r.d.Tokens[k]; {
		case t.Any(token.Capital):
			capitals++
		case t.Any(token.Lower) && t.Len() > 3:
			small++
		}
	}
	return capitals > 2*small
}

// mention records a settled candidate.
func (r *reader) mention(n, ent int, form Form, sure float32) {
	c := &r.found[n]
	c.settled = true
	c.ent, c.Form, c.Sure = ent, form, sure
	if ent >= 0 {
		e := &r.ents[ent]
		if form != Pronoun {
			e.count++
			e.first = min(e.first, c.Tokens.First)
		}
		c.Kind = e.Kind
	}
	r.Mentions = append(r.Mentions, c.Mention)
}

// entFor returns the entity of a name, new or met before.
func (r *reader) entFor(name string, kind attache.EntityKind, first int) int {
	id := attache.NewEntityID(name)
	if id == "" {
		return -1
	}
	if e, ok := r.byID[id]; ok {
		return e
	}
	r.byID[id] = len(r.ents)
	r.ents = append(r.ents, ent{Entity: attache.Entity{ID: id, Name: name, Kind: kind}, known: -1, first: first})
	return len(r.ents) - 1
}

// knownEnt returns the entity of a row of the tables.
func (r *reader) knownEnt(known, first int) int {
	k := &r.tables.known[known]
	e := r.entFor(k.Name, k.Kind, first)
	r.ents[e].known = known
	r.ents[e].PartOf = k.PartOf
	if k.Kind == attache.Person {
		r.ents[e].sex = k.Sex
		if of := r.officeOf(k); of != "" {
			r.ents[e].PartOf = of
		}
	}
	return e
}

// officeOf returns what a person of the tables belonged to when the text was published.
func (r *reader) officeOf(k *Known) attache.EntityID {
	for i := len(k.Offices) - 1; i >= 0; i-- {
		if k.Offices[i].Held(r.day) {
			return k.Offices[i].Of
		}
	}
	return ""
}

// known settles a candidate that the tables name.
func (r *reader) known(n int) {
	c := &r.found[n]
	k := &r.tables.known[c.known]
	switch {
	case c.use == asDemonym:
		r.mention(n, r.knownEnt(c.known, c.Tokens.First), Demonym, 1)
	case c.use == asSeat:
		r.seat(n)
	case k.seat:
		of, ok := r.tables.byID[k.PartOf]
		if !ok {
			return
		}
		// A building is a body of its own ("the Kremlin said"), part of whose it is.
		e := r.knownEnt(c.known, c.Tokens.First)
		_ = of
		r.mention(n, e, Seat, 1)
	case k.Kind == attache.Person:
		e := r.knownEnt(c.known, c.Tokens.First)
		r.remember(e, c.Name)
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Named, 1)
	default:
		e := r.knownEnt(c.known, c.Tokens.First)
		switch k.Kind {
		case attache.State:
			c.Acts = r.acts(c.Tokens)
		case attache.Body:
			r.called(e, r.headHash(c.Tokens))
		}
		r.alias(e, c.Tokens)
		r.mention(n, e, Named, 1)
	}
}

// alias notes how the text writes an entity, when that is not its name.
func (r *reader) alias(e int, name token.Range) {
	w := words(r.d, name)
	x := &r.ents[e].Entity
	if w == x.Name {
		return
	}
	for _, a := range x.Aliases {
		if a == w {
			return
		}
	}
	const most = 12 // an entity with more spellings in one text is an error of ours
	if len(x.Aliases) < most {
		x.Aliases = append(x.Aliases, w)
	}
}
