package attribution

import (
	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/token"
)

// spoken is a cue in its place.
type spoken struct {
	*cue
	group  int
	cueAt  token.Range // tokens of the cue: its verb group, with what leads on to it
	after  int         // the token behind it
	source token.Range // the subject
	how    phrase.How
	speech attache.Span // where the subject is named when it is "who"
}

// verb tries the cue that is the main verb of a group.
func (f *finder) verb(g int) {
	v := &f.tags.Groups[g]
	c, ok := lex.verbs.Get(f.d.Tokens[v.Main].Hash)
	if !ok || !f.body(v.Main) || f.quoted(v.Main) {
		return
	}
	s, last := f.sentence(v.Main)
	k := spoken{cue: c, group: g, cueAt: v.Tokens, after: v.Tokens.End}
	if c.with != 0 {
		if k.after >= last || f.d.Tokens[k.after].Hash != c.with {
			return
		}
		k.after++
		k.cueAt.End++
	}
	participle := f.tags.Of[v.Main] == phrase.Participle
	switch {
	case v.Passive:
		f.passive(k, last)
		return
	case v.Bare && !participle:
		f.participle(k, s, last)
		return
	case v.Infinitive:
		if !f.ledOn(&k, g) {
			return
		}
	case v.Finite, v.Bare && participle:
		if v.Bare && v.Tokens.First == s.First {
			return // "Asked whether …, Okoro said"
		}
		k.source, k.how = f.tags.Subject(g)
		if v.Bare { // perhaps a past tense that the tagger did not see
			k.source, k.how = f.bareSubject(v, s)
		}
	default:
		return
	}
	if left := k.cueAt.First - 1; left > s.First && (k.how == phrase.Shared || k.how == phrase.Nowhere) && f.tags.Of[left] == phrase.Conj {
		if np, how, named := f.mainSource(g, s); how != phrase.Nowhere {
			k.source, k.how, k.speech = np, phrase.Shared, named
		}
	}
	if v.Modal && f.obliged(v) {
		k.cue = &cue{act: c.act, frames: c.frames, preps: c.preps, trust: c.trust * 0.6}
	}
	if f.anonymity(k, last) {
		return
	}
	if k.how == phrase.Relative {
		if k.source.First > s.First && f.d.Of(k.source.First-1) == "," {
			last = f.comma(k.after, last)
		}
		f.antecedent(&k, s)
	}
	before := len(f.frames)
	f.statement(k, s, last)
	if lead := k.cueAt.First; v.Infinitive && len(f.frames) > before && lead < v.Tokens.First {
		f.dropLead(before, g-1) // "declined to say who" is one statement
	}
}

// dropLead removes the frame of the verb that leads on to a cue, where the cue has one of its own.
func (f *finder) dropLead(before, group int) {
	for n := before - 1; n >= 0 && n >= before-2; n-- {
		if f.cueOf[n] == group {
			f.frames = append(f.frames[:n], f.frames[n+1:]...)
			f.cueOf = append(f.cueOf[:n], f.cueOf[n+1:]...)
		}
	}
}

// ledOn takes the verb in front of an infinitive into the cue: "declined to say", "went on to say".
func (f *finder) ledOn(k *spoken, g int) bool {
	if g == 0 {
		return false
	}
	lead := &f.tags.Groups[g-1]
	end := lead.Tokens.End
	if end < k.cueAt.First && f.d.Norm(end) == "on" {
		end++
	}
	if end != k.cueAt.First-1 || !lead.Finite || !in(&goOn, f.d, lead.Main) && !in(&refusals, f.d, lead.Main) {
		return false
	}
	k.cueAt.First = lead.Tokens.First
	k.source, k.how = f.tags.Subject(g - 1)
	return true
}

func (f *finder) obliged(v *phrase.Group) bool { return in(&obliging, f.d, v.Tokens.First) }

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

// anonymity reports whether the cue only says that somebody would not be named: "who asked not to
// be identified".
func (f *finder) anonymity(k spoken, last int) bool {
	for i := k.after; i < last && i < k.after+6; i++ {
		if in(&unnamed, f.d, i) {
			return k.act == attache.ActAsk || k.act == attache.ActReject
		}
	}
	return false
}

var unnamed = table("named identified quoted anonymity anonymous")

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

// statement tries the ways in which content stands around a cue, the surest first.
func (f *finder) statement(k spoken, s token.Range, last int) {
	if k.how == phrase.Nowhere {
		f.inverted(&k, last)
	}
	if k.how == phrase.Nowhere {
		f.named(&k, s)
	}
	before, hasBefore := f.quoteBefore(k, s)
	if hasBefore && k.is(quote) {
		content := []attache.Span{before}
		rest := f.quoteBehind(k, last)
		if !rest.Empty() {
			content = append(content, rest)
		}
		f.emit(k, content, ruleQuoteFirst, 1)
		return
	}
	if f.lastClause(k, s, last) {
		return
	}
	f.contentAfter(k, last)
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

// quoteBefore returns the quotation that ends right before the cue clause.
func (f *finder) quoteBefore(k spoken, s token.Range) (attache.Span, bool) {
	at := k.cueAt.First
	if k.how == phrase.Adjacent || k.how == phrase.Apposed {
		at = k.source.First
	} else if k.how != phrase.Inverted {
		return attache.Span{}, false
	}
	at--
	if at >= s.First && f.d.Of(at) == "," && at > 0 && f.d.Tokens[at-1].Any(token.Closes) {
		at--
	}
	if at < 0 || !f.d.Tokens[at].Any(token.Closes) || f.d.Tokens[at].Quote < 0 {
		return attache.Span{}, false
	}
	if at < s.First && f.d.Of(at-1) != "?" && f.d.Of(at-1) != "!" {
		return attache.Span{}, false // that quotation is a sentence of its own
	}
	q := f.outermost(int(f.d.Tokens[at].Quote))
	quoted := &f.d.Quotes[q]
	if f.claimed[q] || quoted.Tokens.End-1 != at {
		return attache.Span{}, false
	}
	// `the "free" council said` is no statement: a quotation that is one ends with a mark, or holds
	// a sentence.
	inner := quoted.Tokens.End - 2
	ends := inner > quoted.Tokens.First && (f.tags.Of[inner] == phrase.Mark || f.tags.Of[inner] == phrase.Stop) || at+1 < len(f.d.Tokens) && f.d.Of(at+1) == ","
	if !ends {
		return attache.Span{}, false
	}
	return f.wholeSentence(q), true
}

// outermost returns the quotation around q that lies in no other.
func (f *finder) outermost(q int) int {
	for f.d.Quotes[q].Parent >= 0 {
		q = f.d.Quotes[q].Parent
	}
	return q
}

// wholeSentence returns a quotation with what of its sentence stands unquoted before it: `The port
// is "closed for good," Okoro said` reports the whole sentence. A quotation that opens its sentence
// stays as it is.
func (f *finder) wholeSentence(q int) attache.Span {
	quoted := &f.d.Quotes[q]
	span := quoted.Span
	for p := quoted.Prev; p >= 0; p = f.d.Quotes[p].Prev {
		span = span.Cover(f.d.Quotes[p].Span)
	}
	if quoted.Prev >= 0 {
		return span
	}
	first := quoted.Tokens.First
	s := f.d.Sentences[f.d.Tokens[first].Sentence].Tokens
	if first == s.First || f.d.Tokens[first-1].Any(token.Punct) && f.d.Of(first-1) != "," {
		return span
	}
	from := max(s.First, first-reach)
	for from < first && (f.tags.Of[from] == phrase.Conj || f.d.Tokens[from].Any(token.Dateline)) {
		from++
	}
	for i := from; i < first; i++ {
		if f.tags.Of[i] == phrase.Finite || f.tags.Of[i] == phrase.Modal {
			if g := f.tags.GroupAt(i); g >= 0 {
				if c, isCue := lex.verbs.Get(f.d.Tokens[f.tags.Groups[g].Main].Hash); isCue && c.is(clause|quote) && c.trust >= 0.75 {
					return span
				}
			}
			return f.d.Span(token.Range{First: from, End: quoted.Tokens.End})
		}
	}
	if f.isTime[from] || f.isTime[min(from+1, first)] {
		return span
	}
	return f.d.Span(token.Range{First: from, End: quoted.Tokens.End})
}

// quoteBehind returns the second half of a divided quotation: "A," Okoro said, "B."
func (f *finder) quoteBehind(k spoken, last int) attache.Span {
	i := f.overAdjuncts(k.after, last)
	if i < last && (f.d.Of(i) == "," || f.d.Of(i) == ":") {
		i++
	}
	if i < last && f.tags.Of[i] == phrase.Conj {
		i++
	}
	if i < len(f.d.Tokens) && i <= last && f.d.Tokens[i].Any(token.Opens) {
		if q := f.outermost(int(f.d.Tokens[i].Quote)); q >= 0 && f.d.Quotes[q].Tokens.First == i && !f.claimed[q] {
			return f.forward(q)
		}
	}
	return attache.Span{}
}

// forward returns a quotation with the paragraphs over which it goes on.
func (f *finder) forward(q int) attache.Span {
	span := f.d.Quotes[q].Span
	for n := f.d.Quotes[q].Next; n >= 0; n = f.d.Quotes[n].Next {
		span = span.Cover(f.d.Quotes[n].Span)
	}
	return span
}

// emit adds a frame for a cue.
func (f *finder) emit(k spoken, content []attache.Span, rule string, sure float32) {
	fr := Frame{Cue: []attache.Span{f.d.Span(k.cueAt)}, Content: content, Rule: rule, Score: k.trust * sure, Speaker: k.speech}
	if at := fr.Content[0].Start; k.cueAt.End < len(f.d.Tokens) && len(k.preps) > 0 {
		// The preposition right behind the verb belongs to the cue: "called for".
		if next := &f.d.Tokens[k.cueAt.End]; next.End < at && k.prep(next.Hash) {
			fr.Cue[0] = fr.Cue[0].Cover(next.Span)
		}
	}
	for k.source.Len() > 1 && f.isTime[k.source.First] {
		k.source.First++ // "This Wednesday Foreign Minister Okoro"
	}
	for k.source.Len() > 1 && f.isTime[k.source.End-1] {
		k.source.End-- // "his doctor Friday afternoon"
	}
	if k.how != phrase.Nowhere && k.source.Len() > 0 {
		k.source = f.withName(k.source)
		fr.Source = f.d.Span(k.source)
	} else {
		fr.Score *= 0.7
	}
	switch k.how {
	case phrase.Shared, phrase.Governed:
		fr.Score *= 0.85
	}
	f.add(fr, k.group)
}
