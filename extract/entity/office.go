package entity

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

// fromTables returns the person of the tables who goes by a single word, where the text gives
// reason to think of that person: the title fits the office, or the state plays a part.
func (r *reader) fromTables(c *candidate) (int, float32) {
	best, score, tie := -1, 0, false
	for _, k := range r.tables.persons(r.d.Tokens[c.Name.First].Hash) {
		p := &r.tables.known[k]
		if c.sex != Unknown && p.Sex != Unknown && p.Sex != c.sex {
			continue
		}
		s := 0
		for _, o := range p.Offices {
			if !o.Held(r.day) {
				continue
			}
			fit := 0
			if _, named := r.byID[o.Of]; named {
				fit++
			}
			if c.title.Len() > 0 && r.titleFits(c.title, o.Title) {
				fit += 2
			}
			s = max(s, fit)
		}
		switch {
		case s > score:
			best, score, tie = k, s, false
		case s == score && s > 0:
			tie = true
		}
	}
	if best < 0 && r.lone(c) {
		return r.knownEnt(r.tables.persons(r.d.Tokens[c.Name.First].Hash)[0], c.Tokens.First), lone
	}
	if best < 0 || tie {
		return -1, 0
	}
	_, common := lex.given.Get(r.d.Tokens[c.Name.First].Hash)
	if score == 1 && (common || c.title.Len() > 0) {
		return -1, 0 // "James" is anybody; a title that does not fit is somebody else's
	}
	sure := float32(0.7)
	if score >= 2 {
		sure = 0.9
	}
	return r.knownEnt(best, c.Tokens.First), sure
}

// lone is how surely a rare surname alone means the only one whom the tables know by it.
const lone = 0.6

// lone reports whether a surname belongs to one person of the tables, who was in office or known for
// no office, and is no name of many: "Zelensky said", without a word on who he is.
func (r *reader) lone(c *candidate) bool {
	hash := r.d.Tokens[c.Name.First].Hash
	all := r.tables.persons(hash)
	if len(all) != 1 || c.title.Len() > 0 && c.sex == Unknown {
		return false
	}
	p := &r.tables.known[all[0]]
	if c.sex != Unknown && p.Sex != Unknown && p.Sex != c.sex {
		return false
	}
	held := len(p.Offices) == 0
	for _, o := range p.Offices {
		held = held || o.Held(r.day)
	}
	if _, many := lex.common.Get(hash); many || !held {
		return false
	}
	_, given := lex.given.Get(hash)
	w := r.weights[hash]
	return !given && r.t.Of[c.Name.First] == phrase.Name && w.place == 0 && w.speaker+w.agent+w.person > 0
}

// titleFits reports whether the last word of an office stands in a title.
func (r *reader) titleFits(at token.Range, office string) bool {
	d := token.Read(office)
	for k := range d.Tokens {
		if _, n := lex.roleAt(d, k); n == 0 {
			continue
		}
		for i := at.First; i < at.End; i++ {
			if r.d.Tokens[i].Hash == d.Tokens[k].Hash {
				return true
			}
		}
	}
	return false
}
