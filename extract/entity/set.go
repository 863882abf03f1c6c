package entity

import (
	"sort"

	"attache"
	"attache/extract/phrase"
	"attache/extract/token"
)

// Set is all that was found in one text. It is immutable and safe for concurrent use.
type Set struct {
	Mentions []Mention // in the order of the text, never overlapping

	tags   *phrase.Tags
	tables *Tables
	ents   []ent
	byID   map[attache.EntityID]int

	nominals []nominal // in the order of their heads

	surnames map[uint64][]int // persons, by the hash of their surname
	parts    map[uint64][]int // persons, by the hashes of the other words of their names
	heads    map[uint64][]int // bodies, by the hash of the noun they are called by
	acronyms map[uint64]int   // bodies, by the hash of their abbreviation in brackets
}

// ent is an entity of the text while it is put together.
type ent struct {
	attache.Entity
	sex   Sex
	known int // index into the tables, -1 for none
	count int // mentions by name
	first int // the first token that names it

	posts []post   // of persons: what the text and the tables say they are
	parts []uint64 // hashes of the fullest name, for persons
	last  uint64   // hash of the surname
}

// Entities returns what the text names, in order of first mention. The slice belongs to the caller.
func (s *Set) Entities() []attache.Entity {
	order := make([]int, 0, len(s.ents))
	for i := range s.ents {
		if s.ents[i].count > 0 {
			order = append(order, i)
		}
	}
	sort.SliceStable(order, func(i, j int) bool { return s.ents[order[i]].first < s.ents[order[j]].first })
	all := make([]attache.Entity, len(order))
	for i, k := range order {
		all[i] = s.ents[k].Entity
	}
	return all
}

// In returns the mentions that lie wholly inside span. The slice is part of Mentions.
func (s *Set) In(span attache.Span) []Mention {
	from := sort.Search(len(s.Mentions), func(i int) bool { return s.Mentions[i].Span.Start >= span.Start })
	to := from
	for to < len(s.Mentions) && s.Mentions[to].Span.End <= span.End {
		to++
	}
	return s.Mentions[from:to]
}

// At returns the mention that holds token i, or false.
func (s *Set) At(i int) (Mention, bool) {
	k := sort.Search(len(s.Mentions), func(k int) bool { return s.Mentions[k].Tokens.End > i })
	if k < len(s.Mentions) && s.Mentions[k].Tokens.Has(i) {
		return s.Mentions[k], true
	}
	return Mention{}, false
}

// Sex returns what is known of the sex of a person of the text.
func (s *Set) Sex(id attache.EntityID) Sex {
	if i, ok := s.byID[id]; ok {
		return s.ents[i].sex
	}
	return Unknown
}

// StateOf returns the state that an entity of the text belongs to or is, following what it is part
// of; false when that is not known.
func (s *Set) StateOf(id attache.EntityID) (attache.Entity, bool) {
	for range 4 { // a chain longer than spokesman, ministry, government, state does not occur
		e, ok := s.Entity(id)
		if !ok {
			return attache.Entity{}, false
		}
		if e.Kind == attache.State {
			return e, true
		}
		id = e.PartOf
	}
	return attache.Entity{}, false
}

// Entity returns an entity of the text, else of the tables.
func (s *Set) Entity(id attache.EntityID) (attache.Entity, bool) {
	if id == "" {
		return attache.Entity{}, false
	}
	if i, ok := s.byID[id]; ok {
		return s.ents[i].Entity, true
	}
	k, ok := s.tables.Lookup(id)
	return k.Entity, ok
}

// words returns the tokens of r with single spaces, as a name is shown.
func words(d *token.Doc, r token.Range) string {
	b := make([]byte, 0, 32)
	for i := r.First; i < r.End; i++ {
		if i > r.First && d.Tokens[i].Any(token.SpaceBefore) {
			b = append(b, ' ')
		}
		b = append(b, d.Of(i)...)
	}
	return string(b)
}
