package attribution

import (
	"attache"
	"attache/extract/token"
)

// label reads a paragraph of a transcript: "MR. OKORO: We shall see."
func (f *finder) label(p int) {
	par := &f.d.Paragraphs[p]
	if par.Kind != token.Body || par.Label.Empty() {
		return
	}
	label := f.d.TokensIn(par.Label)
	content := f.span(label.End, par.Tokens.End)
	if content.Empty() {
		return
	}
	content.End = par.Span.End
	name := label
	for name.Len() > 0 && f.d.Tokens[name.End-1].Any(token.Punct) {
		name.End--
	}
	if m, ok := f.Names.At(name.First); ok && (m.Kind == attache.Place || m.Kind == attache.State) {
		return // "ISLAMABAD: The council said …" is where it was written
	}
	f.add(Frame{Source: f.d.Span(name), Content: []attache.Span{content}, Rule: ruleLabel, Score: 0.7}, -1)
}
