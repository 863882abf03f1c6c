package fetch

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/readable"
)

const secret = "s3cr3t" // stands in every address below and must stand in no error

// article is a page that is read without complaint.
func article(head string) string {
	return "<!DOCTYPE html><html><head><title>Ferry vote put off</title>" + head + "</head><body><article><h1>Ferry vote put off</h1>" +
		strings.Repeat("<p>The council of Weir put off its vote on the night ferry, and the mayor said that no letter had come from the ministry.</p>", 4) + "</article></body></html>"
}

// local opens the guard for the loopback address that httptest listens on, and for nothing else.
func local(at netip.AddrPort) bool { return at.Addr() == netip.MustParseAddr("127.0.0.1") }

// site starts a server and a client that may reach it.
func site(t *testing.T, h http.HandlerFunc, o Options) (*httptest.Server, *Client) {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	o.Interval = -1
	if o.Allow == nil {
		o.Allow = local
	}
	c := New(o)
	t.Cleanup(c.Close)
	return s, c
}

func write(w http.ResponseWriter, kind, body string) {
	w.Header().Set("Content-Type", kind)
	_, _ = io.WriteString(w, body)
}

func TestFetch(t *testing.T) {
	vienna := time.FixedZone("Vienna", 3600)
	var asked *http.Request
	s, c := site(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r
		switch r.URL.Path {
		case "/moved":
			http.SetCookie(w, &http.Cookie{Name: "seen", Value: "1"})
			http.Redirect(w, r, "/2026/11/20/ferry?id=7&utm_medium=x", http.StatusFound)
		case "/note.txt":
			write(w, "text/plain; charset=windows-1251", "\xcc\xfd\xf0 \xe3\xee\xf0\xee\xe4\xe0 \xf1\xee\xee\xe1\xf9\xe8\xeb\xe0 \xf1\xee\xe2\xe5\xf2\xf3")
		default:
			write(w, "text/html", article(`<meta name="date" content="2026-11-20 09:30">`))
		}
	}, Options{Contact: "https://desk.example/bot", Outlet: func(host string) attache.Outlet {
		if host != "127.0.0.1" {
			t.Errorf("asked for the outlet of %q", host)
		}
		return attache.Outlet{Name: "Weir Courier", Zone: vienna}
	}})

	a, err := c.Fetch(t.Context(), " <"+s.URL+"/moved?utm_source=chat#top> ")
	if err != nil {
		t.Fatal(err)
	}
	if a.URL != s.URL+"/2026/11/20/ferry?id=7" || a.Outlet != "Weir Courier" || a.Title != "Ferry vote put off" || a.Language != "en" ||
		a.Published.Format(time.RFC3339) != "2026-11-20T09:30:00+01:00" || !strings.HasPrefix(a.Text, "The council of Weir") {
		t.Errorf("got %+v", a)
	}
	if got := asked.Header.Get("User-Agent"); !strings.HasPrefix(got, "Attache/") || !strings.Contains(got, "https://desk.example/bot") {
		t.Errorf("User-Agent %q", got)
	}
	if asked.Header.Get("Referer") != "" || asked.Header.Get("Cookie") != "seen=1" {
		t.Errorf("the redirect was followed with Referer %q, Cookie %q", asked.Header.Get("Referer"), asked.Header.Get("Cookie"))
	}
	if _, err := c.Fetch(t.Context(), s.URL+"/x"); err != nil {
		t.Fatal(err)
	}
	if asked.Header.Get("Cookie") != "" {
		t.Error("a cookie outlived its fetch")
	}
	a, err = c.Fetch(t.Context(), s.URL+"/note.txt")
	if err != nil || a.Text != "Мэр города сообщила совету" || a.URL != s.URL+"/note.txt" {
		t.Errorf("the text file: %+v, %v", a, err)
	}
}

func TestFetchNamesTheHostWithoutAnOutlet(t *testing.T) {
	s, c := site(t, func(w http.ResponseWriter, r *http.Request) { write(w, "text/html", article("")) }, Options{})
	if a, err := c.Fetch(t.Context(), s.URL+"/x"); err != nil || a.Outlet != "127.0.0.1" {
		t.Errorf("got %q, %v", a.Outlet, err)
	}
}

// Each way to fail has its own sentence and its own sentinel, and none gives the address away.
func TestFetchFails(t *testing.T) {
	var packed bytes.Buffer
	z := gzip.NewWriter(&packed)
	if _, err := z.Write(bytes.Repeat([]byte("<p>word</p>"), 1<<20)); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	status := func(code int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(code) }
	}
	redirect := func(to string) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/" {
				write(w, "text/html", article(""))
				return
			}
			w.Header().Set("Location", to)
			w.WriteHeader(http.StatusMovedPermanently)
		}
	}
	for _, tt := range []struct {
		name      string
		handler   http.HandlerFunc
		says      string
		want      error
		temporary bool
	}{
		{"a page that is not there", status(404), "does not exist", ErrGone, false},
		{"a page that was removed", status(410), "does not exist", ErrGone, false},
		{"a page for subscribers", status(402), "log in or pay", ErrRefused, false},
		{"a page behind a login", status(401), "log in or pay", ErrRefused, false},
		{"a site that refuses programs", status(403), "would not give me", ErrRefused, false},
		{"a page withheld by law", status(451), "legal reasons", ErrRefused, false},
		{"a strange status", status(418), "did not give me", ErrRefused, false},
		{"a fault of the site", status(500), "fault of its own", ErrServer, true},
		{"a site that is overloaded", status(503), "fault of its own", ErrServer, true},
		{"a site that counts requests", status(429), "left alone", ErrBusy, true},
		{"a site that names an hour", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Retry-After", "3600")
			w.WriteHeader(503)
		}, "Try again in 60 minutes", ErrBusy, true},
		{"a redirect without an end", redirect("/again?k=" + secret), "without end", ErrRedirects, false},
		{"a redirect to a file", redirect("file:///etc/passwd"), "begin with http", ErrAddress, false},
		{"a redirect that cannot be read", redirect("http://[" + secret), "could not get", ErrUnreachable, true},
		{"a redirect with a password", redirect("http://me:" + secret + "@127.0.0.1/"), "name or password", ErrAddress, false},
		{"a redirect to the metadata service", redirect("http://169.254.169.254/latest/" + secret), "public internet", ErrForbidden, false},
		{"a redirect to the front page", redirect("/"), "front page", ErrGone, false},
		{"a redirect to nowhere", func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(304) }, "without saying where", ErrRedirects, false},
		{"a picture", func(w http.ResponseWriter, r *http.Request) { write(w, "image/png", "x") }, "picture", ErrNotPage, false},
		{"a picture that claims to be a page", func(w http.ResponseWriter, r *http.Request) { write(w, "text/html", "\x89PNG\r\n\x1a\n") }, "picture", readable.ErrUnsupported, false},
		{"a PDF", func(w http.ResponseWriter, r *http.Request) { write(w, "application/pdf", "%PDF-1.7\n") }, "PDF", readable.ErrUnsupported, false},
		{"an empty page", func(w http.ResponseWriter, r *http.Request) {}, "no text", readable.ErrEmpty, false},
		{"an unknown packing", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "br")
			write(w, "text/html", "x")
		}, "packed", ErrNotPage, false},
		{"a page that announces too much", func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Content-Length", "99999999") }, "too large", ErrTooLarge, false},
		{"a page that unpacks to too much", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(packed.Bytes())
		}, "too large", ErrTooLarge, false},
		{"a page that breaks off", func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Length", "1000")
			_, _ = io.WriteString(w, "<html>")
		}, "broke off", ErrUnreachable, true},
		{"a server that hangs up", func(w http.ResponseWriter, r *http.Request) { panic(http.ErrAbortHandler) }, "could not get", ErrUnreachable, true},
		{"a server that never answers", func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, "in time", ErrTimeout, true},
		{"a server that never ends", func(w http.ResponseWriter, r *http.Request) {
			_, _ = io.WriteString(w, "<html>")
			w.(http.Flusher).Flush()
			<-r.Context().Done()
		}, "in time", ErrTimeout, true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s, c := site(t, tt.handler, Options{Timeout: 500 * time.Millisecond, Allow: func(at netip.AddrPort) bool { return local(at) }})
			_, err := c.Fetch(t.Context(), s.URL+"/page-"+secret+"?token="+secret)
			failed(t, err, tt.says, tt.want, tt.temporary)
		})
	}
}

// failed checks an error of Fetch.
func failed(t *testing.T, err error, says string, want error, temporary bool) {
	t.Helper()
	var p *attache.Problem
	if !errors.Is(err, want) || !errors.As(err, &p) {
		t.Fatalf("got %v, want a Problem that wraps %q", err, want)
	}
	if !strings.Contains(p.Say, says) || !strings.Contains(p.Say, "Nothing was saved. ") || strings.HasSuffix(p.Say, "saved. ") {
		t.Errorf("says %q", p.Say)
	}
	if strings.Contains(fmt.Sprintf("%v %+v %s", err, err, p.Say), secret) {
		t.Errorf("gives the address away: %v", err)
	}
	if Temporary(err) != temporary {
		t.Errorf("Temporary is %v", !temporary)
	}
}

func TestCancelled(t *testing.T) {
	s, c := site(t, func(w http.ResponseWriter, r *http.Request) { <-r.Context().Done() }, Options{})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := c.Fetch(ctx, s.URL+"/"+secret); !errors.Is(err, context.Canceled) || strings.Contains(err.Error(), secret) || Temporary(err) {
		t.Errorf("got %v", err)
	}
}

// roundTrip answers without a network, so that time can be simulated.
type roundTrip func(*http.Request) (*http.Response, error)

func (f roundTrip) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func reply(r *http.Request, code int, body string, header ...string) *http.Response {
	h := http.Header{"Content-Type": {"text/html"}}
	for i := 0; i < len(header); i += 2 {
		h.Set(header[i], header[i+1])
	}
	return &http.Response{StatusCode: code, Header: h, Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)), Request: r}
}

func TestNameNotFound(t *testing.T) {
	c := New(Options{})
	c.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Err: &net.DNSError{Name: r.URL.Host, IsNotFound: true}}
	})
	_, err := c.Fetch(t.Context(), "https://no-such-paper.example/"+secret)
	failed(t, err, "There is no site called no-such-paper.example", ErrUnreachable, true)
}

// What a server can send in a header or a body must end in an article or a Problem.
func FuzzFetch(f *testing.F) {
	f.Add(200, "text/html", "Content-Language", "en", article(""))
	f.Add(302, "text/html", "Location", "//[::1/%zz", "")
	f.Add(429, "", "Retry-After", "-1", "")
	f.Add(200, "text/html; charset=\"\x00", "Set-Cookie", "a=b; Domain=example", "<!doctype html><p>x")
	c := New(Options{Interval: -1})
	f.Fuzz(func(t *testing.T, code int, kind, name, value, body string) {
		hops := 0
		c.transport = roundTrip(func(r *http.Request) (*http.Response, error) {
			if hops++; hops > 12 {
				t.Fatal("followed too many redirects")
			}
			return reply(r, 100+max(code, -code)%500, body, "Content-Type", kind, name, value), nil
		})
		c.pace = pace{interval: -1}
		ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond) // do not wait out a Retry-After
		defer cancel()
		a, err := c.Fetch(ctx, "https://a.example/"+secret+"?q="+secret)
		var p *attache.Problem
		if err != nil && (!errors.As(err, &p) || p.Say == "" || strings.Contains(err.Error(), secret)) {
			t.Fatalf("%v", err)
		}
		if err == nil && (a.Text == "" || a.URL == "" || a.Outlet == "") {
			t.Fatalf("%+v", a)
		}
	})
}
