package entity

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// nominal is a description that points to somebody: "the minister", "the Turkish leader", "his
// Norlandic counterpart".
type nominal struct {
	head   int // the token of the role
	tokens token.Range
	ent    int // -1 where it stays open
	sure   float32
}

// nominalAt returns the description whose role stands at token head.
func (s *Set) nominalAt(head int) (nominal, bool) {
	k := sort.Search(len(s.nominals), func(k int) bool { return s.nominals[k].head >= head })
	if k < len(s.nominals) && s.nominals[k].head == head {
		return s.nominals[k], true
	}
	return nominal{}, false
}

// What is meant as surely as this.
const (
	onlyOne   = 0.85 // nobody else of the text fits
	onlyVague = 0.7  // nobody else fits, but the words are general: "the official"
	onlyLater = 0.7  // only somebody named further on fits
	nearest   = 0.6  // two fit, and one is far nearer
	besideIt  = 0.95 // the name stands beside it
)

var (
	// vague roles may be anybody's, so that they reach back a few sentences alone.
	vague        = roleSet("official|diplomat|leader|chief|politician|head|lawmaker|representative|deputy|boss|member|spokesman|spokeswoman|spokesperson")
	counterparts = roleSet("counterpart|colleague")
	kinOnly      = roleSet("predecessor|successor|host|guest")
	definites    = table("the this that")
	theirs       = table("his her its their")
)

// nominal resolves the description whose role stands at token i, if one does.
func (r *reader) nominal(i int) {
	ro, n := lex.roleAt(r.d, i)
	if n == 0 || ro.kind != office || ro.name < 0 || !r.t.Of[i].Nominal() && n == 1 {
		return
	}
	s := r.d.Sentences[r.d.Tokens[i].Sentence].Tokens
	head := i + n - 1
	if i > s.First && n == 1 { // inside a longer role, which was read
		if k := len(r.nominals); k > 0 && r.nominals[k-1].tokens.Has(i) && r.nominals[k-1].head == head {
			return
		}
	}
	np := r.around(i, n, s)
	if np.End < s.End && (r.t.Of[np.End] == phrase.Noun || r.t.Of[np.End] == phrase.Name) && r.owner[np.End] < 0 {
		return // "the mayor candidate"
	}
	own := np.First // behind whose it is: "the prime minister's spokesman" is no minister
	for k := np.First; k < i; k++ {
		if r.t.Of[k] == phrase.Genitive {
			own = k + 1
		}
	}
	asked, ok := lex.post(r.d, token.Range{First: own, End: max(np.End, head+1)})
	if !ok {
		return
	}
	if h := r.t.Head(np); h >= i && h < head {
		head = h // "head of state"
	}
	x := nominal{head: head, tokens: np, ent: -1}
	switch who, found := r.beside(np, s); {
	case found:
		x.ent, x.sure = who, besideIt
		r.nominals = append(r.nominals, x)
		return
	}
	possessed := np.First < head && in(&theirs, r.d, np.First)
	definite := in(&definites, r.d, np.First)
	asked.of = r.organOf(np, -1)
	if asked.of == "" {
		asked.of = r.organNoun(np)
	}
	switch {
	case counterparts[asked.role]:
		x.ent, x.sure = r.counterpart(np, asked.of)
	case kinOnly[asked.role], possessed:
	case definite || asked.of != "" && r.t.Of[np.First] != phrase.Det:
		x.ent, x.sure = r.meant(asked, i)
	}
	who := x.ent
	if who < 0 {
		who = r.unnamed(asked, ro.sex, !definite && asked.of == "", possessed)
	}
	r.point(ref{who: who, at: np.First, form: Nominal}, np)
	r.nominals = append(r.nominals, x)
}

// around returns the noun phrase around a role of n tokens at i: from its determiner to an "of"
// phrase behind it.
func (r *reader) around(i, n int, s token.Range) token.Range {
	first := i
	const most = 8 // words before the role
	for first > s.First && i-first < most {
		switch r.t.Of[first-1] {
		case phrase.Adj, phrase.Noun, phrase.Name, phrase.Genitive, phrase.Num, phrase.Ing, phrase.Participle:
			first--
			continue
		case phrase.Det, phrase.Owner:
			first--
			if first > s.First && r.t.Of[first-1] == phrase.Genitive {
				continue
			}
		}
		break
	}
	end := i + n
	for end+1 < s.End { // "of the office", "for Norland"
		switch r.d.Norm(end) {
		case "of", "for", "at":
			if np := r.t.PhraseFrom(end + 1); np.Len() > 0 {
				end = np.End
				continue
			}
		}
		break
	}
	return token.Range{First: first, End: min(end, s.End)}
}

// beside returns the person named right beside a description: "the foreign minister, Ada Okoro,",
// "Ada Okoro, the foreign minister,", "the envoy Ada Okoro".
func (r *reader) beside(np token.Range, s token.Range) (int, bool) {
	person := func(i int) (*candidate, bool) {
		if i < s.First || i >= s.End || r.owner[i] < 0 {
			return nil, false
		}
		c := &r.found[r.owner[i]]
		return c, c.settled && c.ent >= 0 && r.ents[c.ent].Kind == attache.Person
	}
	if c, ok := person(np.End); ok {
		return c.ent, true
	}
	if np.End+1 < s.End && r.d.Of(np.End) == "," {
		if c, ok := person(np.End + 1); ok && c.Tokens.First == np.End+1 {
			if end := c.Tokens.End; end >= s.End || r.d.Tokens[end].Any(token.Punct) {
				return c.ent, true
			}
		}
	}
	if np.First-2 >= s.First && r.d.Of(np.First-1) == "," {
		if c, ok := person(np.First - 2); ok && c.Tokens.End == np.First-1 {
			if np.End >= s.End || r.d.Tokens[np.End].Any(token.Punct) || r.t.Of[np.End] == phrase.Prep || r.t.Of[np.End] == phrase.Wh {
				return c.ent, true
			}
		}
	}
	return -1, false
}

// organNoun returns the body that a common noun before the role stands for: "the ministry's
// spokeswoman", "the bloc's top diplomat".
func (r *reader) organNoun(np token.Range) attache.EntityID {
	for k := np.First; k < np.End; k++ {
		if e := r.bodyByHead(r.d.Tokens[k].Hash, np.First); e >= 0 && r.owner[k] < 0 {
			return r.ents[e].ID
		}
	}
	return ""
}

// meant returns whom a description means, and how surely.
func (r *reader) meant(asked post, i int) (int, float32) {
	type choice struct {
		who   int
		score float64
	}
	best, second := choice{who: -1}, choice{who: -1}
	later, laters := -1, 0
	seen := map[int]bool{}
	weigh := func(who int, held post) {
		ok, known := r.fits(asked, held)
		if !ok || known && !r.belongs(held.of, asked.of) || seen[who] {
			return
		}
		seen[who] = true
		k, before := r.latest[who]
		if !before {
			if who >= 0 {
				later, laters = who, laters+1
			}
			return
		}
		f := &r.refs[k]
		away := r.sentencesTo(f.at, i)
		const reach = 6 // sentences over which general words point back
		if vague[asked.role] && asked.of == "" && away > reach {
			return
		}
		c := choice{who, -0.8 * float64(min(away, 12))}
		if f.subject {
			c.score += 1
		}
		if f.speaks {
			c.score += 0.6
		}
		if held.role == asked.role {
			c.score += 0.8
		}
		switch {
		case best.who == -1 || c.score > best.score:
			best, second = c, best
		case second.who == -1 || c.score > second.score:
			second = c
		}
	}
	const most = 40 // persons of one role; a text with more is a list
	for _, held := range append([]post{{role: asked.role}}, lex.general[asked.role]...) {
		persons := r.byRole[held.role]
		if len(persons) > most {
			return -1, 0
		}
		for _, e := range persons {
			for _, p := range r.ents[e].posts {
				weigh(e, p)
			}
		}
	}
	for k := max(0, len(r.strangers)-most); k < len(r.strangers); k++ {
		if x := &r.strangers[k]; x.role >= 0 && (!x.indefinite || asked.of == "") {
			weigh(-2-k, x.post)
		}
	}
	const clear = 1.5 // between the first and the second
	switch {
	case best.who == -1 && laters == 1:
		return later, onlyLater
	case best.who == -1 && laters == 0:
		return r.holder(asked, i)
	case best.who < 0:
		return -1, 0
	case second.who == -1 && vague[asked.role] && asked.of == "":
		return best.who, onlyVague
	case second.who == -1:
		return best.who, onlyOne
	case best.score-second.score >= clear:
		return best.who, nearest
	}
	return -1, 0
}

// counterpart returns whom "his Norlandic counterpart" means: the person of that state who holds
// what somebody of another state in the text holds too, "his counterpart" the other of two.
func (r *reader) counterpart(np token.Range, of attache.EntityID) (int, float32) {
	if of == "" {
		return -1, 0
	}
	found := -1
	const most = 60 // references back
	seen := map[int]bool{}
	for k := len(r.refs) - 1; k >= 0 && k > len(r.refs)-most; k-- {
		e := r.refs[k].who
		if e < 0 || seen[e] {
			continue
		}
		seen[e] = true
		for _, p := range r.ents[e].posts {
			if p.role < 0 || spokesRoles[p.role] || p.former || !r.belongs(p.of, of) {
				continue
			}
			if found >= 0 && found != e {
				return -1, 0
			}
			found = e
		}
	}
	if found < 0 {
		return -1, 0
	}
	return found, nearest + 0.1
}

var spokesRoles = roleSet("spokesman|spokeswoman|spokesperson|press secretary|aide|adviser")

// unnamed returns the stranger a description speaks of: one met before where it fits, else a new one.
func (r *reader) unnamed(asked post, sex Sex, indefinite, possessed bool) int {
	if !indefinite && !possessed {
		for k := len(r.strangers) - 1; k >= 0 && k > len(r.strangers)-10; k-- {
			x := &r.strangers[k]
			if ok, _ := r.fits(asked, x.post); ok && x.role >= 0 && x.sex == sex {
				return -2 - k
			}
		}
	}
	r.strangers = append(r.strangers, stranger{post: asked, sex: sex, indefinite: indefinite})
	return -1 - len(r.strangers)
}
