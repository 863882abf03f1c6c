package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// overAdjuncts steps over what may stand between a cue and its content without being either:
// adverbs, dates, "in a statement", "at a news conference in Halden".
func (f *finder) overAdjuncts(i, last int) int {
	for i < last {
		switch {
		case f.tags.Of[i] == phrase.Adv, f.isTime[i]:
			i++
		case f.tags.Of[i] == phrase.Prep && i+1 < last:
			np := f.tags.PhraseFrom(i + 1)
			if np.Len() == 0 || np.End > last {
				if f.isTime[i+1] {
					i++
					continue
				}
				return i
			}
			i = np.End
		default:
			return i
		}
	}
	return i
}

// lastClause finds content in front of the cue: "The port will open, Okoro said on Monday", and on
// both sides: "The port, Okoro said, will open".
func (f *finder) lastClause(k spoken, s token.Range, last int) bool {
	if !k.is(clause) {
		return false
	}
	at := k.cueAt.First
	switch k.how {
	case phrase.Adjacent, phrase.Apposed:
		at = k.source.First
	case phrase.Inverted:
	default:
		return false
	}
	if at-1 <= s.First || f.d.Of(at-1) != "," {
		return false
	}
	from := s.First
	for from < at && (f.d.Tokens[from].Any(token.Dateline) || f.tags.Of[from] == phrase.Conj) {
		from++
	}
	// The clause before needs a verb of its own, or it is only an adverbial: "On Monday, Okoro said".
	end := f.overAdjuncts(k.after, last)
	if np := f.tags.PhraseFrom(end); k.is(told) && np.Len() > 0 && np.End <= last { // "…, Okoro told reporters in Halden"
		end = f.overAdjuncts(np.End, last)
	}
	if from >= at-1 {
		return false
	}
	if rest := f.secondHalf(from, at-1, end, last); rest > 0 && k.how != phrase.Relative {
		f.emit(k, []attache.Span{f.span(from, at-1), f.span(rest, f.contentEnd(rest, last))}, ruleClauseLast, 0.9)
		return true
	}
	// "If the ice holds, Okoro said, we shall go": the cue divides a sentence that goes on.
	divides := end == k.after && end+1 < last && f.d.Of(end) == "," && !f.d.Tokens[end+1].Any(token.Opens) && f.subordinates(end+1, last)
	if !divides && !f.clauseLike(from, at-1, end == last) {
		return false
	}
	if end < last && f.d.Of(end) == "," {
		rest := end + 1
		if rest < last && f.tags.Of[rest] != phrase.Ing && f.tags.Of[rest] != phrase.Wh && f.tags.Of[rest] != phrase.Conj && k.how != phrase.Apposed && end == k.after {
			content := []attache.Span{f.span(from, at-1), f.span(rest, f.contentEnd(rest, last))}
			f.emit(k, content, ruleClauseLast, 0.85)
			return true
		}
		end = last
	}
	if end < last && !(f.tags.Of[end] == phrase.Mark || f.tags.Of[end] == phrase.Ing || f.tags.Of[end] == phrase.Sub) {
		return false
	}
	if end < last && f.tags.Of[end] == phrase.Sub && f.d.Norm(end) == "that" {
		return false
	}
	f.emit(k, []attache.Span{f.span(from, at-1)}, ruleClauseLast, 0.9)
	return true
}

// insertedBehind reports whether what looks like the subject of a cue is that of the sentence the cue is
// inserted in: "Its obituaries, says Okoro, have been written".
func (f *finder) insertedBehind(k spoken) bool {
	at := k.cueAt.First - 1
	if at < 1 || f.d.Of(at) != "," || k.source.End != at || k.after >= len(f.d.Tokens) {
		return false
	}
	np := f.tags.PhraseFrom(k.after)
	return np.Len() > 0 && np.End < len(f.d.Tokens) && f.d.Of(np.End) == "," && f.tags.Of[np.End-1] == phrase.Name
}

// secondHalf returns where a clause goes on that a cue divides behind its subject, or 0: "Its obituaries,
// says Okoro, a fellow of the institute, have been written". [from, to) is what stands before the cue and
// comma is the token behind it.
func (f *finder) secondHalf(from, to, comma, last int) int {
	for i := from; i < to; i++ {
		switch f.tags.Of[i] {
		case phrase.Finite, phrase.Modal, phrase.Sub, phrase.Prep:
			if f.tags.Of[i] != phrase.Prep || i == from {
				return 0
			}
		}
	}
	const apposition = 14 // tokens between the name of the speaker and the verb that goes on
	for i := comma; i < min(last-1, comma+apposition); i++ {
		if f.tags.Of[i] == phrase.Finite || f.tags.Of[i] == phrase.Modal {
			return 0
		}
		if f.d.Of(i) != "," {
			continue
		}
		next := i + 1
		for next < last && f.tags.Of[next] == phrase.Adv {
			next++
		}
		if next < last && (f.tags.Of[next] == phrase.Finite || f.tags.Of[next] == phrase.Modal) {
			return i + 1
		}
	}
	return 0
}

// clauseLike reports whether tokens [from, to) hold a finite verb that is not in a subordinate
// clause at their head ("When asked, Okoro said", "Asked about it, Okoro said"). Where the cue does
// not close the sentence, a clause that reports somebody itself is not its content.
func (f *finder) clauseLike(from, to int, closes bool) bool {
	if f.d.Tokens[from].Any(token.Opens) {
		return true
	}
	switch f.tags.Of[from] {
	case phrase.Sub, phrase.Ing, phrase.Participle, phrase.Wh:
		return false
	}
	if w := f.d.Norm(from); w == "as" || w == "after" || w == "before" || w == "while" || w == "asked" {
		return false
	}
	verb := false
	for i := from; i < to; i++ {
		if f.tags.Of[i] == phrase.Finite || f.tags.Of[i] == phrase.Modal {
			verb = true
			if g := f.tags.GroupAt(i); g >= 0 {
				if c, isCue := lex.verbs.Get(f.d.Tokens[f.tags.Groups[g].Main].Hash); isCue && !closes && c.trust >= 0.8 && f.tags.Groups[g].Finite {
					return false // that clause reports somebody itself
				}
			}
		}
	}
	return verb
}
