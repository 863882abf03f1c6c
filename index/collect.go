package index

import (
	"cmp"
	"container/heap"
	"context"
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/search"
	bleve "github.com/blevesearch/bleve_index_api"
)

// found is one document that a searcher gave.
type found struct {
	number uint64 // bleve's, good for one snapshot
	score  float64
	key    string // "" until somebody needs it: reading a key costs more than finding the document
}

// each calls do for every document of s, in the order of the index, and closes s. It stops with
// the error of ctx when that ends.
func each(ctx context.Context, reader bleve.IndexReader, s search.Searcher, do func(number uint64, score float64) error) (err error) {
	defer func() {
		if e := s.Close(); err == nil {
			err = e
		}
	}()
	c := &search.SearchContext{
		DocumentMatchPool: search.NewDocumentMatchPool(s.DocumentMatchPoolSize()+1, 0),
		IndexReader:       reader,
	}
	for n := 0; ; n++ {
		if n%256 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		m, err := s.Next(c)
		if err != nil || m == nil {
			return err
		}
		if err := do(m.IndexInternalID.Value(), m.Score); err != nil {
			return err
		}
		c.DocumentMatchPool.Put(m)
	}
}

// top keeps the n first of what it is offered, in the order of compare. The last of them is at
// the root of the heap, so that most offers are refused by one comparison.
type top struct {
	reader  bleve.IndexReader
	n       int
	compare func(*top, *found, *found) int // negative when the first argument comes first
	total   int
	kept    []found
	offered found // the last one; a place here costs nothing, one of its own for each would
	err     error
}

func (h *top) offer(number uint64, score float64) error {
	h.total++
	h.offered = found{number: number, score: score}
	switch {
	case h.n == 0:
	case len(h.kept) < h.n:
		heap.Push(h, h.offered)
	case h.compare(h, &h.offered, &h.kept[0]) < 0:
		h.kept[0] = h.offered
		heap.Fix(h, 0)
	}
	return h.err
}

// sorted returns what was kept, in order and with keys.
func (h *top) sorted() ([]found, error) {
	slices.SortFunc(h.kept, func(x, y found) int { return h.compare(h, &x, &y) })
	for i := range h.kept {
		h.load(&h.kept[i])
	}
	return h.kept, h.err
}

// load reads the key of f if it has none yet.
func (h *top) load(f *found) string {
	if f.key == "" && h.err == nil {
		f.key, h.err = h.reader.ExternalID(bleve.NewIndexInternalID(nil, f.number))
	}
	if f.key == "" {
		return "0" // the search has failed; compare what can be compared
	}
	return f.key
}

// byScore puts the highest scores first, among equal ones the latest. Keys are read only where
// scores are equal.
func byScore(h *top, x, y *found) int {
	if x.score != y.score {
		return cmp.Compare(y.score, x.score)
	}
	return latest(h, x, y)
}

// latest puts the latest first, oldest the oldest; what is undated comes last either way.
func latest(h *top, x, y *found) int {
	return strings.Compare(h.load(y), h.load(x))
}

func oldest(h *top, x, y *found) int {
	a, b := h.load(x), h.load(y)
	if a[0] != b[0] {
		return strings.Compare(b, a)
	}
	return strings.Compare(a, b)
}

func (h *top) Len() int           { return len(h.kept) }
func (h *top) Less(i, j int) bool { return h.compare(h, &h.kept[i], &h.kept[j]) > 0 }
func (h *top) Swap(i, j int)      { h.kept[i], h.kept[j] = h.kept[j], h.kept[i] }
func (h *top) Push(x any)         { h.kept = append(h.kept, x.(found)) }
func (h *top) Pop() any {
	last := h.kept[len(h.kept)-1]
	h.kept = h.kept[:len(h.kept)-1]
	return last
}
