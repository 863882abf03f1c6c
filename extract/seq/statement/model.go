package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/syntax"
	"attache/extract/seq/weights"
)

// Model finds statements. It is immutable and safe for concurrent use.
type Model struct {
	strengths weights.Dict
	labels    *labeller
	spans     weights.Singles
}

// The sections of the file of weights.
const (
	strengthSection   = "statement.strengths"
	labelSection      = "statement.labels"
	transitionSection = "statement.transitions"
	spanSection       = "statement.spans"
)

// Open reads the model from a file of weights. The error wraps weights.ErrBroken.
func Open(f *weights.File) (*Model, error) {
	m := &Model{}
	section, err := f.Section(strengthSection)
	if err != nil {
		return nil, err
	}
	if m.strengths, err = weights.ReadDict(section); err != nil {
		return nil, err
	}
	if section, err = f.Section(labelSection); err != nil {
		return nil, err
	}
	transitions, err := f.Section(transitionSection)
	if err != nil {
		return nil, err
	}
	if m.labels, err = readLabeller(section, transitions); err != nil {
		return nil, err
	}
	if section, err = f.Section(spanSection); err != nil {
		return nil, err
	}
	m.spans, err = weights.ReadSingles(section)
	return m, err
}

// Find returns the statements of a text, in the order of their cues, paragraph by paragraph; never nil.
// It gives all that it would sooner believe than not, and more: a caller who needs certainty looks at the
// scores. It takes time linear in the length of the text.
func (m *Model) Find(a *syntax.Analysis) []Statement {
	p := readPage(a, readStrengths(&m.strengths, a))
	f := finder{m: m, lattice: chain.NewLattice(&m.labels.transitions), out: []Statement{}}
	for _, par := range a.Doc.Paragraphs {
		if p.worthReading(par.Tokens) {
			f.paragraph(p, par.Tokens)
		}
	}
	return f.out
}

// worthReading reports whether a paragraph holds a word that was ever a cue to speak of, or a quotation.
// What has neither holds no statement (less than one in a thousand of PolNeAR's).
func (p *page) worthReading(r tokens) bool {
	for i := r.First; i < r.End; i++ {
		if p.strength[i] >= seldom || p.quote[i] != unquoted {
			return true
		}
	}
	return false
}

// finder is scratch space for one text.
type finder struct {
	m       *Model
	lattice *chain.Lattice
	probs   []chain.Vector
	field   field
	choice  choice
	anchors []anchor
	found   []found
	out     []Statement
}

func (f *finder) paragraph(p *page, r tokens) {
	probs := clip(&f.probs, r.Len())
	f.m.labels.scores(p, r, probs)
	f.lattice.Marginals(probs)
	f.field.read(r, probs)
	f.anchors, f.found = anchors(p, &f.field, leastCue, f.anchors[:0]), f.found[:0]
	for _, a := range f.anchors {
		c := newScene(p, &f.field, a)
		f.choice.content(&c, &f.m.spans)
		if o, ok := f.choice.best(); ok {
			source, known := f.choice.source(&c, &f.m.spans, &o)
			f.found = append(f.found, found{a, o, source, o.probability * known})
		}
	}
	for _, s := range settle(f.found) {
		f.out = append(f.out, s.statement())
	}
}

func (s *found) statement() Statement {
	out := Statement{Cue: []tokens{s.tokens}, Score: s.score}
	if s.source.Len() > 0 {
		out.Source = []tokens{s.source}
	}
	for _, r := range [2]tokens{s.content.left, s.content.right} {
		if r.Len() > 0 {
			out.Content = append(out.Content, r)
		}
	}
	return out
}
