package page

import (
	"embed"
	"encoding/json"
	"io/fs"
	"net/http"
	"strings"
)

//go:embed static
var static embed.FS

// policy is what a browser lets the page do. Trusted types without a policy of their own mean that no
// text can become markup or script, whatever a module does with it.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; " +
	"base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"

// Handler serves the page at /, its parts below /page/ and the story at /story. A nil story is one
// that tells nothing.
func Handler(story *Story) http.Handler {
	if story == nil {
		story = &Story{}
	}
	files, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder above is not embedded
	}
	parts := http.StripPrefix("/page/", http.FileServerFS(files))
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(w http.ResponseWriter, r *http.Request) { http.ServeFileFS(w, r, files, "index.html") })
	mux.HandleFunc("GET /page/", func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/") || strings.HasSuffix(r.URL.Path, "/index.html") { // no listings, and one address a thing
			http.NotFound(w, r)
			return
		}
		parts.ServeHTTP(w, r)
	})
	mux.HandleFunc("GET /story", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(story.told()) // the browser went away
	})
	return guarded(mux)
}

// guarded adds to every answer what a browser must know before it trusts it.
func guarded(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		h := w.Header()
		h.Set("Content-Security-Policy", policy)
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "no-referrer")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
		h.Set("Cache-Control", "no-store") // the binary may be another one tomorrow
		next.ServeHTTP(w, r)
	})
}
