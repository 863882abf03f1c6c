package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"

	"attache"
)

// sums gathers what a transaction changes in the counts of entities.
type sums map[attache.EntityID]*sum

type sum struct {
	castRow
	articles int
	lost     bool // an article that named it went: its name and forms may have gone with it
}

// add counts the cast of one article times one: 1 when it came, -1 when it went.
func (s sums) add(c castRow, times int) {
	have, ok := s[c.id]
	if !ok {
		have = &sum{castRow: castRow{id: c.id, name: c.name, kind: c.kind}}
		s[c.id] = have
	}
	have.articles += times
	have.statements += times * c.statements
	have.facts += times * c.facts
	if times < 0 {
		have.lost = true
		return
	}
	if have.kind == "" {
		have.kind = c.kind
	}
	for f := range strings.SplitSeq(c.folds, "\n") {
		have.folds = withFold(have.folds, f)
	}
}

// known is from how many articles on an entity is not counted anew when one goes: no form of its
// name hangs on a single article then, and counting thousands would hold up every other write.
const known = 500

// flush adds the changes to the table, in order of ids so that two processes cannot wait for each
// other. An entity keeps the name it came with; one that no article names any more is gone.
func (s sums) flush(ctx context.Context, guild attache.GuildID, tx *sql.Tx) error {
	if len(s) == 0 {
		return nil
	}
	find, err := tx.PrepareContext(ctx, `SELECT folds, articles FROM entity WHERE guild = $1 AND id = $2`)
	if err != nil {
		return err
	}
	put, err := tx.PrepareContext(ctx, `INSERT INTO entity (guild, id, name, kind, folds, articles, statements, facts)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (guild, id) DO UPDATE SET folds = excluded.folds,
			kind = CASE WHEN entity.kind = '' THEN excluded.kind ELSE entity.kind END,
			articles = entity.articles + excluded.articles,
			statements = entity.statements + excluded.statements,
			facts = entity.facts + excluded.facts`)
	if err != nil {
		return err
	}
	ids := make([]attache.EntityID, 0, len(s))
	for id := range s {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	for _, id := range ids {
		e := s[id]
		var folds string
		var articles int
		if err := find.QueryRowContext(ctx, guild, id).Scan(&folds, &articles); err != nil && !errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("entity %s: %w", id, err)
		}
		if e.lost && articles <= known {
			if err := recount(ctx, tx, guild, id); err != nil {
				return fmt.Errorf("entity %s: %w", id, err)
			}
			continue
		}
		for f := range strings.SplitSeq(e.folds, "\n") {
			folds = withFold(folds, f)
		}
		if _, err := put.ExecContext(ctx, guild, id, e.name, e.kind, folds, e.articles, e.statements, e.facts); err != nil {
			return fmt.Errorf("entity %s: %w", id, err)
		}
	}
	return nil
}

// recount writes the row of one entity anew from the articles that name it: what adding them one
// by one, in the order they were archived, gives.
func recount(ctx context.Context, tx *sql.Tx, guild attache.GuildID, id attache.EntityID) error {
	var e sum
	err := rows(ctx, tx, func(r *sql.Rows) error {
		var c castRow
		if err := r.Scan(&c.name, &c.kind, &c.folds, &c.statements, &c.facts); err != nil {
			return err
		}
		if e.articles == 0 {
			e.name = c.name
		}
		if e.kind == "" {
			e.kind = c.kind
		}
		e.articles++
		e.statements += c.statements
		e.facts += c.facts
		for f := range strings.SplitSeq(c.folds, "\n") {
			e.folds = withFold(e.folds, f)
		}
		return nil
	}, `SELECT e.name, e.kind, e.folds, e.statements, e.facts FROM article_entity e JOIN article a ON a.guild = e.guild AND a.id = e.article
		WHERE e.guild = $1 AND e.entity = $2 ORDER BY a.added, a.id`, guild, id)
	if err != nil {
		return err
	}
	if _, err := tx.ExecContext(ctx, `DELETE FROM entity WHERE guild = $1 AND id = $2`, guild, id); err != nil || e.articles == 0 {
		return err
	}
	_, err = tx.ExecContext(ctx, `INSERT INTO entity (guild, id, name, kind, folds, articles, statements, facts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
		guild, id, e.name, e.kind, e.folds, e.articles, e.statements, e.facts)
	return err
}
