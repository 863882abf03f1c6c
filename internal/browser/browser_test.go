package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

func serve(t *testing.T, body string) string {
	t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", "script-src 'nonce-own'")
		fmt.Fprintf(w, `<!doctype html><html lang="en"><title>A page</title><link rel="icon" href="data:,"><main>%s</main>`, body)
	}))
	t.Cleanup(s.Close)
	return s.URL
}

// What no page may do must be noticed: a watch that sees nothing would let every test pass.
func TestWatchNotices(t *testing.T) {
	tab := Open(t, serve(t, `<p id="p">text</p>
		<script nonce="own">console.error('said aloud'); setTimeout(() => { throw new Error('thrown') }); fetch('http://127.0.0.1:1/').catch(() => {})</script>
		<script>console.log('refused')</script>`), Look{})
	for _, want := range []string{"said aloud", "thrown", "asked another server: http://127.0.0.1:1/", "policy: script-src-elem inline"} {
		tab.Until(want, "true")
		if !slices.ContainsFunc(tab.watch.all(), func(s string) bool { return strings.Contains(s, want) }) {
			t.Errorf("%q was not noticed among %q", want, tab.watch.all())
		}
	}
	if n := tab.Forgive(""); n < 4 {
		t.Errorf("%d things were noticed, want 4 or more", n)
	}
}

func TestHand(t *testing.T) {
	tab := Open(t, serve(t, `<label>Name <input id="in"></label><button id="b">Press</button><output id="out"></output>
		<script nonce="own">
			const say = (s) => { out.textContent += s + ';' };
			b.onclick = () => say('pressed');
			b.oncontextmenu = (e) => { e.preventDefault(); say('menu') };
			onkeydown = (e) => say((e.ctrlKey ? 'Control+' : '') + (e.shiftKey ? 'Shift+' : '') + e.key);
			document.addEventListener('drop', (e) => say('dropped ' + e.dataTransfer.files[0].name));
		</script>`), Look{})
	tab.Click("#in")
	tab.Type("né")
	tab.Press("Control+k", "Shift+Tab", "Escape", "+")
	tab.Click("#b")
	tab.Menu("button", "Press")
	tab.Drop("#out", "a.txt", "text/plain", "x")
	tab.Sees("#out", "n;é;Control+k;Shift+Tab;Escape;+;pressed;menu;dropped a.txt;")
	if v := Eval[string](tab, "document.querySelector('#in').value"); v != "né" {
		t.Errorf("typed %q", v)
	}
	tab.Click("#in")
	tab.Paste(" and more")
	if v := Eval[string](tab, "document.querySelector('#in').value"); v != "né and more" {
		t.Errorf("pasted %q", v)
	}
	if png := tab.Picture("hand"); !strings.HasPrefix(string(png), "\x89PNG") {
		t.Error("a picture is no PNG")
	}
}

func TestAxeFinds(t *testing.T) {
	tab := Open(t, serve(t, `<h1>A page</h1><button></button>`), Look{})
	findings, ok := tab.findings()
	if !ok {
		t.Skip("NOT TESTED: axe-core is not there; make axe fetches it")
	}
	if !slices.ContainsFunc(findings, func(f finding) bool { return f.ID == "button-name" && f.Impact == "critical" }) {
		t.Errorf("a button without a name is not among %v", findings)
	}
}
