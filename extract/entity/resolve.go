package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	spokes    = table("spokesman spokeswoman spokesperson spokespeople spokesmen")
	documents = table(`statement statements report reports release communique communiqué readout text document letter
		article post message account transcript website page study survey poll notice announcement briefing data documents
		memo email e-mail press testimony indictment complaint filing`)
	homelands = table("country nation homeland state government")
)

// Resolve returns who a stretch of text speaks of, with Span set to that stretch. Entity and Name
// are empty where it names nobody, or several, or only points ("the minister"). A spokesperson
// without a name stands for the body spoken for, a document for who issued it.
func (s *Set) Resolve(span attache.Span) attache.Mention {
	out := attache.Mention{Span: span}
	d := s.tags.Doc
	r := d.TokensIn(span)
	if r.Len() == 0 {
		return out
	}
	within := s.within(r)
	head := s.tags.Head(r)
	if head < 0 {
		head = r.End - 1
	}
	take := func(m *Mention, factor float32) attache.Mention {
		out.Entity, out.Name, out.Sure = m.Mention.Entity, m.Mention.Name, m.Sure*factor
		if out.Entity == "" {
			out.Sure = 0
		}
		return out
	}
	if m, ok := s.At(head); ok && m.Tokens.First <= r.First && r.End <= m.Tokens.End && m.Tokens != r {
		within = []Mention{m} // a part of a name stands for it
	}
	at := -1
	for i := range within {
		if within[i].Tokens.Has(head) {
			at = i
		}
	}
	if at >= 0 {
		m := &within[at]
		if s.joined(within, at) {
			return out // "Norland and Sudland": both, and we name none
		}
		if m.Form == Demonym && m.Tokens.First == m.Tokens.End-1 && m.Tokens.End == r.End {
			return take(m, 0.6) // "the Norlanders"
		}
		if m.Form != Demonym {
			return take(m, 1)
		}
	}
	// A description with the name behind it: "a spokeswoman for the office, Ada Okoro".
	var person *Mention
	persons := 0
	for i := range within {
		if m := &within[i]; m.Kind == attache.Person && m.Form != Pronoun {
			person, persons = m, persons+1
		}
	}
	_, isRole := lex.roleAt(d, head)
	if persons == 1 && isRole > 0 && person.Tokens.First > head && d.Of(person.Tokens.First-1) == "," {
		return take(person, 1)
	}
	switch {
	case in(&spokes, d, head), in(&documents, d, head):
		if m := s.organ(within); m != nil {
			return take(m, 0.85)
		}
	case in(&homelands, d, head):
		if m := s.homeland(within, r); m != nil {
			return take(m, 0.8)
		}
		fallthrough
	default:
		if lex.headAt(d, head) == bodyHead && s.tags.Of[r.First] == phrase.Det && d.Norm(r.First) == "the" && r.Len() <= 3 {
			if e := s.bodyByHead(d.Tokens[head].Hash, r.First); e >= 0 {
				out.Entity, out.Name, out.Sure = s.ents[e].ID, s.ents[e].Name, 0.7
			}
		}
	}
	return out
}

// within returns the mentions that lie in r, as tokens.
func (s *Set) within(r token.Range) []Mention {
	return s.In(s.tags.Doc.Span(r))
}

// joined reports whether the mention at index i is one of several named side by side.
func (s *Set) joined(within []Mention, i int) bool {
	d := s.tags.Doc
	for k := i + 1; k < len(within); k++ {
		between := token.Range{First: within[k-1].Tokens.End, End: within[k].Tokens.First}
		if between.Len() == 1 && s.tags.Of[between.First] == phrase.Conj && d.Norm(between.First) == "and" && within[k].Kind == within[i].Kind {
			return true
		}
	}
	return false
}

// organ returns the last body or state among mentions, which is whose spokesman or statement it is.
func (s *Set) organ(within []Mention) *Mention {
	for i := range within {
		if m := &within[i]; m.Kind == attache.Body && m.Mention.Entity != "" {
			return m
		}
	}
	for i := range within {
		if m := &within[i]; m.Mention.Entity != "" && (m.Kind == attache.State || m.Kind == attache.Person) {
			return m
		}
	}
	return nil
}

// homeland resolves "his country", "the Norlandic government", "Norland's government".
func (s *Set) homeland(within []Mention, r token.Range) *Mention {
	for i := range within {
		m := within[i]
		switch {
		case m.Form == Pronoun && m.Mention.Entity != "":
			if st, ok := s.StateOf(m.Mention.Entity); ok {
				m.Mention.Entity, m.Mention.Name = st.ID, st.Name
				return &m
			}
		case m.Kind == attache.State && m.Mention.Entity != "" && r.Len() <= 5:
			return &m
		}
	}
	return nil
}
