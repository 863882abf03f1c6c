package entity

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// shortForms settles single words in capitals, now that all full names are known: surnames, short
// names of bodies, states that only this text knows, places.
func (r *reader) shortForms() {
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.known < 0 && c.Name.Len() == 1 && c.Kind != attache.Body {
			r.weigh(n)
		}
	}
	r.states()
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.Kind == attache.Body && !r.headline(c.Tokens.First) {
			r.body(n)
		}
	}
	for n := range r.found {
		if c := &r.found[n]; !c.settled && c.known < 0 && c.Name.Len() == 1 && c.Kind != attache.Body {
			r.short(n)
		}
	}
	r.overlooked()
}

// short settles one single word.
func (r *reader) short(n int) {
	c := &r.found[n]
	hash := r.d.Tokens[c.Name.First].Hash
	if e, sure := r.bySurname(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, sure)
		return
	} else if len(r.surnames[hash]) > 0 {
		r.tie(n)
		return
	}
	if s, ok := r.learned[hash]; ok {
		c.Acts = !s.demonym && r.acts(c.Tokens)
		form := Named
		if s.demonym {
			form = Demonym
		}
		r.mention(n, s.ent, form, 0.8)
		return
	}
	if e, ok := r.acronyms[hash]; ok {
		r.alias(e, c.Tokens)
		r.mention(n, e, Short, 0.95)
		return
	}
	if lex.headAt(r.d, c.Name.First) == bodyHead {
		if e := r.bodyByHead(hash, c.Tokens.First); e >= 0 {
			r.mention(n, e, Short, 0.8)
		}
		return
	}
	if e, several := r.byPart(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, byPart)
		return
	} else if several {
		r.tie(n)
		return
	}
	if e, sure := r.fromTables(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, sure)
		return
	}
	w := r.weights[hash]
	first := c.Tokens.First
	switch {
	case r.headline(first) && c.title.Len() == 0:
	case w.person > 0:
		e := r.entFor(words(r.d, c.Name), attache.Person, first)
		r.remember(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, 0.7)
	case in(&months, r.d, first):
	case w.place > 0 && w.place >= w.agent:
		r.mention(n, r.entFor(words(r.d, c.Name), attache.Place, first), Named, 0.6)
	case w.speaker > 0 && w.place == 0 && r.t.Of[first] == phrase.Name && !r.d.Tokens[first].Any(token.Upper):
		e := r.entFor(words(r.d, c.Name), attache.Person, first)
		r.remember(e, c.Name)
		r.mention(n, e, Short, 0.5)
	}
}

// bySurname returns the person of the text whose surname the candidate is. Of two with the same
// surname it takes the one whose title fits, else nobody: see untie.
func (r *reader) bySurname(c *candidate) (int, float32) {
	hash := r.d.Tokens[c.Name.First].Hash
	best, second := -1, -1
	better := func(a, b int) bool { // a before b
		x, y := &r.ents[a], &r.ents[b]
		if c.sex != Unknown && (x.sex == c.sex) != (y.sex == c.sex) {
			return x.sex == c.sex
		}
		return x.count > y.count
	}
	for _, e := range r.surnames[hash] {
		x := &r.ents[e]
		if c.sex != Unknown && x.sex != Unknown && x.sex != c.sex {
			continue
		}
		switch {
		case best < 0:
			best = e
		case better(e, best):
			best, second = e, best
		case second < 0 || better(e, second):
			second = e
		}
	}
	switch {
	case best < 0:
		return -1, 0
	case second < 0:
		return best, 1
	}
	x, y := &r.ents[best], &r.ents[second]
	if c.sex != Unknown && x.sex == c.sex && y.sex != c.sex {
		return best, 0.9
	}
	return -1, 0
}

// byPart is how surely a word of a name other than the last is the person: "Kwon" for Kwon Young-se,
// "Sheikh Tamim", "Hillary".
const byPart = 0.8

// byPart returns the one person of the text whose name holds the candidate as another word than the
// surname; several says that there are more than one.
func (r *reader) byPart(c *candidate) (e int, several bool) {
	e = -1
	for _, k := range r.parts[r.d.Tokens[c.Name.First].Hash] {
		x := &r.ents[k]
		if c.sex != Unknown && x.sex != Unknown && x.sex != c.sex || x.count == 0 {
			continue
		}
		if e >= 0 && e != k {
			return -1, true
		}
		e = k
	}
	return e, false
}

func (r *reader) tie(n int) {
	r.found[n].tied = true
	r.ties = append(r.ties, n)
}

// untie settles surnames that two persons share by what stands beside them: "Lind, the mayor,".
func (r *reader) untie() {
	added := len(r.Mentions)
	for _, n := range r.ties {
		c := &r.found[n]
		s := r.d.Sentences[r.d.Tokens[c.Tokens.First].Sentence].Tokens
		p, ok := r.besidePost(c.Tokens, s)
		if !ok {
			if e := r.foremost(c); e >= 0 {
				r.mention(n, e, Short, foremost)
			}
			continue
		}
		if e := r.fitting(c, p); e >= 0 {
			r.mention(n, e, Short, described)
		}
	}
	if len(r.Mentions) > added {
		sort.SliceStable(r.Mentions, func(i, j int) bool { return r.Mentions[i].Tokens.First < r.Mentions[j].Tokens.First })
	}
}

// How surely one of two persons with a surname is meant: the one described beside it, the one of whom
// the text speaks most.
const (
	described = 0.9
	foremost  = 0.6
)

// fitting returns the one person who has a candidate's word in the name and holds a post; -1 when none
// or several do.
func (r *reader) fitting(c *candidate, asked post) int {
	hash, one := r.d.Tokens[c.Name.First].Hash, -1
	for _, all := range [][]int{r.surnames[hash], r.parts[hash]} {
		for _, e := range all {
			for _, held := range r.ents[e].posts {
				if ok, _ := r.fits(asked, held); !ok || e == one {
					continue
				}
				if one >= 0 {
					return -1
				}
				one = e
			}
		}
	}
	return one
}

// foremost returns the one of several persons with a surname who is named three times as often as any
// other; -1 for none.
func (r *reader) foremost(c *candidate) int {
	best, second := -1, 0
	for _, e := range r.surnames[r.d.Tokens[c.Name.First].Hash] {
		x := &r.ents[e]
		if c.sex != Unknown && x.sex != Unknown && x.sex != c.sex {
			continue
		}
		switch {
		case best < 0:
			best = e
		case x.count > r.ents[best].count:
			best, second = e, r.ents[best].count
		default:
			second = max(second, x.count)
		}
	}
	if best < 0 || r.ents[best].count < 3*second {
		return -1
	}
	return best
}

// besidePost returns the post that a description right beside a name gives: "the mayor, Lind,",
// "Lind, the mayor,", "the writer Lind", "Mayor Lind".
func (r *reader) besidePost(name, s token.Range) (post, bool) {
	try := func(np token.Range) (post, bool) {
		if _, n := r.roleIn(np); n == 0 {
			return post{}, false
		}
		return lex.post(r.d, np)
	}
	if end := name.End; end+1 < s.End && r.d.Of(end) == "," {
		if p, ok := try(r.t.PhraseFrom(end + 1)); ok {
			return p, true
		}
	}
	first := name.First
	if first > s.First && r.d.Of(first-1) == "," {
		first--
	}
	if p, ok := try(r.t.PhraseTo(first, s.First)); ok {
		return p, true
	}
	return lex.post(r.d, name)
}

// bodyByHead returns the one body whose head noun has the hash and that was named before token at;
// -1 when there is none or more than one.
func (r *Set) bodyByHead(hash uint64, at int) int {
	found := -1
	for _, e := range r.heads[hash] {
		if x := &r.ents[e]; x.first < at && x.count > 0 {
			if found >= 0 {
				return -1
			}
			found = e
		}
	}
	return found
}

// overlooked finds surnames and bodies' abbreviations among words that did not look like names:
// "Price said" at the head of a sentence, where the price may have a capital too.
func (r *reader) overlooked() {
	for i := range r.d.Tokens {
		t := &r.d.Tokens[i]
		if r.owner[i] >= 0 && (r.found[r.owner[i]].settled || r.found[r.owner[i]].tied) || !t.Any(token.Capital) || t.Any(token.Address) {
			continue
		}
		if r.owner[i] >= 0 && r.found[r.owner[i]].Name.Len() > 1 && !r.headline(i) {
			continue
		}
		switch r.d.Paragraphs[t.Paragraph].Kind {
		case token.Byline, token.Boilerplate:
			continue
		}
		if _, ok := r.learned[t.Hash]; !ok && !r.surnameOf(t.Hash) {
			continue
		}
		c := candidate{Mention: Mention{Tokens: token.Range{First: i, End: i + 1}, Name: token.Range{First: i, End: i + 1}, ent: -1}, known: -1, of: -1}
		r.found = append(r.found, c)
		r.owner[i] = int32(len(r.found) - 1)
		r.short(len(r.found) - 1)
	}
}

func (r *reader) surnameOf(hash uint64) bool { return len(r.surnames[hash]) > 0 }
