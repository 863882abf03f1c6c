package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

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
	if quoted.Tokens.First > s.First && f.tags.Of[s.First] == phrase.Ing {
		return attache.Span{}, false // `Noting that it was "late", Okoro said`: the quotation is part of what he noted
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
