package index

import (
	"cmp"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

// maxMarks bounds the marks of a hit: a card shows a few passages.
const maxMarks = 200

// marks returns where the words stand in the text of each hit. Places are read for the hits of a
// page alone, in a second pass, because reading them for everything that matches costs more than
// finding it.
func (p *plan) marks(hits []found) (map[uint64][]attache.Span, error) {
	if !p.typed || len(hits) == 0 {
		return nil, nil
	}
	s, err := p.words(search.SearcherOptions{Score: "none", IncludeTermVectors: true}, false, nil)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	c := &search.SearchContext{
		DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0),
		IndexReader:       p.reader,
	}
	// Searchers only move forward.
	numbers := make([]uint64, 0, len(hits))
	for _, h := range hits {
		numbers = append(numbers, h.number)
	}
	slices.Sort(numbers)
	all := map[uint64][]attache.Span{}
	var m *search.DocumentMatch
	for _, n := range numbers {
		if err := p.ctx.Err(); err != nil {
			return nil, err
		}
		if m == nil || m.IndexInternalID.Value() < n {
			if m, err = s.Advance(c, bleve.NewIndexInternalID(nil, n)); err != nil {
				return nil, err
			}
			if m == nil {
				break
			}
		}
		if m.IndexInternalID.Value() == n {
			all[n] = spans(m.FieldTermLocations)
		}
	}
	return all, nil
}

// spans returns the places that lie in the text, in its order, each once.
func spans(places []search.FieldTermLocation) (all []attache.Span) {
	for _, l := range places {
		if strings.HasPrefix(l.Field, bodyField) && len(l.Location.ArrayPositions) == 0 {
			all = append(all, attache.Span{Start: int(l.Location.Start), End: int(l.Location.End)})
		}
	}
	slices.SortFunc(all, func(a, b attache.Span) int {
		if a.Start != b.Start {
			return cmp.Compare(a.Start, b.Start)
		}
		return cmp.Compare(b.End, a.End)
	})
	out := all[:0]
	for _, s := range all {
		if n := len(out); n == 0 || !out[n-1].Overlaps(s) {
			out = append(out, s)
		}
	}
	return out[:min(len(out), maxMarks)]
}
