package page_test

import (
	"encoding/json"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"

	"attache/sandbox/page"
)

func get(t *testing.T, h http.Handler, target string) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	h.ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, target, nil))
	return w.Result()
}

// Whatever is asked for, the answer carries the policy: an article must not become script.
func TestEveryAnswerIsGuarded(t *testing.T) {
	h := page.Handler(nil)
	for target, want := range map[string]int{
		"/": 200, "/page/js/main.js": 200, "/page/style/base.css": 200, "/page/icon.svg": 200, "/story": 200,
		"/page/": 404, "/page/js/": 404, "/page/index.html": 404, "/nothing": 404, "/page/js/none.js": 404,
	} {
		r := get(t, h, target)
		if r.StatusCode != want {
			t.Errorf("%s: %d, want %d", target, r.StatusCode, want)
		}
		csp := r.Header.Get("Content-Security-Policy")
		for _, rule := range []string{"default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'", "trusted-types 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(csp, rule) {
				t.Errorf("%s: the policy %q lacks %q", target, csp, rule)
			}
		}
		if strings.Contains(csp, "unsafe") {
			t.Errorf("%s: the policy %q allows what is unsafe", target, csp)
		}
		for header, want := range map[string]string{
			"X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin", "Cache-Control": "no-store",
		} {
			if got := r.Header.Get(header); got != want && !(header == "Cache-Control" && r.StatusCode == 404) {
				t.Errorf("%s: %s is %q, want %q", target, header, got, want)
			}
		}
	}
}

func TestModulesComeAsScript(t *testing.T) {
	r := get(t, page.Handler(nil), "/page/js/main.js")
	if kind := r.Header.Get("Content-Type"); !strings.HasPrefix(kind, "text/javascript") {
		t.Errorf("a module comes as %q", kind)
	}
}

var (
	// outside matches addresses that a browser would load; names of namespaces and what is said in
	// comments about addresses are none.
	outside = regexp.MustCompile(`(?i)(?:src|href)\s*=\s*["']?(?:https?:)?//|url\(\s*["']?(?:https?:)?//|@import|from\s+['"](?:https?:)?//|import\(`)
	// markup matches what makes markup or code of a text.
	markup = regexp.MustCompile(`innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function|setTimeout\(\s*['"]|DOMParser|createContextualFragment|srcdoc|javascript:(?:[^"]|$)`)
	inline = regexp.MustCompile(`(?i)<script(?:\s[^>]*)?>[^<]|\son\w+\s*=|<style|\sstyle\s*=`)
	loads  = regexp.MustCompile(`(?:import|export)[^'";]*from\s+'\./([^']+)'|(?:src|href)="/page/([^"]+)"`)
)

// The page is what stands in static/: nothing of another server, no text that becomes markup or
// script, no reference to a file that is not there, no file that nothing refers to.
func TestStaticIsWhole(t *testing.T) {
	static := os.DirFS("static")
	used := map[string]bool{"index.html": true}
	var files []string
	err := fs.WalkDir(static, ".", func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		files = append(files, name)
		raw, err := fs.ReadFile(static, name)
		if err != nil {
			return err
		}
		text := string(raw)
		if found := outside.FindString(text); found != "" {
			t.Errorf("%s reaches outside: %s", name, found)
		}
		code := text
		if path.Ext(name) == ".js" {
			code = regexp.MustCompile(`(?m)^\s*(?://|/?\*).*$`).ReplaceAllString(text, "")
		}
		if found := markup.FindString(code); found != "" {
			t.Errorf("%s makes markup or code of text: %s", name, found)
		}
		if path.Ext(name) == ".html" {
			if found := inline.FindString(text); found != "" {
				t.Errorf("%s has something inline, which the policy refuses: %s", name, found)
			}
		}
		for _, m := range loads.FindAllStringSubmatch(text, -1) {
			to := m[2]
			if m[1] != "" {
				to = path.Join(path.Dir(name), m[1])
			}
			used[to] = true
			if _, err := fs.Stat(static, to); err != nil {
				t.Errorf("%s refers to %s: %v", name, to, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range files {
		if !used[name] {
			t.Errorf("nothing refers to %s", name)
		}
	}
	if len(files) < 20 {
		t.Errorf("only %d files were read", len(files))
	}
}

// The checks above must be able to fail.
func TestStaticChecksComplain(t *testing.T) {
	for re, texts := range map[*regexp.Regexp][]string{
		outside: {`<script src="https://cdn.example/x.js">`, `url(//fonts.example/a)`, `import x from 'https://cdn.example/x.js'`},
		markup:  {`el.innerHTML = text`, `eval(text)`, `new DOMParser()`},
		inline:  {`<script>alert(1)</script>`, `<p onclick="x()">`, `<p style="color:red">`},
	} {
		for _, text := range texts {
			if !re.MatchString(text) {
				t.Errorf("%s passes", text)
			}
		}
	}
}

func TestStory(t *testing.T) {
	story := page.NewStory("A title", "One paragraph.")
	h := page.Handler(story)
	read := func() map[string]any {
		var out map[string]any
		if err := json.NewDecoder(get(t, h, "/story").Body).Decode(&out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	if s := read(); s["title"] != "A title" || s["over"] != false || len(s["steps"].([]any)) != 0 || len(s["tries"].([]any)) != 0 {
		t.Errorf("before the first step: %v", s)
	}
	first := story.Begin("Alice asks", "Alice in #desk")
	second := story.Begin("Bruno asks", "Bruno in #desk")
	step := func(i int) map[string]any { return read()["steps"].([]any)[i].(map[string]any) }
	if s := step(0); s["state"] != "running" || s["where"] != "Alice in #desk" || s["channel"] != nil {
		t.Errorf("while it goes on: %v", s)
	}
	second.Done(false, page.Place{Where: "Bruno in #desk"})
	first.Done(true, page.Place{Where: "Alice in #desk → 3 statements", Channel: "12", Message: "34", Only: "alice"})
	if s := step(0); s["state"] != "well" || s["channel"] != "12" || s["message"] != "34" || s["only"] != "alice" {
		t.Errorf("when it went well: %v", s)
	}
	if s := step(1); s["state"] != "wrong" {
		t.Errorf("when it went wrong: %v", s)
	}
	story.End(page.Try{Label: "Ask", Line: "/ask"})
	if s := read(); s["over"] != true || len(s["tries"].([]any)) != 1 {
		t.Errorf("at the end: %v", s)
	}
	if r := get(t, page.Handler(nil), "/story"); r.StatusCode != 200 {
		t.Errorf("no story: %d", r.StatusCode)
	}
}
