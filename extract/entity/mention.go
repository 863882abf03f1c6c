package entity

import (
	"attache"
	"attache/extract/token"
)

// Mention is a place in the text that names or points to somebody or something.
type Mention struct {
	attache.Mention // Entity and Name are empty while it is unresolved

	Kind   attache.EntityKind // empty while unknown
	Form   Form
	Tokens token.Range
	Name   token.Range // the name alone, without title; for other forms the same as Tokens
	Acts   bool        // of a State: it stands for the government here

	ent int // index into Set.ents, -1 for none
}

// Form says how a mention points to its entity.
type Form uint8

// The forms.
const (
	Named   Form = iota // a name, perhaps with a title
	Short               // surname, abbreviation, head noun of a body: "Okoro", "the Council"
	Seat                // a capital or building
	Demonym             // "Norlandic", "Norlanders"
	Pronoun             // he, she, him, his, her
	Nominal             // "the minister"; only inside this package
)
