package commands

import (
	"context"
	"time"

	"attache"
	"attache/card"
)

// Env is one guild's world as commands see it. A query across guilds cannot be written with it.
type Env struct {
	Archive  Archive
	Search   Searcher
	Names    Names
	Entities Entities
	Terms    Terms
	Inbox    Inbox
	Digests  Digests
	Health   func(ctx context.Context) ([]Health, error)
	Zone     *time.Location // in which "today" is read; nil means UTC
}

// Archive reads and removes articles.
type Archive interface {
	// Article returns an article and its facts, or an error that wraps attache.ErrNotFound.
	Article(ctx context.Context, id attache.ArticleID) (attache.Article, attache.Facts, error)
	// Cite returns what refs point to, in their order; refs that are gone are left out.
	Cite(ctx context.Context, refs []attache.Ref) ([]attache.Cited, error)
	// Articles lists articles by the time they were added, newest first, and counts them all.
	Articles(ctx context.Context, offset, limit int) ([]attache.Article, int, error)
	// Remove forgets an article, its facts and its place in the index.
	Remove(ctx context.Context, id attache.ArticleID, by attache.UserID) error
	// Copies returns the articles, without their texts, that print the same report as one, the most
	// alike first.
	Copies(ctx context.Context, id attache.ArticleID) ([]attache.Article, error)
	// Former returns where a fact stood that an earlier reading gave and Cite no longer finds, or an error
	// that wraps attache.ErrNotFound when there never was one.
	Former(ctx context.Context, ref attache.Ref) (attache.Span, error)
	Stats(ctx context.Context) (attache.Stats, error)
}

// Terms keeps what analysts set right in conditions, beside what was found. Archive and Search follow it.
type Terms interface {
	// Correct keeps a correction, or takes that of its slot back, and returns the condition as it stands
	// then. The error wraps attache.ErrNotFound when there is no such condition.
	Correct(ctx context.Context, ref attache.Ref, c attache.Correction, undo bool) (attache.Cited, error)
	// Corrected returns the articles with conditions that somebody corrected.
	Corrected(ctx context.Context) ([]attache.Read, error)
}

// Names completes what people type. An empty typed gives the most frequent.
type Names interface {
	// Speakers gives entities that said something, with the number of their statements.
	Speakers(ctx context.Context, typed string, limit int) ([]attache.Count, error)
	// Parties gives entities that take part in any fact.
	Parties(ctx context.Context, typed string, limit int) ([]attache.Count, error)
	Outlets(ctx context.Context, typed string, limit int) ([]attache.Count, error)
	// Titles gives articles; ID is the article's.
	Titles(ctx context.Context, typed string, limit int) ([]attache.Count, error)
}

// Entities keeps what analysts decided about names. Names, Search and Archive follow it.
type Entities interface {
	// Dossier returns what the archive holds about an entity, or an error that wraps attache.ErrNotFound.
	Dossier(ctx context.Context, id attache.EntityID) (attache.Dossier, error)
	// Decide keeps a decision and makes it count; one that changes nothing is a Problem.
	Decide(ctx context.Context, d attache.Decision) (attache.Decision, error)
	// Undo takes back decision n, or the last that counts when n is 0. The error wraps
	// attache.ErrNotFound when there is none.
	Undo(ctx context.Context, n int64, by attache.UserID, now time.Time) (attache.Decision, error)
	// Decisions lists them, the latest first, and counts them all.
	Decisions(ctx context.Context, offset, limit int) ([]attache.Decision, int, error)
}

// Searcher finds articles and facts.
type Searcher interface {
	Search(ctx context.Context, q attache.Query) (attache.Page, error)
}

// Inbox takes articles in.
type Inbox interface {
	// Submit saves s so that no crash can lose it, and returns its number at once. The outcome is told
	// in the channel s came from, unless s.Awaited and somebody does.
	Submit(ctx context.Context, s attache.Submission) (int64, error)
	// Await waits for what became of a submission and takes over telling it. When ctx ends first
	// the outcome is told in the channel the submission came from.
	Await(ctx context.Context, id int64) (attache.Outcome, error)
}

// Digests keeps and runs schedules.
type Digests interface {
	// Create checks and saves a schedule; a name that is taken or a zone or time that does not exist is
	// a Problem.
	Create(ctx context.Context, s attache.Schedule) (attache.Schedule, error)
	List(ctx context.Context) ([]attache.Schedule, error)
	Pause(ctx context.Context, name string, paused bool) (attache.Schedule, error)
	Delete(ctx context.Context, name string) error
	// Preview composes what a schedule would post now, without posting it.
	Preview(ctx context.Context, s attache.Schedule) (card.Card, error)
	// RunNow posts what is new since the last slot, as the slot now.
	RunNow(ctx context.Context, name string) (attache.MessageID, error)
	// Next returns the next n times a schedule is due, in its zone.
	Next(s attache.Schedule, n int) ([]time.Time, error)
}

// Health is one line of /status.
type Health struct {
	What string
	OK   bool
	Says string
}
