package readable

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// blocks returns the text of n as paragraphs, the way a browser parts it: block elements and line
// breaks begin a new one, table rows are one each. Captions, forms and scripts are left out:
// captions repeat what the article says, often about another day.
func blocks(n *html.Node) []string {
	var b strings.Builder
	write(&b, n)
	lines := strings.Split(clean(b.String()), "\n")
	kept := lines[:0]
	for _, l := range lines {
		if l != "" && !isRule(l) && !strings.EqualFold(l, "advertisement") && !strings.EqualFold(l, "photo") {
			kept = append(kept, l)
		}
	}
	return kept
}

// write adds the text of n. The parser bounds the depth of the recursion to 512.
func write(b *strings.Builder, n *html.Node) {
	if n.Type == html.TextNode {
		b.WriteString(strings.Map(func(r rune) rune {
			if r == '\n' || r == '\r' || r == '\f' {
				return ' ' // a line break in the source is a space to the reader
			}
			return r
		}, n.Data))
		return
	}
	// Not n.DataAtom: readability renames elements and makes new ones without setting it.
	tag := atom.Lookup([]byte(n.Data))
	switch tag {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Figcaption, atom.Button, atom.Select, atom.Textarea, atom.Svg, atom.Iframe,
		atom.Nav, atom.Head, atom.Object, atom.Video, atom.Audio:
		return
	case atom.Br:
		b.WriteByte('\n')
		return
	case atom.Td, atom.Th:
		b.WriteByte(' ')
	}
	block := isBlock(tag)
	if block {
		b.WriteByte('\n')
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		write(b, c)
	}
	if block {
		b.WriteByte('\n')
	}
}

func isBlock(a atom.Atom) bool {
	switch a {
	case atom.P, atom.Div, atom.Section, atom.Article, atom.Main, atom.Header, atom.Footer, atom.Aside, atom.Blockquote, atom.Pre, atom.Figure,
		atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Li, atom.Dl, atom.Dt, atom.Dd,
		atom.Table, atom.Tr, atom.Caption, atom.Hr, atom.Form, atom.Address, atom.Details, atom.Summary, atom.Body, atom.Center:
		return true
	}
	return false
}
