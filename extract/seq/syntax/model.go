package syntax

import (
	"fmt"

	"attache/extract/seq/weights"
	"attache/extract/token"
)

// Model tags, names and parses. It is immutable and safe for concurrent use.
type Model struct {
	lexicon   lexicon
	tagger    weights.Lanes
	names     weights.Sevens
	moves     weights.Threes
	relations weights.Lanes
}

// The sections of the file of weights.
const (
	lexiconSection  = "syntax.lexicon"
	taggerSection   = "syntax.tagger"
	namesSection    = "syntax.names"
	movesSection    = "syntax.moves"
	relationSection = "syntax.relations"
)

// Open reads the model from a file of weights. The error wraps weights.ErrBroken.
func Open(f *weights.File) (*Model, error) {
	m := &Model{}
	var err error
	read := func(name string, use func([]byte) error) {
		if err != nil {
			return
		}
		var section []byte
		if section, err = f.Section(name); err == nil {
			err = use(section)
		}
	}
	read(lexiconSection, func(b []byte) (err error) { m.lexicon, err = readLexicon(b); return err })
	read(taggerSection, func(b []byte) (err error) { m.tagger, err = readLanes(b, tagLabels); return err })
	read(namesSection, func(b []byte) (err error) { m.names, err = weights.ReadSevens(b); return err })
	read(movesSection, func(b []byte) (err error) { m.moves, err = weights.ReadThrees(b); return err })
	read(relationSection, func(b []byte) (err error) { m.relations, err = readLanes(b, relationLabels); return err })
	if err != nil {
		return nil, err
	}
	return m, nil
}

// readLanes reads a table for the given number of labels.
func readLanes(section []byte, labels int) (weights.Lanes, error) {
	t, err := weights.ReadLanes(section)
	if err == nil && t.Sums() != sumsFor(labels) {
		err = fmt.Errorf("%w: a table for other labels", weights.ErrBroken)
	}
	return t, err
}

// sumsFor returns how many words the sums of some labels take, with the check behind them.
func sumsFor(labels int) int { return 2 * ((labels + 8) / 8) }

// Analyse reads all sentences of doc, in time linear in its length. doc must not be nil; one without
// tokens gives an Analysis without any.
func (m *Model) Analyse(doc *token.Doc) *Analysis {
	n := len(doc.Tokens)
	a := &Analysis{Doc: doc, Words: m.lexicon.readWords(doc), Tags: make([]Tag, n), Classes: make([]Class, n), nodes: make([]node, n)}
	var seen memory
	for _, s := range doc.Sentences {
		m.tag(a.Words, a.Tags, s.Tokens)
		m.name(a.Words, a.Tags, a.Classes, &seen, s.Tokens)
	}
	p := sentenceParse{doc: doc, words: a.Words, tags: a.Tags, before: make([]before, n+1), state: state{nodes: a.nodes}}
	countBefore(p.before, a.Tags)
	for _, s := range doc.Sentences {
		m.parse(&p, s.Tokens)
	}
	a.collectNames()
	return a
}
