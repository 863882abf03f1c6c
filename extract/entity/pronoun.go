package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

var (
	heForms  = table("he him his himself")
	sheForms = table("she her hers herself")
)

// The weights of an antecedent, set by hand in the proportions of EXTRACTION A6.6: nearness, being
// a subject, not being possessive, frequency, known sex, and having been meant by the last pronoun.
const (
	perSentence  = -1.1
	perPosition  = -0.03 // for each further person in between
	asSubject    = 1.3
	asSpeaker    = 0.8
	asPossessor  = -1.0
	knownSex     = 0.6
	meantBefore  = 1.0
	perMention   = 0.12 // up to mostMentions
	inQuotation  = -2.0
	mostMentions = 8
	sentences    = 5  // how far back to look
	mostBack     = 80 // and over how many mentions
)

// pronouns resolves he and she, outside quotations, to persons named before. Where two fit about
// equally well the mention stays, unresolved.
func (r *reader) pronouns() {
	var all []Mention
	last := [3]int{-1, -1, -1} // the entity that the last pronoun of each sex meant
	next := 0
	for i := range r.d.Tokens {
		for next < len(r.Mentions) && r.Mentions[next].Tokens.First <= i {
			all = append(all, r.Mentions[next])
			next++
		}
		sex := Unknown
		switch {
		case r.t.Of[i] != phrase.Pron && r.t.Of[i] != phrase.Owner:
			continue
		case in(&heForms, r.d, i):
			sex = Male
		case in(&sheForms, r.d, i):
			sex = Female
		default:
			continue
		}
		m := Mention{Tokens: token.Range{First: i, End: i + 1}, Name: token.Range{First: i, End: i + 1}, Kind: attache.Person, Form: Pronoun, ent: -1}
		if kind := r.d.Paragraphs[r.d.Tokens[i].Paragraph].Kind; kind == token.Body {
			m.ent, m.Sure = r.antecedent(i, sex, all, last[sex])
			if m.ent >= 0 && r.d.Tokens[i].Quote < 0 {
				last[sex] = m.ent
			}
		}
		all = append(all, m)
	}
	r.Mentions = append(all, r.Mentions[next:]...)
}

// antecedent returns the person meant by the pronoun at token i, or -1.
func (r *reader) antecedent(i int, sex Sex, before []Mention, last int) (int, float32) {
	here := int(r.d.Tokens[i].Sentence)
	type choice struct {
		ent   int
		score float64
	}
	var best, second choice
	best.ent, second.ent = -1, -1
	between := 0
	for k := len(before) - 1; k >= 0 && k > len(before)-mostBack; k-- {
		m := &before[k]
		away := here - int(r.d.Tokens[m.Tokens.First].Sentence)
		if away > sentences {
			break
		}
		if m.ent < 0 || r.ents[m.ent].Kind != attache.Person || r.d.Paragraphs[r.d.Tokens[m.Tokens.First].Paragraph].Kind != token.Body {
			continue
		}
		e := &r.ents[m.ent]
		if e.sex != Unknown && e.sex != sex || m.Form == Pronoun && away == 0 && m.ent == last {
			if m.Form != Pronoun || e.sex != Unknown && e.sex != sex {
				continue
			}
		}
		s := perSentence*float64(away) + perPosition*float64(between) + perMention*float64(min(e.count, mostMentions))
		between++
		if e.sex == sex {
			s += knownSex
		}
		if r.subject(m) {
			s += asSubject
			if r.speaks(m) {
				s += asSpeaker
			}
		}
		if end := m.Tokens.End; end < len(r.d.Tokens) && r.t.Of[end] == phrase.Genitive {
			s += asPossessor
		}
		if m.ent == last {
			s += meantBefore
		}
		if (r.d.Tokens[m.Tokens.First].Quote >= 0) != (r.d.Tokens[i].Quote >= 0) {
			s += inQuotation
		}
		switch {
		case best.ent < 0 || s > best.score:
			if best.ent != m.ent {
				second = best
			}
			best = choice{m.ent, s}
		case m.ent != best.ent && (second.ent < 0 || s > second.score):
			second = choice{m.ent, s}
		}
	}
	if best.ent < 0 {
		return -1, 0
	}
	sure := float32(0.85)
	if r.ents[best.ent].sex == Unknown {
		sure = 0.7
	}
	if second.ent >= 0 {
		switch gap := best.score - second.score; {
		case gap < 0.3:
			return -1, 0
		case gap < 0.8:
			sure -= 0.25
		case gap < 1.5:
			sure -= 0.1
		}
	}
	return best.ent, sure
}

// speaks reports whether a verb of saying stands next to a mention.
func (r *reader) speaks(m *Mention) bool {
	s := r.d.Sentences[r.d.Tokens[m.Tokens.First].Sentence].Tokens
	for k := m.Tokens.End; k < s.End && k < m.Tokens.End+4; k++ {
		if in(&sayingVerbs, r.d, k) {
			return true
		}
	}
	return m.Tokens.First > s.First && in(&sayingVerbs, r.d, m.Tokens.First-1)
}

// subject reports whether a mention stands where subjects do: before a verb.
func (r *reader) subject(m *Mention) bool {
	s := r.d.Sentences[r.d.Tokens[m.Tokens.First].Sentence].Tokens
	k := m.Tokens.End
	for k < s.End && r.t.Of[k] == phrase.Adv {
		k++
	}
	if k < s.End && (r.t.Of[k] == phrase.Finite || r.t.Of[k] == phrase.Modal) {
		return true
	}
	if k+1 < s.End && r.d.Norm(k) == "of" { // "Okoro of Norland, who left early, said"
		if np := r.t.PhraseFrom(k + 1); np.Len() > 0 {
			k = np.End
		}
	}
	// "Okoro, who left early, said", and the first name of a sentence in front of a comma.
	if k < s.End && r.d.Of(k) == "," {
		for i := m.Tokens.First - 1; i >= s.First; i-- {
			if r.t.Of[i] == phrase.Prep || r.t.Of[i].Verbal() {
				return false
			}
		}
		return true
	}
	// "…," said Okoro.
	p := m.Tokens.First - 1
	return p > s.First && in(&sayingVerbs, r.d, p) && r.d.Tokens[p-1].Any(token.Closes|token.Punct)
}
