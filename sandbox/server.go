package sandbox

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Server is a [World] that can be reached: REST, gateway and attachments on one address.
type Server struct {
	*World
	listener net.Listener
	http     *http.Server
	life     context.Context // ends the gateway connections
	end      context.CancelFunc
	serving  sync.WaitGroup
	gateways sync.WaitGroup // connections: hijacked, so http.Server does not wait for them
	streams  atomic.Int64   // event streams of pages
	started  sync.Once
	closed   sync.Once
	failed   error // why serving ended; read after serving.Wait
}

// New makes a world and listens, so that its address is known; it answers from [Server.Start] or
// [Server.Run] on. Whoever calls New must call Close, unless Run was called.
func New(opts Options) (*Server, error) {
	if opts.Log == nil {
		opts.Log = slog.New(slog.DiscardHandler)
	}
	w, err := newWorld(opts)
	if err != nil {
		return nil, err
	}
	addr := or(opts.Addr, "127.0.0.1:0")
	if err := loopback(addr); err != nil && !opts.Public {
		return nil, err
	}
	l, err := net.Listen("tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	w.base = "http://" + l.Addr().String()
	s := &Server{World: w, listener: l}
	s.life, s.end = context.WithCancel(context.Background())
	s.http = &http.Server{
		Handler:           s.Handler(),
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(opts.Log.Handler(), slog.LevelDebug),
		ConnContext:       func(ctx context.Context, c net.Conn) context.Context { return context.WithValue(ctx, tcpKey{}, c) },
	}
	return s, nil
}

// tcpKey finds the connection of a request, so that a fault can reset it.
type tcpKey struct{}

// loopback refuses an address that others could reach.
func loopback(addr string) error {
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return fmt.Errorf("sandbox: %w", err)
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return fmt.Errorf("sandbox: %s can be reached from outside; set Public to allow it", addr)
	}
	return nil
}

// URL returns the server's address: "http://127.0.0.1:4711".
func (s *Server) URL() string { return s.base }

// Start begins to answer, in the background.
func (s *Server) Start() {
	s.started.Do(func() {
		s.serving.Add(1)
		go func() {
			defer s.serving.Done()
			if err := s.http.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
				s.failed = err
			}
		}()
	})
}

// Run answers until ctx ends, then closes. It returns an error only when serving failed.
func (s *Server) Run(ctx context.Context) error {
	s.Start()
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		s.serving.Wait()
	}()
	select {
	case <-ctx.Done():
	case <-ended:
	}
	err := s.Close()
	<-ended
	return err
}

// Close ends every connection and waits for everything the server began. Requests that are being
// answered get a second to finish. What people wait for fails with ErrNoAnswer.
func (s *Server) Close() error {
	s.closed.Do(func() {
		s.end()
		ctx, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		if s.http.Shutdown(ctx) != nil {
			s.http.Close()
		}
		s.listener.Close() // when it was never started
		s.serving.Wait()
		s.gateways.Wait()
		s.stop()
	})
	return s.failed
}

// Handler returns what answers: the REST API below /api/v9/, the gateway at /gateway/ and
// attachments at /attachments/, the client API below /client/, and Options.Page everywhere else.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, rt := range routes() {
		method, path, _ := strings.Cut(rt.pattern, " ")
		mux.HandleFunc(method+" /api/v9"+path, s.handle(rt))
	}
	mux.HandleFunc("/api/", s.unknown)
	mux.HandleFunc("GET /gateway/", s.serveGateway)
	mux.HandleFunc("GET /attachments/{channel}/{attachment}/{name}", s.serveAttachment)
	mux.Handle("/client/", s.private(s.client()))
	if s.opts.Page != nil {
		mux.Handle("/", s.private(s.opts.Page))
	}
	return s.forBots(mux)
}

// forBots refuses on the bot's side of the server what only a browser sends: an origin, which says that
// a page asks, and names that are this machine's by DNS rebinding alone. The token keeps nobody out:
// it is known to everybody.
func (s *Server) forBots(next http.Handler) http.Handler {
	return http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		side := strings.HasPrefix(r.URL.Path, "/api/") || strings.HasPrefix(r.URL.Path, "/gateway/")
		named := s.opts.Public || here(r.Host) || r.Host == "discord.com" || strings.HasSuffix(r.Host, ".discord.com")
		if side && (!named || r.Header.Get("Origin") != "") {
			reply(rw, http.StatusForbidden, clientError{"This is for bots on this machine, not for pages of other sites."})
			return
		}
		next.ServeHTTP(rw, r)
	})
}

// unknown answers what no route takes.
func (s *Server) unknown(rw http.ResponseWriter, r *http.Request) {
	x := Exchange{At: s.Now(), Operation: "unknown", Method: r.Method, Path: r.URL.Path}
	p := noSuchRoute
	if !strings.HasPrefix(r.URL.Path, "/api/v9/") {
		p = wrongVersion
	}
	x.Status, x.Response = s.refuse(rw, p, &x)
	rw.WriteHeader(x.Status)
	rw.Write(x.Response)
	s.wire.add(x)
}
