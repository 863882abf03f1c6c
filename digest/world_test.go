package digest

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"attache"
	"attache/card"
	"attache/commands"
	"attache/index"
)

var _ commands.Digests = (*Guild)(nil)

// at reads a time of the tests: they are all in November 2026, in UTC.
func at(t testing.TB, s string) time.Time {
	t.Helper()
	v, err := time.Parse("2 15:04", s)
	if err != nil {
		t.Fatal(err)
	}
	return time.Date(2026, 11, v.Day(), v.Hour(), v.Minute(), 0, 0, time.UTC)
}

// memory keeps schedules and claims as the store does.
type memory struct {
	mu        sync.Mutex
	schedules []attache.Schedule
	claims    map[string]attache.Claim
}

func (m *memory) Claim(_ context.Context, guild attache.GuildID, kind, key string, lease time.Duration, now time.Time) (attache.Claim, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := string(guild) + "/" + kind + "/" + key
	c, known := m.claims[name]
	if known && (c.Done || now.Before(c.Until)) {
		return c, false, nil
	}
	c = attache.Claim{Guild: guild, Kind: kind, Key: key, Token: c.Token + 1, Until: now.Add(lease)}
	if m.claims == nil {
		m.claims = map[string]attache.Claim{}
	}
	m.claims[name] = c
	return c, true, nil
}

func (m *memory) settle(c attache.Claim, change func(*attache.Claim)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	name := string(c.Guild) + "/" + c.Kind + "/" + c.Key
	kept := m.claims[name]
	if kept.Token != c.Token || kept.Done {
		return fmt.Errorf("claim %s was taken over", c.Key)
	}
	change(&kept)
	m.claims[name] = kept
	return nil
}

func (m *memory) Finish(_ context.Context, c attache.Claim, message attache.MessageID) error {
	return m.settle(c, func(c *attache.Claim) { c.Done, c.Message = true, message })
}

func (m *memory) Release(ctx context.Context, c attache.Claim) error {
	if ctx.Err() != nil {
		return ctx.Err()
	}
	return m.settle(c, func(c *attache.Claim) { c.Until = time.Time{} })
}

func (m *memory) Schedules(context.Context) ([]attache.Schedule, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	return slices.Clone(m.schedules), nil
}

func (m *memory) AddSchedule(_ context.Context, s attache.Schedule) (attache.Schedule, bool, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, k := range m.schedules {
		if k.Name == s.Name {
			return k, true, nil
		}
	}
	s.ID = int64(len(m.schedules) + 1)
	m.schedules = append(m.schedules, s)
	return s, false, nil
}

func (m *memory) change(match func(attache.Schedule) bool, change func(*attache.Schedule)) (attache.Schedule, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for i := range m.schedules {
		if match(m.schedules[i]) {
			change(&m.schedules[i])
			return m.schedules[i], nil
		}
	}
	return attache.Schedule{}, attache.ErrNotFound
}

func (m *memory) PauseSchedule(_ context.Context, name string, paused bool, reason string) (attache.Schedule, error) {
	return m.change(func(s attache.Schedule) bool { return s.Name == name },
		func(s *attache.Schedule) { s.Paused, s.Reason = paused, reason })
}

func (m *memory) DropSchedule(_ context.Context, name string) error {
	_, err := m.change(func(s attache.Schedule) bool { return s.Name == name }, func(s *attache.Schedule) { s.Name = "" })
	return err
}

func (m *memory) SlotDone(_ context.Context, id int64, slot time.Time) error {
	_, err := m.change(func(s attache.Schedule) bool { return s.ID == id }, func(s *attache.Schedule) {
		if slot.After(s.Last) {
			s.Last = slot
		}
	})
	return err
}

// archive is a real index with the articles beside it.
type archive struct {
	*index.Guild
	set       *index.Set
	seq       int64
	reads     map[attache.ArticleID]attache.Read
	unindexed int
	waiting   int
}

func newArchive(t testing.TB) *archive {
	t.Helper()
	set, err := index.Open(t.TempDir(), index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { set.Close() })
	if _, err := set.Checkpoint(context.Background(), "41"); err != nil {
		t.Fatal(err)
	}
	guild, err := set.Guild("41")
	if err != nil {
		t.Fatal(err)
	}
	return &archive{Guild: guild, set: set, reads: map[attache.ArticleID]attache.Read{}}
}

func (a *archive) add(t testing.TB, reads ...attache.Read) {
	t.Helper()
	for _, r := range reads {
		a.reads[r.Article.ID] = r
	}
	a.seq++
	if err := a.set.Put(context.Background(), "41", a.seq, reads, nil); err != nil {
		t.Fatal(err)
	}
}

func (a *archive) Stats(context.Context) (attache.Stats, error) {
	return attache.Stats{Unindexed: a.unindexed, Waiting: a.waiting}, nil
}

func (a *archive) Cite(_ context.Context, refs []attache.Ref) (all []attache.Cited, _ error) {
	for _, ref := range refs {
		r, ok := a.reads[ref.Article()]
		if !ok {
			continue
		}
		c := attache.Cited{Ref: ref, Article: r.Article}
		switch kind, n := ref.Fact(); kind {
		case attache.KindAttribution:
			c.Attribution = &r.Facts.Attributions[n-1]
		case attache.KindEvent:
			c.Event = &r.Facts.Events[n-1]
		case attache.KindCondition:
			c.Condition = &r.Facts.Conditions[n-1]
		}
		all = append(all, c)
	}
	return all, nil
}

// channel is a Discord that knows nonces: the same key leaves one message.
type channel struct {
	mu    sync.Mutex
	keys  map[string]attache.MessageID
	cards []card.Card
	fail  func() error // instead of posting
	lose  func() error // after posting: the answer is lost
}

func (c *channel) Post(_ context.Context, _ attache.ChannelID, key string, what card.Card) (attache.MessageID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.fail != nil {
		if err := c.fail(); err != nil {
			return "", err
		}
	}
	id, again := c.keys[key]
	if !again {
		if c.keys == nil {
			c.keys = map[string]attache.MessageID{}
		}
		id = attache.MessageID(fmt.Sprint(len(c.keys) + 1))
		c.keys[key] = id
		c.cards = append(c.cards, what)
	}
	if c.lose != nil {
		if err := c.lose(); err != nil {
			return "", err
		}
	}
	return id, nil
}

// world is a runner with everything it needs.
type world struct {
	*Runner
	memory  *memory
	archive *archive
	channel *channel
	clock   time.Time
}

func newWorld(t testing.TB) *world {
	t.Helper()
	w := &world{memory: &memory{}, archive: newArchive(t), channel: &channel{}, clock: at(t, "22 12:00")}
	w.Runner = &Runner{
		Claims: w.memory, All: w.memory, Guild: func(attache.GuildID) Book { return w.memory },
		Finder: func(attache.GuildID) (Finder, error) { return w.archive, nil },
		Poster: w.channel, Now: func() time.Time { return w.clock }, Log: slog.New(slog.DiscardHandler),
	}
	return w
}

// schedule saves a daily digest at eight o'clock.
func (w *world) schedule(t testing.TB, name, topic string) attache.Schedule {
	t.Helper()
	s, err := w.For("41").Create(t.Context(), attache.Schedule{Name: name, Channel: "7", Spec: "day at 08:00", Zone: "UTC", Topic: topic})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (w *world) sweep(t testing.TB, when string) {
	t.Helper()
	if err := w.Sweep(t.Context(), at(t, when)); err != nil {
		t.Errorf("sweep at %s: %v", when, err)
	}
}

func (w *world) posted(t testing.TB, want int) {
	t.Helper()
	if len(w.channel.cards) != want {
		t.Fatalf("%d digests were posted, want %d", len(w.channel.cards), want)
	}
}

// note is a short article with one statement.
func note(name string, added time.Time) attache.Read {
	text := "Harbour master Odile Renn said the pier of " + name + " would open again."
	return written(name, "Harbour Post", "Pier of "+name, text, added, func(b *facts) { b.said("Odile Renn", attache.Indirect, text) })
}

// facts writes the facts of an article down by quoting it.
type facts struct{ attache.Read }

func written(name, outlet, title, text string, added time.Time, write func(*facts)) attache.Read {
	b := &facts{attache.Read{Article: attache.Article{
		ID: attache.NewArticleID(name), Outlet: outlet, Title: title, Text: text, Added: added,
		Published: added.Add(-3 * time.Hour), URL: "https://news.example/" + name,
	}}}
	if write != nil {
		write(b)
	}
	return b.Read
}

func (b *facts) span(words string) attache.Span {
	i := strings.Index(b.Article.Text, words)
	if i < 0 {
		panic(fmt.Sprintf("%q is not in %s", words, b.Article.Title))
	}
	return attache.Span{Start: i, End: i + len(words)}
}

func (b *facts) mention(name string) attache.Mention {
	m := attache.Mention{Entity: attache.NewEntityID(name), Name: name, Sure: 0.9}
	if strings.Contains(b.Article.Text, name) {
		m.Span = b.span(name)
	}
	return m
}

func (b *facts) said(source string, form attache.Form, extent string, content ...string) {
	f := attache.Attribution{Ref: attache.NewRef(b.Article.ID, attache.KindAttribution, len(b.Facts.Attributions)+1),
		Source: b.mention(source), Extent: b.span(extent), Form: form, Act: attache.ActSay, Score: 0.9}
	for _, c := range content {
		f.Content = append(f.Content, b.span(c))
	}
	b.Facts.Attributions = append(b.Facts.Attributions, f)
}

func (b *facts) event(value string, status attache.EventStatus, extent string) {
	b.Facts.Events = append(b.Facts.Events, attache.Event{Ref: attache.NewRef(b.Article.ID, attache.KindEvent, len(b.Facts.Events)+1),
		Extent: b.span(extent), When: attache.Timex{Type: attache.Date, Value: value}, Status: status, Score: 0.9})
}

func (b *facts) condition(holder, addressee, extent, then, if_ string, status attache.ConditionStatus) {
	b.Facts.Conditions = append(b.Facts.Conditions, attache.Condition{Ref: attache.NewRef(b.Article.ID, attache.KindCondition, len(b.Facts.Conditions)+1),
		Holder: b.mention(holder), Addressee: b.mention(addressee), Extent: b.span(extent), Consequent: b.span(then), Antecedent: b.span(if_),
		Kind: attache.Offer, Status: status, Score: 0.9})
}
