package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// run reads the names that start at token i: what stands in capitals there, cut into states,
// bodies, titles and personal names. It returns where to go on, or i when there was none.
func (r *reader) run(i int, s token.Range) int {
	p := i
	lead := candidate{of: -1}
	titled := false
	for p < s.End {
		if f, n := r.tables.match(r.d, p); n > 0 && r.caps(p, f) {
			k := &r.tables.known[f.known]
			end := p + n
			if f.use == asName && n == 1 && k.Kind == attache.State && r.givenThenName(p, s) {
				return r.name(p, s, &lead, titled) // "Jordan Hale", "Chad Ross"
			}
			if k.Kind == attache.Person {
				c := r.person(token.Range{First: p, End: end}, &lead, titled)
				c.known = f.known
				r.add(c)
				return end
			}
			if body := r.bodyEnd(p, end, s); body > end && (k.Kind == attache.State || f.use != asName || r.d.Tokens[end].Any(token.Capital)) {
				end = body
				r.add(candidate{Mention: Mention{Tokens: token.Range{First: p, End: end}, Kind: attache.Body}, known: -1, of: r.note(p, n, f), head: bodyHead})
			} else {
				r.add(candidate{Mention: Mention{Tokens: token.Range{First: p, End: end}, Kind: k.Kind}, known: f.known, use: f.use, of: -1})
			}
			lead.of = len(r.found) - 1
			if !titled {
				lead.title.First = p
			}
			p = end
			if p < s.End && r.t.Of[p] == phrase.Genitive {
				p++ // "Norland's Foreign Minister Ada Okoro"
			}
			if p >= s.End || !r.capital(p) && !r.roleFollows(p, s) {
				return end
			}
			continue
		}
		if ro, n := r.titleAt(p, s); n > 0 {
			if lead.of < 0 && !titled {
				lead.title.First = p
			}
			titled = true
			lead.title.End = p + n
			if ro.sex != Unknown {
				lead.sex = ro.sex
			}
			p += n
			if p < s.End && r.d.Of(p) == "," || p >= s.End || !r.capital(p) {
				return max(p, i+1)
			}
			continue
		}
		if !r.capital(p) {
			return max(p, i+1)
		}
		return r.name(p, s, &lead, titled)
	}
	return max(p, i+1)
}

// caps checks what a table form asks of the case of the text.
func (r *reader) caps(p int, f form) bool {
	return r.d.Tokens[p].Any(token.Capital | token.Upper | token.Digit)
}

// givenThenName reports whether a given name stands at p and a surname behind it.
func (r *reader) givenThenName(p int, s token.Range) bool {
	if _, ok := lex.given.Get(r.d.Tokens[p].Hash); !ok || p+1 >= s.End || !r.capital(p+1) || r.t.Of[p+1] != phrase.Name {
		return false
	}
	_, n := lex.roleAt(r.d, p+1)
	_, m := r.tables.match(r.d, p+1)
	return n == 0 && m == 0 && lex.headAt(r.d, p+1) == noHead
}

// note adds the state that begins a body's name, without a place of its own in the text.
func (r *reader) note(p, n int, f form) int {
	r.found = append(r.found, candidate{
		Mention: Mention{Tokens: token.Range{First: p, End: p + n}, Kind: r.tables.known[f.known].Kind, ent: -1},
		known:   f.known, use: f.use, of: -1, settled: true,
	})
	return len(r.found) - 1
}

// titleAt returns the role at token p with the modifiers before it ("Deputy Foreign Minister"), or
// 0 when none stands there. Small letters count too: "special envoy Ada Okoro".
func (r *reader) titleAt(p int, s token.Range) (role, int) {
	const most = 6 // modifiers; "deputy assistant secretary of state for European affairs" has fewer
	for k := p; k < s.End && k-p <= most; k++ {
		if ro, n := lex.roleAt(r.d, k); n > 0 {
			end := k + n
			// "Minister of Foreign Affairs Ada Okoro", "Secretary for Health Ada Okoro"
			for ro.kind == office && end+1 < s.End && (r.d.Norm(end) == "of" || r.d.Norm(end) == "for") && in(&portfolios, r.d, end+1) && r.d.Tokens[end+1].Any(token.Capital) {
				end++
				for end < s.End && in(&portfolios, r.d, end) {
					end++
				}
			}
			// A second role behind the first: "Chairman and Chief Executive Officer".
			if _, m := lex.roleAt(r.d, min(end, s.End-1)); end < s.End && m > 0 && r.d.Tokens[end].Any(token.Capital) {
				end += m
			}
			return ro, end - p
		}
		if !in(&modifiers, r.d, k) && !in(&portfolios, r.d, k) && !r.d.Tokens[k].Any(token.Hyphenated) {
			return role{}, 0
		}
		if r.t.Of[k] == phrase.Conj && k == p {
			return role{}, 0
		}
	}
	return role{}, 0
}

// roleFollows reports whether a role stands at p, in small letters.
func (r *reader) roleFollows(p int, s token.Range) bool {
	if p >= s.End {
		return false
	}
	_, n := r.titleAt(p, s)
	return n > 0 && p+n < s.End && r.capital(p+n)
}

// name reads the words in capitals from p on as one name.
func (r *reader) name(p int, s token.Range, lead *candidate, titled bool) int {
	end := p + 1
	for end < s.End {
		if n := r.titleInside(end, s); n > 0 { // "Norlandic Foreign Minister Ada Okoro", of a state that nobody knows
			r.add(candidate{Mention: Mention{Tokens: token.Range{First: p, End: end}}, known: -1, of: -1})
			return end
		}
		switch {
		case r.capital(end) && !(r.t.Of[end] == phrase.Genitive):
			end++
			continue
		case end+1 < s.End && in(&particles, r.d, end) && r.capital(end+1) && r.d.Tokens[end].Any(token.Lower):
			end += 2
			continue
		case end+2 < s.End && in(&particles, r.d, end) && in(&particles, r.d, end+1) && r.capital(end+2):
			end += 3
			continue
		case end+1 < s.End && (r.d.Of(end) == "&" || r.d.Of(end) == "/") && r.capital(end+1):
			end += 2
			continue
		}
		break
	}
	if cut := r.stateThenPerson(p, end, s); cut > p { // "President of Karesh Timur Sadiqov"
		r.add(candidate{Mention: Mention{Tokens: token.Range{First: p, End: cut}}, known: -1, of: -1})
		return cut
	}
	if body := r.bodyEnd(p, p, s); body > p {
		c := candidate{Mention: Mention{Tokens: token.Range{First: p, End: body}, Kind: attache.Body}, known: -1, of: lead.of, head: bodyHead}
		r.add(c)
		lead.of = len(r.found) - 1
		if end > body {
			return body // "Ministry Spokesman Ada Okoro" goes on behind it
		}
		return body
	}
	kind := r.headOf(token.Range{First: p, End: end})
	if kind == thingHead || kind == placeHead {
		if kind == placeHead {
			r.add(candidate{Mention: Mention{Tokens: token.Range{First: p, End: end}, Kind: attache.Place}, known: -1, of: -1, head: kind})
		}
		return end
	}
	if r.d.Tokens[end-1].Any(token.Stop) && end-1 > p && !r.d.Tokens[end-1].Any(token.Upper) && len(r.d.Of(end-1)) > 4 {
		end-- // a stray abbreviation
	}
	c := r.person(token.Range{First: p, End: end}, lead, titled)
	c.known = -1
	r.add(c)
	return end
}

// stateThenPerson returns where a personal name starts inside the run [p, end) that follows "president
// of": behind the first word that is followed by a given name and more.
func (r *reader) stateThenPerson(p, end int, s token.Range) int {
	if end-p < 3 || p-2 < s.First || r.d.Norm(p-1) != "of" {
		return p
	}
	if _, n := lex.roleAt(r.d, p-2); n == 0 {
		return p
	}
	for k := p + 1; k+1 < end; k++ {
		if _, ok := lex.givenName(r.d, k); ok {
			return k
		}
	}
	return p
}

// titleInside returns the length of a title in capitals that starts at token k and is followed by a
// name, 0 when there is none.
func (r *reader) titleInside(k int, s token.Range) int {
	if !r.capital(k) {
		return 0
	}
	ro, n := r.titleAt(k, s)
	if n == 0 || ro.kind == kin || k+n >= s.End || !r.capital(k+n) || r.t.Of[k+n] != phrase.Name {
		return 0
	}
	for i := k; i < k+n; i++ {
		if !r.d.Tokens[i].Any(token.Capital) && r.d.Tokens[i].Any(token.Lower) && !in(&joiners, r.d, i) {
			return 0
		}
	}
	return n
}

var joiners = table("of and for the in")

// person makes the candidate for a personal name with the title before it.
func (r *reader) person(name token.Range, lead *candidate, titled bool) candidate {
	c := candidate{Mention: Mention{Tokens: name, Name: name}, known: -1, of: -1}
	if titled {
		c.Kind = attache.Person
		c.title, c.sex, c.of = lead.title, lead.sex, lead.of
	}
	return c
}

// headOf returns what the last or first noun of a name in capitals says it is.
func (r *reader) headOf(n token.Range) headKind {
	if n.Len() < 2 {
		return noHead
	}
	if k := lex.headAt(r.d, n.End-1); k != noHead {
		return k
	}
	switch k := lex.headAt(r.d, n.First); k {
	case placeHead: // "Mount Tolva", "Lake Orun"
		return k
	}
	return noHead
}

// bodyEnd returns the end of a body's name that starts at p, whose first words up to from are
// known to be a state or demonym (from == p when there are none); p when there is none. Behind a
// state the noun may stand in small letters: "the Norlandic foreign ministry".
func (r *reader) bodyEnd(p, from int, s token.Range) int {
	k := from
	if from > p && k < s.End && r.t.Of[k] == phrase.Genitive {
		k++
	}
	const most = 7
	for n := 0; k < s.End && n < most; k, n = k+1, n+1 {
		capital := r.capital(k)
		if lex.headAt(r.d, k) == bodyHead && (capital || from > p) && r.t.Of[k] != phrase.Finite {
			end := k + 1
			for end < s.End && r.capital(end) && lex.headAt(r.d, end) == bodyHead {
				end++ // "House Judiciary Committee", "Trade Union Federation"
			}
			if k == p && end == p+1 && !r.ofFollows(end, s) {
				return p // "Parliament" alone is a short form at best
			}
			return r.ofTail(end, s)
		}
		if _, role := lex.roleAt(r.d, k); role > 0 && n > 0 && lex.headAt(r.d, k) == noHead {
			return p
		}
		if !capital && (from == p || r.t.Of[k] != phrase.Adj && r.t.Of[k] != phrase.Noun) {
			return p
		}
	}
	return p
}

// ofFollows reports whether "of" or "for" and a name stand at token i.
func (r *reader) ofFollows(i int, s token.Range) bool {
	if i+1 >= s.End {
		return false
	}
	switch r.d.Norm(i) {
	case "of", "for", "on":
		next := i + 1
		if r.d.Norm(next) == "the" && next+1 < s.End {
			next++
		}
		return r.capital(next)
	}
	return false
}

// ofTail goes on over "of Foreign Affairs of the Republic of Norland".
func (r *reader) ofTail(end int, s token.Range) int {
	const longest = 24 // words of a body's name
	s.End = min(s.End, end+longest)
	for r.ofFollows(end, s) {
		next := end + 1
		if r.d.Norm(next) == "the" {
			next++
		}
		if f, n := r.tables.match(r.d, next); n > 0 {
			if r.tables.known[f.known].Kind == attache.Person {
				return end
			}
			if in(&portfolios, r.d, next+n) && f.use == asDemonym { // "for European and Asian Affairs"
				end = next + n
			} else {
				end = next + n
				continue
			}
		} else {
			end = next
		}
		for end < s.End && (r.capital(end) || in(&portfolios, r.d, end) && r.d.Norm(end) == "and" && end+1 < s.End && r.capital(end+1)) {
			if _, n := r.tables.match(r.d, end); n > 0 && !in(&portfolios, r.d, end) {
				break
			}
			if _, n := lex.roleAt(r.d, end); n > 0 && lex.headAt(r.d, end) == noHead && !in(&portfolios, r.d, end) && !r.ofFollows(end+n, s) {
				break // "Ministry of Defence Spokesman"
			}
			end++
		}
	}
	return end
}

// add records a candidate and takes its tokens.
func (r *reader) add(c candidate) {
	c.ent = -1
	if c.Name.Len() == 0 {
		c.Name = c.Tokens
	}
	if c.title.Len() > 0 && c.title.End == c.Name.First {
		c.Tokens.First = c.title.First
		if c.of >= 0 && r.found[c.of].Tokens.First >= c.title.First {
			// The title's state keeps its own mention; ours begins behind it.
			first := r.found[c.of].Tokens.End
			if first < c.Name.First && r.t.Of[first] == phrase.Genitive {
				first++
			}
			c.Tokens.First = min(max(c.Tokens.First, first), c.Name.First)
		}
	}
	n := int32(len(r.found))
	r.found = append(r.found, c)
	for i := c.Tokens.First; i < c.Tokens.End; i++ {
		r.owner[i] = n
	}
}
