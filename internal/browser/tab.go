package browser

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// patience bounds every wait. A busy machine may need seconds; a healthy one needs milliseconds.
const patience = 60 * time.Second

// Look says how a page is looked at. The zero value is a window of 1280 by 800 and a system that
// prefers dark.
type Look struct {
	Width, Height int
	Phone         bool // a touch screen of 390 by 844
	Light         bool
	Scale         float64 // device pixels; 0 means 1
}

// Tab is a page of the browser. Its methods fail the test when the page does not do what they ask.
type Tab struct {
	t     testing.TB
	ctx   context.Context
	watch *watch
}

// Open opens an address in a browser of its own.
func Open(t testing.TB, address string, look Look) *Tab {
	t.Helper()
	ctx := chromium(t)
	tab := &Tab{t: t, ctx: ctx}
	tab.watch = watchOver(t, ctx, address)
	tab.Look(look)
	tab.must(call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true}), "focus")
	tab.must(call(ctx, network.Enable, network.EnableParams{}), "network")
	tab.must(call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: tellViolations}), "watch")
	tab.Go(address)
	return tab
}

// Look changes how the page is looked at.
func (tab *Tab) Look(l Look) {
	tab.t.Helper()
	width, height := int64(l.Width), int64(l.Height)
	var how []chromedp.EmulateViewportOption
	if l.Scale == 0 {
		l.Scale = 1
	}
	if l.Phone {
		width, height = 390, 844
		how = append(how, chromedp.EmulateMobile, chromedp.EmulateTouch)
	}
	if width == 0 {
		width, height = 1280, 800
	}
	how = append(how, chromedp.EmulateScale(l.Scale))
	tab.do("look", chromedp.EmulateViewport(width, height, how...))
	scheme := "dark"
	if l.Light {
		scheme = "light"
	}
	tab.must(call(tab.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}},
	}), "look")
}

// Go opens another address in the tab.
func (tab *Tab) Go(address string) {
	tab.t.Helper()
	tab.do("go to "+address, chromedp.Navigate(address))
}

// Allow lets the tab ask another server: the one it is about to be sent to.
func (tab *Tab) Allow(address string) {
	tab.t.Helper()
	tab.watch.allow(tab.t, address)
}

// Until waits until a JavaScript expression holds. what says what is waited for.
func (tab *Tab) Until(what, expression string) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	for {
		holds, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if err == nil && holds {
			return
		}
		// An error may mean that the page is being left: the next one is asked.
		select {
		case <-ctx.Done():
			tab.fail("%s: not within %s (%s, %v)", what, patience, expression, err)
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Sees waits until a text is shown inside an element.
func (tab *Tab) Sees(selector, text string) {
	tab.t.Helper()
	tab.Until(fmt.Sprintf("%q in %s", text, selector), fmt.Sprintf(`[...document.querySelectorAll(%s)].some(el => el.checkVisibility() && el.innerText.includes(%s))`, quote(selector), quote(text)))
}

// Text returns what is shown inside the first element a selector finds.
func (tab *Tab) Text(selector string) string {
	tab.t.Helper()
	return Eval[string](tab, fmt.Sprintf(`document.querySelector(%s)?.innerText ?? ""`, quote(selector)))
}

// Count returns how many elements a selector finds.
func (tab *Tab) Count(selector string) int {
	tab.t.Helper()
	return Eval[int](tab, fmt.Sprintf(`document.querySelectorAll(%s).length`, quote(selector)))
}

// Eval returns what a JavaScript expression, or the promise it gives, comes to.
func Eval[T any](tab *Tab, expression string) T {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression, chromedp.EvalAwaitPromise))
	if err != nil {
		tab.fail("%s: %v", expression, err)
	}
	return v
}

// published is where the pictures of the readme go.
var published = flag.String("pictures", "", "write the pictures of the readme into this folder")

// Publish takes a picture that the readme shows: with -pictures it goes there too.
func (tab *Tab) Publish(name string) {
	tab.t.Helper()
	png := tab.Picture(name)
	if *published != "" {
		tab.must(os.WriteFile(filepath.Join(*published, name+".png"), png, 0o644), "publish")
	}
}

// Picture takes a picture of the window and keeps it as output of the test.
func (tab *Tab) Picture(name string) []byte {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	tab.must(err, "picture")
	file := filepath.Join(tab.t.ArtifactDir(), name+".png")
	tab.must(os.WriteFile(file, png, 0o644), "picture")
	return png
}

// Forgive takes back what the page did wrong so far and the test wanted it to, told by any of some
// texts. It returns how much that was.
func (tab *Tab) Forgive(texts ...string) int { return tab.watch.forgive(texts...) }

func (tab *Tab) do(what string, a chromedp.Action[chromedp.Void]) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, patience)
	defer stop()
	tab.must(chromedp.Do(ctx, a), what)
}

func (tab *Tab) must(err error, what string) {
	tab.t.Helper()
	if err != nil {
		tab.fail("%s: %v", what, err)
	}
}

// fail ends the test with a picture of what was seen instead.
func (tab *Tab) fail(format string, args ...any) {
	tab.t.Helper()
	ctx, stop := context.WithTimeout(tab.ctx, 5*time.Second)
	defer stop()
	if png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot()); err == nil {
		file := filepath.Join(tab.t.ArtifactDir(), "failed.png")
		if os.WriteFile(file, png, 0o644) == nil {
			format += "\nwhat was seen instead: " + file
		}
	}
	if text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`document.body.innerText`)); err == nil {
		lines := strings.Split(text, "\n")
		tab.t.Logf("the page says:\n%s", strings.Join(lines[max(0, len(lines)-60):], "\n"))
	}
	tab.t.Fatalf(format, args...)
}
