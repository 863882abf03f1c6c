package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// participle reads "Stressing that …, Okoro said" and "…, adding that …": the source is the subject
// of the clause it hangs on.
func (f *finder) participle(k spoken, s token.Range, last int) {
	first := k.cueAt.First
	if f.tags.Of[k.cueAt.End-1] != phrase.Ing || !k.is(clause|quote|nounPhrase|told|infinitive) && len(k.preps) == 0 {
		return
	}
	lead := first == s.First || f.tags.Of[first-1] == phrase.Conj && first-1 == s.First
	if lead {
		np, how := f.tags.Subject(k.group)
		if how != phrase.Governed || np.First-1 <= k.after {
			return
		}
		k.source, k.how = np, phrase.Governed
		if k.is(clause | quote) { // "Commenting on the report, Okoro said": the report is not his
			k.cue = &cue{act: k.act, frames: k.frames &^ (nounPhrase | gerund), trust: k.trust}
			f.contentAfter(k, np.First-1)
		}
		return
	}
	if f.d.Of(first-1) != "," && f.tags.Of[first-1] != phrase.Conj && !f.d.Tokens[first-1].Any(token.Closes) {
		return
	}
	k.source, k.how, k.speech = f.mainSource(k.group, s)
	f.contentAfter(k, last)
}

// mainSource returns the source of the nearest statement before group g in its sentence, else the
// subject of the first finite verb.
func (f *finder) mainSource(g int, s token.Range) (token.Range, phrase.How, attache.Span) {
	const far = 12 // statements, and verb groups below
	for n := len(f.frames) - 1; n >= 0 && n >= len(f.frames)-far; n-- {
		fr := &f.frames[n]
		if f.cueOf[n] < 0 || f.cueOf[n] >= g {
			continue
		}
		at := f.tags.Groups[f.cueOf[n]].Main
		if at < s.First {
			break
		}
		if !fr.Source.Empty() {
			return f.d.TokensIn(fr.Source), phrase.Governed, fr.Speaker
		}
	}
	p := f.firstGroup(s)
	if p < 0 {
		return token.Range{}, phrase.Nowhere, attache.Span{}
	}
	for p = max(p, g-far); p < g; p++ {
		if f.tags.Groups[p].Finite && f.d.Tokens[f.tags.Groups[p].Main].Quote < 0 {
			if np, how := f.tags.Subject(p); how == phrase.Adjacent || how == phrase.Apposed {
				return np, phrase.Governed, attache.Span{}
			}
		}
	}
	return token.Range{}, phrase.Nowhere, attache.Span{}
}

// firstGroup returns the first group that lies in s, or -1.
func (f *finder) firstGroup(s token.Range) int {
	lo, hi := 0, len(f.tags.Groups)
	for lo < hi {
		if mid := (lo + hi) / 2; f.tags.Groups[mid].Main < s.First {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if lo < len(f.tags.Groups) && f.tags.Groups[lo].Main < s.End {
		return lo
	}
	return -1
}

// passive reads "It was announced that …", "Okoro was told that …": nobody is named, unless "by"
// follows.
func (f *finder) passive(k spoken, last int) {
	if !k.is(clause) || k.act == attache.ActBelieve {
		return
	}
	i := k.after
	if i+1 < last && f.d.Norm(i) == "by" {
		if np := f.tags.PhraseFrom(i + 1); np.Len() > 0 && np.End <= last {
			k.source, k.how = np, phrase.Adjacent
			i = np.End
		}
	}
	i = f.overAdjuncts(i, last)
	if i+1 < last && f.d.Norm(i) == "that" {
		f.emit(k, []attache.Span{f.span(i+1, f.contentEnd(i+1, last))}, rulePassive, 0.8)
	}
}

// according reads "According to Okoro, the port is closed" and "The port is closed, according to
// Okoro".
func (f *finder) according(i int) {
	if f.d.Norm(i) != "according" || i+2 >= len(f.d.Tokens) || f.d.Norm(i+1) != "to" || !f.body(i) || f.quoted(i) {
		return
	}
	s, last := f.sentence(i)
	np := f.tags.PhraseFrom(i + 2)
	if np.Len() == 0 && f.tags.Of[i+2] == phrase.Owner { // "According to her,"
		np = token.Range{First: i + 2, End: i + 3}
	}
	if np.Len() == 0 || np.End > last {
		return
	}
	end := np.End
	for end < last && f.tags.Of[end] == phrase.Prep && !f.isTime[min(end+1, last-1)] { // "a report by the ministry", "an official in Halden"
		more := f.tags.PhraseFrom(end + 1)
		if more.Len() == 0 || more.End > last {
			break
		}
		end = more.End
	}
	cueSpan := f.d.Span(token.Range{First: i, End: i + 2})
	var content attache.Span
	lead := i == s.First || i == s.First+1 && f.tags.Of[s.First] == phrase.Conj || f.d.Tokens[max(i-1, 0)].Any(token.Dateline)
	if lead {
		at := end
		for at < last && f.d.Of(at) != "," && at < end+25 {
			at++
		}
		if at >= last || f.d.Of(at) != "," {
			return
		}
		// "According to the agency, citing Okoro, the port is closed"
		if at+1 < last && f.tags.Of[at+1] == phrase.Ing {
			for k := at + 1; k < last && k < at+20; k++ {
				if f.d.Of(k) == "," {
					at = k
					break
				}
			}
		}
		// "According to Okoro, the envoy, the port is closed": step over an apposition.
		if next := f.tags.PhraseFrom(at + 1); next.Len() > 0 && next.End < last && f.d.Of(next.End) == "," && !f.clauseLike(at+1, next.End, true) && f.clauseLike(next.End+1, last, true) {
			at = next.End
		}
		content = f.span(at+1, f.contentEnd(at+1, last))
	} else {
		from := s.First
		for from < i && f.d.Tokens[from].Any(token.Dateline) {
			from++
		}
		to := i
		if f.d.Of(to-1) == "," {
			to--
		}
		content = f.span(from, to)
		// A statement whose own cue stands before: "Okoro said …, according to the agency".
	}
	if content.Empty() {
		return
	}
	f.add(Frame{Source: f.d.Span(token.Range{First: np.First, End: end}), Cue: []attache.Span{cueSpan}, Content: []attache.Span{content}, Rule: ruleAccording, Score: 0.8}, -1)
}

// asSaid reads "As Okoro noted, the port is closed" and "The port is closed, as Okoro noted".
func (f *finder) asSaid(i int) {
	if f.d.Norm(i) != "as" || !f.body(i) || f.quoted(i) || i+2 >= len(f.d.Tokens) {
		return
	}
	s, last := f.sentence(i)
	lead := i == s.First || i == s.First+1 && f.tags.Of[s.First] == phrase.Conj
	if !lead && f.d.Of(i-1) != "," {
		return
	}
	np := f.tags.PhraseFrom(i + 1)
	v := np.End
	for v < last && f.tags.Of[v] == phrase.Adv {
		v++
	}
	g := -1
	if np.Len() > 0 && v < last {
		g = f.tags.GroupAt(v)
	}
	if g < 0 {
		return
	}
	c, ok := lex.verbs.Get(f.d.Tokens[f.tags.Groups[g].Main].Hash)
	if !ok || !c.is(clause) || c.trust < 0.6 || c.act == attache.ActBelieve {
		return
	}
	end := f.overAdjuncts(f.tags.Groups[g].Tokens.End, last)
	var content attache.Span
	switch {
	case lead && end < last && f.d.Of(end) == ",":
		content = f.span(end+1, f.contentEnd(end+1, last))
	case !lead && (end >= last || f.d.Of(end) == ","):
		content = f.span(s.First, i-1)
	default:
		return
	}
	f.add(Frame{Source: f.d.Span(np), Cue: []attache.Span{f.d.Span(f.tags.Groups[g].Tokens)}, Content: []attache.Span{content}, Rule: ruleAccording, Score: 0.85}, g)
}

var opinions = table("view opinion words eyes assessment estimation judgment judgement telling account")

// inView reads "In Okoro's view, the port is closed".
func (f *finder) inView(i int) {
	w := f.d.Norm(i)
	if w != "in" && w != "by" && w != "from" || !f.body(i) || f.quoted(i) || i+3 >= len(f.d.Tokens) {
		return
	}
	s, last := f.sentence(i)
	if i != s.First && !(i == s.First+1 && f.tags.Of[s.First] == phrase.Conj) {
		return
	}
	np := f.tags.PhraseFrom(i + 1)
	if np.Len() == 0 || np.End >= last || f.d.Of(np.End) != "," || !in(&opinions, f.d, np.End-1) {
		return
	}
	owner := token.Range{First: np.First, End: np.First}
	for k := np.First; k < np.End; k++ {
		switch f.tags.Of[k] {
		case phrase.Owner:
			owner = token.Range{First: k, End: k + 1}
		case phrase.Genitive:
			owner = token.Range{First: np.First, End: k}
		case phrase.Prep:
			owner = token.Range{First: k + 1, End: np.End}
		}
	}
	if owner.Len() == 0 {
		return
	}
	cue := f.d.Span(token.Range{First: i, End: np.End})
	f.add(Frame{
		Source: f.d.Span(owner), Cue: []attache.Span{cue},
		Content: []attache.Span{f.span(np.End+1, f.contentEnd(np.End+1, last))}, Rule: ruleAccording, Score: 0.8,
	}, -1)
}

// noun reads "Okoro's claim that …", "her promise to …".
func (f *finder) noun(i int) {
	act, ok := lex.nouns.Get(f.d.Tokens[i].Hash)
	if !ok || f.tags.Of[i] != phrase.Noun || !f.body(i) || f.quoted(i) {
		return
	}
	s, last := f.sentence(i)
	if i+2 >= last {
		return
	}
	next := f.d.Norm(i + 1)
	switch {
	case next == "that" && f.subordinates(i+2, last):
	case next == "to" && f.tags.Of[i+1] == phrase.To && (act == attache.ActPromise || act == attache.ActWarn):
	default:
		return
	}
	base := f.tags.PhraseTo(i+1, s.First)
	var owner token.Range
	for k := base.First; k < i; k++ {
		if f.tags.Of[k] == phrase.Genitive {
			owner = token.Range{First: base.First, End: k}
		} else if f.tags.Of[k] == phrase.Owner {
			owner = token.Range{First: k, End: k + 1}
		}
	}
	if owner.Len() == 0 {
		return
	}
	from := i + 2
	if next == "to" {
		from = i + 1
	}
	// The content ends before the verb whose subject the noun is.
	end := f.contentEnd(from, last)
	if v := f.outerVerb(from, end); v > from && base.First == s.First {
		end = v
	}
	f.add(Frame{Source: f.d.Span(owner), Cue: []attache.Span{f.d.Span(token.Range{First: i, End: i + 1})}, Content: []attache.Span{f.span(from, end)}, Rule: ruleNoun, Score: 0.55}, -1)
}

// outerVerb returns the second finite verb group of [from, end): where a "that" clause sits inside
// a subject, that is the verb of the sentence. It returns -1 when there is only one.
func (f *finder) outerVerb(from, end int) int {
	seen := 0
	for i := from; i < end; i++ {
		g := f.tags.GroupAt(i)
		if g < 0 {
			continue
		}
		if f.tags.Groups[g].Finite {
			if seen++; seen == 2 {
				return i
			}
		}
		i = f.tags.Groups[g].Tokens.End - 1
	}
	return -1
}

// label reads a paragraph of a transcript: "MR. OKORO: We shall see."
func (f *finder) label(p int) {
	par := &f.d.Paragraphs[p]
	if par.Kind != token.Body || par.Label.Empty() {
		return
	}
	label := f.d.TokensIn(par.Label)
	content := f.span(label.End, par.Tokens.End)
	if content.Empty() {
		return
	}
	content.End = par.Span.End
	name := label
	for name.Len() > 0 && f.d.Tokens[name.End-1].Any(token.Punct) {
		name.End--
	}
	f.add(Frame{Source: f.d.Span(name), Content: []attache.Span{content}, Rule: ruleLabel, Score: 0.7}, -1)
}
