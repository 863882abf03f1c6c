package entity

import (
	"attache"
	"attache/extract/token"
)

// A post is what somebody is, as far as a later "the minister" may be compared with it: "Deputy
// Foreign Minister of Norland" is the role minister, for foreign affairs, a deputy's, Norland's.
type post struct {
	role   int              // index into lexicon.roleNames
	areas  areas            // what it is for: foreign, defence
	of     attache.EntityID // whose: a state or body; "" while unknown
	former bool
	deputy bool
}

// areas is a set of portfolios.
type areas [2]uint64

func (a areas) empty() bool { return a[0]|a[1] == 0 }

func (a areas) within(b areas) bool { return a[0]&^b[0] == 0 && a[1]&^b[1] == 0 }

func (a *areas) add(n int) { a[n/64] |= 1 << (n % 64) }

var (
	formerly = table("former ex late outgoing retired onetime one-time erstwhile ousted deposed then-")
	deputies = table("deputy vice assistant")
	// courtesies are titles that say nothing about an office.
	courtesies = table("mr mr. mrs mrs. ms ms. miss sir dame lord lady madam dr dr. prof. fr. hon.")
)

// areaAt returns the number of the portfolio that token i names, synonyms alike; -1 for none.
func (l *lexicon) areaAt(d *token.Doc, i int) int {
	n, ok := l.areas.Get(d.Tokens[i].Hash)
	if !ok {
		return -1
	}
	return n
}

// post reads the role in a title or description, "" for whose; false when there is none.
func (l *lexicon) post(d *token.Doc, at token.Range) (post, bool) {
	p := post{role: -1}
	for i := at.First; i < at.End; i++ {
		switch {
		case in(&formerly, d, i):
			p.former = true
			continue
		case in(&deputies, d, i) && i+1 < at.End:
			if ro, n := l.roleAt(d, i); n > 1 && ro.name >= 0 { // "vice president" is a role of its own
				break
			}
			p.deputy = true
			continue
		case d.Norm(i) == "'s", d.Norm(i) == "'", d.Of(i) == ",":
			p.areas, p.deputy, p.former = areas{}, false, false // "Norland's", "of the interior,"
			continue
		}
		ro, n := l.roleAt(d, i)
		if n == 0 || ro.name < 0 || i+n > at.End {
			if a := l.areaAt(d, i); a >= 0 {
				p.areas.add(a)
			}
			continue
		}
		p.role = ro.name
		for k := i; k < i+n; k++ { // "foreign minister" is a minister for foreign affairs
			if a := l.areaAt(d, k); a >= 0 && n > 1 {
				if last, m := l.roleAt(d, i+n-1); m == 1 && last.name >= 0 {
					p.role = last.name
					p.areas.add(a)
				}
			}
		}
		k := i + n
		if k+1 < at.End && (d.Norm(k) == "of" || d.Norm(k) == "for") { // "Minister of Foreign Affairs"
			k++
			for k < at.End && (d.Norm(k) == "the" || in(&portfolios, d, k)) {
				if a := l.areaAt(d, k); a >= 0 {
					p.areas.add(a)
				}
				k++
			}
		}
		return p, true
	}
	return p, false
}

// fits reports whether somebody who holds post may be called by what is asked: "the Turkish leader"
// asks for a leader of Turkey. Whose it is counts where the text says it of both; known says that it
// does.
func (r *Set) fits(asked, held post) (ok, known bool) {
	if asked.deputy && !held.deputy || asked.former && !held.former {
		return false, false
	}
	if !lex.calls(asked, held) {
		return false, false
	}
	if asked.of == "" {
		return true, false
	}
	return r.belongs(held.of, asked.of), true
}

// calls reports whether a role may be called by another's name.
func (l *lexicon) calls(asked, held post) bool {
	if asked.role == held.role {
		return asked.areas.within(held.areas) && (!held.deputy || asked.deputy) && (!held.former || asked.former)
	}
	for _, c := range l.general[asked.role] {
		if c.role == held.role && c.areas.within(held.areas) && asked.areas.within(held.areas) {
			return true
		}
	}
	return false
}

// belongs reports whether an entity is another or part of it: the ministry's spokesman is Norland's.
func (r *Set) belongs(id, to attache.EntityID) bool {
	for range 4 {
		if id == to {
			return id != ""
		}
		e, ok := r.Entity(id)
		if !ok {
			return false
		}
		id = e.PartOf
	}
	return false
}

// learnPost adds a post to a person of the text.
func (r *reader) learnPost(e int, p post) {
	x := &r.ents[e]
	for i := range x.posts {
		if o := &x.posts[i]; o.role == p.role && o.areas == p.areas && o.former == p.former {
			if o.of == "" {
				o.of = p.of
			}
			if o.of == p.of || p.of == "" {
				return
			}
		}
	}
	const most = 6 // posts of one person in one text
	if len(x.posts) < most {
		x.posts = append(x.posts, p)
	}
}
