package readable

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"attache"
	"attache/internal/golden"
)

var vienna = time.FixedZone("Vienna", 3600)

// What is read from whole documents, field by field, as a person would check it.
func TestRead(t *testing.T) {
	for _, tt := range []struct {
		file string
		o    Options
	}{
		{"harbour.html", Options{URL: "https://harbour.example/world/2026/11/20/linden-marrow-calendar?utm_source=x"}},
		{"old.html", Options{URL: "http://www.courier.example/archive/2009-03-12/ferry.htm"}},
		{"weekly.amp.html", Options{URL: "https://amp.weekly.example/politics/ferry-accounts.amp.html", Outlet: attache.Outlet{Name: "The Weekly", Zone: vienna, Dates: attache.DayFirst}}},
		{"pasted.txt", Options{}},
		{"hints.txt", Options{}},
		{"wrapped.txt", Options{}},
		{"chat.txt", Options{}},
		{"forward.eml", Options{}},
		{"newsletter.eml", Options{}},
		{"carried.eml", Options{}},
		{"document.xml", Options{}},
	} {
		t.Run(tt.file, func(t *testing.T) {
			b := file(t, tt.file)
			if tt.file == "document.xml" {
				b = word(t, b)
			}
			a, err := Read(attache.File{Name: tt.file, Bytes: b}, tt.o)
			if err != nil {
				t.Fatal(err)
			}
			sound(t, a.Text)
			golden.Equal(t, "read/"+tt.file+".golden", show(a))
		})
	}
}

// show prints an article for a golden file.
func show(a attache.Article) string {
	return fmt.Sprintf("title:     %s\nbyline:    %s\noutlet:    %s\nurl:       %s\nlanguage:  %s\npublished: %s (%s)\n\n%s\n",
		a.Title, a.Byline, a.Outlet, a.URL, a.Language, a.Published.Format(time.RFC3339), a.PublishedBy, a.Text)
}

// sound checks what Article.Text promises.
func sound(t *testing.T, text string) {
	t.Helper()
	switch {
	case !utf8.ValidString(text):
		t.Fatal("text is not UTF-8")
	case !norm.NFC.IsNormalString(text):
		t.Fatal("text is not in NFC")
	case strings.Contains(text, "\n\n\n"), strings.TrimSpace(text) != text:
		t.Fatalf("text has stray blank lines: %.200q", text)
	case strings.Contains(strings.ReplaceAll(text, "\n\n", ""), "\n"):
		t.Fatalf("text has a line break inside a paragraph: %.200q", text)
	}
	for i, r := range text {
		if r != '\n' && r < 0x20 || r == 0x7F || r == 0xAD || r == 0xA0 || r >= 0x202A && r <= 0x202E || r == 0xFEFF {
			t.Fatalf("text holds %U at byte %d", r, i)
		}
	}
}

// Every kind of bad input gets a sentence of its own that says what was wrong, that nothing was
// saved, and what to do.
func TestReadRefuses(t *testing.T) {
	page := func(body string) string { return "<!DOCTYPE html><html><body>" + body }
	for _, tt := range []struct {
		name, says string
		bytes      []byte
		want       error
	}{
		{"nothing", "There is no text", nil, ErrEmpty},
		{"white space", "There is no text", []byte(" \r\n\t\n "), ErrEmpty},
		{"an empty UTF-16 file", "There is no text", []byte("\xFF\xFE"), ErrEmpty},
		{"punctuation alone", "no words", []byte("... --- !!! 123 ..."), ErrNoText},
		{"ten megabytes", "too large: 10.0 MB", bytes.Repeat([]byte("word "), 2<<20), ErrTooLarge},
		{"too long a text", "too long for one article", bytes.Repeat([]byte("Some more words. "), 70_000), ErrTooLarge},
		{"a page of six megabytes", "page is too large", []byte(page(strings.Repeat("<p>words and words</p>", 300_000))), ErrTooLarge},
		{"bytes at random", "not text", []byte("\x00\x01\x02\x03abcdef\x00\x00\xFF\xFE\xFD"), ErrUnsupported},
		{"a program", "not text", []byte("\x7FELF\x02\x01\x01"), ErrUnsupported},
		{"a picture", "picture", []byte("\x89PNG\r\n\x1A\n0000"), ErrUnsupported},
		{"a PDF", "PDF", []byte("%PDF-1.7\n%\xE2\xE3"), ErrUnsupported},
		{"a PDF behind rubbish", "PDF", []byte("\n\n rubbish %PDF-1.4\n"), ErrUnsupported},
		{"an old Word file", "old Word file", []byte("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1xxxx"), ErrUnsupported},
		{"RTF", "RTF", []byte(`{\rtf1\ansi text}`), ErrUnsupported},
		{"another archive", "archive", archive(t, "notes.txt", []byte("text")), ErrUnsupported},
		{"a recording", "recording", []byte("OggS\x00\x02"), ErrUnsupported},
		{"an unknown encoding", "character encoding", []byte("\xD3\xEC\x81\xFF\xFE one two \x9D\xA4\xB1\xC2 three \x8F\xB5\xE9\xFA"), ErrEncoding},
		{"a subscribers' page", "subscribers only", file(t, "subscribers.html"), ErrNoText},
		{"a cookie notice", "cookie notice", file(t, "cookies.html"), ErrNoText},
		{"a page made by scripts", "scripts", file(t, "script.html"), ErrNoText},
		{"a login form", "login", []byte(page("<form><input type=password></form>")), ErrNoText},
		{"a robot check", "a person is reading", []byte(page("<p>Please verify you are human</p>")), ErrNoText},
		{"a page without an article", "no article", []byte(page("<p>Hello.</p>")), ErrNoText},
		{"100 000 nested elements", "nested too deeply", []byte(page(strings.Repeat("<div>", 100_000))), ErrDamaged},
		{"a megabyte at depth 480", "nested too deeply", []byte(page(strings.Repeat("<div>", 480) + strings.Repeat("<p>Words and more words.</p>", 40_000))), ErrDamaged},
		{"a bomb of a Word file", "far more text", archive(t, wordBody, []byte("<d><t>"+strings.Repeat("a", 40<<20)+"</t></d>")), ErrTooLarge},
		{"a bomb of empty paragraphs", "far more text", archive(t, wordBody, []byte("<d>"+strings.Repeat("<p></p>", 5<<20)+"</d>")), ErrTooLarge},
		{"a Word file nested deep", "damaged or protected", archive(t, wordBody, []byte(strings.Repeat("<w>", 100_000))), ErrDamaged},
		{"a Word file cut short", "damaged or protected", word(t, file(t, "document.xml"))[:400], ErrDamaged},
		{"a Word file of broken XML", "damaged or protected", archive(t, wordBody, []byte("<d><p></d>")), ErrDamaged},
		{"a Word file that expands entities", "damaged or protected", archive(t, wordBody, []byte(`<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d><t>&b;</t></d>`)), ErrDamaged},
		{"a Word file without text", "no text in that Word file", archive(t, wordBody, []byte("<d><p></p></d>")), ErrNoText},
		{"a mail without text", "no text in that mail", []byte("MIME-Version: 1.0\nFrom: a@b.example\nSubject: x\n\n\n"), ErrNoText},
		{"a mail of a thousand levels", "no text in that mail", []byte("MIME-Version: 1.0\nFrom: a@b.example\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=x\n\n--x\n", 1000)), ErrNoText},
		{"a mail that is none", "seems to be damaged", []byte("MIME-Version: 1.0\nFrom: a@b.example\nno field\n\nx"), ErrDamaged},
		{"a page of a million tags", "too many pieces", []byte(page(strings.Repeat("<b></b>", 300_000))), ErrTooLarge},
		{"hints without a text", "nothing below", []byte("Title: Sluice\nDate: 2026-12-01\n"), ErrNoText},
		{"a day that does not exist", "there is no such day", []byte("Title: Sluice\nDate: 31 February 2026\n\nThe sluice stays open."), ErrDate},
		{"a date that could be two", "day and month could be swapped", []byte("Title: Sluice\nDate: 3/4/2026\n\nThe sluice stays open."), ErrDate},
		{"an address that is none", "could not read the address", []byte("Title: Sluice\nURL: see above\n\nThe sluice stays open."), ErrUnsupported},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Reader{}.Read(attache.File{Type: "text/plain", Bytes: tt.bytes})
			var p *attache.Problem
			if !errors.Is(err, tt.want) || !errors.As(err, &p) {
				t.Fatalf("got %v, %.100q; want a Problem that wraps %q", err, a.Text, tt.want)
			}
			if !strings.Contains(p.Say, tt.says) || !strings.Contains(p.Say, "Nothing was saved. ") || strings.HasSuffix(p.Say, "saved. ") {
				t.Errorf("says %q", p.Say)
			}
			if a != (attache.Article{}) {
				t.Errorf("gives part of an article: %.200q", show(a))
			}
		})
	}
}

func file(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join("testdata", "read", name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func archive(t testing.TB, name string, content []byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Write(content); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func word(t testing.TB, document []byte) []byte { return archive(t, wordBody, document) }
