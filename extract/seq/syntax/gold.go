package syntax

import "attache/extract/token"

// Gold is a text with its tags, names and trees, to train on. Only the sentences listed are used: they
// need not be the sentences of Doc, and every slice has an element for each token of Doc.
type Gold struct {
	Doc       *token.Doc
	Sentences []token.Range
	Tags      []Tag
	Classes   []Class
	Heads     []int32 // index of the head in Doc.Tokens, -1 for a root
	Relations []Relation
}
