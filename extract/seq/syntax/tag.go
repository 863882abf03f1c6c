package syntax

// Tag is a part of speech of the Penn Treebank.
type Tag uint8

// The tags. NoTag is the zero value and stands before and behind a sentence.
const (
	NoTag Tag = iota
	CC
	CD
	DT
	EX
	FW
	IN
	JJ
	JJR
	JJS
	LS
	MD
	NN
	NNP
	NNPS
	NNS
	PDT
	POS
	PRP
	PRPS // PRP$: my, his
	RB
	RBR
	RBS
	RP
	SYM
	TO
	UH
	VB
	VBD
	VBG
	VBN
	VBP
	VBZ
	WDT
	WP
	WPS // WP$: whose
	WRB
	Comma
	Period
	Colon      // : ; … — -
	OpenQuote  // ``
	CloseQuote // ''
	OpenBracket
	CloseBracket
	Currency
	Hash
	tagCount
)

var tagNames = [tagCount]string{
	"-", "CC", "CD", "DT", "EX", "FW", "IN", "JJ", "JJR", "JJS", "LS", "MD", "NN", "NNP", "NNPS", "NNS", "PDT", "POS",
	"PRP", "PRP$", "RB", "RBR", "RBS", "RP", "SYM", "TO", "UH", "VB", "VBD", "VBG", "VBN", "VBP", "VBZ", "WDT", "WP",
	"WP$", "WRB", ",", ".", ":", "``", "''", "-LRB-", "-RRB-", "$", "#",
}

// String returns the name that the Penn Treebank gives the tag.
func (t Tag) String() string {
	if t < tagCount {
		return tagNames[t]
	}
	return "?"
}

// ParseTag reads what String returns; ok is false when there is no such tag.
func ParseTag(name string) (t Tag, ok bool) {
	for t, n := range tagNames {
		if n == name {
			return Tag(t), true
		}
	}
	return NoTag, false
}

// Verbal reports whether t is a form of a verb; modals are not.
func (t Tag) Verbal() bool { return VB <= t && t <= VBZ }

// Finite reports whether t is a verb with a tense, or a modal.
func (t Tag) Finite() bool { return t == VBD || t == VBP || t == VBZ || t == MD }

// Nominal reports whether t is a noun or a name.
func (t Tag) Nominal() bool { return NN <= t && t <= NNS }

// Proper reports whether t is a name.
func (t Tag) Proper() bool { return t == NNP || t == NNPS }

// Mark reports whether t is punctuation.
func (t Tag) Mark() bool { return Comma <= t && t <= CloseBracket }
