package attribution

import (
	"attache"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/seq/statement"
	"attache/extract/token"
)

// Text is one article as the layers below have read it.
type Text struct {
	Tags  *phrase.Tags
	Names *entity.Set
	Times []attache.Timex // in order; may be nil
	// Found is what a model found in the same document, in order; nil leaves all to the rules.
	Found []statement.Statement
}

func (t Text) doc() *token.Doc { return t.Tags.Doc }

// Frame is one statement as bare spans, as a finder proposes it.
type Frame struct {
	Source  attache.Span   // empty when the text names nobody, or the finder would not decide
	Cue     []attache.Span // may be empty: a quotation that goes on
	Content []attache.Span // in order, never overlapping, at least one

	// Speaker is where the source is named when Source only refers to it: the antecedent of "who",
	// the paragraph before a quotation that goes on. Empty when Source says it itself.
	Speaker attache.Span

	Rule  string
	Score float32 // confidence, 0 to 1
}

// Find returns the attributions of a text: its frames, completed.
func Find(t Text) []attache.Attribution { return Complete(t, Frames(t)) }
