package bot

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"strings"
)

// redactor is a slog.Handler that takes tokens out of whatever is logged. Nothing in this package
// logs one; this is for errors of libraries that quote what they were given.
type redactor struct {
	next  slog.Handler
	token string
}

// Interaction tokens stand in paths, and begin with "interaction" in base64.
var tokens = regexp.MustCompile(`(/(?:webhooks|interactions)/[0-9]+/)[^/?\s"]+|aW50ZXJhY3Rpb24[A-Za-z0-9+/=_-]+`)

// redacted returns a logger that does not write tokens; nil logs nowhere.
func redacted(log *slog.Logger, token string) *slog.Logger {
	if log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return slog.New(redactor{next: log.Handler(), token: strings.TrimPrefix(token, "Bot ")})
}

func (r redactor) scrub(s string) string {
	if r.token != "" {
		s = strings.ReplaceAll(s, r.token, "[token]")
	}
	return tokens.ReplaceAllString(s, "${1}[token]")
}

func (r redactor) attr(a slog.Attr) slog.Attr {
	v := a.Value.Resolve()
	switch v.Kind() {
	case slog.KindString:
		return slog.String(a.Key, r.scrub(v.String()))
	case slog.KindGroup:
		group := make([]slog.Attr, 0, len(v.Group()))
		for _, g := range v.Group() {
			group = append(group, r.attr(g))
		}
		return slog.Attr{Key: a.Key, Value: slog.GroupValue(group...)}
	case slog.KindAny:
		return slog.String(a.Key, r.scrub(fmt.Sprint(v.Any())))
	}
	return slog.Attr{Key: a.Key, Value: v}
}

// Enabled implements slog.Handler.
func (r redactor) Enabled(ctx context.Context, l slog.Level) bool { return r.next.Enabled(ctx, l) }

// Handle implements slog.Handler.
func (r redactor) Handle(ctx context.Context, rec slog.Record) error {
	clean := slog.NewRecord(rec.Time, rec.Level, r.scrub(rec.Message), rec.PC)
	rec.Attrs(func(a slog.Attr) bool {
		clean.AddAttrs(r.attr(a))
		return true
	})
	return r.next.Handle(ctx, clean)
}

// WithAttrs implements slog.Handler.
func (r redactor) WithAttrs(attrs []slog.Attr) slog.Handler {
	scrubbed := make([]slog.Attr, len(attrs))
	for i, a := range attrs {
		scrubbed[i] = r.attr(a)
	}
	r.next = r.next.WithAttrs(scrubbed)
	return r
}

// WithGroup implements slog.Handler.
func (r redactor) WithGroup(name string) slog.Handler {
	r.next = r.next.WithGroup(name)
	return r
}
