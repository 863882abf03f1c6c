package ingest_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/ingest"
	"attache/store"
)

// newsroom is an inbox over a real database, with pages, an index and ears in memory.
type newsroom struct {
	*ingest.Inbox
	db     *store.DB
	pages  pages
	index  *shelf
	teller *ears
	alerts *ears
}

// open builds a newsroom; change, if not nil, changes its options.
func open(t testing.TB, change func(*ingest.Options)) *newsroom {
	t.Helper()
	return openAt(t, filepath.Join(t.TempDir(), "a.db"), change)
}

func openAt(t testing.TB, path string, change func(*ingest.Options)) *newsroom {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	n := &newsroom{db: db, pages: pages{}, index: newShelf(), teller: newEars(), alerts: newEars()}
	o := ingest.Options{
		Queue: db, Guild: func(id attache.GuildID) ingest.Archive { return db.Guild(id) },
		Index: n.index, Fetch: n.pages, Read: plain{}, Extract: takeFacts, Pipeline: "v1",
		Teller: n.teller, Listeners: []ingest.Listener{n.alerts},
		Retry: func(err error) (time.Duration, bool) { return 0, errors.Is(err, errBusy) },
		Log:   slog.New(slog.DiscardHandler),
	}
	if change != nil {
		change(&o)
	}
	if n.Inbox, err = ingest.New(o); err != nil {
		t.Fatal(err)
	}
	return n
}

// run works until the test, or the function that comes back, ends it.
func (n *newsroom) run(t testing.TB) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	ended := make(chan error, 1)
	go func() { ended <- n.Run(ctx) }()
	stop = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run = %v", err)
		}
	})
	t.Cleanup(stop)
	return stop
}

func (n *newsroom) submit(t testing.TB, s attache.Submission) int64 {
	t.Helper()
	if s.Guild == "" {
		s.Guild = "1"
	}
	id, err := n.Submit(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// await hands in as a command does and waits.
func (n *newsroom) await(t testing.TB, s attache.Submission) attache.Outcome {
	t.Helper()
	desk := n.For("1")
	s.Awaited = true
	id, err := desk.Submit(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	o, err := desk.Await(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return o
}

var errBusy = errors.New("busy")

// pages are a web: an address gives an article, an error, or what a function says.
type pages map[string]any

func (p pages) Fetch(ctx context.Context, url string) (attache.Article, error) {
	switch page := p[url].(type) {
	case string:
		a := attache.Article{URL: url, Outlet: "Herald", Title: "Title of " + url, Text: page}
		return a, nil
	case error:
		return attache.Article{}, page
	case func(context.Context) (string, error):
		text, err := page(ctx)
		return attache.Article{URL: url, Text: text}, err
	}
	return attache.Article{}, &attache.Problem{Say: "There is no such page. Nothing was saved."}
}

// plain reads a text whose first line is the title.
type plain struct{}

func (plain) Read(f attache.File) (attache.Article, error) {
	text := strings.TrimSpace(string(f.Bytes))
	title, _, _ := strings.Cut(text, "\n")
	switch {
	case text == "BINARY":
		return attache.Article{}, &attache.Problem{Say: "That is no text. Nothing was saved."}
	case text == "READER PANICS":
		panic(text)
	}
	return attache.Article{Title: title, Text: text, Language: "en"}, nil
}

// takeFacts finds "NAME said WORDS." and obeys some texts.
func takeFacts(a attache.Article) (f attache.Facts) {
	if strings.Contains(a.Text, "PANIC") {
		panic("the text said so: " + a.Text)
	}
	for i, at := 0, 0; ; i++ {
		cue := strings.Index(a.Text[at:], " said ")
		if cue < 0 {
			return f
		}
		cue += at
		from := strings.LastIndexAny(a.Text[:cue], ".\n") + 1
		end := cue + strings.IndexByte(a.Text[cue:]+".", '.')
		name := strings.TrimSpace(a.Text[from:cue])
		f.Attributions = append(f.Attributions, attache.Attribution{
			Ref: attache.NewRef(a.ID, attache.KindAttribution, i+1), Source: attache.Mention{Span: attache.Span{Start: from, End: cue}, Entity: attache.NewEntityID(name), Name: name, Sure: 1},
			Content: []attache.Span{{Start: cue + 6, End: end}}, Extent: attache.Span{Start: from, End: end}, Act: attache.ActSay, Score: 1,
		})
		at = end
	}
}

// shelf is an index in memory that counts what it is given.
type shelf struct {
	mu     sync.Mutex
	guilds map[attache.GuildID]*shelfGuild
	fail   func(put []attache.Read) error
}

type shelfGuild struct {
	seq  int64
	docs map[attache.ArticleID]attache.Read
	puts map[attache.ArticleID]int
}

func newShelf() *shelf { return &shelf{guilds: map[attache.GuildID]*shelfGuild{}} }

func (s *shelf) Put(_ context.Context, guild attache.GuildID, seq int64, put []attache.Read, remove []attache.ArticleID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		if err := s.fail(put); err != nil {
			return err
		}
	}
	g := s.guilds[guild]
	if g == nil {
		g = &shelfGuild{docs: map[attache.ArticleID]attache.Read{}, puts: map[attache.ArticleID]int{}}
		s.guilds[guild] = g
	}
	g.seq = max(g.seq, seq)
	for _, r := range put {
		g.docs[r.Article.ID] = r
		g.puts[r.Article.ID]++
	}
	for _, id := range remove {
		delete(g.docs, id)
	}
	return nil
}

func (s *shelf) Checkpoint(_ context.Context, guild attache.GuildID) (int64, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.guilds[guild]; g != nil {
		return g.seq, nil
	}
	return 0, nil
}

// has returns the ids of a guild's documents, sorted.
func (s *shelf) has(guild attache.GuildID) (ids []attache.ArticleID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.guilds[guild]; g != nil {
		for id := range g.docs {
			ids = append(ids, id)
		}
	}
	slices.Sort(ids)
	return ids
}

// ears hear outcomes.
type ears struct {
	heard chan attache.Outcome
	mu    sync.Mutex
	fail  func(attache.Outcome) error
}

func newEars() *ears { return &ears{heard: make(chan attache.Outcome, 10_000)} }

func (e *ears) Ingested(_ context.Context, o attache.Outcome) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.fail != nil {
		if err := e.fail(o); err != nil {
			return err
		}
	}
	e.heard <- o
	return nil
}

// next waits for an outcome.
func (e *ears) next(t testing.TB) attache.Outcome {
	t.Helper()
	select {
	case o := <-e.heard:
		return o
	case <-t.Context().Done():
		t.Fatal("the test ended while nothing was heard")
	}
	return attache.Outcome{}
}

// nothing checks that nothing was heard.
func (e *ears) nothing(t testing.TB) {
	t.Helper()
	select {
	case o := <-e.heard:
		t.Errorf("heard %s, want nothing", show(o))
	default:
	}
}

// show prints an outcome in a line.
func show(o attache.Outcome) string {
	switch {
	case o.Err != nil:
		return "refused: " + attache.Explain(o.Err)
	case o.Known:
		return "known: " + o.Article.Title
	}
	return fmt.Sprintf("archived: %s, %d statements", o.Article.Title, len(o.Facts.Attributions))
}
