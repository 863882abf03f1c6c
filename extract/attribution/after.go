package attribution

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// contentAfter finds content behind the cue.
func (f *finder) contentAfter(k spoken, last int) {
	if k.how == phrase.Nowhere && k.act == attache.ActBelieve {
		return
	}
	addressed := false
	i := k.after
	const window = 30 // tokens between a cue and its content; longer gaps are another clause
	for i <= last && i < k.after+window && i < len(f.d.Tokens) {
		if i == last {
			f.nextLine(k, i)
			return
		}
		tag, word := f.tags.Of[i], f.d.Norm(i)
		switch {
		case f.d.Tokens[i].Any(token.Opens):
			f.openQuote(k, i, last)
			return
		case word == "," && i+2 < last && f.tags.Of[i+1] == phrase.Adv && f.d.Of(i+2) == ",":
			i += 3 // "denied, however, that"
		case word == "," && i > k.after && f.isTime[i-1] && i+1 < last && f.d.Norm(i+1) == "that":
			i++ // "said on May 3, 2026, that"
		case word == ":" || word == "," && i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Any(token.Opens):
			i++
			if i < len(f.d.Tokens) && i < last && !f.d.Tokens[i].Any(token.Opens) && word == ":" && k.is(clause|quote) {
				f.emit(k, []attache.Span{f.span(i, last)}, ruleClause, 0.7)
				return
			}
		case word == "that" && (tag == phrase.Sub || tag == phrase.Prep || tag == phrase.Wh || f.subordinates(i, last)):
			if !k.is(clause) || i+1 >= last {
				return
			}
			f.clauseAt(k, i+1, last, 1)
			return
		case (word == "whether" || word == "if" || tag == phrase.Wh) && k.is(clause|question):
			f.clauseAt(k, i, last, 0.7)
			return
		case tag == phrase.To:
			if k.is(infinitive) {
				f.clauseAt(k, i, last, 0.9)
			}
			return
		case (tag == phrase.Prep || tag == phrase.Sub) && k.prep(f.d.Tokens[i].Hash):
			if i+1 < last {
				f.phraseAt(k, i+1, last)
			}
			return
		case f.isTime[i] || tag == phrase.Adv:
			i++
		case tag == phrase.Prep:
			np := f.tags.PhraseFrom(i + 1)
			if np.Len() == 0 || np.End > last {
				return
			}
			i = np.End
		case tag == phrase.Ing && k.is(gerund|clause) && !k.is(onlyPhrase) && i == k.after && (word == "having" || k.is(gerund)):
			f.clauseAt(k, i, last, 0.7)
			return
		case tag == phrase.There:
			if k.is(clause) {
				f.clauseAt(k, i, last, 0.95)
			}
			return
		default:
			np := f.tags.PhraseFrom(i)
			if np.Len() == 0 || np.End > last {
				return
			}
			if !addressed && !(k.is(quotedPhrase) && f.quotedAhead(np.End, last)) && (k.is(told) || len(k.preps) > 0 || f.asks(k)) && f.goesOn(k, np.End, last) {
				addressed = true
				i = np.End
				continue
			}
			const plain = 0.65 // the trust from which a clause needs no "that"
			if k.is(clause) && (k.trust >= plain || k.act == attache.ActBelieve) && f.subordinates(i, last) {
				f.clauseAt(k, i, last, 0.9)
				return
			}
			switch {
			case k.is(nounPhrase) && i == k.after && !k.is(onlyPhrase):
				f.phraseAt(k, i, last)
			case k.is(quotedPhrase) && i == k.after && f.quotedAhead(np.End, last):
				f.phraseAt(k, i, last)
			}
			return
		}
	}
}

// quotedAhead reports whether a quotation starts at token i or right behind "as" or a determiner:
// "called the closure “a gift”".
func (f *finder) quotedAhead(i, last int) bool {
	for k := i; k < last && k < i+3; k++ {
		if f.d.Tokens[k].Any(token.Opens) {
			return true
		}
	}
	return false
}

// asks reports whether the cue puts something to somebody: "asked Brandt to leave".
func (f *finder) asks(k spoken) bool { return k.is(infinitive) && k.is(told) }

// goesOn reports whether content starts at token i, behind somebody who is told.
func (f *finder) goesOn(k spoken, i, last int) bool {
	i = f.overAdjuncts2(k, i, last)
	if i >= last {
		return false
	}
	word := f.d.Norm(i)
	switch {
	case f.d.Tokens[i].Any(token.Opens), word == ":", word == "that":
		return true
	case word == ",":
		return i+1 < len(f.d.Tokens) && f.d.Tokens[i+1].Any(token.Opens)
	case f.tags.Of[i] == phrase.To:
		return k.is(infinitive)
	case f.tags.Of[i] == phrase.Prep || f.tags.Of[i] == phrase.Sub:
		return k.prep(f.d.Tokens[i].Hash)
	case word == "whether", word == "if", f.tags.Of[i] == phrase.Wh:
		return k.is(question | clause)
	}
	np := f.tags.PhraseFrom(i)
	return k.is(told) && k.is(clause) && np.Len() > 0 && f.subordinates(i, last)
}

// overAdjuncts2 is overAdjuncts, but stops at a preposition that introduces content.
func (f *finder) overAdjuncts2(k spoken, i, last int) int {
	for i < last && (f.tags.Of[i] == phrase.Adv || f.isTime[i] || f.tags.Of[i] == phrase.Prep && !k.prep(f.d.Tokens[i].Hash)) {
		if f.tags.Of[i] != phrase.Prep {
			i++
			continue
		}
		np := f.tags.PhraseFrom(i + 1)
		if np.Len() == 0 || np.End > last {
			return i
		}
		i = np.End
	}
	return i
}

// subordinates reports whether a clause with a finite verb of its own starts at token i.
func (f *finder) subordinates(i, last int) bool {
	np := f.tags.PhraseFrom(i)
	from := max(np.End, i+1)
	for k := from; k < last && k < from+40; k++ {
		switch f.tags.Of[k] {
		case phrase.Finite, phrase.Modal:
			return true
		case phrase.Sub:
			if k > from {
				return false
			}
		case phrase.Mark:
			if f.d.Of(k) == ";" || f.d.Of(k) == ":" {
				return false
			}
		case phrase.Participle:
			if g := f.tags.GroupAt(k); g >= 0 && f.tags.Groups[g].Bare && k == from && f.tags.Of[i] != phrase.Det {
				return true // "said nobody left": the tagger may take the past for a participle
			}
		}
	}
	return false
}

// clauseAt emits the clause from token i on as content.
func (f *finder) clauseAt(k spoken, i, last int, sure float32) {
	rule := ruleClause
	if k.how == phrase.Governed {
		rule = ruleParticiple
	}
	f.emit(k, []attache.Span{f.span(i, f.contentEnd(i, last))}, rule, sure)
}

// phraseAt emits a noun phrase or -ing phrase and what hangs on it as content.
func (f *finder) phraseAt(k spoken, i, last int) {
	if end := f.contentEnd(i, last); end > i {
		f.emit(k, []attache.Span{f.span(i, end)}, rulePhrase, 0.8)
	}
}

// openQuote emits content that starts with the quotation at token i. A quotation of a few words is
// part of a clause that goes on.
func (f *finder) openQuote(k spoken, i, last int) {
	if !k.is(quote | clause | nounPhrase) {
		return
	}
	q := f.outermost(int(f.d.Tokens[i].Quote))
	if q < 0 || f.claimed[q] {
		return
	}
	span := f.forward(q)
	if end := f.d.Quotes[q].Tokens.End; f.d.Quotes[q].Next < 0 && end < last && f.tags.Of[end] != phrase.Mark && f.tags.Of[end] != phrase.Conj {
		span = span.Cover(f.span(i, f.contentEnd(end, last)))
	}
	f.emit(k, []attache.Span{span}, ruleQuoteAfter, 1)
}

// nextLine emits the quotation that opens the next sentence or paragraph, where the cue's own ends
// with a colon: `She added:` and a new line.
func (f *finder) nextLine(k spoken, i int) {
	if i == 0 || f.d.Of(i-1) != ":" || i >= len(f.d.Tokens) || !f.d.Tokens[i].Any(token.Opens) || !k.is(quote) {
		return
	}
	q := f.outermost(int(f.d.Tokens[i].Quote))
	if q >= 0 && !f.claimed[q] && f.d.Quotes[q].Tokens.First == i {
		f.emit(k, []attache.Span{f.forward(q)}, ruleQuoteAfter, 0.9)
	}
}
