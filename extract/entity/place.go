package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Words that decide whether a capital is the city or the government that sits there.
var (
	placePreps = table("in at near outside around inside across throughout within into onto via toward towards downtown central northern southern eastern western")
	goingVerbs = table("visit visits visited visiting reach reaches reached reaching leave leaves left leaving enter entered entering fly flew arrive arrived travel traveled travelled tour toured")
	// political nouns belong to governments: "Oslo's decision".
	political = table(`decision decisions position positions policy policies proposal proposals demand demands condition
		conditions response responses reaction offer offers claim claims statement statements refusal request requests
		relations ties stance government interests side support opposition view views plan plans threat threats
		allies ally ambassador ambassadors embassy envoy envoys intentions approach rejection invasion war sanctions
		troops forces military army leaders leadership diplomats negotiators delegation commitment commitments
		obligations accusations allegations concerns call calls aggression actions move moves foreign`)
	// addressing verbs have governments as objects: "urged Oslo to sign".
	addressing = table(`urge urges urged urging warn warns warned warning tell tells told accuse accuses accused accusing ask asks asked
		asking press presses pressed pressing blame blames blamed blaming thank thanks thanked criticize criticized criticise
		criticised condemn condemns condemned praise praised remind reminded reassure reassured assure assured inform informed`)
	// manySeats are capitals that are the seats of several, none of which is meant more than others.
	manySeats = table("brussels")
	callingOn = table("call calls called calling prevail prevailed")
	// politicalPreps stand before governments: "talks with Oslo".
	politicalPreps = table("with between by against among")
)

// seat settles the mention of a capital: the state where the government acts, the city elsewhere.
func (r *reader) seat(n int) {
	c := &r.found[n]
	k := &r.tables.known[c.known]
	if r.acts(c.Tokens) && in(&manySeats, r.d, c.Tokens.First) {
		r.mention(n, -1, Seat, 0) // Belgium, the European Union or NATO: the text would have to say
		return
	}
	if r.acts(c.Tokens) {
		e := r.knownEnt(c.known, c.Tokens.First)
		r.alias(e, c.Tokens)
		c.Acts = true
		r.mention(n, e, Seat, 0.9)
		return
	}
	e := r.entFor(words(r.d, c.Tokens), attache.Place, c.Tokens.First)
	r.ents[e].PartOf = k.ID
	r.mention(n, e, Named, 0.9)
}

// acts reports whether the name of a state or capital stands for those who govern it. In doubt it
// does not.
func (r *reader) acts(at token.Range) bool {
	s := r.d.Sentences[r.d.Tokens[at.First].Sentence].Tokens
	before, after := at.First-1, at.End
	if before >= s.First {
		switch {
		case r.d.Norm(before) == "the" && before > s.First: // "the United States"
			before--
		}
		if in(&placePreps, r.d, before) || r.t.Of[before] == phrase.Mark && r.d.Norm(before) == "," && after < s.End && r.t.Of[after] == phrase.Mark && before > s.First && r.t.Of[before-1] == phrase.Name {
			return false // "in Oslo"; "Bergen, Norway,"
		}
		if r.d.Norm(before) == "to" || r.d.Norm(before) == "from" || in(&goingVerbs, r.d, before) {
			return false
		}
	}
	if after < s.End {
		switch {
		case r.t.Of[after] == phrase.Genitive:
			for k := after + 1; k < s.End && k < after+4; k++ {
				if in(&political, r.d, k) {
					return true
				}
			}
			return false
		case r.t.Of[after] == phrase.Finite, r.t.Of[after] == phrase.Modal:
			return true
		case r.t.Of[after] == phrase.Adv && after+1 < s.End && (r.t.Of[after+1] == phrase.Finite || r.t.Of[after+1] == phrase.Modal):
			return true
		case r.d.Of(after) == "," && r.insertion(after, s):
			return true
		case r.t.Of[after] == phrase.Conj && after+1 < s.End:
			// "Oslo and Baku agreed", "between Oslo and Baku"
			if f, k := r.tables.match(r.d, after+1); k > 0 && r.tables.known[f.known].Kind == attache.State {
				next := after + 1 + k
				if next < s.End && (r.t.Of[next] == phrase.Finite || r.t.Of[next] == phrase.Modal) {
					return true
				}
			}
		}
	}
	if before >= s.First {
		if in(&politicalPreps, r.d, before) || in(&addressing, r.d, before) || r.d.Norm(before) == "on" && before > s.First && in(&callingOn, r.d, before-1) {
			return true
		}
		if r.t.Of[before] == phrase.Conj && before > s.First {
			if m := r.owner[before-1]; m >= 0 && r.found[m].Acts {
				return true
			}
		}
	}
	return false
}

// insertion reports whether the comma at token i begins an insertion with a verb behind it: "Berlin, for
// its part, promised". A place that says where another is makes none: "Paris, Texas, is".
func (r *reader) insertion(i int, s token.Range) bool {
	const longest = 14 // words
	for k := i + 1; k < s.End && k < i+longest; k++ {
		if r.d.Of(k) != "," {
			continue
		}
		if k == i+2 && r.t.Of[i+1] == phrase.Name {
			return false
		}
		return k+1 < s.End && (r.t.Of[k+1] == phrase.Finite || r.t.Of[k+1] == phrase.Modal)
	}
	return false
}
