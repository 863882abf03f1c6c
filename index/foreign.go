package index

import (
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
)

// foreign cuts text with one of bleve's analyzers and folds the terms it gives. Stemmers of these
// languages read accents, so folding comes last: a query typed without accents may be stemmed
// otherwise than the text, and then finds nothing where the stem differs.
type foreign struct{ analysis.Analyzer }

// sameLength replaces letters that bleve's filters handle badly by others of as many bytes, so that
// places stay right: stemmers of Russian know no ё, and lower case of İ is one byte too long.
var sameLength = strings.NewReplacer("ё", "е", "Ё", "Е", "İ", "Í")

func (f foreign) tokens(text []byte) []token {
	// Filters of bleve change terms in place, so they get a copy.
	stream := f.Analyze([]byte(sameLength.Replace(string(text))))
	all := make([]token, 0, len(stream))
	for _, t := range stream {
		if len(t.Term) == 0 || len(t.Term) > longest {
			continue
		}
		all = append(all, token{string(fold([]rune(string(t.Term)))), t.Start, t.End, t.Position})
	}
	return all
}
