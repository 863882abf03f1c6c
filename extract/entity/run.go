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
		if p > i && r.newItem(p) {
			return p
		}
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

// newItem reports whether token i begins a line behind one too short to have been wrapped: the next
// item of a list.
func (r *reader) newItem(i int) bool {
	if i == 0 || !r.d.Tokens[i].Any(token.LineBefore) {
		return false
	}
	const wrapped = 55 // bytes of a line that may be wrapped
	end := r.d.Tokens[i-1].End
	for k := i - 1; k >= 0 && end-r.d.Tokens[k].Start < wrapped; k-- {
		if k == 0 || r.d.Tokens[k].Any(token.LineBefore) {
			return true
		}
	}
	return false
}

// caps checks what a table form asks of the case of the text.
func (r *reader) caps(p int, f form) bool {
	return r.d.Tokens[p].Any(token.Capital | token.Upper | token.Digit)
}

// note adds the state that begins a body's name, without a place of its own in the text.
func (r *reader) note(p, n int, f form) int {
	r.found = append(r.found, candidate{
		Mention: Mention{Tokens: token.Range{First: p, End: p + n}, Kind: r.tables.known[f.known].Kind, ent: -1},
		known:   f.known, use: f.use, of: -1, settled: true,
	})
	return len(r.found) - 1
}

// name reads the words in capitals from p on as one name.
func (r *reader) name(p int, s token.Range, lead *candidate, titled bool) int {
	end := p + 1
	for end < s.End && !r.newItem(end) {
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

// person makes the candidate for a personal name with the title before it.
func (r *reader) person(name token.Range, lead *candidate, titled bool) candidate {
	c := candidate{Mention: Mention{Tokens: name, Name: name}, known: -1, of: -1}
	if titled {
		c.Kind = attache.Person
		c.title, c.sex, c.of = lead.title, lead.sex, lead.of
	}
	return c
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
