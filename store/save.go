package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"time"

	"attache"
)

// Save keeps articles that Place gave an id, with their facts, in one transaction. pipeline is the
// version of what read them. seqs[i] is the article's row in the outbox, or 0 when somebody else
// saved that id meanwhile: Place then has a new answer.
func (g *Guild) Save(ctx context.Context, pipeline string, reads []attache.Read) (seqs []int64, err error) {
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		w, err := g.writer(ctx, tx, pipeline)
		if err != nil {
			return err
		}
		seqs = make([]int64, len(reads))
		for i := range reads {
			if seqs[i], err = w.save(ctx, &reads[i]); err != nil {
				return err
			}
		}
		return w.flush(ctx)
	})
	if err != nil {
		return nil, fmt.Errorf("store: save: %w", err)
	}
	return seqs, nil
}

// writer saves articles inside one transaction. The sums of entities are gathered and written once,
// because the articles of a batch name the same people.
type writer struct {
	g        *Guild
	tx       *sql.Tx
	pipeline string
	now      time.Time
	sums     sums

	article, fact, cast, band, unsend, send *sql.Stmt // closed with the transaction
}

func (g *Guild) writer(ctx context.Context, tx *sql.Tx, pipeline string) (*writer, error) {
	w := &writer{g: g, tx: tx, pipeline: pipeline, now: time.Now(), sums: sums{}}
	for _, s := range []struct {
		to    **sql.Stmt
		query string
	}{
		{&w.article, `INSERT INTO article (guild, id, key_hash, text_hash, url, outlet, outlet_fold, title, title_fold, byline, language,
			published, published_zone, published_by, added, added_by, origin_guild, origin_channel, origin_message, revises,
			pipeline, attributions, events, conditions, reading, text)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)
			ON CONFLICT (guild, id) DO NOTHING`},
		{&w.fact, insertFact},
		{&w.cast, `INSERT INTO article_entity (guild, entity, article, name, kind, folds, statements, facts) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`},
		{&w.band, `INSERT INTO band (guild, key, article) VALUES ($1, $2, $3) ON CONFLICT (guild, key, article) DO NOTHING`},
		{&w.unsend, `DELETE FROM outbox WHERE guild = $1 AND article = $2`},
		{&w.send, `INSERT INTO outbox (guild, article, removed, at, by_user) VALUES ($1, $2, $3, $4, $5) RETURNING seq`},
	} {
		var err error
		if *s.to, err = tx.PrepareContext(ctx, s.query); err != nil {
			return nil, err
		}
	}
	return w, nil
}

// save writes one article and returns its row in the outbox, or 0 when its id is taken.
func (w *writer) save(ctx context.Context, r *attache.Read) (int64, error) {
	a := &r.Article
	if !a.ID.Valid() || a.Text == "" {
		return 0, fmt.Errorf("article %q has no place", a.ID)
	}
	words := textHash(a.Text)
	read, err := reading(r.Facts)
	if err != nil {
		return 0, err
	}
	added := a.Added
	if added.IsZero() {
		added = w.now
	}
	done, err := w.article.ExecContext(ctx, w.g.id, a.ID, keyHash(articleKey(*a, words)), words, a.URL, a.Outlet, fold(a.Outlet), a.Title, fold(a.Title), a.Byline, a.Language,
		millis(a.Published), offset(a.Published), a.PublishedBy, added.UnixMilli(), a.AddedBy, a.Origin.Guild, a.Origin.Channel, a.Origin.Message, a.Revises,
		w.pipeline, len(r.Facts.Attributions), len(r.Facts.Events), len(r.Facts.Conditions), read, a.Text)
	if err != nil {
		return 0, fmt.Errorf("article %s: %w", a.ID, err)
	}
	if n, err := done.RowsAffected(); err != nil || n == 0 {
		return 0, errors.Join(err, w.collide(ctx, a, words))
	}
	if err := w.keepFacts(ctx, a, &r.Facts, &r.Facts); err != nil {
		return 0, err
	}
	if err := w.keepSketch(ctx, a.ID, a.Text); err != nil {
		return 0, err
	}
	return w.change(ctx, a.ID, false, "")
}

// collide reports two keys with one id. Sixty bits make that a matter of a billion articles in one
// guild, but then the wrong article must not be taken for the right one.
func (w *writer) collide(ctx context.Context, a *attache.Article, words []byte) error {
	var key []byte
	err := w.tx.QueryRowContext(ctx, `SELECT key_hash FROM article WHERE guild = $1 AND id = $2`, w.g.id, a.ID).Scan(&key)
	if err == nil && string(key) != string(keyHash(articleKey(*a, words))) {
		return fmt.Errorf("article %s: another article has this id", a.ID)
	}
	return err
}

// keepFacts writes the facts of an article that has none, and all that hangs on them. stands is f with
// its conditions as they stand: corrected, where an analyst did that.
func (w *writer) keepFacts(ctx context.Context, a *attache.Article, f, stands *attache.Facts) error {
	if err := w.g.insertFacts(ctx, w.fact, a.ID, factRows(f)); err != nil {
		return err
	}
	if err := w.keepCast(ctx, a.ID, stands); err != nil {
		return err
	}
	return w.keepTerms(ctx, a, f, stands)
}

// keepCast writes who takes part in the facts of an article that has none. Where an analyst said that
// somebody there is somebody else, it is the other who takes part.
func (w *writer) keepCast(ctx context.Context, id attache.ArticleID, f *attache.Facts) error {
	led, err := w.g.leads(ctx, w.tx, id)
	if err != nil {
		return err
	}
	if here := led.here(id); len(here) > 0 {
		other := *f
		other.Attributions, other.Events, other.Conditions = slices.Clone(f.Attributions), clonedEvents(f.Events), slices.Clone(f.Conditions)
		here.facts(id, &other)
		f = &other
	}
	for _, c := range cast(f, factRows(f)) {
		if _, err := w.cast.ExecContext(ctx, w.g.id, c.id, id, c.name, c.kind, c.folds, c.statements, c.facts); err != nil {
			return fmt.Errorf("entity %s of article %s: %w", c.id, id, err)
		}
		w.sums.add(c, 1)
	}
	return nil
}

// change writes to the outbox what an index has to follow.
func (w *writer) change(ctx context.Context, id attache.ArticleID, removed bool, by attache.UserID) (seq int64, err error) {
	if _, err := w.unsend.ExecContext(ctx, w.g.id, id); err != nil {
		return 0, err
	}
	err = w.send.QueryRowContext(ctx, w.g.id, id, truth(removed), w.now.UnixMilli(), by).Scan(&seq)
	return seq, err
}

// flush writes the sums.
func (w *writer) flush(ctx context.Context) error { return w.sums.flush(ctx, w.g.id, w.tx) }

// clonedEvents copies events so far that their actors can be changed.
func clonedEvents(all []attache.Event) []attache.Event {
	all = slices.Clone(all)
	for i := range all {
		all[i].Who = slices.Clone(all[i].Who)
	}
	return all
}
