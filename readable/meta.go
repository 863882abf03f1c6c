package readable

import (
	"bytes"
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// pageMeta is what a page says of itself apart from its text, gathered in one walk.
type pageMeta struct {
	lang      string
	canonical string              // <link rel=canonical>, as written
	heading   string              // the first <h1>
	named     map[string][]string // <meta> by name, property or itemprop in small letters, in order
	times     []timeTag
	ld        linked
	nesting   int // bytes of text times their depth
	password  bool
	visible   strings.Builder // the first few kB of visible text in small letters, to tell walls
}

// timeTag is a <time> element: its value and what its attributes say of it.
type timeTag struct {
	value     string
	published bool // pubdate, itemprop=datePublished, or a class that says so
	modified  bool
	inArticle bool
}

// collect walks doc once. What it keeps is bounded: the page may repeat a tag as often as it likes.
func collect(doc *html.Node) *pageMeta {
	m := &pageMeta{named: map[string][]string{}}
	m.walk(doc, 0, false)
	return m
}

func (m *pageMeta) walk(n *html.Node, depth int, inArticle bool) {
	switch n.Type {
	case html.TextNode:
		m.nesting += depth * len(n.Data)
		if m.visible.Len() < 8<<10 {
			m.visible.WriteString(strings.ToLower(n.Data[:min(len(n.Data), 2<<10)]))
			m.visible.WriteByte(' ')
		}
	case html.ElementNode:
		if skip := m.element(n, inArticle); skip {
			return
		}
		inArticle = inArticle || n.DataAtom == atom.Article || n.DataAtom == atom.Main
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		m.walk(c, depth+1, inArticle)
	}
}

// element notes what n says and reports whether its children are of no interest.
func (m *pageMeta) element(n *html.Node, inArticle bool) (skip bool) {
	switch n.DataAtom {
	case atom.Html:
		m.lang = attr(n, "lang")
	case atom.Meta:
		content := attr(n, "content")
		for _, key := range []string{attr(n, "property"), attr(n, "name"), attr(n, "itemprop")} {
			if key = strings.ToLower(strings.TrimSpace(key)); key != "" && content != "" && len(m.named[key]) < 4 && len(m.named) < 500 {
				m.named[key] = append(m.named[key], content[:min(len(content), 1000)])
			}
		}
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "canonical") && m.canonical == "" && len(attr(n, "href")) <= maxAddress {
			m.canonical = attr(n, "href")
		}
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			m.ld.read(n.FirstChild.Data)
		}
		return true
	case atom.Style, atom.Template, atom.Svg:
		return true
	case atom.Input:
		m.password = m.password || strings.EqualFold(attr(n, "type"), "password")
	case atom.H1:
		if m.heading == "" {
			m.heading = field(strings.Join(blocks(n), " "))
		}
	case atom.Time:
		m.time(n, inArticle)
	}
	return false
}

func (m *pageMeta) time(n *html.Node, inArticle bool) {
	if len(m.times) >= 50 {
		return
	}
	value := attr(n, "datetime")
	if value == "" && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
		value = n.FirstChild.Data
	}
	says := strings.ToLower(attr(n, "itemprop") + " " + attr(n, "class") + " " + attr(n, "data-testid"))
	pub := strings.Contains(says, "publi") || strings.Contains(says, "posted") || strings.Contains(says, "created")
	mod := strings.Contains(says, "modif") || strings.Contains(says, "updat")
	m.times = append(m.times, timeTag{value: clean(value), published: (pub || has(n, "pubdate")) && !mod, modified: mod, inArticle: inArticle})
}

// language returns what the page claims, as ISO 639-1; "" when it claims nothing of the kind.
func (m *pageMeta) language() string {
	code := strings.ToLower(first(m.lang, m.ld.language))
	code, _, _ = strings.Cut(strings.ReplaceAll(code, "_", "-"), "-")
	if len(code) != 2 || strings.Trim(code, "abcdefghijklmnopqrstuvwxyz") != "" {
		return ""
	}
	return code
}

// address returns the canonical address of the page: what it names itself if that is on the same
// site, else where it was found. A page that gives its home page, as templates do by mistake, is
// not believed.
func (m *pageMeta) address(base *url.URL) string {
	named, err := url.Parse(strings.TrimSpace(first(m.canonical, strings.Join(m.named["og:url"], ""))))
	if err != nil || named.String() == "" {
		named = &url.URL{}
	}
	if base.Host == "" {
		// A saved page: what it names itself is all there is, if it is a whole address.
		if named.Host == "" || named.Scheme != "http" && named.Scheme != "https" {
			return ""
		}
		return Canonical(named).String()
	}
	named = base.ResolveReference(named)
	home := (named.Path == "" || named.Path == "/") && named.RawQuery == "" && base.Path != "/" && base.Path != ""
	if home || m.canonical == "" && len(m.named["og:url"]) == 0 || !SameSite(named.Hostname(), base.Hostname()) || named.Scheme != "http" && named.Scheme != "https" {
		named = base
	}
	if named.Port() != base.Port() {
		named = base // another port is another server
	}
	return Canonical(named).String()
}

// declaredCharset returns what <meta charset> or <meta http-equiv=content-type> says in the first
// 4 kB (the standard says 1 kB; pages do not read the standard), or "".
func declaredCharset(b []byte) string {
	head := bytes.ToLower(b[:min(len(b), 4096)])
	_, rest, ok := bytes.Cut(head, []byte("charset="))
	if !ok {
		return ""
	}
	rest = bytes.TrimLeft(rest, `"' `)
	if end := bytes.IndexAny(rest, `"' />;`); end > 0 && end < 40 {
		return string(rest[:end])
	}
	return ""
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func has(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
