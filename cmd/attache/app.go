package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"attache"
	"attache/commands"
	"attache/configs"
	"attache/digest"
	"attache/extract"
	"attache/extract/entity"
	"attache/fetch"
	"attache/index"
	"attache/ingest"
	"attache/readable"
	"attache/store"
)

// app is the archive of a data folder with everything that works on it, Discord apart. It is the one
// place where floors meet.
type app struct {
	settings configs.Settings
	log      *slog.Logger
	hold     *flock.Flock // keeps other processes out of the data folder

	db       *store.DB
	index    *index.Set
	pipeline *extract.Pipeline
	fetch    *fetch.Client
	inbox    *ingest.Inbox
	digests  *digest.Runner
	outlets  *configs.Outlets

	health func(context.Context) []commands.Health // of what app does not know: the bot
}

// parts are what differs between a bot on Discord, the demo and the terminal. Nil fields mean that
// nobody is told and nothing is posted.
type parts struct {
	teller   ingest.Listener
	poster   digest.Poster
	entities []byte // additions to the built-in tables, for the demo
}

// open opens the data folder and joins the floors.
func open(ctx context.Context, s configs.Settings, log *slog.Logger, p parts) (_ *app, err error) {
	a := &app{settings: s, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if err := os.MkdirAll(s.Data, 0o700); err != nil {
		return nil, &attache.Problem{Say: fmt.Sprintf("I cannot make the data folder %s. Nothing was started; give another one with --data.", s.Data), Err: err}
	}
	if a.hold, err = hold(s.Data); err != nil {
		return nil, err
	}
	if a.pipeline, err = pipeline(s.Configs, p.entities); err != nil {
		return nil, err
	}
	if a.outlets, err = configs.LoadOutlets(s.Configs); err != nil {
		return nil, fmt.Errorf("outlets: %w", err)
	}
	if a.db, err = store.Open(ctx, databaseFile(s.Data)); err != nil {
		return nil, fmt.Errorf("database: %w", err)
	}
	if a.index, err = index.Open(filepath.Join(s.Data, "index"), index.Options{MaxOpen: s.OpenIndexes, Lost: a.lost}); err != nil {
		return nil, err
	}
	if a.fetch, err = a.client(); err != nil {
		return nil, err
	}
	var listeners []ingest.Listener
	a.inbox, err = ingest.New(ingest.Options{
		Queue: a.db, Index: a.index, Fetch: a.fetch, Read: readable.Reader{Outlets: a.outlets},
		Guild:   func(id attache.GuildID) ingest.Archive { return a.db.Guild(id) },
		Extract: a.pipeline.Extract, Pipeline: extract.Version,
		Teller: p.teller, Listeners: listeners, Retry: retry, Workers: s.Workers, Log: log,
	})
	if err != nil {
		return nil, err
	}
	a.digests = &digest.Runner{
		Claims: a.db.Claims(), All: a.db, Poster: p.poster, Grace: s.DigestGrace, Log: log,
		Guild:  func(id attache.GuildID) digest.Book { return a.db.Guild(id) },
		Finder: a.finder,
	}
	return a, nil
}

// databaseFile is where the truth of a data folder is.
func databaseFile(data string) string { return filepath.Join(data, "attache.db") }

// pipeline returns the extractor over the built-in tables, or those that replace them in dir, with
// the operator's additions and with more.
func pipeline(dir string, more []byte) (*extract.Pipeline, error) {
	var names []string
	var tables []io.Reader
	for _, name := range []string{"entities.tsv", "aliases.tsv"} {
		b, err := configs.Table(dir, name)
		if errors.Is(err, fs.ErrNotExist) && name == "aliases.tsv" {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("entities: %w", err)
		}
		names, tables = append(names, name), append(tables, bytes.NewReader(b))
	}
	parsed, err := entity.ParseTables(append(tables, bytes.NewReader(more))...)
	if err != nil {
		return nil, fmt.Errorf("entities (the tables are %s): %w", strings.Join(names, ", "), err)
	}
	return extract.New(extract.Options{Tables: parsed})
}

func (a *app) client() (*fetch.Client, error) {
	s := a.settings
	o := fetch.Options{Contact: s.FetchContact, MaxBytes: int64(s.FetchLimit), Timeout: s.FetchTimeout, Interval: s.FetchInterval, Outlet: a.outlets.Find}
	if s.FetchProxy != "" {
		proxy, err := url.Parse(s.FetchProxy)
		if err != nil {
			return nil, fmt.Errorf("fetch-proxy: %w", err)
		}
		o.Proxy = proxy
	}
	return fetch.New(o), nil
}

// retry says whether reading something again later may help.
func retry(err error) (after time.Duration, ok bool) {
	var later *fetch.Later
	if errors.As(err, &later) {
		return later.After, true
	}
	return 0, fetch.Temporary(err) || errors.Is(err, context.DeadlineExceeded)
}

// lost is told that an index was given up. It is built anew from the database.
func (a *app) lost(guild attache.GuildID, why error) {
	a.log.Warn("index rebuilt", "guild", guild, "err", why)
}

// env is the doorway to one guild: what a command gets can reach no other.
func (a *app) env(_ context.Context, guild attache.GuildID) (commands.Env, error) {
	g := a.db.Guild(guild)
	ix, err := a.index.Guild(guild)
	if err != nil {
		return commands.Env{}, fmt.Errorf("index: %w", err)
	}
	return commands.Env{
		Archive: shelf{g, a.inbox, guild}, Search: ix, Names: g, Entities: shelf{g, a.inbox, guild}, Terms: shelf{g, a.inbox, guild},
		Inbox: a.inbox.For(guild), Digests: a.digests.For(guild),
		Health: a.report, Zone: a.settings.Zone.Location(),
	}, nil
}

// finder is what a digest of one guild looks into.
func (a *app) finder(guild attache.GuildID) (digest.Finder, error) {
	ix, err := a.index.Guild(guild)
	if err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	return finder{a.db.Guild(guild), ix}, nil
}

// finder searches the index of a guild and cites from its archive.
type finder struct {
	*store.Guild
	index *index.Guild
}

// Search searches the index.
func (f finder) Search(ctx context.Context, q attache.Query) (attache.Page, error) {
	return f.index.Search(ctx, q)
}

// shelf is a guild's archive whose removals reach the index at once.
type shelf struct {
	*store.Guild
	inbox *ingest.Inbox
	guild attache.GuildID
}

// Remove forgets an article everywhere.
func (s shelf) Remove(ctx context.Context, id attache.ArticleID, by attache.UserID) error {
	if err := s.Guild.Remove(ctx, id, by); err != nil {
		return err
	}
	return s.inbox.Feed(ctx, s.guild)
}

// Decide keeps a decision about names and lets the index follow.
func (s shelf) Decide(ctx context.Context, d attache.Decision) (attache.Decision, error) {
	made, err := s.Guild.Decide(ctx, d)
	if err != nil {
		return made, err
	}
	return made, s.followed(ctx)
}

// Undo takes a decision back and lets the index follow.
func (s shelf) Undo(ctx context.Context, n int64, by attache.UserID, now time.Time) (attache.Decision, error) {
	d, err := s.Guild.Undo(ctx, n, by, now)
	if err != nil {
		return d, err
	}
	return d, s.followed(ctx)
}

// Correct keeps what an analyst set right in a condition.
func (s shelf) Correct(ctx context.Context, ref attache.Ref, c attache.Correction, undo bool) (attache.Cited, error) {
	one, err := s.Guild.Correct(ctx, ref, c, undo)
	if err != nil {
		return one, err
	}
	return one, s.followed(ctx)
}

// followed feeds the index for a while; what is left, after a decision about thousands of articles, the
// inbox takes up within a minute.
func (s shelf) followed(ctx context.Context) error {
	const patience = 3 * time.Second
	short, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	if err := s.inbox.Feed(short, s.guild); err != nil && ctx.Err() == nil && short.Err() == nil {
		return err
	}
	return nil
}

// report is what /status says of the parts.
func (a *app) report(ctx context.Context) ([]commands.Health, error) {
	all := []commands.Health{{What: "Database", OK: true, Says: "answers"}}
	if err := a.db.Ping(ctx); err != nil {
		all[0] = commands.Health{What: "Database", Says: "does not answer"}
	}
	behind, err := a.db.Behind(ctx)
	if err != nil {
		return nil, fmt.Errorf("behind: %w", err)
	}
	ix := commands.Health{What: "Search index", OK: len(behind) == 0, Says: "up to date"}
	if len(behind) > 0 {
		ix.Says = "is being brought up to date"
	}
	all = append(all, ix)
	if n := a.inbox.Stuck(); n > 0 {
		all = append(all, commands.Health{What: "Reading", Says: fmt.Sprintf("%d articles take far too long", n)})
	}
	if a.health != nil {
		all = append(all, a.health(ctx)...)
	}
	return all, nil
}

// Close closes what open opened, the index before the database it is fed from.
func (a *app) Close() error {
	var errs []error
	if a.fetch != nil {
		a.fetch.Close()
	}
	if a.index != nil {
		errs = append(errs, a.index.Close())
	}
	if a.db != nil {
		errs = append(errs, a.db.Close())
	}
	if a.hold != nil {
		errs = append(errs, a.hold.Unlock())
	}
	return errors.Join(errs...)
}
