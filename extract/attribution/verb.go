package attribution

import (
	"attache"
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
	case v.Bare && !participle, v.Perfect && f.tags.Of[v.Tokens.First] == phrase.Ing: // "stressing", "having stressed"
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

// statement tries the ways in which content stands around a cue, the surest first.
func (f *finder) statement(k spoken, s token.Range, last int) {
	if k.how == phrase.Nowhere || f.insertedBehind(k) {
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
