package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// weight counts what the places where a word stands say about it.
type weight struct{ person, place, agent, speaker, state int }

var (
	sayingVerbs = table(`said says say told tells added adds announced announces asked asks argued argues insisted insists
		warned warns claimed claims explained explains noted notes replied replies wrote writes tweeted stressed stresses
		acknowledged declared denied denies demanded called calls describes described continued continues conceded concedes
		contended contends testified joked quipped recalled recalls remarked responded complained observed cautioned
		predicted predicts promised promises vowed vows urged urges emphasized emphasised emphasizes emphasises underlined
		pointed reiterated commented concluded suggested suggests acknowledges accused accuses hailed praised criticized
		criticised condemned recounted lamented pledged declared reported reports thinks believes informed briefed
		assured affirmed reaffirmed confirmed confirms proposed proposes shouted asserted asserts agreed agrees`)

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
