package entity

import (
	"strings"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// body settles the name of a ministry, council, party …, and says whose it is.
func (r *reader) body(n int) {
	c := &r.found[n]
	of := -1 // the entity of the state it belongs to
	if c.of >= 0 && r.found[c.of].known >= 0 {
		of = r.knownEnt(r.found[c.of].known, c.Tokens.First)
	}
	rest := c.Tokens
	if s, ok := r.learned[r.d.Tokens[rest.First].Hash]; ok && of < 0 && rest.Len() > 1 { // "the Norlandic Foreign Ministry"
		of = s.ent
		rest.First++
		if r.t.Of[rest.First] == phrase.Genitive {
			rest.First++
		}
	}
	if c.of >= 0 && r.found[c.of].Tokens.First == c.Tokens.First {
		rest.First = r.found[c.of].Tokens.End
		if rest.First < rest.End && r.t.Of[rest.First] == phrase.Genitive {
			rest.First++
		}
	}
	// "… of Norland" behind it
	for i := rest.First + 1; i < rest.End; i++ {
		if s, ok := r.learned[r.d.Tokens[i].Hash]; ok && i+1 == rest.End && !s.demonym && r.d.Norm(i-1) == "of" {
			of, rest.End = s.ent, i-1
			break
		}
		if f, k := r.tables.match(r.d, i); k > 0 && f.use == asName && i+k == rest.End && r.tables.known[f.known].Kind == attache.State {
			of = r.knownEnt(f.known, c.Tokens.First)
			rest.End = i
			for rest.End > rest.First && (r.t.Of[rest.End-1] == phrase.Prep || r.t.Of[rest.End-1] == phrase.Det || r.d.Norm(rest.End-1) == "of") {
				rest.End--
			}
		}
	}
	name := words(r.d, c.Tokens)
	if of >= 0 {
		if m := r.ministry(rest); m != "" {
			name = "Ministry of " + m + " of " + r.ents[of].Name
		}
	}
	e := r.entFor(name, attache.Body, c.Tokens.First)
	if e < 0 {
		return
	}
	if of >= 0 {
		r.ents[e].PartOf = r.ents[of].ID
	}
	r.alias(e, c.Tokens)
	c.head = bodyHead
	r.called(e, r.headHash(rest))
	r.mention(n, e, Named, 1)
	r.acronym(e, c.Tokens)
}

// called notes by which noun a body is called later.
func (r *reader) called(e int, hash uint64) {
	if hash != 0 && r.ents[e].last != hash {
		r.ents[e].last = hash
		r.heads[hash] = append(r.heads[hash], e)
	}
}

// headHash returns the hash of the noun by which a body is called later ("the council"): the last
// body noun before any "of".
func (r *reader) headHash(rest token.Range) uint64 {
	h := uint64(0)
	for i := rest.First; i < rest.End; i++ {
		if r.t.Of[i] == phrase.Prep && h != 0 {
			break
		}
		if lex.headAt(r.d, i) == bodyHead {
			h = r.d.Tokens[i].Hash
		}
	}
	return h
}

// ministry returns the portfolio of a ministry in title case ("Foreign Affairs"), or "" when rest
// names no ministry.
func (r *reader) ministry(rest token.Range) string {
	at := -1
	for i := rest.First; i < rest.End; i++ {
		if w := r.d.Norm(i); w == "ministry" {
			at = i
			break
		}
	}
	if at < 0 {
		return ""
	}
	var portfolio []string
	from, to := rest.First, at
	if at == rest.First { // "Ministry of Foreign Affairs"
		from, to = at+1, rest.End
	}
	for i := from; i < to; i++ {
		switch w := r.d.Norm(i); {
		case (w == "of" || w == "for" || w == "the") && len(portfolio) == 0:
		case !in(&portfolios, r.d, i):
			return "" // "Russian Language Ministry" is no portfolio that we know
		case w == "defense":
			portfolio = append(portfolio, "Defence")
		case w == "and" || w == "of":
			portfolio = append(portfolio, w)
		default:
			portfolio = append(portfolio, strings.ToUpper(w[:1])+w[1:])
		}
	}
	p := strings.Join(portfolio, " ")
	switch p {
	case "Foreign", "External Affairs", "External", "Foreign Affairs", "European and Foreign Affairs":
		return "Foreign Affairs"
	case "Interior", "Internal Affairs", "Internal":
		return "Internal Affairs"
	}
	return p
}

// acronym notes "(CTC)" behind a body whose words begin with these letters.
func (r *reader) acronym(e int, name token.Range) {
	i := name.End
	if i+2 >= len(r.d.Tokens) || r.d.Of(i) != "(" || r.d.Of(i+2) != ")" || !r.d.Tokens[i+1].Any(token.Upper) {
		return
	}
	letters := strings.ToLower(strings.ReplaceAll(r.d.Of(i+1), ".", ""))
	initials := ""
	for k := name.First; k < name.End; k++ {
		if r.d.Tokens[k].Any(token.Capital) {
			initials += r.d.Norm(k)[:1]
		}
	}
	if !strings.HasPrefix(initials, letters) && !strings.HasSuffix(initials, letters) {
		return
	}
	r.acronyms[r.d.Tokens[i+1].Hash] = e
}
