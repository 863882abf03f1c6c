package fetch

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"attache"
	"attache/readable"
)

// Options says how to fetch. The zero Options is careful and works.
type Options struct {
	Contact   string        // where a publisher can reach the operator; goes into the User-Agent
	MaxBytes  int64         // of a page after unpacking; 0 means readable.MaxPage, which is also the most
	Timeout   time.Duration // for one page with its redirects; 0 means 20 s
	Interval  time.Duration // between two requests to one host; 0 means 1 s, less than 0 none
	Redirects int           // that are followed; 0 means 8

	// Proxy is asked for every page. Nil means none: HTTP_PROXY is not read, because behind a proxy
	// the guard sees the proxy's address alone. A proxy must refuse private addresses itself, and
	// Allow must let its own address pass if that is private.
	Proxy *url.URL

	// Allow lets addresses pass that the guard would refuse. It is for tests and for a proxy; nil
	// allows none.
	Allow func(netip.AddrPort) bool

	// Outlet names the publication of a host; the zero Outlet for one it does not know. Nil knows
	// none. See configs.Outlets.
	Outlet func(host string) attache.Outlet
}

// Client fetches pages. It is safe for concurrent use and starts no goroutine of its own. Close it
// when done.
type Client struct {
	o         Options
	transport http.RoundTripper
	close     func()
	pace      pace
}

// New returns a client.
func New(o Options) *Client {
	if o.MaxBytes <= 0 || o.MaxBytes > readable.MaxPage {
		o.MaxBytes = readable.MaxPage
	}
	if o.Timeout <= 0 {
		o.Timeout = 20 * time.Second
	}
	if o.Interval == 0 {
		o.Interval = time.Second
	}
	if o.Redirects <= 0 {
		o.Redirects = 8
	}
	if o.Outlet == nil {
		o.Outlet = func(string) attache.Outlet { return attache.Outlet{} }
	}
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: -1, Control: guard{allow: o.Allow}.control}
	t := &http.Transport{
		DialContext:            dialer.DialContext,
		ForceAttemptHTTP2:      true,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  o.Timeout,
		MaxResponseHeaderBytes: 256 << 10,
		MaxIdleConns:           8,
		MaxConnsPerHost:        2,
		IdleConnTimeout:        15 * time.Second,
	}
	if o.Proxy != nil {
		t.Proxy = http.ProxyURL(o.Proxy)
	}
	return &Client{o: o, transport: t, close: t.CloseIdleConnections, pace: pace{interval: o.Interval}}
}

// Close drops idle connections. The client may still be used.
func (c *Client) Close() { c.close() }

// agent is the User-Agent. It is ASCII: the accent would be mangled on the way.
func (c *Client) agent() string {
	const name = "Attache/1 (archives single pages its users ask for"
	if c.o.Contact == "" {
		return name + ")"
	}
	return name + "; +" + c.o.Contact + ")"
}
