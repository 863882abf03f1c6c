package store

import (
	"context"
	"database/sql"
	"strings"
	"time"

	"attache"
)

// sides tells for whom the people and bodies of an article act: a minister for a state. Whoever acts for
// none is a side of his own.
type sides map[attache.EntityID]attache.Entity

func sidesOf(f *attache.Facts) sides {
	s := make(sides, len(f.Entities))
	for _, e := range f.Entities {
		s[e.ID] = e
	}
	return s
}

func (s sides) of(m attache.Mention) attache.EntityID {
	id := m.Entity
	for range 4 { // the spokesman of a ministry of a state
		e, ok := s[id]
		if !ok || e.Kind == attache.State || e.PartOf == "" {
			break
		}
		id = e.PartOf
	}
	return id
}

// told is a reply with its sides.
type told struct {
	attache.Reply
	by, to attache.EntityID
}

// repliesOf lists what an article tells of terms: its replies, and the conditions of which it tells
// both the terms and the end.
func repliesOf(f *attache.Facts) (all []told) {
	s := sidesOf(f)
	for _, r := range f.Replies {
		all = append(all, told{r, s.of(r.By), s.of(r.To)})
	}
	for _, c := range f.Conditions {
		switch c.Status {
		case attache.Accepted, attache.Rejected, attache.Met, attache.Unmet, attache.Withdrawn:
		default:
			continue
		}
		r := attache.Reply{By: c.Addressee, To: c.Holder, Status: c.Status, Matter: c.Matter, Extent: c.Evidence}
		if c.Status == attache.Withdrawn {
			r.By, r.To = c.Holder, c.Addressee
		}
		all = append(all, told{r, s.of(r.By), s.of(r.To)})
	}
	return all
}

// dayOf is the time by which articles come before each other here: of publication, else addition.
func dayOf(a *attache.Article, now time.Time) time.Time {
	switch {
	case !a.Published.IsZero():
		return a.Published
	case !a.Added.IsZero():
		return a.Added
	}
	return now
}

// keepTerms stores what the conditions of an article are matched by, as they stand, and what it tells of
// those of others, as it was read, and follows both. It replaces what was stored before.
func (w *writer) keepTerms(ctx context.Context, a *attache.Article, f, stands *attache.Facts) error {
	id := a.ID
	if err := w.changed(ctx, id); err != nil {
		return err
	}
	for _, q := range []string{
		`DELETE FROM answer WHERE guild = $1 AND (article = $2 OR by_article = $2)`,
		`DELETE FROM terms WHERE guild = $1 AND article = $2`,
		`DELETE FROM reply WHERE guild = $1 AND article = $2`,
	} {
		if _, err := w.tx.ExecContext(ctx, q, w.g.id, id); err != nil {
			return err
		}
	}
	day, s := dayOf(a, w.now).UnixMilli(), sidesOf(f)
	for i := range stands.Conditions {
		c := &stands.Conditions[i]
		_, n := c.Ref.Fact()
		t := terms{article: id, n: n, day: day, Terms: attache.Terms{Holder: s.of(c.Holder), Addressee: s.of(c.Addressee), Kind: c.Kind, Matter: c.Matter}}
		if t.Holder == "" || t.Addressee == "" || len(t.Matter) == 0 {
			continue
		}
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO terms (guild, article, n, holder, addressee, kind, matter, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
			w.g.id, id, n, t.Holder, t.Addressee, t.Kind, strings.Join(t.Matter, "\n"), day); err != nil {
			return err
		}
		if err := w.answersTo(ctx, t); err != nil {
			return err
		}
	}
	for n, r := range repliesOf(f) {
		if r.by == "" || len(r.Matter) == 0 || r.Extent.Empty() {
			continue
		}
		if _, err := w.tx.ExecContext(ctx, `INSERT INTO reply (guild, article, n, by_side, to_side, status, matter, starts, ends, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
			w.g.id, id, n, r.by, r.to, r.Status, strings.Join(r.Matter, "\n"), r.Extent.Start, r.Extent.End, day); err != nil {
			return err
		}
		if err := w.answeredBy(ctx, id, r, day); err != nil {
			return err
		}
	}
	return nil
}

// terms is a row of the table.
type terms struct {
	attache.Terms
	article attache.ArticleID
	n       int
	day     int64
}

// How far an answer may come after the terms, and how many are looked at: those nearest in time. An offer
// of last year is not what a rejection of today is about.
const (
	followFor  = 120 * 24 * time.Hour
	followMost = 200
	sameDay    = 24 * time.Hour // two articles of one day may come in any order
)

// answersTo looks for answers to terms in articles that came later.
func (w *writer) answersTo(ctx context.Context, t terms) error {
	type found struct {
		told
		article attache.ArticleID
		day     int64
	}
	var all []found
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var x found
		var matter string
		err := r.Scan(&x.article, &x.by, &x.to, &x.Status, &matter, &x.Extent.Start, &x.Extent.End, &x.day)
		x.Matter = strings.Split(matter, "\n")
		all = append(all, x)
		return err
	}, `SELECT article, by_side, to_side, status, matter, starts, ends, day FROM reply
		WHERE guild = $1 AND by_side IN ($2, $3) AND article <> $4 AND day > $5 AND day <= $6 ORDER BY day LIMIT $7`,
		w.g.id, t.Addressee, t.Holder, t.article, t.day-sameDay.Milliseconds(), t.day+followFor.Milliseconds(), followMost)
	if err != nil {
		return err
	}
	for _, x := range all {
		if t.Answered(x.by, x.to, x.Reply) {
			if err := w.keepAnswer(ctx, t, x.article, x.told, x.day); err != nil {
				return err
			}
		}
	}
	return nil
}

// answeredBy looks for terms of earlier articles that a reply answers.
func (w *writer) answeredBy(ctx context.Context, id attache.ArticleID, r told, day int64) error {
	side := `addressee`
	if r.Status == attache.Withdrawn {
		side = `holder`
	}
	var all []terms
	err := rows(ctx, w.tx, func(r *sql.Rows) error {
		var t terms
		var matter string
		err := r.Scan(&t.article, &t.n, &t.Holder, &t.Addressee, &t.Kind, &matter, &t.day)
		t.Matter = strings.Split(matter, "\n")
		all = append(all, t)
		return err
	}, `SELECT article, n, holder, addressee, kind, matter, day FROM terms
		WHERE guild = $1 AND `+side+` = $2 AND article <> $3 AND day >= $4 AND day < $5 ORDER BY day DESC LIMIT $6`,
		w.g.id, r.by, id, day-followFor.Milliseconds(), day+sameDay.Milliseconds(), followMost)
	if err != nil {
		return err
	}
	for _, t := range all {
		if !t.Answered(r.by, r.to, r.Reply) {
			continue
		}
		if err := w.keepAnswer(ctx, t, id, r, day); err != nil {
			return err
		}
		if _, err := w.change(ctx, t.article, false, ""); err != nil {
			return err
		}
	}
	return nil
}

func (w *writer) keepAnswer(ctx context.Context, t terms, by attache.ArticleID, r told, day int64) error {
	_, err := w.tx.ExecContext(ctx, `INSERT INTO answer (guild, article, n, by_article, starts, ends, status, day) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
		ON CONFLICT (guild, article, n, by_article, starts) DO NOTHING`, w.g.id, t.article, t.n, by, r.Extent.Start, r.Extent.End, r.Status, day)
	return err
}

// changed tells the index of the articles with conditions that an article answers: they are about to be
// answered anew, or no more.
func (w *writer) changed(ctx context.Context, by attache.ArticleID) error {
	ids, err := column[attache.ArticleID](ctx, w.tx, `SELECT DISTINCT article FROM answer WHERE guild = $1 AND by_article = $2 AND article <> $2 ORDER BY article`, w.g.id, by)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if _, err := w.change(ctx, id, false, ""); err != nil {
			return err
		}
	}
	return nil
}
