package entity

import (
	"attache/extract/phrase"
	"attache/extract/token"
)

// givenThenName reports whether a given name stands at p and a surname behind it.
func (r *reader) givenThenName(p int, s token.Range) bool {
	if _, ok := lex.given.Get(r.d.Tokens[p].Hash); !ok || p+1 >= s.End || !r.capital(p+1) || r.t.Of[p+1] != phrase.Name {
		return false
	}
	_, n := lex.roleAt(r.d, p+1)
	_, m := r.tables.match(r.d, p+1)
	return n == 0 && m == 0 && lex.headAt(r.d, p+1) == noHead
}

// titleAt returns the role at token p with the modifiers before it ("Deputy Foreign Minister"), or
// 0 when none stands there. Small letters count too: "special envoy Ada Okoro".
func (r *reader) titleAt(p int, s token.Range) (role, int) {
	const most = 6 // modifiers; "deputy assistant secretary of state for European affairs" has fewer
	for k := p; k < s.End && k-p <= most; k++ {
		if ro, n := lex.roleAt(r.d, k); n > 0 {
			end := k + n
			// "Minister of Foreign Affairs Ada Okoro", "Secretary for Health Ada Okoro"
			for ro.kind == office && end+1 < s.End && (r.d.Norm(end) == "of" || r.d.Norm(end) == "for") && in(&portfolios, r.d, end+1) && r.d.Tokens[end+1].Any(token.Capital) {
				end++
				for end < s.End && in(&portfolios, r.d, end) {
					end++
				}
			}
			// A second role behind the first: "Chairman and Chief Executive Officer".
			if _, m := lex.roleAt(r.d, min(end, s.End-1)); end < s.End && m > 0 && r.d.Tokens[end].Any(token.Capital) {
				end += m
			}
			return ro, end - p
		}
		if !in(&modifiers, r.d, k) && !in(&portfolios, r.d, k) && !r.d.Tokens[k].Any(token.Hyphenated) {
			return role{}, 0
		}
		if r.t.Of[k] == phrase.Conj && k == p {
			return role{}, 0
		}
	}
	return role{}, 0
}

// roleFollows reports whether a role stands at p, in small letters.
func (r *reader) roleFollows(p int, s token.Range) bool {
	if p >= s.End {
		return false
	}
	_, n := r.titleAt(p, s)
	return n > 0 && p+n < s.End && r.capital(p+n)
}

// stateThenPerson returns where a personal name starts inside the run [p, end) that follows "president
// of": behind the first word that is followed by a given name and more.
func (r *reader) stateThenPerson(p, end int, s token.Range) int {
	if end-p < 3 || p-2 < s.First || r.d.Norm(p-1) != "of" {
		return p
	}
	if _, n := lex.roleAt(r.d, p-2); n == 0 {
		return p
	}
	for k := p + 1; k+1 < end; k++ {
		if _, ok := lex.givenName(r.d, k); ok {
			return k
		}
	}
	return p
}

// titleInside returns the length of a title in capitals that starts at token k and is followed by a
// name, 0 when there is none.
func (r *reader) titleInside(k int, s token.Range) int {
	if !r.capital(k) {
		return 0
	}
	ro, n := r.titleAt(k, s)
	if n == 0 || ro.kind == kin || k+n >= s.End || !r.capital(k+n) || r.t.Of[k+n] != phrase.Name {
		return 0
	}
	for i := k; i < k+n; i++ {
		if !r.d.Tokens[i].Any(token.Capital) && r.d.Tokens[i].Any(token.Lower) && !in(&joiners, r.d, i) {
			return 0
		}
	}
	return n
}

var joiners = table("of and for the in")
