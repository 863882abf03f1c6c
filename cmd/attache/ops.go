package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"attache"
	"attache/bot"
)

// ops tells others that the bot is well: the container through a file in the data folder, the
// operator through a small server that is off by default.
type ops struct {
	addr string
	app  *app
	bot  *bot.Bot
}

func newOps(addr string, a *app, b *bot.Bot) *ops { return &ops{addr: addr, app: a, bot: b} }

// pulse is what stands in the file. `attache health` reads it.
type pulse struct {
	At time.Time `json:"at"`
	OK bool      `json:"ok"`
	// Says names what is wrong.
	Says string `json:"says,omitempty"`
}

// beat is how often the file is written; older than three of them means that the process hangs.
const beat = 10 * time.Second

func pulseFile(data string) string { return filepath.Join(data, "pulse.json") }

// Run writes the pulse and serves the page, when one is wanted, until ctx ends.
func (o *ops) Run(ctx context.Context) error {
	if o.addr != "" {
		stop, err := o.serve(ctx)
		if err != nil {
			return err
		}
		defer stop()
	}
	defer os.Remove(pulseFile(o.app.settings.Data))
	for {
		next := beat
		p := o.pulse(ctx)
		if !p.OK {
			next = time.Second // who waits for the bot to be ready should not wait for the file
		}
		if err := o.write(p); err != nil && ctx.Err() == nil {
			o.app.log.Error("pulse", "err", err)
		}
		select {
		case <-time.After(next):
		case <-ctx.Done():
			return nil
		}
	}
}

func (o *ops) pulse(ctx context.Context) pulse {
	p := pulse{At: time.Now(), OK: true}
	all, err := o.app.report(ctx)
	if err != nil {
		return pulse{At: p.At, Says: err.Error()}
	}
	for _, h := range all {
		if !h.OK && h.What != "Search index" { // catching up is no illness
			p.OK, p.Says = false, h.What+": "+h.Says
		}
	}
	return p
}

func (o *ops) write(p pulse) error {
	b, err := json.Marshal(p)
	if err != nil {
		return err
	}
	name := pulseFile(o.app.settings.Data)
	if err := os.WriteFile(name+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

func (o *ops) serve(ctx context.Context) (stop func(), err error) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		p := o.pulse(r.Context())
		if !p.OK {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(p)
	})
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		return nil, &attache.Problem{Say: fmt.Sprintf("I cannot listen on %s for health checks. Give another address with --ops.", o.addr), Err: err}
	}
	server := &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			o.app.log.Error("ops", "err", err)
		}
	}()
	return func() { _ = server.Close() }, nil
}

type healthCmd struct{}

// Run reads the pulse of the bot that uses the data folder.
func (healthCmd) Run(e env) error {
	b, err := os.ReadFile(pulseFile(e.settings.Data))
	if err != nil {
		return &attache.Problem{Say: "No bot is running with the data folder " + e.settings.Data + "."}
	}
	var p pulse
	if err := json.Unmarshal(b, &p); err != nil {
		return fmt.Errorf("pulse: %w", err)
	}
	if age := time.Since(p.At); age > 3*beat {
		return &attache.Problem{Say: fmt.Sprintf("The bot has given no sign for %s.", age.Round(time.Second))}
	}
	if !p.OK {
		return &attache.Problem{Say: p.Says}
	}
	fmt.Fprintln(e.out, "well")
	return nil
}
