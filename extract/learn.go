package extract

import (
	"attache"
	"attache/extract/condition"
)

// Candidates returns what might be a condition in an article before the weights choose: what they are
// learned from. See condition.Learn.
func (p *Pipeline) Candidates(a attache.Article) []condition.Candidate {
	r := p.read(a)
	return condition.Candidates(condition.Text{Tags: r.tags, Names: r.names, Times: r.times, Statements: r.statements})
}
