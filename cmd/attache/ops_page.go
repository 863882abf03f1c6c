package main

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"net/http"
	"path/filepath"
	"runtime"
	"slices"
	"time"

	"attache/commands"
)

//go:embed ops_page.html
var opsPage string

// opsView is what the operator's page shows.
type opsView struct {
	state
	Well    bool
	Says    string
	Health  []commands.Health
	Failed  string // why something could not be looked up
	Recent  []entry
	Errors  []counted
	Closes  []counted
	Version string
	Go      string
	Up      time.Duration
	Threads int // goroutines
	Memory  int64
	Data    string
	DBSize  int64
	Index   int64
}

// counted is a code of Discord's and how often it came.
type counted struct {
	Code, Times int
	Means       string
}

// meaning says what the codes are that operators meet.
var meaning = map[int]string{
	0: "the connection broke", 1000: "closed by Discord", 1001: "Discord restarted a gateway", 4000: "unknown error", 4001: "unknown opcode", 4002: "payload not understood",
	4004: "token refused", 4007: "wrong sequence number", 4008: "too many messages", 4009: "session timed out", 4014: "intent refused",
	429: "too many requests", 500: "Discord failed", 502: "Discord's gateway failed", 503: "Discord is not available",
	10003: "unknown channel", 10008: "unknown message", 10015: "unknown webhook", 10062: "interaction too old", 40060: "acknowledged twice",
	50001: "no access", 50007: "person takes no direct messages", 50013: "missing permission", 50027: "token of an interaction ended", 50035: "ill-formed request", 50083: "thread is archived",
}

func count(codes map[int]int) (all []counted) {
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		all = append(all, counted{code, codes[code], cmp.Or(meaning[code], "see Discord's list of codes")})
	}
	return all
}

var opsTemplate = template.Must(template.New("ops").Funcs(template.FuncMap{
	"ago": func(t time.Time) string {
		if t.IsZero() {
			return "never"
		}
		return span(time.Since(t)) + " ago"
	},
	"span": span,
	"size": size,
	"utc":  func(t time.Time) string { return t.UTC().Format("2 Jan 15:04:05") },
}).Parse(opsPage))

// span writes a time with its two greatest units.
func span(d time.Duration) string {
	switch d = max(d, 0); {
	case d < time.Second:
		return d.Round(time.Millisecond).String()
	case d < time.Minute:
		return d.Round(100 * time.Millisecond).String()
	case d < time.Hour:
		return fmt.Sprintf("%d min %d s", int(d.Minutes()), int(d.Seconds())%60)
	case d < 24*time.Hour:
		return fmt.Sprintf("%d h %d min", int(d.Hours()), int(d.Minutes())%60)
	}
	return fmt.Sprintf("%d days %d h", int(d.Hours())/24, int(d.Hours())%24)
}

func size(n int64) string {
	switch {
	case n >= 1<<30:
		return fmt.Sprintf("%.1f GB", float64(n)/(1<<30))
	case n >= 1<<20:
		return fmt.Sprintf("%.1f MB", float64(n)/(1<<20))
	}
	return fmt.Sprintf("%.0f kB", float64(n)/(1<<10))
}

// stored adds up the files that match, and those in folders that do.
func stored(pattern string) (bytes int64) {
	found, _ := filepath.Glob(pattern)
	for _, name := range found {
		_ = filepath.WalkDir(name, func(_ string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil // it went meanwhile
			}
			if info, err := d.Info(); err == nil {
				bytes += info.Size()
			}
			return nil
		})
	}
	return bytes
}

func (o *ops) servePage(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
	if err := opsTemplate.Execute(w, o.view(r)); err != nil && r.Context().Err() == nil {
		o.log.Error("operator's page", "err", err)
	}
}

func (o *ops) view(r *http.Request) opsView {
	ctx := r.Context()
	now := time.Now()
	v := opsView{Version: version(), Go: runtime.Version(), Up: now.Sub(o.since), Threads: runtime.NumGoroutine(), Data: o.settings.Data}
	var err error
	if v.state, err = o.look(ctx, now); err != nil {
		v.Failed = err.Error()
	}
	v.Health, err = o.report(ctx)
	if err != nil {
		v.Failed = err.Error()
	}
	p := o.pulse(ctx)
	v.Well, v.Says = p.OK, p.Says
	v.Recent, _ = o.journal.latest()
	v.Errors, v.Closes = count(v.Bot.Errors), count(v.Bot.Closes)
	slices.SortFunc(v.Digests, func(a, b due) int { return cmp.Compare(b.Late, a.Late) })
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	v.Memory = int64(m.Sys - m.HeapReleased)
	v.DBSize, v.Index = stored(filepath.Join(o.settings.Data, "attache.db*")), stored(filepath.Join(o.settings.Data, "index"))
	return v
}
