package main

import (
	"context"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// journal keeps the latest warnings and errors of the log, for the operator's page. What reaches it has
// passed the log's own redaction: it holds no more than the log does.
type journal struct {
	mu   sync.Mutex
	last []entry // the oldest first
	seen int
}

// entry is one line of the log.
type entry struct {
	At    time.Time
	Level slog.Level
	Text  string
}

// Bounds of the journal: entries, and runes of one.
const (
	maxEntries = 50
	maxEntry   = 400
)

func (j *journal) add(e entry) {
	if runes := []rune(e.Text); len(runes) > maxEntry {
		e.Text = string(runes[:maxEntry]) + "…"
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seen++
	j.last = append(j.last, e)
	if len(j.last) > maxEntries {
		j.last = slices.Delete(j.last, 0, 1)
	}
}

// latest returns the entries, the newest first, and how many there were in all.
func (j *journal) latest() ([]entry, int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	all := slices.Clone(j.last)
	slices.Reverse(all)
	return all, j.seen
}

// noting is a handler that writes into a journal what another handler logs from warnings on.
type noting struct {
	slog.Handler
	journal *journal
	prefix  []slog.Attr
}

// Handle implements slog.Handler.
func (n noting) Handle(ctx context.Context, r slog.Record) error {
	if r.Level >= slog.LevelWarn {
		text := r.Message
		tell := func(a slog.Attr) bool {
			text += " " + a.Key + "=" + a.Value.Resolve().String()
			return true
		}
		for _, a := range n.prefix {
			tell(a)
		}
		r.Attrs(tell)
		n.journal.add(entry{r.Time, r.Level, text})
	}
	return n.Handler.Handle(ctx, r)
}

// WithAttrs implements slog.Handler.
func (n noting) WithAttrs(attrs []slog.Attr) slog.Handler {
	return noting{n.Handler.WithAttrs(attrs), n.journal, append(slices.Clip(n.prefix), attrs...)}
}

// WithGroup implements slog.Handler. The journal does without groups.
func (n noting) WithGroup(name string) slog.Handler {
	return noting{n.Handler.WithGroup(name), n.journal, n.prefix}
}

// Enabled implements slog.Handler: warnings are noted even when only errors are logged.
func (n noting) Enabled(ctx context.Context, l slog.Level) bool {
	return l >= slog.LevelWarn || n.Handler.Enabled(ctx, l)
}
