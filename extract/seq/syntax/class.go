package syntax

import "attache/extract/token"

// Class is the kind of thing a name names.
type Class uint8

// The classes of names.
const (
	NoName Class = iota
	Person
	Organization
	Location
	Misc // nationalities, events, works
	classCount
)

var classNames = [classCount]string{"-", "PERSON", "ORGANIZATION", "LOCATION", "MISC"}

// String returns the name of the class in capitals.
func (c Class) String() string {
	if c < classCount {
		return classNames[c]
	}
	return "?"
}

// ParseClass reads what String returns; ok is false when there is no such class.
func ParseClass(name string) (c Class, ok bool) {
	for c, n := range classNames {
		if n == name {
			return Class(c), true
		}
	}
	return NoName, false
}

// Name is a run of tokens of one sentence that name one thing.
type Name struct {
	Tokens token.Range
	Class  Class
}
