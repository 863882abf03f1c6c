package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"attache"
)

// Submit keeps what was handed in until it is read. It is on disk when Submit returns its number. A
// submission whose Key the guild has already gets the number of that one. full means that the guild
// has most submissions waiting and nothing was kept.
func (g *Guild) Submit(ctx context.Context, s attache.Submission, most int) (id int64, full bool, err error) {
	err = g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		if s.Key != "" {
			err := tx.QueryRowContext(ctx, `SELECT id FROM submission WHERE guild = $1 AND key = $2 AND key <> ''`, g.id, s.Key).Scan(&id)
			if !errors.Is(err, sql.ErrNoRows) {
				return err
			}
		}
		var waiting int
		if err := tx.QueryRowContext(ctx, `SELECT count(*) FROM submission WHERE guild = $1 AND state <> 'done'`, g.id).Scan(&waiting); err != nil {
			return err
		}
		if full = waiting >= most; full {
			return nil
		}
		bytes := s.File.Bytes
		if bytes == nil {
			bytes = []byte{}
		}
		return tx.QueryRowContext(ctx, `INSERT INTO submission (guild, key, origin_guild, origin_channel, origin_message, by_user, at, url, title, outlet,
			published, published_zone, state, ready, until, try, failures, crashes, article, known, seq, aside, say, why, file_name, file_type, text, bytes)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, 'waiting', 0, 0, 0, 0, 0, '', 0, 0, 0, '', '', $13, $14, $15, $16) RETURNING id`,
			g.id, s.Key, s.Origin.Guild, s.Origin.Channel, s.Origin.Message, s.By, s.At.UnixMilli(), s.URL, s.Title, s.Outlet,
			millis(s.Published), offset(s.Published), s.File.Name, s.File.Type, s.Text, bytes).Scan(&id)
	})
	if err != nil {
		return 0, false, fmt.Errorf("store: submit: %w", err)
	}
	return id, full, nil
}

// submissionColumns are in the order that scanSubmission reads.
const submissionColumns = `id, guild, key, origin_guild, origin_channel, origin_message, by_user, at, url, title, outlet,
	published, published_zone, file_name, file_type, text, bytes`

// scanSubmission reads submissionColumns and whatever follows them.
func scanSubmission(scan func(...any) error, more ...any) (s attache.Submission, err error) {
	var handed, published sql.NullInt64
	var zone int
	err = scan(append([]any{&s.ID, &s.Guild, &s.Key, &s.Origin.Guild, &s.Origin.Channel, &s.Origin.Message, &s.By, &handed, &s.URL, &s.Title, &s.Outlet,
		&published, &zone, &s.File.Name, &s.File.Type, &s.Text, &s.File.Bytes}, more...)...)
	s.At, s.Published = at(handed), atZone(published, zone)
	if len(s.File.Bytes) == 0 {
		s.File.Bytes = nil
	}
	return s, err
}

// Outcome returns what became of a submission of this guild, and how far it has come: while it is not
// Finished, only o.Submission says something. Its text and bytes are forgotten once it is. An
// article that was removed since is an Err that wraps attache.ErrNotFound, and so is the error
// about an id the guild does not have.
func (g *Guild) Outcome(ctx context.Context, id int64) (o attache.Outcome, m attache.Marks, err error) {
	err = g.db.read(ctx, func(tx *sql.Tx) error {
		var say, why string
		var article attache.ArticleID
		var finished sql.NullInt64
		m = attache.Marks{ID: id, Guild: g.id}
		o.Submission, err = scanSubmission(tx.QueryRowContext(ctx, `SELECT `+submissionColumns+`, finished, told IS NOT NULL, heard IS NOT NULL,
			seq <= coalesce((SELECT f.seq FROM feed f WHERE f.guild = $1), 0), article, known, say, why
			FROM submission WHERE guild = $1 AND id = $2`, g.id, id).Scan, &finished, &m.Told, &m.Heard, &m.Indexed, &article, &o.Known, &say, &why)
		if errors.Is(err, sql.ErrNoRows) {
			return notFound("submission", id)
		}
		m.Finished = at(finished)
		if err != nil || m.Finished.IsZero() {
			m.Indexed = false
			return err
		}
		if article == "" {
			o.Err = &attache.Problem{Say: say, Err: errors.New(why)}
			return nil
		}
		o.Article, o.Facts, err = g.article(ctx, tx, article)
		if errors.Is(err, attache.ErrNotFound) {
			o.Err = &attache.Problem{Say: "That article was archived and has been removed since.", Err: err}
			return nil
		}
		if err == nil && !o.Known {
			o.Copies, err = g.copies(ctx, tx, article)
		}
		return err
	})
	return o, m, err
}

// Told marks that the person who handed a submission in knows what became of it.
func (g *Guild) Told(ctx context.Context, id int64) error { return g.mark(ctx, id, "told") }

// Heard marks that all who listen for new articles were given a submission's outcome.
func (g *Guild) Heard(ctx context.Context, id int64) error { return g.mark(ctx, id, "heard") }

func (g *Guild) mark(ctx context.Context, id int64, mark string) error {
	return g.db.write(ctx, func(ctx context.Context, tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, `UPDATE submission SET `+mark+` = coalesce(`+mark+`, $3) WHERE guild = $1 AND id = $2 AND state = 'done'`, g.id, id, time.Now().UnixMilli())
		if err != nil {
			return err
		}
		if n, err := done.RowsAffected(); err != nil || n == 0 {
			return errors.Join(err, notFound("finished submission", id))
		}
		return nil
	})
}

// Unmarked lists up to n submissions after the number given that are read, and whose article is
// indexed as far as Indexed told, but that lack a mark.
func (db *DB) Unmarked(ctx context.Context, after int64, n int) (all []attache.Marks, err error) {
	err = rows(ctx, db.r, func(r *sql.Rows) error {
		var m attache.Marks
		var finished sql.NullInt64
		err := r.Scan(&m.ID, &m.Guild, &finished, &m.Told, &m.Heard)
		m.Finished, m.Indexed = at(finished), true
		all = append(all, m)
		return err
	}, `SELECT s.id, s.guild, s.finished, s.told IS NOT NULL, s.heard IS NOT NULL FROM submission s LEFT JOIN feed f ON f.guild = s.guild
		WHERE s.state = 'done' AND (s.told IS NULL OR s.heard IS NULL) AND s.id > $1 AND s.seq <= coalesce(f.seq, 0) ORDER BY s.id LIMIT $2`, after, n)
	return all, err
}
