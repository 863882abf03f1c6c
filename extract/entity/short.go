package entity

import (
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
	if e, sure := r.bySurname(c); e >= 0 {
		r.alias(e, c.Name)
		r.claim(e, c)
		r.mention(n, e, Short, sure)
		return
	}
	hash := r.d.Tokens[c.Name.First].Hash
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
	case w.speaker > 0 && w.place == 0 && r.t.Of[first] == phrase.Name:
		e := r.entFor(words(r.d, c.Name), attache.Person, first)
		r.remember(e, c.Name)
		r.mention(n, e, Short, 0.5)
	}
}

// bySurname returns the person of the text whose surname the candidate is. Of two with the same
// surname it takes the one whose title fits, else the one named far more often, else nobody.
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
	if x.count >= 3*y.count {
		return best, 0.6
	}
	return -1, 0
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

// fromTables returns the person of the tables who goes by a single word, where the text gives
// reason to think of that person: the title fits the office, or the state plays a part.
func (r *reader) fromTables(c *candidate) (int, float32) {
	best, score, tie := -1, 0, false
	for _, k := range r.tables.persons(r.d.Tokens[c.Name.First].Hash) {
		p := &r.tables.known[k]
		if c.sex != Unknown && p.Sex != Unknown && p.Sex != c.sex {
			continue
		}
		s := 0
		for _, o := range p.Offices {
			if !o.Held(r.day) {
				continue
			}
			fit := 0
			if _, named := r.byID[o.Of]; named {
				fit++
			}
			if c.title.Len() > 0 && r.titleFits(c.title, o.Title) {
				fit += 2
			}
			s = max(s, fit)
		}
		switch {
		case s > score:
			best, score, tie = k, s, false
		case s == score && s > 0:
			tie = true
		}
	}
	if best < 0 || tie {
		return -1, 0
	}
	_, common := lex.given.Get(r.d.Tokens[c.Name.First].Hash)
	if score == 1 && (common || c.title.Len() > 0) {
		return -1, 0 // "James" is anybody; a title that does not fit is somebody else's
	}
	sure := float32(0.7)
	if score >= 2 {
		sure = 0.9
	}
	return r.knownEnt(best, c.Tokens.First), sure
}

// titleFits reports whether the last word of an office stands in a title.
func (r *reader) titleFits(at token.Range, office string) bool {
	d := token.Read(office)
	for k := range d.Tokens {
		if _, n := lex.roleAt(d, k); n == 0 {
			continue
		}
		for i := at.First; i < at.End; i++ {
			if r.d.Tokens[i].Hash == d.Tokens[k].Hash {
				return true
			}
		}
	}
	return false
}

// overlooked finds surnames and bodies' abbreviations among words that did not look like names:
// "Price said" at the head of a sentence, where the price may have a capital too.
func (r *reader) overlooked() {
	for i := range r.d.Tokens {
		t := &r.d.Tokens[i]
		if r.owner[i] >= 0 && r.found[r.owner[i]].settled || !t.Any(token.Capital) || t.Any(token.Address) {
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

// weight counts what the places where a word stands say about it.
type weight struct{ person, place, agent, speaker, state int }

var (
	sayingVerbs = table(`said says say told tells added adds announced announces asked asks argued argues insisted insists
		warned warns claimed claims explained explains noted notes replied replies wrote writes tweeted stressed stresses
		acknowledged declared denied denies demanded`)
	statehood = table("government people state republic kingdom president minister king queen parliament army ambassador embassy capital")
)

// weigh adds one place where a single word stands to what is known of that word.
func (r *reader) weigh(n int) {
	c := &r.found[n]
	i := c.Name.First
	w := r.weights[r.d.Tokens[i].Hash]
	s := r.d.Sentences[r.d.Tokens[i].Sentence].Tokens
	if c.title.Len() > 0 {
		w.person++
	}
	if i > s.First {
		switch {
		case (in(&placePreps, r.d, i-1) || in(&goingVerbs, r.d, i-1)) && !(i+1 < s.End && r.t.Of[i+1] == phrase.Genitive):
			w.place++
		case r.d.Norm(i-1) == "of" && i-1 > s.First && (in(&statehood, r.d, i-2) || r.t.Of[i-2] == phrase.Name):
			w.state++
		}
	}
	if i+1 < s.End {
		switch {
		case i > s.First && r.t.Of[i-1] == phrase.Prep: // "Okoro of Norland said"
		case in(&sayingVerbs, r.d, i+1):
			w.speaker++
			w.agent++
		case r.t.Of[i+1] == phrase.Finite || r.t.Of[i+1] == phrase.Modal:
			w.agent++
		case r.t.Of[i+1] == phrase.Genitive && i+2 < s.End:
			if _, n := r.titleAt(i+2, s); n > 0 || in(&political, r.d, i+2) || in(&statehood, r.d, i+2) {
				w.state++
			}
		}
	}
	r.weights[r.d.Tokens[i].Hash] = w
}

// learned is a state that only this text speaks of, or its people.
type learned struct {
	ent     int
	demonym bool
}

// states finds the states that the tables do not know: a name that owns a government or minister,
// and that has an adjective made from it ("Norland", "Norlandic").
func (r *reader) states() {
	type word struct {
		at   int
		norm string
		hash uint64
	}
	var all []word
	seen := map[uint64]bool{}
	for n := range r.found {
		c := &r.found[n]
		if c.settled || c.known >= 0 || c.Name.Len() != 1 || c.Kind == attache.Body {
			continue
		}
		h := r.d.Tokens[c.Name.First].Hash
		if !seen[h] {
			seen[h] = true
			all = append(all, word{c.Name.First, r.d.Norm(c.Name.First), h})
		}
	}
	const most = 400 // names; pairs are compared, so time stays bounded
	all = all[:min(len(all), most)]
	for _, s := range all {
		w := r.weights[s.hash]
		if w.person > 0 || r.surnameOf(s.hash) {
			continue
		}
		peoples := all[:0:0]
		for _, p := range all {
			if peopleOf(s.norm, p.norm) {
				peoples = append(peoples, p)
			}
		}
		if len(peoples) == 0 && w.state == 0 {
			continue
		}
		if len(peoples) == 0 && w.speaker > 0 && w.place == 0 {
			continue // "Okoro's ambassador" may be a person's
		}
		e := r.entFor(words(r.d, token.Range{First: s.at, End: s.at + 1}), attache.State, s.at)
		if r.ents[e].Kind != attache.State {
			continue
		}
		r.learned[s.hash] = learned{e, false}
		for _, p := range peoples {
			r.learned[p.hash] = learned{e, true}
		}
	}
}

// peopleOf reports whether adj is an adjective or people made from the name of a state.
func peopleOf(state, adj string) bool {
	n := 0
	for n < len(state) && n < len(adj) && state[n] == adj[n] {
		n++
	}
	if n < 4 || n < len(state)-2 || len(adj) <= n && len(state) <= n {
		return false
	}
	switch adj[n:] {
	case "n", "an", "ian", "ic", "i", "ese", "ish", "er", "ns", "ans", "ians", "is", "ers":
		return adj != state
	}
	return false
}
