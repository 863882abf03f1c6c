package phrase

// Tag is a part of speech. The tags are those of the Penn Treebank, folded to what the extractors
// tell apart, with subordinators ("that", "if") and the infinitive's "to" taken from the relations
// of the silver parses.
type Tag uint8

// The tags, with their letters in lexicon files.
const (
	Noun       Tag = iota // N
	Name                  // P: proper nouns
	Adj                   // J
	Det                   // D
	Owner                 // S: my, his, whose
	Genitive              // g: 's
	Pron                  // R
	Prep                  // I: prepositions
	Sub                   // s: that, if, because … at the head of a clause
	To                    // T: before an infinitive
	Conj                  // C
	Modal                 // M
	Finite                // V: says, said, is
	Base                  // B: infinitives and imperatives
	Participle            // E: past participles
	Ing                   // G
	Adv                   // A
	There                 // X
	Num                   // U
	Wh                    // W: who, which, when
	Stop                  // .: ends a sentence
	Mark                  // k: other marks
	QuoteMark             // q
	tags
)

const letters = "NPJDSgRIsTCMVBEGAXUW.kq"

// String returns the letter of the tag.
func (t Tag) String() string {
	if t < tags {
		return letters[t : t+1]
	}
	return "?"
}

// Verbal reports whether t is a form of a verb, modals included.
func (t Tag) Verbal() bool { return t == Modal || t >= Finite && t <= Ing }

// Nominal reports whether t can be the head of a noun phrase.
func (t Tag) Nominal() bool { return t == Noun || t == Name || t == Num || t == Pron }
