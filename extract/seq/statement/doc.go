// Package statement finds who says what in an analysed text: a source, a cue and a content of one or two
// spans, in the terms of Pareti (2015), as a model learned it from annotated news.
//
// It works in two stages. A conditional random field (package chain) gives every token of a paragraph the
// probability of beginning or being part of a source, a cue, a content. Then each run of likely cue tokens,
// an [anchor], chooses: one softmax over all pairs of a content before it and one behind it, none
// included, and one over the spans that may be its source. A cue for which "no content on either side"
// wins is no statement. The two stages exist because BIO labels alone cannot weigh whole spans: choosing
// them is worth some five points of F1 (docs/EVALUATION.md).
//
// Words used here: a border stands between two tokens; the near border of a content is the one towards
// the cue, the far border the other; the field of a paragraph is what the labels say about it; a word is
// strong when many of its uses in the corpus were cues.
//
// Finding takes time linear in the text and skips paragraphs without a likely cue or a quotation. The
// package starts no goroutine and keeps nothing between texts.
package statement
