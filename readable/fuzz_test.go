package readable

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"attache"
)

// Whatever bytes come in, there is a sound article or a Problem, and the same twice.
func FuzzRead(f *testing.F) {
	names, err := filepath.Glob("testdata/read/*")
	if err != nil || len(names) == 0 {
		f.Fatal("no seeds: ", err)
	}
	for _, name := range names {
		b, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b, "https://a.example/2026/11/20/x")
		if strings.HasSuffix(name, ".xml") {
			f.Add(word(f, b), "")
		}
	}
	f.Add([]byte("\xFF\xFEa\x00b\x00"), "")
	f.Add([]byte("MIME-Version: 1.0\nFrom: a\nContent-Type: multipart/mixed; boundary=x\n\n--x\n\nhello\n--x--"), "::")
	f.Fuzz(func(t *testing.T, b []byte, address string) {
		o := Options{URL: address}
		a, err := Read(attache.File{Bytes: b}, o)
		again, err2 := Read(attache.File{Bytes: b}, o)
		if show(a) != show(again) || a.Language != again.Language || (err == nil) != (err2 == nil) {
			t.Fatalf("twice the same bytes gave\n%+v, %v\n%+v, %v", a, err, again, err2)
		}
		if err != nil {
			var p *attache.Problem
			if !errors.As(err, &p) || p.Say == "" || errors.Is(err, ErrDamaged) && strings.Contains(err.Error(), "panic") {
				t.Fatalf("%v", err)
			}
			return
		}
		sound(t, a.Text)
		for _, s := range []string{a.Title, a.Byline, a.Outlet} {
			if !utf8.ValidString(s) || strings.ContainsAny(s, "\n\r\x00") || utf8.RuneCountInString(s) > 301 {
				t.Fatalf("field %q", s)
			}
		}
		if a.Text == "" || a.Published.IsZero() != (a.PublishedBy == "") {
			t.Fatalf("published %v by %q, text %q", a.Published, a.PublishedBy, a.Text)
		}
	})
}

// Cleaning twice changes nothing, loses no letter, and leaves nothing unseen.
func FuzzClean(f *testing.F) {
	f.Add("Cafe\u0301\r\n a\u00A0b\u200Bc \u202E")
	f.Add("می\u200Cرود \u200D")
	f.Add("\xFF\xFE\r\n\r")
	f.Fuzz(func(t *testing.T, s string) {
		got := clean(s)
		if again := clean(got); again != got {
			t.Fatalf("clean(%q) = %q, and again %q", s, got, again)
		}
		if !utf8.ValidString(got) || !norm.NFC.IsNormalString(got) || strings.ContainsAny(got, "\r\t\u00A0\u00AD\u2028") {
			t.Fatalf("clean(%q) = %q", s, got)
		}
	})
}

// An address is stable under Canonical, stays on http or https, and keeps no user.
func FuzzCanonical(f *testing.F) {
	for _, s := range []string{"https://m.a.example/x/amp/?utm_source=1&b=2#c", "http://www.google.com/amp/s/a.example/b.amp.html", "//u:p@[::1]:80/%2F?;&=", "https://amp.amp.m.m.a.example/amp/amp/amp"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := url.Parse(s)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return
		}
		got := Canonical(u)
		parsed, err := url.Parse(got.String())
		if err != nil {
			t.Fatalf("Canonical(%q) = %q: %v", s, got, err)
		}
		if got.User != nil || got.Fragment != "" || strings.Contains("&"+strings.ToLower(got.RawQuery), "&utm_source=") {
			t.Fatalf("Canonical(%q) = %q", s, got)
		}
		if again := Canonical(parsed); again.String() != got.String() {
			t.Fatalf("Canonical(%q) = %q, and again %q", s, got, again)
		}
	})
}

// A date is inside the years an article can have, and parsing never panics.
func FuzzParseDate(f *testing.F) {
	for _, s := range []string{"2026-11-20T18:40:00Z", "Published: Fri., Nov. 20, 2026 at 6:40 p.m. EST", "3/4/2026", "20.11.26", "GMT+0100", "1st 2nd"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, order := range []attache.DateOrder{attache.DatesUnknown, attache.DayFirst, attache.MonthFirst} {
			d, err := parseDate(s, attache.Outlet{Dates: order})
			if y := d.time.Year(); err == nil && (y < 1899 || y > 2101) {
				t.Fatalf("parseDate(%q) = %v", s, d.time)
			}
		}
	})
}
