// Package wording compares how several texts put the same thing. Outlets print one quotation whole,
// cut, or with a word changed, and many print one agency's report: this package says which wordings are
// one, where they differ, and which texts are copies of each other.
//
// A [Text] is a text cut into words; case, accents and punctuation do not count. [Align] pairs the words
// of two texts, [Alignment.Pieces] is the marked difference (quote drift), [Groups] finds which of many
// texts say the same. A [Sketch] stands for an article and is compared by [Sketch.Resemblance].
//
// All of it is bounded: whoever hands in a text of a megabyte gets an answer about its beginning.
package wording
