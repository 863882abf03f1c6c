package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"

	"attache"
	"attache/readable"
)

// maxAddress is the longest address that is asked for.
const maxAddress = 2048

// patience is how long a fetch waits for its turn at a host, or for a Retry-After, before it gives
// up with a *Later.
const patience = 15 * time.Second

// Fetch gets the page at address and reads the article on it. URL is its canonical address and
// Outlet is never empty: the host stands in for a name nobody knows. ID and all that concerns who
// added it are left to the caller.
func (c *Client) Fetch(ctx context.Context, address string) (attache.Article, error) {
	u, err := parse(address)
	if err != nil {
		return attache.Article{}, err
	}
	page, err := c.get(ctx, u)
	if err != nil {
		return attache.Article{}, err
	}
	at, host := page.url, page.url.Hostname()
	if isFront(at) && !isFront(u) {
		return attache.Article{}, trouble(ErrGone, host, "That page is gone: "+host+" sent me to its front page.", "Check the address, or paste the text.")
	}
	outlet := c.o.Outlet(host)
	kind, params, err := mime.ParseMediaType(page.kind)
	if err != nil {
		params = nil
	}
	a, err := readable.Read(attache.File{Type: kind, Bytes: page.body}, readable.Options{URL: at.String(), Charset: params["charset"], Outlet: outlet})
	if err != nil {
		return attache.Article{}, err
	}
	if a.URL == "" {
		a.URL = readable.Canonical(at).String() // a text file does not say where it is from
	}
	if a.Outlet == "" {
		a.Outlet = strings.TrimPrefix(strings.ToLower(host), "www.")
	}
	return a, nil
}

// parse checks an address as typed and returns the one to ask for.
func parse(address string) (*url.URL, error) {
	wrong := func(say string) (*url.URL, error) {
		return nil, &attache.Problem{Say: say + " Nothing was saved. Send the whole address of one page, beginning with https://.", Err: ErrAddress}
	}
	address = strings.Trim(strings.TrimSpace(address), "<>")
	u, err := url.Parse(address)
	switch {
	case len(address) > maxAddress:
		return wrong("That address is too long.")
	case err != nil || u.Hostname() == "":
		return wrong("That is not an address I can read.")
	}
	if err := check(u); err != nil {
		return nil, err
	}
	return readable.Clean(u), nil
}

// check refuses addresses by their form, of the person and of every redirect.
func check(u *url.URL) error {
	host := u.Hostname()
	switch {
	case u.Scheme != "http" && u.Scheme != "https":
		return trouble(ErrAddress, host, "I fetch only addresses that begin with http:// or https://.", "Paste the text instead.", "scheme")
	case u.User != nil:
		return trouble(ErrAddress, host, "That address holds a name or password, and I use none.", "Send it without, or paste the text.", "user")
	case len(u.String()) > maxAddress:
		return trouble(ErrAddress, host, "That address is too long.", pasteIt, "length")
	}
	return nil
}

// page is a response that was read.
type page struct {
	url  *url.URL // after redirects
	kind string   // Content-Type as claimed
	body []byte
}

// get asks for u, and once more if the host says to come back within a few seconds.
func (c *Client) get(ctx context.Context, u *url.URL) (page, error) {
	host := u.Hostname()
	for again := false; ; again = true {
		if err := c.pace.wait(ctx, host, patience); err != nil {
			var later *Later
			if errors.As(err, &later) {
				return page{}, busyTrouble(host, later)
			}
			return page{}, transportTrouble(host, err)
		}
		p, err := c.once(ctx, u)
		var later *Later
		if !errors.As(err, &later) || later.After <= 0 {
			return p, err
		}
		c.pace.away(host, later.After)
		if again || later.After > patience {
			return page{}, err
		}
	}
}

// once makes one request and follows its redirects.
func (c *Client) once(ctx context.Context, u *url.URL) (page, error) {
	ctx, cancel := context.WithTimeout(ctx, c.o.Timeout)
	defer cancel()
	host := u.Hostname()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return page{}, trouble(ErrAddress, host, "That is not an address I can read.", "Check it, or paste the text.")
	}
	req.Header.Set("User-Agent", c.agent())
	req.Header.Set("Accept", "text/html,application/xhtml+xml,text/plain;q=0.8,*/*;q=0.1")
	req.Header.Set("Accept-Language", "en,*;q=0.5")
	resp, err := c.browser().Do(req)
	if err != nil {
		return page{}, transportTrouble(host, err)
	}
	defer resp.Body.Close()
	host = resp.Request.URL.Hostname()
	if err := statusTrouble(host, resp); err != nil {
		return page{}, err
	}
	if err := kindTrouble(host, resp.Header); err != nil {
		return page{}, err
	}
	tooLarge := func() error {
		return trouble(ErrTooLarge, host, fmt.Sprintf("That page is too large: I read up to %d kB.", c.o.MaxBytes>>10), "Copy the text of the article and paste it instead.")
	}
	if resp.ContentLength > c.o.MaxBytes {
		return page{}, tooLarge()
	}
	// The limit counts unpacked bytes: net/http undoes gzip below this reader.
	body, err := io.ReadAll(io.LimitReader(resp.Body, c.o.MaxBytes+1))
	switch {
	case int64(len(body)) > c.o.MaxBytes:
		return page{}, tooLarge()
	case err != nil && ctx.Err() != nil:
		return page{}, transportTrouble(host, ctx.Err())
	case err != nil:
		return page{}, trouble(ErrUnreachable, host, host+" broke off in the middle of the page.", laterOn)
	}
	return page{url: resp.Request.URL, kind: resp.Header.Get("Content-Type"), body: body}, nil
}

// browser returns a client for one fetch. Cookies live as long as it does: some sites turn in
// circles without them, and none is recognised the next time.
func (c *Client) browser() *http.Client {
	jar, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // never fails
	return &http.Client{Transport: c.transport, Jar: jar, CheckRedirect: func(req *http.Request, via []*http.Request) error {
		req.Header.Del("Referer") // it would tell the next host the whole address of the one before
		if len(via) > c.o.Redirects {
			return trouble(ErrRedirects, req.URL.Hostname(), via[0].URL.Hostname()+" sent me from page to page without end.", pasteIt)
		}
		return check(req.URL)
	}}
}

// kindTrouble refuses what is surely no text before it is downloaded, and encodings nobody asked
// for. Everything else is judged by its bytes.
func kindTrouble(host string, h http.Header) error {
	kind, _, _ := strings.Cut(strings.ToLower(h.Get("Content-Type")), "/")
	switch strings.TrimSpace(kind) {
	case "image", "audio", "video", "font", "model":
		return trouble(ErrNotPage, host, "That address leads to a picture, sound or film, not to a page with text.", "Send the address of the article.", kind)
	}
	if enc := h.Get("Content-Encoding"); enc != "" && !strings.EqualFold(enc, "identity") {
		return trouble(ErrNotPage, host, host+" packed the page in a way I cannot undo.", pasteIt, "content encoding")
	}
	return nil
}

// isFront reports whether u is the front page of a site.
func isFront(u *url.URL) bool {
	path := strings.ToLower(strings.Trim(u.Path, "/"))
	return (path == "" || path == "index.html" || path == "404" || path == "404.html") && u.RawQuery == ""
}
