package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// contentEnd returns where content ends that starts at token i: at the end of the sentence, or
// before a further statement of the same or another source.
func (f *finder) contentEnd(i, last int) int {
	if last < len(f.d.Tokens) && last > i && f.d.Tokens[last].Any(token.Closes) {
		last++
	}
	for k := i + 1; k < last; k++ {
		if q := f.d.Tokens[k].Quote; q >= 0 {
			if end := f.d.Quotes[f.outermost(int(q))].Tokens.End; end <= last && end > k {
				k = end - 1
			}
			continue
		}
		word := f.d.Of(k)
		switch {
		case word == ";":
			return k
		case word == ",":
			if f.newStatement(k+1, last) || f.trailingCue(k+1, last) {
				return k
			}
		case f.tags.Of[k] == phrase.Conj && (word == "and" || word == "but"):
			if f.newStatement(k, last) {
				return k
			}
		}
	}
	return last
}

// trailingCue reports whether tokens [k, last) are a cue clause and nothing else: "…, a source said on
// Monday", "…, said Okoro". What stands before is what that source says.
func (f *finder) trailingCue(k, last int) bool {
	verb := func(i int) int { // the token behind a cue at i, or -1
		g := -1
		if i < last {
			g = f.tags.GroupAt(i)
		}
		if g < 0 || !f.tags.Groups[g].Finite || f.tags.Groups[g].Passive {
			return -1
		}
		c, ok := lex.verbs.Get(f.d.Tokens[f.tags.Groups[g].Main].Hash)
		if !ok || c.trust < 0.6 || !c.is(clause|quote) || c.act == attache.ActBelieve {
			return -1
		}
		return f.tags.Groups[g].Tokens.End
	}
	const longest = 25 // tokens of such a clause
	if last-k > longest {
		return false
	}
	if end := verb(k); end > k {
		np := f.tags.PhraseFrom(end)
		return np.Len() > 0 && f.overAdjuncts(np.End, last) == last
	}
	np := f.tags.PhraseFrom(k)
	at := np.End
	for at < last && f.tags.Of[at] == phrase.Adv {
		at++
	}
	end := verb(at)
	return np.Len() > 0 && end > 0 && f.overAdjuncts(end, last) == last
}

// newStatement reports whether a statement of its own starts at token k, behind a comma or "and":
// "adding that …", "and said …", "according to …", "while …".
func (f *finder) newStatement(k, last int) bool {
	conj := false
	for k < last && (f.tags.Of[k] == phrase.Conj || f.tags.Of[k] == phrase.Adv && conj) {
		conj = true
		k++
	}
	if k >= last {
		return false
	}
	switch w := f.d.Norm(k); {
	case w == "according" && k+1 < last && f.d.Norm(k+1) == "to":
		return true
	case !conj && (w == "while" || w == "whereas"):
		return true
	}
	g := f.tags.GroupAt(k)
	if g < 0 || f.tags.Groups[g].Tokens.First != k {
		return false
	}
	v := &f.tags.Groups[g]
	c, ok := lex.verbs.Get(f.d.Tokens[v.Main].Hash)
	if !ok || c.trust < 0.6 || c.act == attache.ActBelieve || v.Passive || v.Infinitive {
		return false
	}
	if v.Bare && f.tags.Of[v.Main] == phrase.Ing {
		return !conj
	}
	return conj && (v.Finite || v.Bare) && !v.Modal
}
