package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

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
	var content []attache.Span
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
		content = append(content, f.span(at+1, f.contentEnd(at+1, last)))
	} else {
		from := s.First
		for from < i && f.d.Tokens[from].Any(token.Dateline) {
			from++
		}
		to := i
		if f.d.Of(to-1) == "," {
			to--
		}
		content = append(content, f.span(from, to))
		if end+1 < last && f.d.Of(end) == "," && to < i { // "Okoro, according to the agency, replied that …"
			content = append(content, f.span(end+1, f.contentEnd(end+1, last)))
		}
	}
	if content[0].Empty() {
		return
	}
	f.add(Frame{Source: f.d.Span(token.Range{First: np.First, End: end}), Cue: []attache.Span{cueSpan}, Content: content, Rule: ruleAccording, Score: 0.8}, -1)
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
	if rest := f.secondHalf(s.First, i-1, end, last); !lead && rest > 0 { // "The ferry, as Okoro recalled, had been late"
		f.add(Frame{
			Source: f.d.Span(np), Cue: []attache.Span{f.d.Span(f.tags.Groups[g].Tokens)},
			Content: []attache.Span{f.span(s.First, i-1), f.span(rest, f.contentEnd(rest, last))}, Rule: ruleAccording, Score: 0.85,
		}, g)
		return
	}
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
