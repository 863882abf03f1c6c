package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// tellViolations makes the browser say aloud what its policy kept a page from doing.
const tellViolations = `addEventListener('securitypolicyviolation', (e) => console.error('policy: ' + e.violatedDirective + ' ' + e.blockedURI + ' ' + e.sourceFile + ':' + e.lineNumber))`

// watch notes what no page of ours may do.
type watch struct {
	mu    sync.Mutex
	hosts []string // that may be asked
	found []string
}

// watchOver listens to everything the page does, and fails the test at its end if something was wrong.
// Requests to the host of address, and to nothing at all (data:, blob:), are the only ones allowed.
func watchOver(t testing.TB, ctx context.Context, address string) *watch {
	t.Helper()
	w := &watch{}
	w.allow(t, address)
	err := chromedp.Listen(ctx, func(event any) {
		switch e := event.(type) {
		case *runtime.EventConsoleAPICalled:
			if e.Type == "error" || e.Type == "warning" || e.Type == "assert" {
				w.note("console: %s", said(e.Args))
			}
		case *runtime.EventExceptionThrown:
			text := e.ExceptionDetails.Text
			if x := e.ExceptionDetails.Exception; x != nil {
				text += " " + x.Description
			}
			w.note("exception: %s", text)
		case *log.EventEntryAdded:
			// A refusal of the server is an answer the page explains to the person, no fault of its own.
			if e.Entry.Level == "error" && e.Entry.Source != "network" {
				w.note("log: %s", e.Entry.Text)
			}
		case *network.EventRequestWillBeSent:
			u, err := url.Parse(e.Request.URL)
			if err != nil || !w.allowed(u.Host) && !slices.Contains([]string{"data", "blob", "about"}, u.Scheme) {
				w.note("asked another server: %s", e.Request.URL)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		for _, s := range w.all() {
			t.Errorf("the page is at fault: %s", s)
		}
	})
	return w
}

func (w *watch) allow(t testing.TB, address string) {
	t.Helper()
	u, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.hosts = append(w.hosts, u.Host)
}

func (w *watch) allowed(host string) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Contains(w.hosts, host)
}

func (w *watch) note(format string, args ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = append(w.found, fmt.Sprintf(format, args...))
}

func (w *watch) all() []string {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.found)
}

// said returns the arguments of a call of the console as one line.
func said(all []*runtime.RemoteObject) string {
	var out []string
	for _, a := range all {
		text := a.Description
		if text == "" {
			text = string(a.Value)
		}
		out = append(out, text)
	}
	return strings.Join(out, " ")
}

func call[P, R any](ctx context.Context, command cdp.Command[P, R], params P) error {
	_, err := chromedp.Call(ctx, command, params)
	return err
}

// quote writes a text as JavaScript reads it.
func quote(s string) string {
	b, err := json.Marshal(s)
	if err != nil {
		panic(err) // a string is always JSON
	}
	return string(b)
}

// forgive drops what was noted with any of the texts in it, and returns how much that was.
func (w *watch) forgive(texts ...string) (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.found = slices.DeleteFunc(w.found, func(s string) bool {
		hit := slices.ContainsFunc(texts, func(text string) bool { return strings.Contains(s, text) })
		if hit {
			n++
		}
		return hit
	})
	return n
}
