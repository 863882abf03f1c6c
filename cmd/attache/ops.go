package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/pprof"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus/promhttp"

	"attache"
)

// ops tells others that the bot is well: the container through a file in the data folder, the
// operator through a small server that is off by default.
type ops struct {
	addr string
	*service
}

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
	defer os.Remove(pulseFile(o.settings.Data))
	for {
		next := beat
		p := o.pulse(ctx)
		if !p.OK {
			next = time.Second // who waits for the bot to be ready should not wait for the file
		}
		if err := o.write(p); err != nil && ctx.Err() == nil {
			o.log.Error("pulse", "err", err)
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
	all, err := o.report(ctx)
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
	name := pulseFile(o.settings.Data)
	if err := os.WriteFile(name+".new", b, 0o600); err != nil {
		return err
	}
	return os.Rename(name+".new", name)
}

// handler answers the operator: a page for people, the rest for machines. It is for this machine only:
// it has no password, and profiles tell much.
func (o *ops) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", o.servePage)
	mux.HandleFunc("GET /healthz", func(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") })
	mux.HandleFunc("GET /readyz", func(w http.ResponseWriter, r *http.Request) {
		p := o.pulse(r.Context())
		if !p.OK {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(p)
	})
	mux.Handle("GET /metrics", promhttp.HandlerFor(o.meters.registry, promhttp.HandlerOpts{MaxRequestsInFlight: 4}))
	mux.HandleFunc("GET /debug/pprof/", pprof.Index)
	mux.HandleFunc("GET /debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("GET /debug/pprof/trace", pprof.Trace)
	mux.HandleFunc("GET /debug/pprof/symbol", pprof.Symbol)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !loopbackHost(r.Host) { // a page elsewhere that made its name point here
			http.Error(w, "This answers to 127.0.0.1 and localhost only.", http.StatusForbidden)
			return
		}
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		mux.ServeHTTP(w, r)
	})
}

// loopbackHost reports whether a host, with or without a port, is this machine.
func loopbackHost(host string) bool {
	name, _, err := net.SplitHostPort(host)
	if err != nil {
		name = strings.Trim(host, "[]")
	}
	ip := net.ParseIP(name)
	return strings.EqualFold(name, "localhost") || ip != nil && ip.IsLoopback()
}

func (o *ops) serve(ctx context.Context) (stop func(), err error) {
	if !loopbackHost(o.addr) {
		return nil, &attache.Problem{Say: fmt.Sprintf("%s can be reached from other machines, and the operator's page has no password. Give an address of this machine with --ops, such as 127.0.0.1:8090.", o.addr)}
	}
	l, err := net.Listen("tcp", o.addr)
	if err != nil {
		return nil, &attache.Problem{Say: fmt.Sprintf("I cannot listen on %s for the operator's page. Give another address with --ops.", o.addr), Err: err}
	}
	o.log.Info("operator's page", "address", "http://"+l.Addr().String())
	server := &http.Server{Handler: o.handler(), ReadHeaderTimeout: 5 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx }}
	go func() {
		if err := server.Serve(l); err != nil && !errors.Is(err, http.ErrServerClosed) {
			o.log.Error("ops", "err", err)
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
