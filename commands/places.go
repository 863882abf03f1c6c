package commands

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"attache"
)

// Where copies of a statement are looked for: among what its speaker said around the day, and wherever a
// stretch of its words stands. A copy of which the beginning, the middle and the end were all rewritten is
// found by its speaker alone.
const (
	aroundDay  = 30 * 24 * time.Hour
	stretch    = 5 // words; a stop word less and everybody says them
	bySpeaker  = 300
	byStretch  = 100
	mostPlaces = 50
)

// everyPlace returns a statement with all places in the archive that carry it, itself first. Other kinds of
// fact come back alone.
func everyPlace(ctx context.Context, env Env, one attache.Cited) (finding, error) {
	alone := finding{{Cited: one}}
	if one.Attribution == nil {
		return alone, nil
	}
	all := alone
	known := map[attache.Ref]bool{one.Ref: true}
	for _, q := range whereElse(one) {
		more, _, err := search{query: q}.ask(ctx, env, 0, q.Limit)
		if err != nil {
			return nil, err
		}
		for _, r := range more {
			if !known[r.Ref] {
				known[r.Ref] = true
				all = append(all, r)
			}
		}
	}
	for _, group := range foldStatements(all) {
		i := slices.IndexFunc(group, func(r result) bool { return r.Ref == one.Ref })
		if i < 0 {
			continue
		}
		first := group[i]
		group = slices.Insert(slices.Delete(group, i, i+1), 0, first)
		slices.SortStableFunc(group[1:], byDate)
		return group[:min(len(group), mostPlaces)], nil
	}
	return alone, nil
}

// whereElse returns the queries that find what may be a copy of a statement.
func whereElse(one attache.Cited) (all []attache.Query) {
	base := attache.Query{Kind: attache.KindAttribution, Beliefs: true, Held: true}
	if who := one.Attribution.Source.Entity; who != "" {
		q := base
		q.Source, q.Limit = who, bySpeaker
		if at := one.Article.Published; !at.IsZero() {
			q.From, q.To = at.Add(-aroundDay), at.Add(aroundDay)
		}
		all = append(all, q)
	}
	words := said(result{Cited: one}).Strings()
	for _, from := range []int{0, len(words)/2 - stretch/2, len(words) - stretch} {
		if from < 0 || from+stretch > len(words) {
			continue
		}
		q := base
		q.Words, q.Limit = strconv.Quote(strings.Join(words[from:from+stretch], " ")), byStretch
		if !slices.ContainsFunc(all, func(o attache.Query) bool { return o.Words == q.Words }) {
			all = append(all, q)
		}
	}
	return all
}
