package entity

import (
	"sort"
	"strings"
	"time"

	"attache"
	"attache/extract/token"
)

// Tables is what is known of the world before an article is read: states with their seats and
// peoples, bodies, people in office. It is immutable and safe for concurrent use. A nil *Tables
// knows nothing; reading still finds the names an article introduces itself.
type Tables struct {
	known []Known
	forms token.Table[[]form] // by the first word of each written form
	short token.Table[[]int]  // persons by surname or other single-word name
	byID  map[attache.EntityID]int

	offices map[attache.EntityID][]int // who held an office of a state or body
	checked time.Time                  // until when offices without an end are known to be held
}

// Known is one entity of the tables.
type Known struct {
	attache.Entity
	Offices []Office
	Sex     Sex

	line int
	seat bool // a building that stands for PartOf
}

// Office is a post that a person holds or held. To is zero while no end is known.
type Office struct {
	Of       attache.EntityID // a state or body
	Title    string
	From, To time.Time

	post post // what Title says; of is empty
}

// Held reports whether the office was held on a day, give or take the months in which the news
// still says "president" of somebody who has just left or has been elected. A zero day is unknown
// and always inside.
func (o Office) Held(day time.Time) bool {
	const grace = 120 * 24 * time.Hour
	if day.IsZero() {
		return true
	}
	return (o.From.IsZero() || !day.Before(o.From.Add(-grace))) && (o.To.IsZero() || !day.After(o.To.Add(grace)))
}

// Sex decides which pronoun may stand for a person. It is Unknown where nothing tells.
type Sex uint8

// The values of Sex.
const (
	Unknown Sex = iota
	Female
	Male
)

// use says what a written form says about its entity.
type use uint8

const (
	asName    use = iota
	asSeat        // the capital: the government where it acts, a city elsewhere
	asDemonym     // adjective or people
)

// form is one way to write an entity.
type form struct {
	rest   []uint64 // hashes of the words after the first
	known  int      // index into Tables.known
	use    use
	capped bool // written in capitals ("WHO"), so that the common word is not taken for it
	place  string
}

// Len returns the number of entities.
func (t *Tables) Len() int {
	if t == nil {
		return 0
	}
	return len(t.known)
}

// Lookup returns an entity by its id.
func (t *Tables) Lookup(id attache.EntityID) (Known, bool) {
	if t == nil {
		return Known{}, false
	}
	i, ok := t.byID[id]
	if !ok {
		return Known{}, false
	}
	return t.known[i], true
}

// All returns the entities in the order of the tables. The slice belongs to the caller, what it
// points to does not.
func (t *Tables) All() []attache.Entity {
	if t == nil {
		return nil
	}
	all := make([]attache.Entity, len(t.known))
	for i := range t.known {
		all[i] = t.known[i].Entity
	}
	return all
}

// match returns the longest written form that starts at token i, and how many tokens it takes; 0
// when none does.
func (t *Tables) match(d *token.Doc, i int) (best form, n int) {
	if t == nil {
		return form{}, 0
	}
	forms, ok := t.forms.Get(d.Tokens[i].Hash)
	if !ok {
		return form{}, 0
	}
	for _, f := range forms { // the longest first
		if 1+len(f.rest) <= n || i+len(f.rest) >= len(d.Tokens) {
			continue
		}
		if f.capped && !d.Tokens[i].Any(token.Upper|token.Stop) {
			continue
		}
		same := true
		for k, h := range f.rest {
			next := &d.Tokens[i+1+k]
			if next.Hash != h || next.Sentence != d.Tokens[i].Sentence {
				same = false
				break
			}
		}
		if same {
			best, n = f, 1+len(f.rest)
		}
	}
	return best, n
}

// persons returns the people who go by a single word.
func (t *Tables) persons(hash uint64) []int {
	if t == nil {
		return nil
	}
	all, _ := t.short.Get(hash)
	return all
}

// index fills the lookups once all rows are read.
func (t *Tables) index(written []writtenForm) {
	t.offices = map[attache.EntityID][]int{}
	for k := range t.known {
		for i := range t.known[k].Offices {
			o := &t.known[k].Offices[i]
			if of := t.offices[o.Of]; o.Of != "" && (len(of) == 0 || of[len(of)-1] != k) {
				t.offices[o.Of] = append(of, k)
			}
			d := token.Read(o.Title)
			var ok bool
			if o.post, ok = lex.post(d, token.Range{First: 0, End: len(d.Tokens)}); !ok {
				o.post.role = -1
			}
		}
	}
	byFirst := map[string][]form{}
	for _, w := range written {
		d := token.Read(w.words)
		if len(d.Tokens) == 0 {
			continue
		}
		person := t.known[w.known].Kind == attache.Person
		if person && len(d.Tokens) == 1 {
			t.addShort(d.Norm(0), w.known)
			continue
		}
		f := form{known: w.known, use: w.use, capped: capped(w.words), place: w.words}
		for i := 1; i < len(d.Tokens); i++ {
			f.rest = append(f.rest, d.Tokens[i].Hash)
		}
		byFirst[d.Norm(0)] = append(byFirst[d.Norm(0)], f)
		if person {
			if last := surname(d, token.Range{First: 0, End: len(d.Tokens)}); last >= 0 {
				t.addShort(d.Norm(last), w.known)
			}
		}
	}
	for word, forms := range byFirst {
		sort.SliceStable(forms, func(i, j int) bool { return len(forms[i].rest) > len(forms[j].rest) })
		t.forms.Put(word, forms)
	}
}

func (t *Tables) addShort(word string, known int) {
	hash := token.Hash(word)
	all, _ := t.short.Get(hash)
	for _, k := range all {
		if k == known {
			return
		}
	}
	t.short.Put(word, append(all[:len(all):len(all)], known))
}

// capped reports whether a form is an abbreviation that only counts in capitals. "U.S." does not
// need the rule: its stops tell it from "us".
func capped(words string) bool {
	return len(words) <= 6 && !strings.ContainsAny(words, " ") && words == strings.ToUpper(words)
}

// surname returns the token of a personal name by which the person is mentioned later: the last
// word that is no suffix. It returns -1 when r holds no word.
func surname(d *token.Doc, r token.Range) int {
	for i := r.End - 1; i >= r.First; i-- {
		switch d.Norm(i) {
		case "jr.", "jr", "sr.", "sr", "ii", "iii", "iv", "vi", "xiv", ",":
			continue
		}
		return i
	}
	return -1
}
