package export

import (
	"fmt"
	"strings"
	"unicode"

	"attache/card"
)

// writeMarkdown writes the answer for reading (CommonMark): each finding with its passage and a ref
// that links to the article.
func writeMarkdown(r Report) ([]byte, error) {
	m := &markdown{}
	m.line("# " + plain(r.Card.Title))
	m.line(plain(r.Card.Lead))
	if r.Card.Covered.Searched != "" || !r.Asked.IsZero() {
		words := r.Card.Covered.Words("2 January 2006")
		if !r.Asked.IsZero() {
			words = strings.TrimPrefix(words+"; asked "+instant(r.Asked), "; ")
		}
		m.line(plain(words) + ".")
	}
	for _, b := range r.Card.Blocks {
		m.block(b)
	}
	return []byte(m.b.String()), nil
}

type markdown struct {
	b strings.Builder
	n int // findings so far
}

// line writes a paragraph.
func (m *markdown) line(s string) {
	if strings.TrimSpace(s) != "" {
		m.b.WriteString(s + "\n\n")
	}
}

// item begins a finding; what follows inside it is indented by indent.
func (m *markdown) item(head string) {
	m.n++
	fmt.Fprintf(&m.b, "%d. %s\n\n", m.n, head)
}

const indent = "    "

// quote writes a passage as a block quotation with its marks in bold.
func (m *markdown) quote(p card.Passage) {
	if strings.TrimSpace(p.Text) != "" {
		m.line(indent + "> " + p.Draw("**", "**", plain))
	}
}

func (m *markdown) inside(s string) {
	if s != "" {
		m.line(indent + s)
	}
}

func (m *markdown) block(b card.Block) {
	switch b := b.(type) {
	case card.Text:
		if b.Heading != "" {
			m.line("## " + plain(b.Heading))
		}
		for l := range strings.SplitSeq(b.Words, "\n") {
			m.line(plain(l))
		}
	case card.Quote:
		m.item(plain(b.Head()))
		m.quote(b.Cite.Passage)
		m.cite(b.Cite)
		m.copies(b)
	case card.Moment:
		m.item(plain(b.Head()))
		m.quote(b.What)
		m.inside(plain(b.Doubt))
		m.quote(b.Cite.Passage)
		m.cite(b.Cite)
		m.inside(plain(strings.Join(b.Course, " → ")))
		for _, n := range b.Notes {
			m.inside(plain(n))
		}
		for _, c := range b.Also {
			m.inside("Also " + where(c))
		}
	case card.Term:
		m.item(plain(b.Head()))
		for _, part := range b.Parts() {
			m.inside(plain(part))
		}
		m.inside(plain(b.Notes()))
		m.quote(b.Cite.Passage)
		if b.Evidence != "" {
			m.quote(card.Passage{Text: b.Told() + ": “" + b.Evidence + "”"})
		}
		m.cite(b.Cite)
		for _, s := range b.Steps {
			m.quote(card.Passage{Text: s.Status + ": “" + s.Words + "”"})
			m.cite(s.Cite)
		}
	case card.Shift:
		m.block(b.Then)
		m.block(b.Now)
		if b.Drift != nil {
			m.inside(b.Moved(card.Marks{Cut: "~~", CutEnd: "~~", Added: "**", AddedEnd: "**"}, plain))
		}
	case card.Anatomy:
		m.quote(b.Labelled())
		m.cite(b.Cite)
	case card.Item:
		m.item(plain(b.Cite.Title))
		m.quote(b.Snippet)
		m.cite(b.Cite)
	}
}

func (m *markdown) cite(c card.Cite) { m.inside(where(c)) }

// where is the line that says where a finding stands; its ref links there.
func where(c card.Cite) string {
	ref := "`" + strings.ReplaceAll(string(c.Ref), "`", "") + "`"
	if link := address(c.Link); link != "" {
		ref = "[" + ref + "](" + link + ")"
	}
	var parts []string
	for _, s := range []string{c.Outlet, c.Title, c.Date} {
		if s != "" {
			parts = append(parts, plain(s))
		}
	}
	return strings.Join(append(parts, ref), " · ")
}

// join joins the parts that are not empty.
func join(sep string, parts ...string) string {
	var kept []string
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, sep)
}

// copies writes the other places of a quotation and how they put it.
func (m *markdown) copies(q card.Quote) {
	for _, c := range q.Also {
		says := plain(c.Says())
		if c.Drift != nil {
			says = join(": ", says, c.Drifted(card.Marks{Cut: "~~", CutEnd: "~~", Added: "**", AddedEnd: "**"}, plain))
		}
		m.inside("Also " + join(" — ", where(c.Cite), says))
	}
	if q.Shared != "" {
		m.inside("In all of them: “" + plain(q.Shared) + "”")
	}
}

// address writes a link's destination; an address that cannot be one is left out.
func address(link string) string {
	if !strings.HasPrefix(link, "https://") && !strings.HasPrefix(link, "http://") || strings.ContainsFunc(link, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) }) {
		return ""
	}
	return "<" + strings.NewReplacer("<", "%3C", ">", "%3E", "\\", "%5C").Replace(link) + ">"
}

// plain returns s on one line so that Markdown shows it letter by letter. A blank at an end stays: s may
// be a stretch of a sentence.
func plain(s string) string {
	var b strings.Builder
	blank := false
	for i, r := range strings.ToValidUTF8(s, "\ufffd") {
		if unicode.IsSpace(r) {
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		switch {
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			continue
		case strings.ContainsRune("\\`*_{}[]<>|~&#!$", r), i == 0 && strings.ContainsRune("-+=", r), (r == '.' || r == ')') && digits(s[:i]):
			b.WriteByte('\\')
		case r == ':' && strings.HasPrefix(s[i:], "://"):
			b.WriteByte('\\') // an address in a text is shown, and made no link
		case r == '@':
			b.WriteString("@\u200b") // mentions nobody where the file is pasted
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

// digits reports whether s is a number: a dot behind it would begin a list.
func digits(s string) bool { return s != "" && len(s) < 10 && strings.Trim(s, "0123456789") == "" }
