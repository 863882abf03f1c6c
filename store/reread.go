package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"attache"
)

// Outdated returns up to n articles, in order of their ids from after on, whose facts another
// version of the pipeline gave.
func (g *Guild) Outdated(ctx context.Context, pipeline string, after attache.ArticleID, n int) (all []attache.Article, err error) {
	err = rows(ctx, g.db.r, func(r *sql.Rows) error {
		a, err := scanArticle(r.Scan)
		all = append(all, a)
		return err
	}, `SELECT `+articleColumns+` FROM article WHERE guild = $1 AND id > $2 AND pipeline <> $3 ORDER BY id LIMIT $4`, g.id, after, pipeline, n)
	return all, err
}

// Reread replaces the facts of archived articles by what a new version of the pipeline found, in one
// transaction. The articles themselves stay as they are. A fact that stands where an old one stood
// keeps its number, whatever number it has in reads; a number once given is never given to another
// fact, and refs that nothing answers to any more are forwarded to what covers their place. Articles
// that are gone are left out.
func (g *Guild) Reread(ctx context.Context, pipeline string, reads []attache.Read) error {
	err := g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		w, err := g.writer(ctx, tx, pipeline)
		if err != nil {
			return err
		}
		for _, r := range reads {
			if err := w.reread(ctx, r); err != nil {
				return fmt.Errorf("article %s: %w", r.Article.ID, err)
			}
		}
		return w.flush(ctx)
	})
	if err != nil {
		return fmt.Errorf("store: reread: %w", err)
	}
	return nil
}

func (w *writer) reread(ctx context.Context, r attache.Read) error {
	id := r.Article.ID
	var text string
	err := w.tx.QueryRowContext(ctx, `SELECT text FROM article WHERE guild = $1 AND id = $2`, w.g.id, id).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return nil
	}
	if err != nil {
		return err
	}
	if err := w.pinned(ctx, id, &r.Facts); err != nil {
		return err
	}
	for _, kind := range []attache.FactKind{attache.KindAttribution, attache.KindEvent, attache.KindCondition} {
		if err := w.keepNumbers(ctx, id, kind, &r.Facts); err != nil {
			return err
		}
	}
	if err := w.dismiss(ctx, id); err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(ctx, `DELETE FROM fact WHERE guild = $1 AND article = $2`, w.g.id, id); err != nil {
		return err
	}
	read, err := reading(r.Facts)
	if err != nil {
		return err
	}
	if _, err := w.tx.ExecContext(ctx, `UPDATE article SET pipeline = $3, attributions = $4, events = $5, conditions = $6, reading = $7 WHERE guild = $1 AND id = $2`,
		w.g.id, id, w.pipeline, len(r.Facts.Attributions), len(r.Facts.Events), len(r.Facts.Conditions), read); err != nil {
		return err
	}
	a, err := scanArticle(w.tx.QueryRowContext(ctx, `SELECT `+articleColumns+` FROM article WHERE guild = $1 AND id = $2`, w.g.id, id).Scan)
	if err != nil {
		return err
	}
	stands, err := w.g.standing(ctx, w.tx, &a, &r.Facts)
	if err != nil {
		return err
	}
	if err := w.keepFacts(ctx, &a, &r.Facts, &stands); err != nil {
		return err
	}
	if err := w.keepSketch(ctx, id, text); err != nil {
		return err
	}
	_, err = w.change(ctx, id, false, "")
	return err
}

// keepNumbers renumbers the facts of one kind and writes where old numbers lead.
func (w *writer) keepNumbers(ctx context.Context, id attache.ArticleID, kind attache.FactKind, f *attache.Facts) error {
	var old []numbered
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var o numbered
		err := r.Scan(&o.n, &o.place.Start, &o.place.End)
		old = append(old, o)
		return err
	}, `SELECT n, starts, ends FROM fact WHERE guild = $1 AND article = $2 AND kind = $3 ORDER BY ord`, w.g.id, id, kind)
	if err != nil {
		return err
	}
	var highest int
	if err := w.tx.QueryRowContext(ctx, `SELECT coalesce(max(n), 0) FROM (
		SELECT n FROM fact WHERE guild = $1 AND article = $2 AND kind = $3 UNION ALL
		SELECT n FROM forward WHERE guild = $1 AND article = $2 AND kind = $3) AS used`, w.g.id, id, kind).Scan(&highest); err != nil {
		return err
	}
	var found []numbered
	for _, row := range factRows(f) {
		if row.kind == kind {
			found = append(found, numbered{row.n, row.place})
		}
	}
	numbers, moved := renumber(old, found, highest)
	setNumbers(f, id, kind, numbers)
	if err := w.recall(ctx, id, kind, found, numbers); err != nil {
		return err
	}
	for _, o := range old {
		to, lost := moved[o.n]
		if !lost {
			continue
		}
		// What led to a number that is gone now leads where that one leads.
		if _, err := w.tx.ExecContext(ctx, `UPDATE forward SET to_n = $5 WHERE guild = $1 AND article = $2 AND kind = $3 AND to_n = $4`, w.g.id, id, kind, o.n, to); err != nil {
			return err
		}
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO forward (guild, article, kind, n, to_n, starts, ends) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
			w.g.id, id, kind, o.n, to, o.place.Start, o.place.End); err != nil {
			return err
		}
	}
	return nil
}

// recall leads numbers that an earlier reading gave up to what this one finds at their place again.
func (w *writer) recall(ctx context.Context, id attache.ArticleID, kind attache.FactKind, found []numbered, numbers []int) error {
	var gone []numbered
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var o numbered
		err := r.Scan(&o.n, &o.place.Start, &o.place.End)
		gone = append(gone, o)
		return err
	}, `SELECT n, starts, ends FROM forward WHERE guild = $1 AND article = $2 AND kind = $3 AND to_n = 0 AND ends > starts ORDER BY n`, w.g.id, id, kind)
	if err != nil {
		return err
	}
	led := map[int]bool{}
	for _, p := range overlaps(gone, found) { // longest first
		n := gone[p.old].n
		if led[n] {
			continue
		}
		led[n] = true
		if _, err := w.tx.ExecContext(ctx, `UPDATE forward SET to_n = $5 WHERE guild = $1 AND article = $2 AND kind = $3 AND n = $4`, w.g.id, id, kind, n, numbers[p.found]); err != nil {
			return err
		}
	}
	return nil
}

// setNumbers writes new numbers into the refs of a kind, and into what points to them.
func setNumbers(f *attache.Facts, id attache.ArticleID, kind attache.FactKind, numbers []int) {
	renamed := map[attache.Ref]attache.Ref{}
	rename := func(r *attache.Ref, n int) {
		to := attache.NewRef(id, kind, n)
		renamed[*r] = to
		*r = to
	}
	switch kind {
	case attache.KindAttribution:
		for i := range f.Attributions {
			rename(&f.Attributions[i].Ref, numbers[i])
		}
		for i := range f.Conditions {
			if to, ok := renamed[f.Conditions[i].Voiced]; ok {
				f.Conditions[i].Voiced = to
			}
		}
	case attache.KindEvent:
		for i := range f.Events {
			rename(&f.Events[i].Ref, numbers[i])
		}
	case attache.KindCondition:
		for i := range f.Conditions {
			rename(&f.Conditions[i].Ref, numbers[i])
		}
	}
}
