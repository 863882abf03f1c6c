package statement

import "attache/extract/seq/chain"

// lesson is a text prepared for training.
type lesson struct {
	page   *page
	labels []chain.Label
	gold   *Gold
}

// prepare works out the pages of a corpus, each with the cue strengths that the other texts give.
func prepare(corpus []Gold, s *strengths) []lesson {
	out := make([]lesson, len(corpus))
	for i := range corpus {
		g := &corpus[i]
		out[i] = lesson{readPage(g.Analysis, s.without(g)), g.labels(), g}
	}
	return out
}

// cutOff is how often a feature must be seen to have a weight.
const cutOff = 2

// indexFeatures numbers the features of all lessons.
func indexFeatures(lessons []lesson) *chain.Index {
	x := chain.NewIndex()
	each(lessons, func(_ int, _ tokens, f *labelFeatures) {
		for _, k := range f {
			x.Count(k)
		}
	})
	x.Cut(cutOff)
	return x
}

// each calls use with the features of every token of every paragraph.
func each(lessons []lesson, use func(lesson int, paragraph tokens, f *labelFeatures)) {
	var c labelContext
	var f labelFeatures
	for n := range lessons {
		p := lessons[n].page
		for _, par := range p.Doc.Paragraphs {
			c.begin(p, par.Tokens)
			for range par.Tokens.Len() {
				c.next()
				f.read(&c)
				use(n, par.Tokens, &f)
			}
		}
	}
}

// examples returns the paragraphs of each lesson as sequences to learn from.
func examples(lessons []lesson, x *chain.Index) [][]chain.Example {
	out := make([][]chain.Example, len(lessons))
	last := tokens{First: -1}
	each(lessons, func(n int, r tokens, f *labelFeatures) {
		if len(out[n]) == 0 || r != last {
			out[n] = append(out[n], chain.Example{Gold: lessons[n].labels[r.First:r.End]})
			last = r
		}
		e := &out[n][len(out[n])-1]
		for _, k := range f {
			if number, ok := x.Number(k); ok {
				e.Features = append(e.Features, number)
			}
		}
		e.Ends = append(e.Ends, int32(len(e.Features)))
	})
	return out
}
