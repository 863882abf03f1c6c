package phrase

import "attache/extract/token"

// inside reports whether token i can stand inside a noun phrase whose next token to the right is
// i+1.
func (t *Tags) inside(i int) bool {
	switch t.Of[i] {
	case Adj, Noun, Name, Num, Det, Owner, Genitive:
		return true
	case Adv: // "the newly elected president", "nearly two years"
		return t.Of[i+1] == Adj || t.Of[i+1] == Participle || t.Of[i+1] == Num
	case Participle, Ing: // "the elected president", "sitting ministers"
		return t.Of[i+1] == Noun || t.Of[i+1] == Adj || t.Of[i+1] == Name
	case Mark:
		return t.Doc.Norm(i) == "&"
	}
	return false
}

// baseStart returns where the base noun phrase starts whose last token is last; last+1 when no noun
// phrase ends there. It does not pass before the token from.
func (t *Tags) baseStart(last, from int) int {
	if last < from || !t.Of[last].Nominal() && t.Of[last] != Det && t.Of[last] != Adj {
		return last + 1
	}
	if t.Of[last] == Pron {
		return last
	}
	i := last
	for i > from && t.inside(i-1) {
		left := t.Of[i-1]
		if t.Of[i] == Det && left != Det || t.Of[i] == Owner && left != Det {
			break // a determiner begins its phrase
		}
		if left == Participle || left == Ing {
			// Only between a determiner and the noun; elsewhere it is a verb.
			k := i - 2
			for k >= from && (t.Of[k] == Adv || t.Of[k] == Adj) {
				k--
			}
			if k < from || t.Of[k] != Det && t.Of[k] != Owner && t.Of[k] != Genitive {
				break
			}
		}
		i--
	}
	return i
}

// baseEnd returns where the base noun phrase ends that starts at first; first when none does. It
// does not pass to.
func (t *Tags) baseEnd(first, to int) int {
	if first >= to {
		return first
	}
	if t.Of[first] == Pron || t.Of[first] == There {
		return first + 1
	}
	end, owned := first, false // owned: a genitive stands before, more must follow
	for i := first; i < to; i++ {
		switch tag := t.Of[i]; tag {
		case Noun, Name, Num:
			end, owned = i+1, false
		case Adj:
			if i > first && t.Of[i-1] == Name && end == i {
				end = i + 1 // "Lao PDR"
			}
		case Det, Owner:
			if end > first && t.Of[i-1] != Genitive {
				return end
			}
		case Genitive:
			if end != i {
				return end
			}
			owned = true
		case Adv, Participle, Ing: // "Norland's then minister", "the elected president"
			if end > first && !owned || i+1 >= to || !t.inside(i) && !(owned && tag == Adv) {
				return end
			}
		case Mark:
			if t.Doc.Norm(i) != "&" {
				return end
			}
		default:
			return end
		}
	}
	return end
}

// links are the prepositions that hang a phrase on the noun before it.
var (
	linkOf  = words("of")
	linkAny = words("of for from in at to with on against between by about near under")
)

// PhraseFrom returns the noun phrase that starts at token first: its base and the "of" phrases
// behind it, also "for" and "in" where a name or a noun follows at once. The range is empty when no
// noun phrase starts there.
func (t *Tags) PhraseFrom(first int) token.Range {
	if first < 0 || first >= len(t.Of) {
		return token.Range{First: first, End: first}
	}
	to := min(t.Doc.Sentences[t.Doc.Tokens[first].Sentence].Tokens.End, first+farTokens)
	end := t.baseEnd(first, to)
	for end > first && end+1 < to && t.Of[end] == Prep && t.in(&linkOf, end) {
		next := t.baseEnd(end+1, to)
		if next == end+1 {
			break
		}
		end = next
	}
	return token.Range{First: first, End: end}
}

// PhraseTo returns the noun phrase whose last token is end-1, reaching left over "of" phrases but
// not before the token from. The range is empty when none ends there.
func (t *Tags) PhraseTo(end, from int) token.Range {
	from = max(from, end-farTokens)
	first := t.baseStart(end-1, from)
	if first >= end {
		return token.Range{First: end, End: end}
	}
	for first-2 >= from && t.Of[first-1] == Prep && t.in(&linkOf, first-1) {
		next := t.baseStart(first-2, from)
		if next > first-2 {
			break
		}
		first = next
	}
	return token.Range{First: first, End: end}
}

// Head returns the last noun or name of the base phrase at the left of a noun phrase: "minister" of
// "the foreign minister of Norland". It returns -1 when r holds none.
func (t *Tags) Head(r token.Range) int {
	head := -1
	for i := r.First; i < r.End; i++ {
		switch t.Of[i] {
		case Noun, Name, Pron, Num:
			head = i
		case Prep, Sub, Wh, Mark, QuoteMark, Conj:
			if head >= 0 {
				return head
			}
		case Genitive:
			head = -1
		}
	}
	return head
}
