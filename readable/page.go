package readable

import (
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

// minWords is how much text an article has at least. Below it a page is a wall, a list of links or
// a video.
const minWords = 40

// readPage reads a web page.
func readPage(b []byte, o Options) (attache.Article, error) {
	if len(b) > MaxPage {
		return attache.Article{}, refuse(ErrTooLarge, fmt.Sprintf("That page is too large: I read up to %d MB.", MaxPage>>20), pasteIt, len(b), " bytes")
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
	when := m.published(base, o.Outlet)
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
	a.Title = first(m.ld.headline, found.Title())
	a.Byline = author(first(m.ld.author, found.Byline()))
	a.Outlet = first(o.Outlet.Name, m.ld.publisher, found.SiteName())
	if countWords(all) < minWords {
		return attache.Article{}, wall.problem()
	}
	a.Text = strings.Join(all, "\n\n")
	return a, nil
}

// author cleans what metadata gives as an author: no "By", no profile addresses.
func author(s string) string {
	s = strings.TrimSpace(s)
	if who, ok := byline(s); ok {
		return who
	}
	if strings.Contains(s, "://") {
		return ""
	}
	return s
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
