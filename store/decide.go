package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"attache"
)

// maxDecisions bounds what a guild may decide, so that making the leads anew stays a matter of
// milliseconds.
const maxDecisions = 5000

// Decide keeps a decision and makes it count: completion, search and every fact that is shown follow it
// from now on. What it concerns goes to the outbox, so that the index follows too. Nothing that was
// read from articles is changed. A decision that changes nothing is a Problem.
func (g *Guild) Decide(ctx context.Context, d attache.Decision) (attache.Decision, error) {
	err := g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		all, err := g.decisions(ctx, tx)
		if err != nil {
			return err
		}
		if len(all) >= maxDecisions {
			return &attache.Problem{Say: fmt.Sprintf("This archive holds %d decisions about names, which is all it takes. Nothing was changed.", maxDecisions)}
		}
		before, after := replay(all), replay(append(all, d))
		if len(differ(before, after)) == 0 {
			return &attache.Problem{Say: "That is so already. Nothing was changed."}
		}
		err = tx.QueryRowContext(ctx, `INSERT INTO decision (guild, kind, at, by_user, entity, name, into_id, into_name, article, undone_by)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '') RETURNING n`,
			g.id, d.Kind, d.At.UnixMilli(), d.By, d.Entity, d.Name, d.Into, d.IntoName, d.Article).Scan(&d.N)
		if err != nil {
			return err
		}
		return g.follow(ctx, tx, before, after, d.By)
	})
	if err != nil {
		return attache.Decision{}, fmt.Errorf("store: decide: %w", err)
	}
	return d, nil
}

// Undo takes a decision back: the one numbered n, or the last that counts when n is 0. Others made
// since stay. The error wraps attache.ErrNotFound when there is none that counts.
func (g *Guild) Undo(ctx context.Context, n int64, by attache.UserID, now time.Time) (undone attache.Decision, err error) {
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		all, err := g.decisions(ctx, tx)
		if err != nil {
			return err
		}
		before, at := replay(all), -1
		for i := range all {
			if all[i].Undone.IsZero() && (n == 0 || all[i].N == n) {
				at = i
			}
		}
		if at < 0 {
			return notFound("decision", attache.ArticleID(strconv.FormatInt(n, 10)))
		}
		all[at].Undone, all[at].UndoneBy = now, by
		undone = all[at]
		if _, err := tx.ExecContext(ctx, `UPDATE decision SET undone = $3, undone_by = $4 WHERE guild = $1 AND n = $2`, g.id, undone.N, now.UnixMilli(), by); err != nil {
			return err
		}
		return g.follow(ctx, tx, before, replay(all), by)
	})
	if err != nil {
		return attache.Decision{}, fmt.Errorf("store: undo: %w", err)
	}
	return undone, nil
}

// Decisions lists what was decided, the latest first, undone or not, and counts it all.
func (g *Guild) Decisions(ctx context.Context, offset, limit int) (page []attache.Decision, total int, err error) {
	all, err := g.decisions(ctx, g.db.r)
	if err != nil {
		return nil, 0, fmt.Errorf("store: decisions: %w", err)
	}
	for i := len(all) - 1 - max(offset, 0); i >= 0 && len(page) < limit; i-- {
		page = append(page, all[i])
	}
	return page, len(all), nil
}

// decisions reads all decisions in their order.
func (g *Guild) decisions(ctx context.Context, q querier) (all []attache.Decision, err error) {
	err = rows(ctx, q, func(r *sql.Rows) error {
		var d attache.Decision
		var made, undone sql.NullInt64
		err := r.Scan(&d.N, &d.Kind, &made, &d.By, &d.Entity, &d.Name, &d.Into, &d.IntoName, &d.Article, &undone, &d.UndoneBy)
		d.At, d.Undone = at(made), at(undone)
		all = append(all, d)
		return err
	}, `SELECT n, kind, at, by_user, entity, name, into_id, into_name, article, undone, undone_by FROM decision WHERE guild = $1 ORDER BY n`, g.id)
	return all, err
}

// follow makes the stored leads those after a change, counts anew what an article says of others now,
// and sends what is concerned to the index.
func (g *Guild) follow(ctx context.Context, tx *sql.Tx, before, after leads, by attache.UserID) error {
	w, err := g.writer(ctx, tx, "")
	if err != nil {
		return err
	}
	concerned, apart := map[attache.ArticleID]bool{}, map[attache.ArticleID]bool{}
	for _, p := range differ(before, after) {
		if _, err := tx.ExecContext(ctx, `DELETE FROM lead WHERE guild = $1 AND article = $2 AND entity = $3`, g.id, p.article, p.entity); err != nil {
			return err
		}
		if to, ok := after[p]; ok {
			if _, err := tx.ExecContext(ctx, `INSERT INTO lead (guild, article, entity, name, into_id, into_name) VALUES ($1, $2, $3, $4, $5, $6)`,
				g.id, p.article, p.entity, to.name, to.into, to.as); err != nil {
				return err
			}
		}
		if p.article != "" {
			concerned[p.article], apart[p.article] = true, true
			continue
		}
		ids, err := column[attache.ArticleID](ctx, tx, `SELECT article FROM article_entity WHERE guild = $1 AND entity = $2 ORDER BY article`, g.id, p.entity)
		if err != nil {
			return err
		}
		for _, id := range ids {
			concerned[id] = true
		}
	}
	for _, id := range slices.Sorted(maps.Keys(apart)) {
		if _, err := w.recast(ctx, id); err != nil {
			return err
		}
	}
	for _, id := range slices.Sorted(maps.Keys(concerned)) {
		if _, err := w.change(ctx, id, false, by); err != nil {
			return err
		}
	}
	return w.flush(ctx)
}

// Dossier returns what the archive holds about an entity, by its id or that of a name merged into it.
// The error wraps attache.ErrNotFound when nobody is called so.
func (g *Guild) Dossier(ctx context.Context, id attache.EntityID) (d attache.Dossier, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		led, err := g.leads(ctx, tx, "")
		if err != nil {
			return err
		}
		id, name := led.of("", id, "")
		d.Entity = attache.Entity{ID: id, Name: name}
		ids := []attache.EntityID{id}
		for p, to := range led {
			if p.article == "" && to.into == id {
				ids = append(ids, p.entity)
				d.Entity.Aliases = append(d.Entity.Aliases, to.name)
			}
		}
		for _, one := range ids {
			var c attache.Count
			var kind, folds string
			var articles, statements, facts int
			err := tx.QueryRowContext(ctx, `SELECT id, name, kind, folds, articles, statements, facts FROM entity WHERE guild = $1 AND id = $2`, g.id, one).
				Scan(&c.ID, &c.Name, &kind, &folds, &articles, &statements, &facts)
			if errors.Is(err, sql.ErrNoRows) {
				continue
			}
			if err != nil {
				return err
			}
			c.N = facts
			d.Statements, d.Facts = d.Statements+statements, d.Facts+facts
			if one == id {
				d.Entity.Kind = attache.EntityKind(kind)
				if d.Entity.Name == "" {
					d.Entity.Name = c.Name
				}
			}
			if len(ids) > 1 {
				d.Members = append(d.Members, c)
			}
		}
		if d.Entity.Name == "" {
			return notFound("entity", attache.ArticleID(id))
		}
		if err := g.seenIn(ctx, tx, ids, &d); err != nil {
			return err
		}
		all, err := g.decisions(ctx, tx)
		if err != nil {
			return err
		}
		for i := len(all) - 1; i >= 0; i-- {
			for _, one := range ids {
				if all[i].Entity == one || all[i].Into == one {
					d.Decisions = append(d.Decisions, all[i])
					break
				}
			}
		}
		return nil
	})
	if err != nil {
		return attache.Dossier{}, fmt.Errorf("store: dossier: %w", err)
	}
	return d, nil
}

// seenIn counts the articles that name any of ids, and gathers the forms they use.
func (g *Guild) seenIn(ctx context.Context, q querier, ids []attache.EntityID, d *attache.Dossier) error {
	args := []any{g.id}
	marks := make([]string, len(ids))
	for i, id := range ids {
		args = append(args, id)
		marks[i] = "$" + strconv.Itoa(i+2)
	}
	in := `guild = $1 AND entity IN (` + strings.Join(marks, ", ") + `)`
	return q.QueryRowContext(ctx, `SELECT count(DISTINCT article) FROM article_entity WHERE `+in, args...).Scan(&d.Articles)
}
