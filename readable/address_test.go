package readable

import (
	"net/url"
	"testing"
)

func TestCanonical(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"drops tracking and keeps the rest in order", "https://a.example/x?utm_source=m&id=7&fbclid=Q&b=1", "https://a.example/x?id=7&b=1"},
		{"drops tracking that is spelled with escapes", "https://a.example/x?%75tm_source=m", "https://a.example/x"},
		{"drops the fragment", "https://a.example/x#comments", "https://a.example/x"},
		{"drops the user", "https://me:secret@a.example/x", "https://a.example/x"},
		{"drops the default port", "http://a.example:80/x", "https://a.example/x"},
		{"keeps another port, and its scheme", "http://a.example:8080/x", "http://a.example:8080/x"},
		{"writes the host small", "HTTPS://News.A.Example./X", "https://news.a.example/X"},
		{"gives an empty path a slash", "https://a.example", "https://a.example/"},
		{"takes https for http", "http://a.example/x", "https://a.example/x"},
		{"goes to the desktop host", "https://m.a.example/x", "https://a.example/x"},
		{"goes to the desktop host of a language", "https://en.m.a.example/x", "https://en.a.example/x"},
		{"leaves a host of two labels alone", "https://m.example/x", "https://m.example/x"},
		{"drops an AMP folder at the end", "https://a.example/x/amp/", "https://a.example/x/"},
		{"drops an AMP ending", "https://a.example/x.amp.html", "https://a.example/x.html"},
		{"drops an AMP folder in front", "https://a.example/amp/x", "https://a.example/x"},
		{"drops an AMP parameter", "https://a.example/x?outputType=amp", "https://a.example/x"},
		{"leaves a page called amp alone", "https://a.example/amp", "https://a.example/amp"},
		{"sees through a viewer", "https://www.google.com/amp/s/amp.a.example/x.amp.html?utm_source=g", "https://a.example/x.html"},
		{"sees through the AMP cache", "https://a-example.cdn.ampproject.org/c/s/a.example/x/amp", "https://a.example/x"},
		{"keeps escapes", "https://a.example/caf%C3%A9?q=a%20b", "https://a.example/caf%C3%A9?q=a%20b"},
		{"keeps IPv6", "http://[::1]:8080/x", "http://[::1]:8080/x"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			u, err := url.Parse(tt.in)
			if err != nil {
				t.Fatal(err)
			}
			before := *u
			got := Canonical(u)
			if got.String() != tt.want {
				t.Errorf("Canonical(%s) = %s, want %s", tt.in, got, tt.want)
			}
			if again := Canonical(got); again.String() != tt.want {
				t.Errorf("twice gives %s", again)
			}
			if *u != before {
				t.Error("changed its argument")
			}
		})
	}
}

func TestSameSite(t *testing.T) {
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"m.news.co.uk", "www.news.co.uk", true},
		{"News.Example.", "news.example", true},
		{"news.co.uk", "other.co.uk", false},
		{"a.github.io", "b.github.io", false},
		{"127.0.0.1", "127.0.0.1", true},
		{"10.0.0.1", "11.0.0.1", false},
		{"co.uk", "a.co.uk", false},
		{"", "", false},
	} {
		if got := SameSite(tt.a, tt.b); got != tt.want {
			t.Errorf("SameSite(%q, %q) = %v", tt.a, tt.b, got)
		}
	}
}

// A page may name another address for itself, but only on its own site.
func TestPageAddress(t *testing.T) {
	for _, tt := range []struct{ name, url, canonical, want string }{
		{"follows the page on its own site", "https://m.a.example/x?id=1", "https://www.a.example/story/x", "https://www.a.example/story/x"},
		{"resolves a relative address", "https://a.example/x/1?print=1", "1", "https://a.example/x/1"},
		{"does not follow it to another site", "https://a.example/x", "https://b.example/x", "https://a.example/x"},
		{"does not follow it to the home page", "https://a.example/x", "https://a.example/", "https://a.example/x"},
		{"does not follow it to another port", "https://a.example/x", "https://a.example:444/x", "https://a.example/x"},
		{"does not follow it to a script", "https://a.example/x", "javascript:alert(1)", "https://a.example/x"},
		{"does without", "https://a.example/x", "", "https://a.example/x"},
		{"believes a saved page", "", "https://a.example/x", "https://a.example/x"},
		{"does not complete a saved page", "", "/x", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			base, err := url.Parse(tt.url)
			if err != nil {
				t.Fatal(err)
			}
			m := pageMeta{canonical: tt.canonical}
			if got := m.address(base); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
