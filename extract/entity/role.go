package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// roles reads what stands around personal names and says what the person is: "special envoy Ada
// Okoro" in small letters, "Ada Okoro, the foreign minister,", "the foreign minister, Ada Okoro,".
func (r *reader) roles() {
	for n := range r.Mentions {
		m := &r.Mentions[n]
		if m.ent < 0 || m.Kind != attache.Person || m.Form == Pronoun {
			continue
		}
		r.roleBefore(m)
		r.roleBehind(m)
		r.titled(m)
	}
}

// titled keeps the post that the title before a name gives: "Norlandic Foreign Minister Ada Okoro".
func (r *reader) titled(m *Mention) {
	if m.Name.First <= m.Tokens.First {
		return
	}
	p, ok := lex.post(r.d, token.Range{First: m.Tokens.First, End: m.Name.First})
	if !ok {
		return
	}
	before := m.Tokens.First - 1
	if before >= 0 && r.t.Of[before] == phrase.Genitive {
		before--
	}
	for _, i := range []int{before, m.Name.First - 1} {
		if of, ok := r.At(max(i, 0)); ok && of.ent >= 0 && of.ent != m.ent && of.Kind != attache.Person {
			p.of = r.ents[of.ent].ID
			break
		}
	}
	if of := r.found[max(r.owner[m.Tokens.First], 0)].of; p.of == "" && of >= 0 && r.owner[m.Tokens.First] >= 0 && r.found[of].ent >= 0 {
		p.of = r.ents[r.found[of].ent].ID
	}
	r.learnPost(m.ent, p)
}

// roleBefore reads a title in small letters, and a description in front of a comma.
func (r *reader) roleBefore(m *Mention) {
	s := r.d.Sentences[r.d.Tokens[m.Tokens.First].Sentence].Tokens
	i := m.Tokens.First
	if i == s.First {
		return
	}
	if m.Name.First > i { // the title is read; what is left is whose it is
		if of, ok := r.At(i - 1); ok && of.ent >= 0 && of.Kind == attache.State && r.ents[m.ent].PartOf == "" {
			r.ents[m.ent].PartOf = r.ents[of.ent].ID
		}
		return
	}
	if comma := r.d.Of(i-1) == ","; comma && (m.Tokens.End >= s.End || r.d.Tokens[m.Tokens.End].Any(token.Punct)) {
		np := r.t.PhraseTo(i-1, s.First)
		for np.First > s.First+1 && r.t.Of[np.First-1] == phrase.Prep { // "spokeswoman for the ministry"
			outer := r.t.PhraseTo(np.First-1, s.First)
			if outer.Len() == 0 {
				break
			}
			np.First = outer.First
		}
		if _, n := r.roleIn(np); n > 0 {
			r.describe(m, np)
		}
		return
	}
	np := r.t.PhraseTo(i, s.First)
	if ro, n := r.roleIn(np); n > 0 && ro.kind == office {
		r.describe(m, np)
	}
}

// roleBehind reads a description between commas behind a name.
func (r *reader) roleBehind(m *Mention) {
	s := r.d.Sentences[r.d.Tokens[m.Tokens.First].Sentence].Tokens
	i := m.Tokens.End
	if i+1 >= s.End {
		return
	}
	if w := r.d.Norm(i); (w == "of" || w == "from") && r.ents[m.ent].PartOf == "" { // "Ada Okoro of Norland"
		next := i + 1
		if r.d.Norm(next) == "the" {
			next++
		}
		if of, ok := r.At(next); ok && of.ent >= 0 && of.Form != Pronoun {
			if kind := r.ents[of.ent].Kind; kind == attache.State || kind == attache.Body {
				r.ents[m.ent].PartOf = r.ents[of.ent].ID
			}
		}
	}
	if r.d.Of(i) != "," {
		return
	}
	np := r.t.PhraseFrom(i + 1)
	if ro, n := r.roleIn(np); n > 0 && ro.kind == office {
		// It must end with the insertion, or it is the next item of a list.
		if np.End < s.End && (r.d.Tokens[np.End].Any(token.Punct) || r.t.Of[np.End] == phrase.Prep || r.t.Of[np.End] == phrase.Wh) {
			r.describe(m, np)
		}
	}
}

// roleIn returns the role whose word is the head of a noun phrase, 0 when it is none.
func (r *reader) roleIn(np token.Range) (role, int) {
	for i := np.First; i < np.End; i++ {
		if ro, n := lex.roleAt(r.d, i); n > 0 && ro.kind != title {
			if i+n >= np.End || r.t.Of[i+n] == phrase.Prep || r.t.Of[i+n] == phrase.Mark {
				return ro, n
			}
		}
		if r.t.Of[i] == phrase.Prep {
			break
		}
	}
	return role{}, 0
}

// describe gives a person the role in np, its sex and the body or state named in it.
func (r *reader) describe(m *Mention, np token.Range) {
	r.setRole(m.ent, np)
	e := &r.ents[m.ent]
	if ro, _ := r.roleIn(np); ro.sex != Unknown && e.known < 0 && ro.kind == office {
		e.sex = ro.sex
	}
	p, isPost := lex.post(r.d, np)
	p.of = r.organOf(np, m.ent)
	if isPost {
		r.learnPost(m.ent, p)
	}
	if e.PartOf == "" {
		e.PartOf = p.of
	}
}

// organOf returns the first state or body named in a description of person e, "" when there is none.
func (r *reader) organOf(np token.Range, e int) attache.EntityID {
	for i := np.First; i < np.End; i++ {
		if k := r.owner[i]; k >= 0 && r.found[k].settled && r.found[k].ent >= 0 && r.found[k].ent != e {
			if of := &r.ents[r.found[k].ent]; of.Kind == attache.State || of.Kind == attache.Body {
				return of.ID
			}
		}
	}
	return ""
}
