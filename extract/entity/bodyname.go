package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// headOf returns what the last or first noun of a name in capitals says it is.
func (r *reader) headOf(n token.Range) headKind {
	if n.Len() < 2 {
		return noHead
	}
	if k := lex.headAt(r.d, n.End-1); k != noHead {
		return k
	}
	switch k := lex.headAt(r.d, n.First); k {
	case placeHead: // "Mount Tolva", "Lake Orun"
		return k
	}
	return noHead
}

// bodyEnd returns the end of a body's name that starts at p, whose first words up to from are
// known to be a state or demonym (from == p when there are none); p when there is none. Behind a
// state the noun may stand in small letters: "the Norlandic foreign ministry".
func (r *reader) bodyEnd(p, from int, s token.Range) int {
	k := from
	if from > p && k < s.End && r.t.Of[k] == phrase.Genitive {
		k++
	}
	const most = 7
	for n := 0; k < s.End && n < most; k, n = k+1, n+1 {
		capital := r.capital(k)
		if lex.headAt(r.d, k) == bodyHead && (capital || from > p) && r.t.Of[k] != phrase.Finite {
			end := k + 1
			for end < s.End && r.capital(end) && lex.headAt(r.d, end) == bodyHead {
				end++ // "House Judiciary Committee", "Trade Union Federation"
			}
			if k == p && end == p+1 && !r.ofFollows(end, s) {
				return p // "Parliament" alone is a short form at best
			}
			return r.ofTail(end, s)
		}
		if _, role := lex.roleAt(r.d, k); role > 0 && n > 0 && lex.headAt(r.d, k) == noHead {
			return p
		}
		if !capital && (from == p || r.t.Of[k] != phrase.Adj && r.t.Of[k] != phrase.Noun) {
			return p
		}
	}
	return p
}

// ofFollows reports whether "of" or "for" and a name stand at token i.
func (r *reader) ofFollows(i int, s token.Range) bool {
	if i+1 >= s.End {
		return false
	}
	switch r.d.Norm(i) {
	case "of", "for", "on":
		next := i + 1
		if r.d.Norm(next) == "the" && next+1 < s.End {
			next++
		}
		return r.capital(next)
	}
	return false
}

// ofTail goes on over "of Foreign Affairs of the Republic of Norland".
func (r *reader) ofTail(end int, s token.Range) int {
	const longest = 24 // words of a body's name
	s.End = min(s.End, end+longest)
	for r.ofFollows(end, s) {
		next := end + 1
		if r.d.Norm(next) == "the" {
			next++
		}
		if f, n := r.tables.match(r.d, next); n > 0 {
			if r.tables.known[f.known].Kind == attache.Person {
				return end
			}
			if in(&portfolios, r.d, next+n) && f.use == asDemonym { // "for European and Asian Affairs"
				end = next + n
			} else {
				end = next + n
				continue
			}
		} else {
			end = next
		}
		for end < s.End && (r.capital(end) || in(&portfolios, r.d, end) && r.d.Norm(end) == "and" && end+1 < s.End && r.capital(end+1)) {
			if _, n := r.tables.match(r.d, end); n > 0 && !in(&portfolios, r.d, end) {
				break
			}
			if _, n := lex.roleAt(r.d, end); n > 0 && lex.headAt(r.d, end) == noHead && !in(&portfolios, r.d, end) && !r.ofFollows(end+n, s) {
				break // "Ministry of Defence Spokesman"
			}
			end++
		}
	}
	return end
}
