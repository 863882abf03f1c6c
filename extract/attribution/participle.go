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
	if f.tags.Of[first] != phrase.Ing || !k.is(clause|quote|nounPhrase|told|infinitive) && len(k.preps) == 0 {
		return
	}
	lead := first == s.First || f.tags.Of[first-1] == phrase.Conj && first-1 == s.First
	if lead {
		np, how := f.tags.Subject(k.group)
		if how != phrase.Governed && f.tags.Groups[k.group].Perfect {
			np, how = f.nextSubject(k.group, last)
		}
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

// nextSubject returns the subject of the main clause that follows a participle clause: the first one right
// behind a comma.
func (f *finder) nextSubject(g, last int) (token.Range, phrase.How) {
	const far = 8 // verb groups
	for p := g + 1; p < len(f.tags.Groups) && p <= g+far && f.tags.Groups[p].Main < last; p++ {
		if !f.tags.Groups[p].Finite || f.d.Tokens[f.tags.Groups[p].Main].Quote >= 0 {
			continue
		}
		if np, how := f.tags.Subject(p); (how == phrase.Adjacent || how == phrase.Apposed) && f.d.Of(np.First-1) == "," {
			return np, phrase.Governed
		}
	}
	return token.Range{}, phrase.Nowhere
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
	if i := k.after; i+1 < last && f.d.Norm(i) == "as" && f.d.Norm(i+1) == "saying" { // "Okoro was quoted as saying"
		k.source, k.how = f.tags.Subject(k.group)
		k.cueAt.End, k.after = i+2, i+2
		k.cue = &cue{act: attache.ActSay, frames: clause | quote, trust: 0.8}
		f.statement(k, f.d.Sentences[f.d.Tokens[i].Sentence].Tokens, last)
		return
	}
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
