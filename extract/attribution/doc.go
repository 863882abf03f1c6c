// Package attribution finds who said what: source, cue and content in the terms of Pareti (2015),
// direct, indirect and mixed.
//
// It works in two steps that can be used apart. A finder proposes frames, bare spans of source, cue
// and content; [Rules] is one, built on a lexicon of cues and the order of phrases, and a trained
// model may take its place or stand beside it. [Complete] turns frames into attributions: it
// resolves the source to an entity, and reads form, act, negation, addressee, the occasion, the
// date of saying, and who reports it ("According to the ministry, Okoro asked …").
//
// A wrong speaker is the worst error here: where the source is not plain it stays empty, and the
// passage speaks for itself. Nothing is taken from titles, bylines and other furniture, so that a
// headline is never a statement.
//
// Words used here: a frame is one statement as spans; a cue is the verb (or noun, or "according
// to") that ties source and content; the trust of a cue says in how many of a hundred uses it
// reports speech; a statement is inner when it lies in the content of another.
package attribution
