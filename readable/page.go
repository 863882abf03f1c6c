package readable

import (
	"bytes"
	"fmt"
	"net/url"
	"strings"

	"codeberg.org/readeck/go-readability/v2"
	"golang.org/x/net/html"

	"attache"
)

// Why these two: measured on hostile pages, the extraction of the article costs time in proportion
// to the text times how deep it is nested (a megabyte at depth 480 took six seconds), and the
// parser itself refuses more than 512 open elements. A 200 kB article at depth 60 is 12 MB of it.
const maxNesting = 64 << 20

// maxTags bounds how many tags a page may have: a node of the tree and what readability makes of it
// take some 400 bytes, and 5 MB of tags alone took 690 MB. Long encyclopedia articles have 50 000.
const maxTags = 250_000

// tooComplex refuses a page before it is parsed.
func tooComplex(size, tags int) error {
	switch {
	case size > MaxPage:
		return refuse(ErrTooLarge, fmt.Sprintf("That page is too large: I read up to %d MB.", MaxPage>>20), pasteIt, size, " bytes")
	case tags > maxTags:
		return refuse(ErrTooLarge, "That page is built of too many pieces to be read safely.", pasteIt, tags, " tags")
	}
	return nil
}

// minWords is how much text an article has at least. Below it a page is a wall, a list of links or
// a video.
const minWords = 40

// readPage reads a web page.
func readPage(b []byte, o Options) (attache.Article, error) {
	if err := tooComplex(len(b), bytes.Count(b, []byte{'<'})); err != nil {
		return attache.Article{}, err
	}
	claim := o.Charset
	if claim == "" {
		claim = declaredCharset(b)
	}
	text, err := decode(b, claim)
	if err != nil {
		return attache.Article{}, err
	}
	doc, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return attache.Article{}, refuse(ErrDamaged, "That page is nested too deeply to be read safely.", pasteIt, err)
	}
	base, err := url.Parse(o.URL)
	if err != nil {
		base = &url.URL{}
	}
	m := collect(doc)
	if m.nesting > maxNesting {
		return attache.Article{}, refuse(ErrDamaged, "That page is nested too deeply to be read safely.", pasteIt, "text times depth: ", m.nesting)
	}
	return m.article(doc, base, o)
}

// article joins the metadata with the text that readability finds. It consumes doc.
func (m *pageMeta) article(doc *html.Node, base *url.URL, o Options) (attache.Article, error) {
	a := attache.Article{URL: m.address(base), Language: m.language()}
	when := m.published(base.Path, o.Outlet)
	if when.by == "" && a.URL != "" && base.Host == "" { // a saved page knows its address only by itself
		if own, err := url.Parse(a.URL); err == nil {
			when = m.published(own.Path, o.Outlet)
		}
	}
	a.Published, a.PublishedBy = when.date.time, when.by
	wall := m.wall() // before readability takes the document apart

	parser := readability.NewParser()
	parser.DisableJSONLD = true // m has read it, with the date and the wall in mind
	found, err := parser.ParseAndMutate(doc, base)
	if err != nil {
		return attache.Article{}, refuse(ErrDamaged, "I could not make sense of that page.", pasteIt, err)
	}
	var all []string
	if found.Node != nil {
		all = blocks(found.Node)
	}
	if body := paragraphs(clean(m.ld.body)); countWords(all) < minWords && countWords(body) > countWords(all) {
		all = body // a page that a script fills often holds its text for search engines
	}
	a.Outlet = first(o.Outlet.Name, found.SiteName(), m.ld.publisher)
	if strings.Contains(a.Outlet, "://") {
		a.Outlet = ""
	}
	a.Title = m.headline(found.Title(), a.Outlet)
	if a.Byline = author(m.ld.author); a.Byline == "" {
		a.Byline = author(found.Byline())
	}
	if countWords(all) < minWords {
		return attache.Article{}, wall.problem()
	}
	a.Text = strings.Join(all, "\n\n")
	return a, nil
}

// headline chooses the title: what the page shows as its heading where the metadata has it too,
// else the title for sharing and searching, without the name of the outlet behind it. JSON-LD alone
// is not enough: encyclopedias put a description there, magazines a teaser.
func (m *pageMeta) headline(shared, outlet string) string {
	for _, t := range []string{m.ld.headline, shared} {
		if t = field(t); t != "" && strings.EqualFold(t, m.heading) {
			return t
		}
	}
	title := first(shared, m.heading, m.ld.headline)
	for _, bar := range []string{" | ", " - ", " – ", " — ", " :: "} {
		if i := strings.LastIndex(title, bar); i > 0 {
			tail := strings.TrimSpace(title[i+len(bar):])
			if strings.EqualFold(title[:i], m.heading) || outlet != "" && strings.HasPrefix(strings.ToLower(outlet), strings.ToLower(tail)) {
				return title[:i]
			}
		}
	}
	return title
}

// author cleans what metadata gives as an author: no "By", no profile address or handle, no date
// behind the name.
func author(s string) string {
	s = field(s)
	if len(s) > 3 && strings.EqualFold(s[:3], "by ") {
		s = s[3:]
	}
	if strings.Contains(s, "://") {
		return ""
	}
	if end := strings.IndexAny(s, "@|•·0123456789"); end >= 0 {
		s = s[:end]
	}
	words := strings.Fields(s)
	for n := len(words); n > 0; n = len(words) {
		last := strings.ToLower(strings.Trim(words[n-1], ",:;.-–—"))
		if last != "" && last != "last" && last != "updated" && last != "published" && last != "posted" && last != "on" && monthNamed(last) == 0 {
			break
		}
		words = words[:n-1]
	}
	return strings.Trim(strings.Join(words, " "), ",;-–—")
}

// countWords counts the words of all, by spaces; in scripts without spaces four letters are a word.
func countWords(all []string) int {
	n := 0
	for _, p := range all {
		fields := len(strings.Fields(p))
		n += max(fields, (len(p)-8*fields)/12)
	}
	return n
}

func first(all ...string) string {
	for _, s := range all {
		if s = strings.TrimSpace(s); s != "" {
			return s
		}
	}
	return ""
}
