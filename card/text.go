package card

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"
)

// WriteText prints a card for a terminal width columns wide; 0 means 80. Marked words stand
// between asterisks, actions are printed as the command lines they run.
func WriteText(w io.Writer, c Card, width int) error {
	if width <= 0 {
		width = 80
	}
	p := printer{width: max(width, 30)}
	p.para("", "", c.Title)
	p.lines(c.Lead)
	p.number = c.First
	for _, b := range c.Blocks {
		p.gap()
		p.block(b)
	}
	p.coverage(c.Covered)
	for _, f := range c.Files {
		if f.Glance {
			continue
		}
		p.para("  ", "  ", strings.TrimSpace(fmt.Sprintf("[%s] %s", f.Name, f.Alt)))
	}
	p.actions(c.Actions)
	_, err := io.WriteString(w, strings.TrimLeft(p.b.String(), "\n"))
	return err
}

type printer struct {
	b      strings.Builder
	width  int
	number int // of the next finding; 0 is none
}

func (p *printer) block(b Block) {
	switch b := b.(type) {
	case Text:
		where := ""
		if b.Channel != "" {
			where = "#" + string(b.Channel)
		}
		p.para("", "", join(" · ", b.Heading, where))
		p.lines(b.Words)
	case Quote:
		line := b.Head()
		if b.Cite.Passage.Text == "" {
			line += ": " + strings.Join(b.Content, " … ")
		}
		p.finding(line)
		p.cite(b.Cite)
		p.copies(b)
	case Moment:
		p.finding(b.Head() + ": " + b.What.marked())
		if b.Doubt != "" {
			p.para("  ", "  ", "("+b.Doubt+")")
		}
		p.cite(b.Cite)
		p.reports(b)
	case Term:
		p.finding(b.Head())
		for _, part := range b.Parts() {
			p.para("  ", "    ", part)
		}
		p.para("  ", "    ", b.Notes())
		if b.Evidence != "" {
			p.para("  ", "    ", b.Told()+": “"+b.Evidence+"”")
		}
		p.cite(b.Cite)
		for _, s := range b.Steps {
			p.para("  > ", "    ", s.Status+": “"+s.Words+"”")
			p.para("    ", "    ", join(" · ", s.Cite.Outlet, s.Cite.Date, s.Cite.Title, string(s.Cite.Ref), s.Cite.Link))
		}
	case Shift:
		p.para("", "", "Then:")
		p.block(b.Then)
		p.para("", "", "Now:")
		p.block(b.Now)
		if b.Drift != nil {
			p.para("  ~ ", "    ", b.Moved(Wdiff, nil))
		}
	case Anatomy:
		p.cite(Cite{
			Passage: b.Labelled(), Ref: b.Cite.Ref, Title: b.Cite.Title, Outlet: b.Cite.Outlet, Date: b.Cite.Date, Link: b.Cite.Link,
		})
	case Item:
		p.finding(join(": ", string(b.Cite.Ref), b.Cite.Title))
		if b.Snippet.Text != "" {
			p.para("  | ", "  | ", b.Snippet.marked())
		}
		p.para("  ", "  ", join(" · ", b.Cite.Outlet, b.Cite.Date, b.Cite.Link))
	}
}

// finding prints the first line of a finding, behind its number if it has one.
func (p *printer) finding(line string) {
	head := ""
	if p.number > 0 {
		head = fmt.Sprintf("%d. ", p.number)
		p.number++
	}
	p.para(head, "  ", line)
}

func (p *printer) cite(c Cite) {
	if c.Passage.Text != "" {
		p.para("  | ", "  | ", c.Passage.marked())
	}
	p.para("  ", "  ", join(" · ", c.Outlet, c.Date, c.Title, string(c.Ref), c.Link))
}

// copies prints the other places of a quotation and how they put it.
func (p *printer) copies(q Quote) {
	for _, c := range q.Also {
		p.para("  = ", "    ", join(": ", join(" · ", c.Cite.Outlet, c.Cite.Date, string(c.Cite.Ref), c.Cite.Link), c.Says()))
		if c.Drift != nil {
			p.para("    ", "    ", c.Drifted(Wdiff, nil))
		}
	}
	if q.More > 0 {
		p.para("  = ", "    ", "and "+Plural(q.More, "more place")+": cite "+string(q.Cite.Ref))
	}
	if q.Shared != "" {
		p.para("  ", "    ", "in all of them: “"+q.Shared+"”")
	}
}

// reports prints what other articles tell of an event.
func (p *printer) reports(m Moment) {
	if len(m.Course) > 0 {
		p.para("  ", "    ", strings.Join(m.Course, " → "))
	}
	for _, n := range m.Notes {
		p.para("  ! ", "    ", n)
	}
	for _, c := range m.Also {
		p.para("  = ", "    ", join(" · ", c.Outlet, c.Date, c.Title, string(c.Ref), c.Link))
	}
	if m.More > 0 {
		p.para("  = ", "    ", "and "+Plural(m.More, "more report")+": cite "+string(m.Cite.Ref))
	}
}

func (p *printer) coverage(c Coverage) {
	if words := c.Words("2 January 2006"); words != "" {
		p.gap()
		p.para("", "", words)
	}
}

func (p *printer) actions(all []Action) {
	first, hinted := true, false
	for _, a := range all {
		if a.Off || a.For > 0 && hinted {
			continue
		}
		hinted = hinted || a.For > 0
		if first {
			p.gap()
			first = false
		}
		p.para("> ", "    ", a.Label+":  "+a.Line)
	}
}

// lines prints a text that has lines of its own.
func (p *printer) lines(text string) {
	for line := range strings.SplitSeq(text, "\n") {
		p.para("", "  ", line)
	}
}

func (p *printer) gap() { p.b.WriteByte('\n') }

// para prints text wrapped at the width, the first line after head, the others after rest. Control
// characters and those that turn the writing direction are dropped: a terminal would obey them.
func (p *printer) para(head, rest, text string) {
	text = strings.Join(strings.FieldsFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r)
	}), " ")
	if text == "" {
		return
	}
	line, used := head, utf8.RuneCountInString(head)
	empty := true
	for word := range strings.SplitSeq(text, " ") {
		n := utf8.RuneCountInString(word)
		if !empty && used+1+n > p.width {
			p.b.WriteString(line + "\n")
			line, used, empty = rest, utf8.RuneCountInString(rest), true
		}
		if !empty {
			line, used = line+" ", used+1
		}
		line, used, empty = line+word, used+n, false
	}
	p.b.WriteString(line + "\n")
}

// marked returns the text with asterisks around its marks.
func (s Passage) marked() string { return s.Draw("*", "*", nil) }

// Plural returns "1 article", "2 articles". Words that do not take an s are not for it.
func Plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
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
