package browser

import (
	"context"
	"os/exec"
	"testing"

	"github.com/chromedp/chromedp"
)

// chromium returns a context for tabs of one fresh browser, which ends with the test.
func chromium(t testing.TB) context.Context {
	t.Helper()
	if testing.Short() {
		t.Skip("a browser takes long")
	}
	program := ""
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome"} {
		if found, err := exec.LookPath(name); err == nil {
			program = found
			break
		}
	}
	if program == "" {
		t.Skip("NOT TESTED: there is no Chromium here; apt-get install chromium")
	}
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(program),
		chromedp.NoSandbox, // tests run as root in containers; they open nothing but this machine's own pages
		chromedp.DisableGPU,
		chromedp.UserDataDir(t.TempDir()),
		chromedp.Flag("disable-quic", true),
		chromedp.Flag("disable-component-update", true),
		chromedp.Flag("force-prefers-reduced-motion", true),
		chromedp.Flag("lang", "en-GB"),
		chromedp.WindowSize(1600, 1300), // larger than anything that is emulated in it
		chromedp.Env("TZ=UTC"),
	)
	all, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, leave := chromedp.NewContext(all)
	t.Cleanup(func() {
		leave()
		stop()
	})
	if err := chromedp.Do(ctx); err != nil {
		t.Fatalf("the browser does not start: %v", err)
	}
	return ctx
}
