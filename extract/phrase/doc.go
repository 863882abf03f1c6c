// Package phrase gives every token of a text its part of speech and finds the groups that the
// fact extractors reason with: verb groups with their tense, voice and negation, noun phrases, the
// subject of a verb.
//
// It is a hidden Markov model over 23 tags with a lexicon of some thousand words (lexicon/words.tsv,
// counted on silver parses, see lexicon/words.txt) and a handful of rules; a trained parser may take
// its place behind the same questions. It refuses to be a parser: it answers "which noun phrase is
// the subject of this verb" from what stands next to it, and gives no answer where that is not
// enough. It changes nothing and holds no state: [Read] tags a [token.Doc] in linear time.
//
// The words used here: a group is a run of tokens around a main verb with its auxiliaries and
// adverbs ("had not yet been told"); a noun phrase runs from its determiner to its last noun and
// the "of" phrases that hang on it; a clause boundary is a mark or word at which the search for a
// subject stops.
//
//	t := phrase.Read(token.Read("The envoy, who left early, had not been told."))
//	g, _ := t.GroupAt(8)           // had not been told: passive, negated
//	np, _ := t.Subject(g)          // The envoy
package phrase
