package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"

	"attache"
)

// factRow is a fact as it is stored.
type factRow struct {
	kind   attache.FactKind
	n, ord int
	place  attache.Span
	when   attache.Timex
	status string
	score  float32
	who    []attache.Mention
	spoken bool // a statement that its source uttered, and that is not held back
	fact   any  // pointer into Facts
}

// factRows lists the facts of an article by kind and order. The rows point into f.
func factRows(f *attache.Facts) []factRow {
	all := make([]factRow, 0, len(f.Attributions)+len(f.Events)+len(f.Conditions))
	for i := range f.Attributions {
		x := &f.Attributions[i]
		_, n := x.Ref.Fact()
		var place attache.Span
		for _, s := range x.Content {
			place = place.Cover(s)
		}
		all = append(all, factRow{kind: attache.KindAttribution, n: n, ord: i, place: place, when: x.Said, status: string(x.Form), score: x.Score,
			who: []attache.Mention{x.Source, x.Addressee, x.Via}, spoken: x.Act != attache.ActBelieve && x.Trust() > attache.Held, fact: x})
	}
	for i := range f.Events {
		x := &f.Events[i]
		_, n := x.Ref.Fact()
		who := append([]attache.Mention{x.Where}, x.Who...)
		all = append(all, factRow{kind: attache.KindEvent, n: n, ord: i, place: x.Trigger, when: x.When, status: string(x.Status), score: x.Score, who: who, fact: x})
	}
	for i := range f.Conditions {
		x := &f.Conditions[i]
		_, n := x.Ref.Fact()
		all = append(all, factRow{kind: attache.KindCondition, n: n, ord: i, place: placeOf(x), when: x.Deadline, status: string(x.Status), score: x.Score,
			who: []attache.Mention{x.Holder, x.Addressee}, fact: x})
	}
	return all
}

// insertFacts stores the facts of an article that has none.
func (g *Guild) insertFacts(ctx context.Context, insert *sql.Stmt, id attache.ArticleID, all []factRow) error {
	for _, row := range all {
		if row.n < 1 {
			return fmt.Errorf("fact %d of kind %s has no number", row.ord+1, row.kind)
		}
		fact := row.fact
		if c, ok := fact.(*attache.Condition); ok { // what stands beside it is no part of it
			bare := *c
			bare.History, bare.Corrected = nil, nil
			fact = &bare
		}
		payload, err := json.Marshal(fact)
		if err != nil {
			return err
		}
		var from, to any
		if f, t, ok := row.when.Range(); ok {
			from, to = f.UnixMilli(), t.UnixMilli()
		}
		if _, err := insert.ExecContext(ctx, g.id, id, row.kind, row.n, row.ord, row.place.Start, row.place.End, from, to, row.status, row.score, payload); err != nil {
			return fmt.Errorf("fact %s: %w", attache.NewRef(id, row.kind, row.n), err)
		}
	}
	return nil
}

const insertFact = `INSERT INTO fact (guild, article, kind, n, ord, starts, ends, when_from, when_to, status, score, payload)
	VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`

// facts puts the facts of an article together again.
func (g *Guild) facts(ctx context.Context, q querier, id attache.ArticleID, reading []byte) (f attache.Facts, err error) {
	if err := json.Unmarshal(reading, &f); err != nil {
		return f, fmt.Errorf("reading of article %s: %w", id, err)
	}
	var kind attache.FactKind
	var payload sql.RawBytes
	err = rows(ctx, q, func(r *sql.Rows) error {
		if err := r.Scan(&kind, &payload); err != nil {
			return err
		}
		switch kind {
		case attache.KindAttribution:
			return appendJSON(&f.Attributions, payload)
		case attache.KindEvent:
			return appendJSON(&f.Events, payload)
		case attache.KindCondition:
			return appendJSON(&f.Conditions, payload)
		}
		return fmt.Errorf("unknown kind %q", kind)
	}, `SELECT kind, payload FROM fact WHERE guild = $1 AND article = $2 ORDER BY kind, ord`, g.id, id)
	if err != nil {
		return f, fmt.Errorf("facts of article %s: %w", id, err)
	}
	return f, nil
}

func appendJSON[T any](all *[]T, payload []byte) error {
	var v T
	if err := json.Unmarshal(payload, &v); err != nil {
		return err
	}
	*all = append(*all, v)
	return nil
}
