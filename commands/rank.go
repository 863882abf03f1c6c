package commands

import (
	"cmp"
	"math"
	"slices"
	"time"

	"attache"
)

// What relevance and date weigh when statements are ranked. Passages of a sentence or two differ little in
// relevance, so that date decides among those that fit about equally well: a statement of the newest day is
// worth as much as one a quarter more to the point that is old.
const (
	weightOfDate = 0.25
	halfLife     = 60 * 24 * time.Hour
)

// rank orders results by relevance and date, best first. Age is counted from the newest result and not from
// today, so that the same question about the same archive has the same answer tomorrow.
func rank(all []result) {
	best, newest := 0.0, time.Time{}
	for _, r := range all {
		best = max(best, r.score)
		if at := dateOf(r.Article); at.After(newest) {
			newest = at
		}
	}
	if best <= 0 {
		return
	}
	worth := make(map[attache.Ref]float64, len(all))
	for _, r := range all {
		age := newest.Sub(dateOf(r.Article))
		worth[r.Ref] = r.score/best + weightOfDate*math.Exp2(-float64(age)/float64(halfLife))
	}
	slices.SortStableFunc(all, func(a, b result) int { return cmp.Compare(worth[b.Ref], worth[a.Ref]) })
}

// dateOf is when an article was published, or else added.
func dateOf(a attache.Article) time.Time {
	if a.Published.IsZero() {
		return a.Added
	}
	return a.Published
}
