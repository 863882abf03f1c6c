package attribution

import (
	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// bareSubject returns the noun phrase before a form that is past tense or participle.
func (f *finder) bareSubject(v *phrase.Group, s token.Range) (token.Range, phrase.How) {
	end := v.Tokens.First
	if end <= s.First || !f.tags.Of[end-1].Nominal() {
		return token.Range{}, phrase.Nowhere
	}
	np := f.tags.PhraseTo(end, s.First)
	if np.Len() == 0 || np.First > s.First && f.tags.Of[np.First-1] == phrase.Prep {
		return token.Range{}, phrase.Nowhere
	}
	return np, phrase.Adjacent
}

// antecedent finds whom "who" means: the noun phrase before it.
func (f *finder) antecedent(k *spoken, s token.Range) {
	end := k.source.First
	if w := f.d.Norm(end); w != "who" && w != "which" && w != "that" {
		k.source, k.how = token.Range{}, phrase.Nowhere
		return
	}
	if end > s.First && f.d.Of(end-1) == "," {
		end--
	}
	np := f.tags.PhraseTo(end, s.First)
	if np.Len() == 0 {
		return
	}
	k.speech = f.d.Span(np)
	// "Ada Okoro, her Norlandic counterpart, who told …"
	if np.First-2 >= s.First && f.d.Of(np.First-1) == "," {
		if m, ok := f.Names.At(np.First - 2); ok && m.Kind == attache.Person && m.Tokens.End == np.First-1 {
			if _, named := f.Names.At(f.tags.Head(np)); !named {
				k.speech = f.d.Span(m.Tokens)
			}
		}
	}
}

// comma returns the first comma outside a quotation in [i, last), or last.
func (f *finder) comma(i, last int) int {
	for k := i; k < last; k++ {
		if f.d.Of(k) == "," && f.d.Tokens[k].Quote < 0 && (k == 0 || !f.d.Tokens[k-1].Any(token.Closes)) && !(k+1 < last && f.d.Tokens[k+1].Any(token.Opens)) {
			return k
		}
	}
	return last
}

// withName takes in the name that explains a source: "a spokeswoman for the office, Ada Okoro,".
func (f *finder) withName(np token.Range) token.Range {
	if np.End+1 >= len(f.d.Tokens) || f.d.Of(np.End) != "," {
		return np
	}
	m, ok := f.Names.At(np.End + 1)
	if !ok || m.Kind != attache.Person || m.Tokens.First != np.End+1 || m.Form == entity.Pronoun {
		return np
	}
	if next := m.Tokens.End; next < len(f.d.Tokens) && !f.d.Tokens[next].Any(token.Punct) {
		return np
	}
	if h, named := f.Names.At(max(f.tags.Head(np), 0)); named && h.Kind == attache.Person {
		return np
	}
	return token.Range{First: np.First, End: m.Tokens.End}
}

// named takes the person or body whose name ends right before the cue, where the phrases around it
// did not make a subject: "In a Sunday interview Okoro said".
func (f *finder) named(k *spoken, s token.Range) {
	end := k.cueAt.First
	for end > s.First && f.tags.Of[end-1] == phrase.Adv {
		end--
	}
	if end == s.First {
		return
	}
	if m, ok := f.Names.At(end - 1); ok && m.Tokens.End == end && m.Form != entity.Demonym && (m.Kind == attache.Person || m.Kind == attache.Body) {
		if m.Tokens.First > s.First && f.tags.Of[m.Tokens.First-1] == phrase.Prep {
			return // "the envoy of Norland said" is not Norland's statement
		}
		k.source, k.how = m.Tokens, phrase.Adjacent
	}
}

// inverted takes the noun phrase behind a verb as its subject: "…," said Okoro.
func (f *finder) inverted(k *spoken, last int) {
	first := k.cueAt.First
	if first == 0 || !k.is(quote|clause) || k.act == attache.ActBelieve {
		return
	}
	left := first - 1
	if !f.d.Tokens[left].Any(token.Closes) && f.d.Of(left) != "," {
		return
	}
	np := f.tags.PhraseFrom(k.after)
	if np.Len() == 0 || np.End > last || f.tags.Of[np.First] == phrase.Num || f.isTime[np.First] {
		return
	}
	// "…, said Okoro, the envoy" or the end: what follows must not go on like a clause.
	if np.End < last {
		switch f.tags.Of[np.End] {
		case phrase.Finite, phrase.Modal, phrase.Sub:
			return
		}
	}
	k.source, k.how, k.after = np, phrase.Inverted, np.End
}
