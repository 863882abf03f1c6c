package chain

// Label is the role of a token in BIO notation: whether it begins a span of a role, goes on with one,
// or stands outside.
type Label uint8

// The labels. The sections of a model depend on their order.
const (
	Outside Label = iota
	BeginSource
	InSource
	BeginCue
	InCue
	BeginContent
	InContent
	Labels int = iota
)

// Role is a part of a statement.
type Role uint8

// The roles.
const (
	Source Role = iota
	Cue
	Content
)

// Begin returns the label that begins a span of the role.
func (r Role) Begin() Label { return BeginSource + 2*Label(r) }

// In returns the label that goes on with a span of the role.
func (r Role) In() Label { return InSource + 2*Label(r) }

// follows reports whether b may follow a: a span must begin before it goes on.
func follows(a, b Label) bool {
	switch b {
	case InSource, InCue, InContent:
		return a == b || a == b-1
	}
	return true
}

// starts reports whether a sequence may start with l.
func starts(l Label) bool {
	return l == Outside || l == BeginSource || l == BeginCue || l == BeginContent
}
