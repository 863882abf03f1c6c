package attache

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// EntityID names a person, body or state across articles: the folded canonical name,
// "ilham-aliyev". An analyst's merges are kept by the store and do not change it.
type EntityID string

// EntityKind says what an entity is.
type EntityKind string

// The kinds of entity Attaché tells apart.
const (
	Person EntityKind = "person"
	Body   EntityKind = "body"  // government, ministry, party, company, armed group, court
	State  EntityKind = "state" // also used for its government: "Azerbaijan" and "Baku"
	Place  EntityKind = "place" // a place that does not act: the city in "a visit to Baku"
)

// Entity is somebody or something that speaks or acts.
type Entity struct {
	ID      EntityID   `json:"id"`
	Name    string     `json:"name"` // the name to show
	Kind    EntityKind `json:"kind,omitempty"`
	Role    string     `json:"role,omitempty"`    // as the text gives it: "Azerbaijani President"
	Aliases []string   `json:"aliases,omitempty"` // other forms seen, in order of appearance
	PartOf  EntityID   `json:"part_of,omitempty"` // a ministry's state
}

// Mention is a place in the text that names or points to an entity. Entity and Name are empty
// while it is unresolved; what to show is then the text of the Span.
type Mention struct {
	Span   Span     `json:"span"`
	Entity EntityID `json:"entity,omitempty"`
	Name   string   `json:"name,omitempty"`
	// Sure is the confidence of the resolution, 0 to 1; see Trust.
	Sure float32 `json:"sure,omitempty"`
}

// IsZero reports whether m points nowhere.
func (m Mention) IsZero() bool { return m.Span.Empty() && m.Entity == "" }

// Show returns the name to print: the resolved one, else the words of the text.
func (m Mention) Show(text string) string {
	if m.Name != "" {
		return m.Name
	}
	return m.Span.Of(text)
}

// NewEntityID folds a name to its id: letters and digits of the compatibility decomposition
// without marks, lower case, other runs as one hyphen. Two spellings that differ only in case,
// accents or punctuation have one id.
func NewEntityID(name string) EntityID {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFKD.String(name) {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '.':
			// dropped without a gap: O'Brien, U.S.
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			gap = false
			b.WriteRune(unicode.ToLower(r))
		default:
			gap = true
		}
	}
	return EntityID(b.String())
}
