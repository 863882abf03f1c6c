package entity

import (
	"time"

	"attache"
	"attache/extract/token"
)

// holders adds to the persons of the text the offices that the tables know of, and lists persons by
// what they are.
func (r *reader) holders() {
	r.byRole = map[int][]int{}
	for e := range r.ents {
		x := &r.ents[e]
		if x.Kind != attache.Person || x.count == 0 {
			continue
		}
		r.fromOffices(e)
		listed := map[int]bool{}
		for _, p := range x.posts {
			if !listed[p.role] {
				listed[p.role] = true
				r.byRole[p.role] = append(r.byRole[p.role], e)
			}
		}
	}
}

// fromOffices gives a person the offices of the tables.
func (r *reader) fromOffices(e int) {
	if r.ents[e].known < 0 {
		return
	}
	for _, o := range r.tables.known[r.ents[e].known].Offices {
		if p := o.post; p.role >= 0 {
			p.of = o.Of
			p.former = p.former || !o.Held(r.day)
			r.learnPost(e, p)
		}
	}
}

// unique are roles that one person at a time has in a state or body, so that the day decides who is
// meant.
var unique = roleSet(`president|prime minister|premier|chancellor|taoiseach|head of state|head of government|leader|king|queen|emir|sultan|
	pope|pontiff|supreme leader|foreign minister|foreign secretary|defence minister|defence secretary|secretary of state|secretary general|
	secretary-general|top diplomat|chief diplomat|foreign policy chief|high representative|chief|monarch|director general|crown prince`)

// holder returns the one person of the tables who held a post when the text was published. It is
// surest where the day lies in the office; without a day, or near a change, it is a guess.
func (r *reader) holder(asked post, first int) (int, float32) {
	if r.tables == nil || asked.of == "" || asked.former || asked.deputy || !unique[asked.role] {
		return -1, 0
	}
	const (
		sure  = 0.65
		guess = 0.4
	)
	best, doubt := -1, false
	for _, k := range r.tables.offices[asked.of] {
		for _, o := range r.tables.known[k].Offices {
			if o.Of != asked.of || o.post.role < 0 || !lex.calls(asked, o.post) || !o.Held(r.day) {
				continue
			}
			if best >= 0 && best != k {
				return -1, 0
			}
			best = k
			doubt = doubt || !r.tables.holds(o, r.day)
		}
	}
	switch {
	case best < 0:
		return -1, 0
	case doubt:
		return r.knownEnt(best, first), guess
	}
	return r.knownEnt(best, first), sure
}

// holds reports whether a day lies in an office beyond doubt: an office without an end is known to
// last until the day the tables were checked.
func (t *Tables) holds(o Office, day time.Time) bool {
	last := o.To
	if last.IsZero() {
		last = t.checked
	}
	return !day.IsZero() && !day.Before(o.From) && !day.After(last)
}

func roleSet(list string) map[int]bool {
	set := map[int]bool{}
	d := token.Read(list)
	first := 0
	for i := 0; i <= len(d.Tokens); i++ {
		if i == len(d.Tokens) || d.Of(i) == "|" {
			if p, ok := lex.post(d, token.Range{First: first, End: i}); ok {
				set[p.role] = true
			}
			first = i + 1
		}
	}
	return set
}
