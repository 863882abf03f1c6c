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
	if who := s.apposed(within, r, head); who != nil {
		return take(who, 1) // "a spokeswoman for the office, Ada Okoro"
	}
	if n, ok := s.nominalAt(head); ok && n.tokens.First <= r.First+1 {
		if n.ent >= 0 {
			out.Entity, out.Name, out.Sure = s.ents[n.ent].ID, s.ents[n.ent].Name, n.sure
		}
		if n.ent >= 0 || !in(&spokes, d, head) {
			return out
		}
	}
	switch {
	case in(&spokes, d, head), in(&documents, d, head):
		if m := s.issuer(within, r, head); m != nil {
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

// apposed returns the person named at the end of a description, behind a comma.
func (s *Set) apposed(within []Mention, r token.Range, head int) *Mention {
	d := s.tags.Doc
	if _, isRole := lex.roleAt(d, head); isRole == 0 {
		return nil
	}
	for i := len(within) - 1; i >= 0; i-- {
		m := &within[i]
		if m.Kind != attache.Person || m.Form == Pronoun || m.Tokens.First <= head || d.Of(m.Tokens.First-1) != "," {
			continue
		}
		if m.Tokens.End == r.End || d.Tokens[m.Tokens.End].Any(token.Punct) {
			return m
		}
	}
	return nil
}

// within returns the mentions that lie in r, as tokens.
func (s *Set) within(r token.Range) []Mention {
	return s.In(s.tags.Doc.Span(r))
}

// joined reports whether the mention at index i is one of several named side by side, the titles and
// states before a name left aside: "Norlandic President Ada Okoro and Prime Minister Jon Brandt".
func (s *Set) joined(within []Mention, i int) bool {
	d := s.tags.Doc
	for k := range within {
		if k == i || within[k].Kind != within[i].Kind || within[k].Form == Demonym {
			continue
		}
		a, b := within[min(i, k)], within[max(i, k)]
		between := token.Range{First: a.Tokens.End, End: b.Tokens.First}
		for between.Len() > 1 && within[i].Kind == attache.Person && s.titular(between.End-1) {
			between.End--
		}
		if between.Len() == 1 && s.tags.Of[between.First] == phrase.Conj && d.Norm(between.First) == "and" {
			return true
		}
		if within[i].Kind != attache.Person && between.Len() == 1 && d.Of(between.First) == "," && s.listed(within, max(i, k)) {
			return true
		}
	}
	return false
}

// listed reports whether "and" stands behind the mention at index i: "Norland, Sudland and Karesh".
func (s *Set) listed(within []Mention, i int) bool {
	end := within[i].Tokens.End
	return end < len(s.tags.Doc.Tokens) && s.tags.Doc.Norm(end) == "and"
}

// titular reports whether token i may stand between "and" and a personal name.
func (s *Set) titular(i int) bool {
	switch s.tags.Of[i] {
	case phrase.Det, phrase.Adj, phrase.Name, phrase.Noun, phrase.Genitive, phrase.Owner:
		return true
	}
	return false
}

// issuer returns whose spokesman or statement a phrase speaks of: the body or state named before the
// head, or right behind "of", "for", "by" or "from". A person's words are not his spokesman's, but his
// statement is his.
func (s *Set) issuer(within []Mention, r token.Range, head int) *Mention {
	d := s.tags.Doc
	document := in(&documents, d, head)
	var best *Mention
	for i := range within {
		m := &within[i]
		if m.Mention.Entity == "" || m.Kind == attache.Place || m.Kind == attache.Person && !document || s.joined(within, i) {
			continue
		}
		switch first := m.Tokens.First; {
		case m.Tokens.End <= head: // "a Norlandic spokesman", "Okoro's statement"
			between := d.Tokens[head].Start - d.Tokens[m.Tokens.End-1].End
			if m.Kind == attache.Person && (s.tags.Of[m.Tokens.End] != phrase.Genitive || between > 40) {
				continue
			}
			if best == nil || m.Kind == attache.Body && best.Kind == attache.State && best.Tokens.End <= head {
				best = m
			}
		case best == nil && first > head && s.hangsOn(head, first):
			best = m
		}
	}
	return best
}

// hangsOn reports whether what stands at token first hangs on the head directly: behind it only a
// preposition, a determiner and describing words.
func (s *Set) hangsOn(head, first int) bool {
	d := s.tags.Doc
	switch d.Norm(head + 1) {
	case "of", "for", "by", "from", "at":
	default:
		return false
	}
	for i := head + 2; i < first; i++ {
		switch s.tags.Of[i] {
		case phrase.Det, phrase.Adj, phrase.Name, phrase.Genitive:
			continue
		}
		if m, ok := s.At(i); ok && m.Form == Demonym {
			continue
		}
		return false
	}
	return true
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
