package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// split cuts antecedent and consequent at the marker of size tokens at i, inside b.
func (f *finder) split(m *marker, i, size int, b token.Range, st *attache.Attribution) (ante, cons token.Range, ok bool) {
	after := i + size
	for after < b.End && (f.d.Of(after) == ":" || f.d.Of(after) == "," || f.d.Norm(after) == "that" && !m.phrase) {
		after++
	}
	if i <= b.First+1 || f.opensClause(i, b) { // "If Sudland attacks, Norland will …"
		comma := f.mainClause(after, b.End)
		if m.phrase {
			if np := f.tags.PhraseFrom(after); np.Len() > 0 && f.clauseAhead(np.End, b.End) { // "Without a clause there will be"
				comma = np.End - 1
			}
		}
		if comma < 0 {
			return ante, cons, false
		}
		ante, cons = token.Range{First: after, End: comma}, token.Range{First: comma + 1, End: b.End}
		if f.d.Of(comma) != "," {
			ante.End++
		}
		if f.d.Norm(cons.First) == "then" {
			cons.First++
		}
		cons.End = f.clauseEnd(cons.First, cons.End, false)
		return ante, cons, ante.Len() > 0 && cons.Len() > 0
	}
	ante = token.Range{First: after, End: f.clauseEnd(after, b.End, m.phrase)}
	first := f.clauseStart(i, b.First)
	if cue := f.cueBefore(b.First, st); cue.Len() > 0 && first == b.First { // "offered to open the port in exchange for": the offer is the cue
		first = cue.First
	}
	end := i
	for end > first && (f.tags.Of[end-1] == phrase.Mark || f.tags.Of[end-1] == phrase.Conj || f.d.Norm(end-1) == "only" || f.d.Norm(end-1) == "even") {
		end--
	}
	cons = token.Range{First: first, End: end}
	return ante, cons, ante.Len() > 0 && cons.Len() > 0
}

// cueBefore returns the cue of a statement that is itself a promise, threat or agreement and stands
// right before its content.
func (f *finder) cueBefore(first int, st *attache.Attribution) token.Range {
	if st == nil || len(st.Cue) == 0 {
		return token.Range{}
	}
	cue := f.d.TokensIn(st.Cue[len(st.Cue)-1])
	if cue.Len() > 0 && cue.End <= first+1 && cue.End+6 > first && f.anyIn(&commitments, cue) {
		return cue
	}
	return token.Range{}
}

// opensClause reports whether the marker at i stands behind a comma, "that", "and" or a quotation
// mark, with a comma of its own further on: "…, and if Sudland attacks, Norland will …".
func (f *finder) opensClause(i int, b token.Range) bool {
	switch f.tags.Of[i-1] {
	case phrase.Sub, phrase.Conj, phrase.QuoteMark, phrase.Mark:
	default:
		if f.d.Norm(i-1) != "that" {
			return false
		}
	}
	if k := f.mainClause(i+1, b.End); k > 0 && k+1 < b.End && f.d.Norm(k+1) == "then" {
		return true
	}
	if f.d.Of(i-1) == "," && f.mainVerb(token.Range{First: b.First, End: i - 1}) >= 0 {
		return false // "Norland will stay, if Sudland agrees, until spring"
	}
	return f.mainClause(i+1, b.End) >= 0
}

// mainClause returns the token before the main clause, a comma or the word before "then", for a clause
// that began at i; -1 when no main clause follows.
func (f *finder) mainClause(i, end int) int {
	for k := i; k < end; k++ {
		before, next := k, k+1
		switch {
		case f.d.Of(k) == ",":
		case f.d.Norm(k) == "then" && k > i:
			before, next = k-1, k
		default:
			continue
		}
		if next+2 < end && f.d.Norm(next+1) == "of" && f.d.Norm(next+2) == "course" {
			next += 2 // "then of course"
		}
		for next < end && (f.tags.Of[next] == phrase.Adv || f.d.Norm(next) == "course" || f.tags.Of[next] == phrase.QuoteMark || f.tags.Of[next] == phrase.Conj && f.d.Norm(next) != "and" && f.d.Norm(next) != "or") {
			next++
		}
		if f.clauseAhead(next, end) {
			return before
		}
	}
	return -1
}

// clauseAhead reports whether a noun phrase starts at token i, with a finite verb not far behind it.
func (f *finder) clauseAhead(i, end int) bool {
	np := f.tags.PhraseFrom(i)
	if np.Len() == 0 || np.End > end {
		return false
	}
	const near = 8
	for j := np.End; j < end && j < np.End+near; j++ {
		switch f.tags.Of[j] {
		case phrase.Finite, phrase.Modal:
			return true
		case phrase.Mark, phrase.Sub, phrase.Wh:
			return false
		}
	}
	return false
}

// clauseStart returns where the clause starts in which token i stands: behind "said that", a
// semicolon, a colon, or a comma with "but" or "and".
func (f *finder) clauseStart(i, from int) int {
	for k := i - 1; k > from; k-- {
		switch w := f.d.Of(k); {
		case w == ";" || w == ":" && k+1 < i:
			return k + 1
		case f.tags.Of[k] == phrase.Conj && (w == "but" || w == "and" || w == "while") && f.subjectAhead(k+1, i):
			return k + 1
		case f.in(&saying, k) && f.tags.Of[k].Verbal() && f.tags.GroupAt(k) >= 0 && f.tags.Groups[f.tags.GroupAt(k)].Finite:
			if f.d.Norm(k+1) == "that" {
				k++
			}
			if f.mainVerb(token.Range{First: k + 1, End: i}) >= 0 {
				return k + 1
			}
			return from
		}
	}
	return from
}

// clauseEnd returns where a clause or phrase ends that starts at i: before a comma that begins
// something else, or at the end.
func (f *finder) clauseEnd(i, end int, short bool) int {
	if end < len(f.d.Tokens) && end > i && f.d.Tokens[end].Any(token.Closes) && f.d.Tokens[end].Quote >= 0 && f.d.Quotes[f.d.Tokens[end].Quote].Tokens.First > i {
		end++ // "would be met with “a response”"
	}
	for k := i + 1; k < end; k++ {
		w := f.d.Of(k)
		if w == ";" || w == "—" || w == "–" || w == "--" {
			return k
		}
		if w == "and" && f.subjectAhead(k+1, end) && f.ownClause(k+1, end) {
			return k // "… lifts its ban and Norland said it would …"
		}
		if w != "," && w != "but" && w != "while" {
			continue
		}
		next := k + 1
		if next >= end {
			return k
		}
		switch {
		case w == "but" || w == "while":
			return k
		case f.tags.Of[next] == phrase.Conj && f.d.Norm(next) == "but", f.d.Norm(next) == "while":
			return k
		case f.tags.Of[next] == phrase.Wh || f.tags.Of[next] == phrase.Ing || short && f.tags.Of[next] != phrase.Conj:
			return k
		case f.tags.Of[next] == phrase.Conj && next+1 < end && f.subjectAhead(next+1, end):
			return k
		}
	}
	return end
}

// ownClause reports whether the clause at token i reports something of its own: "and it said".
func (f *finder) ownClause(i, end int) bool {
	np := f.tags.PhraseFrom(i)
	return np.End < end && f.in(&saying, np.End)
}

// subjectAhead reports whether a noun phrase with a finite verb starts at token i.
func (f *finder) subjectAhead(i, end int) bool {
	np := f.tags.PhraseFrom(i)
	return np.Len() > 0 && np.End < end && (f.tags.Of[np.End] == phrase.Finite || f.tags.Of[np.End] == phrase.Modal)
}
