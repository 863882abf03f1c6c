package statement

import (
	"attache/extract/seq/chain"
	"attache/extract/seq/syntax"
	"attache/extract/token"
)

type tokens = token.Range

// Gold is an analysed text with the statements that people marked in it, to train on. The analysis must
// come from a model that has not seen the text, or training learns to trust it too much.
type Gold struct {
	Analysis   *syntax.Analysis
	Statements []Parts
}

// Parts are the spans of one statement, each role in fragments in the order of the text.
type Parts struct {
	Source, Cue, Content []tokens
}

// in returns for every token whether it is in that part of any statement.
func (g *Gold) in(part func(Parts) []tokens) []bool {
	out := make([]bool, len(g.Analysis.Words))
	for _, p := range g.Statements {
		for _, r := range part(p) {
			for i := r.First; i < r.End; i++ {
				out[i] = true
			}
		}
	}
	return out
}

// labels returns the label of every token. Where spans overlap, a cue goes before a source and a source
// before content.
func (g *Gold) labels() []chain.Label {
	out := make([]chain.Label, len(g.Analysis.Words))
	lay := func(role chain.Role, part func(Parts) []tokens) {
		for _, p := range g.Statements {
			for _, r := range part(p) {
				for i := r.First; i < r.End; i++ {
					out[i] = role.In()
				}
				if r.Len() > 0 {
					out[r.First] = role.Begin()
				}
			}
		}
	}
	lay(chain.Content, func(p Parts) []tokens { return p.Content })
	lay(chain.Source, func(p Parts) []tokens { return p.Source })
	lay(chain.Cue, func(p Parts) []tokens { return p.Cue })
	mend(g.Analysis.Doc, out)
	return out
}

// mend makes labels a sequence that a chain over paragraphs can have: a span that another cuts into, or
// that a paragraph cuts, begins anew behind the cut.
func mend(d *token.Doc, labels []chain.Label) {
	for i, l := range labels {
		before := chain.Outside
		if i > 0 && !d.Tokens[i].Is(token.FirstOfParagraph) {
			before = labels[i-1]
		}
		for _, r := range [...]chain.Role{chain.Source, chain.Cue, chain.Content} {
			if l == r.In() && before != l && before != r.Begin() {
				labels[i] = r.Begin()
			}
		}
	}
}
