package condition

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// split cuts antecedent and consequent.
func (f *finder) split(c *found, i, size int, b token.Range, st *attache.Attribution) bool {
	after := i + size
	if i <= b.First+1 || f.opensClause(i, b) { // "If Sudland attacks, Norland will …"
		comma := f.mainClause(after, b.End)
		if comma < 0 {
			return false
		}
		c.ante = token.Range{First: after, End: comma}
		if f.d.Of(comma) != "," {
			c.ante.End++
		}
		c.cons = token.Range{First: comma + 1, End: b.End}
		if f.d.Norm(c.cons.First) == "then" {
			c.cons.First++
		}
		return true
	}
	c.ante = token.Range{First: after, End: f.clauseEnd(after, b.End, c.marker.phrase)}
	first := b.First
	if st != nil && len(st.Cue) > 0 { // "offered to open the port in exchange for": the offer is the cue
		if cue := f.d.TokensIn(st.Cue[len(st.Cue)-1]); cue.Len() > 0 && cue.End <= b.First+1 && f.commitment(cue) {
			first = cue.First
		}
	} else {
		first = f.clauseStart(i, b.First)
	}
	c.cons = token.Range{First: first, End: i}
	return c.cons.Len() > 0
}

// commitment reports whether a cue is itself a promise, threat or agreement.
func (f *finder) commitment(cue token.Range) bool {
	for i := cue.First; i < cue.End; i++ {
		if in(&commitments, f.d, i) {
			return true
		}
	}
	return false
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
		for next < end && (f.tags.Of[next] == phrase.Adv || f.tags.Of[next] == phrase.QuoteMark) {
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

// clauseStart returns where the clause starts in which token i stands: behind a cue's "that", a
// semicolon, or a comma with "but" or "and".
func (f *finder) clauseStart(i, from int) int {
	for k := i - 1; k > from; k-- {
		switch w := f.d.Of(k); {
		case w == ";" || w == ":":
			return k + 1
		case f.tags.Of[k] == phrase.Conj && (w == "but" || w == "and") && f.d.Of(k-1) == ",":
			return k + 1
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

// subjectAhead reports whether a noun phrase with a finite verb starts at token i.
func (f *finder) subjectAhead(i, end int) bool {
	np := f.tags.PhraseFrom(i)
	return np.Len() > 0 && np.End < end && (f.tags.Of[np.End] == phrase.Finite || f.tags.Of[np.End] == phrase.Modal)
}

// mainVerb returns the number of the verb group that carries a clause: the first finite one outside
// relative clauses, else the first infinitive; -1 when there is none.
func (f *finder) mainVerb(r token.Range) int {
	fallback, relative := -1, false
	for i := r.First; i < r.End; i++ {
		if f.tags.Of[i] == phrase.Wh {
			relative = true
		}
		g := f.tags.GroupAt(i)
		if g < 0 {
			continue
		}
		v := &f.tags.Groups[g]
		switch {
		case v.Finite && relative:
			relative = false
		case v.Finite && v.Tokens.First >= r.First-1:
			return g
		case fallback < 0 && (v.Infinitive || v.Bare && f.tags.Of[v.Main] == phrase.Ing):
			fallback = g
		}
		i = v.Tokens.End - 1
	}
	return fallback
}
