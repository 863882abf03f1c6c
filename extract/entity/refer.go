package entity

import (
	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// ref is one place where the text speaks of somebody: by name, by what he is, or by a pronoun.
type ref struct {
	who  int // index into ents, or a stranger: see reader.strangers
	at   int // the token it stands at
	form Form

	subject, speaks, owner, object bool

	first bool // the text names him here for the first time
}

// A stranger is somebody whom the text does not name: "an official", "Norland's foreign minister".
// Strangers are numbered from -2 down. They stand in the way of those who are named, because the
// next "he" may mean them.
type stranger struct {
	post
	sex        Sex
	name       uint64 // of the word that names him, 0 for none
	indefinite bool
}

func (r *reader) stranger(who int) *stranger { return &r.strangers[-2-who] }

// refer resolves, in one pass over the text, what points to somebody named: he and she, "the
// minister", "his Norlandic counterpart". Where two fit about equally well it stays open.
func (r *reader) refer() {
	r.deeds()
	var all []Mention
	next := 0
	r.last = [3]int{-1, -1, -1}
	r.latest = map[int]int{}
	named := r.Mentions
	for i := range r.d.Tokens {
		if r.d.Tokens[i].Quote >= 0 && r.speaker != -1 && r.sentencesTo(r.voice, i) <= 1 {
			r.voice = i // who spoke goes on
		}
		for next < len(named) && named[next].Tokens.First <= i {
			m := &named[next]
			if m.ent >= 0 && m.Kind == attache.Person && r.inBody(m.Tokens.First) {
				r.point(ref{who: m.ent, at: m.Tokens.First, form: m.Form, first: r.ents[m.ent].first == m.Tokens.First}, m.Tokens)
			}
			all = append(all, *m)
			next++
		}
		if next > 0 && named[next-1].Tokens.Has(i) && named[next-1].Kind != attache.Body || !r.inBody(i) {
			if m, ok := r.pronoun(i, false); ok {
				all = append(all, m)
			}
			continue
		}
		if m, ok := r.pronoun(i, true); ok {
			all = append(all, m)
			continue
		}
		if r.does[i] == speech && r.t.Of[i] == phrase.Name && r.d.Tokens[i].Any(token.Capital) && (next == 0 || !named[next-1].Tokens.Has(i)) {
			r.newcomer(i)
			continue
		}
		r.nominal(i)
	}
	r.Mentions = append(all, named[next:]...)
}

// newcomer notes somebody who speaks and whose name we cannot place: a surname that two people
// share, a name spelt wrongly. What he says is not somebody else's.
func (r *reader) newcomer(i int) {
	sex := Unknown
	if k := r.owner[i]; k >= 0 {
		sex = r.found[k].sex
	}
	for k := max(0, len(r.strangers)-40); k < len(r.strangers); k++ {
		x := &r.strangers[k]
		if x.name != 0 && x.name == r.d.Tokens[i].Hash {
			r.point(ref{who: -2 - k, at: i, form: Named}, token.Range{First: i, End: i + 1})
			return
		}
	}
	r.strangers = append(r.strangers, stranger{post: post{role: -1}, sex: sex, name: r.d.Tokens[i].Hash})
	r.point(ref{who: -1 - len(r.strangers), at: i, form: Named, first: true}, token.Range{First: i, End: i + 1})
}

// inBody reports whether token i is body text.
func (r *reader) inBody(i int) bool {
	return r.d.Paragraphs[r.d.Tokens[i].Paragraph].Kind == token.Body
}

// point keeps a reference, and where in its sentence it stands.
func (r *reader) point(f ref, at token.Range) {
	for i := at.First; i < at.End; i++ {
		f.subject = f.subject || r.does[i] >= aDeed
		f.speaks = f.speaks || r.does[i] == speech
	}
	f.owner = at.End < len(r.d.Tokens) && r.t.Of[at.End] == phrase.Genitive
	first := at.First - 1
	for first >= 0 && (r.t.Of[first] == phrase.Det || r.t.Of[first] == phrase.Adj) {
		first--
	}
	f.object = first >= 0 && r.t.Of[first] == phrase.Prep && r.d.Tokens[first].Sentence == r.d.Tokens[at.First].Sentence
	if k, again := r.latest[f.who]; again && r.sentencesTo(r.refs[k].at, f.at) == 0 {
		f.subject = f.subject || r.refs[k].subject // "Okoro briefed his host": he is still who does it
		f.speaks = f.speaks || r.refs[k].speaks
	}
	r.refs = append(r.refs, f)
	r.latest[f.who] = len(r.refs) - 1
	if f.speaks {
		r.speaker = f.who
		r.spoke, r.voice = at.First, at.First
	}
}

// sentencesTo returns how many sentences token i stands behind token at.
func (r *reader) sentencesTo(at, i int) int {
	return int(r.d.Tokens[i].Sentence) - int(r.d.Tokens[at].Sentence)
}

// sexOf returns the sex of somebody, named or not.
func (r *reader) sexOf(who int) Sex {
	if who <= -2 {
		return r.stranger(who).sex
	}
	return r.ents[who].sex
}

// before returns the last token of the name that ends right before token i, adverbs aside, where no
// preposition governs it: "According to the office, Okoro told"; -1 for none.
func (r *reader) before(i int) int {
	i--
	for i >= 0 && r.t.Of[i] == phrase.Adv {
		i--
	}
	if i < 0 || r.owner[i] < 0 || !r.found[r.owner[i]].settled {
		return -1
	}
	if first := r.found[r.owner[i]].Tokens.First; first > 0 && (r.t.Of[first-1] == phrase.Prep || r.t.Of[first-1] == phrase.Genitive) {
		return -1
	}
	return i
}

// What the token at the head of a subject does.
const (
	nothing uint8 = iota
	aDeed
	speech
)

// deeds notes who does something and who speaks: the heads of the subjects of all verbs.
func (r *reader) deeds() {
	r.does = make([]uint8, len(r.d.Tokens))
	for g := range r.t.Groups {
		v := &r.t.Groups[g]
		if !v.Finite && !v.Bare {
			continue
		}
		np, how := r.t.Subject(g)
		head := r.t.Head(np)
		if head < 0 && np.Len() == 1 {
			head = np.First // a pronoun
		}
		if how == phrase.Nowhere {
			head = r.before(v.Tokens.First)
		}
		if head < 0 || how == phrase.Governed {
			continue
		}
		does := aDeed
		if in(&sayingVerbs, r.d, v.Main) && !v.Passive {
			does = speech
		} else if how == phrase.Inverted || v.Bare {
			continue
		}
		r.does[head] = max(r.does[head], does)
	}
}
