package bot

import (
	"fmt"
	"net/url"
	"strings"

	"attache/card"
)

// piece is a stretch of a description that is not torn apart.
type piece struct {
	text string
	// tight puts the piece right under the one before, without a blank line between.
	tight bool
	cut   bool // something of it was left out
	block int  // which block it belongs to, from 1; 0 is none
}

// maxShort bounds names, cues and other short words of a finding; maxURL the links that are drawn.
const (
	maxShort = 120
	maxURL   = 512
)

// short draws a few words inline. What is longer than any name should be is cut.
func short(s string, limit int) string { return fit(s, limit, inline) }

func bold(s string) string { return "**" + s + "**" }

// draw draws a finding with no passage longer than limit.
func drawBlock(b card.Block, limit int) []piece {
	switch b := b.(type) {
	case card.Text:
		return drawText(b)
	case card.Quote:
		return []piece{drawQuote(b, limit)}
	case card.Moment:
		return []piece{drawMoment(b, limit)}
	case card.Term:
		return []piece{drawTerm(b, limit)}
	case card.Shift:
		return drawShift(b, limit)
	case card.Item:
		return []piece{drawItem(b, limit)}
	case card.Anatomy:
		var p piece
		p.quote(tidy(b.Labelled()), limit)
		p.text = strings.TrimPrefix(p.text+"\n"+evidence(b.Cite, ""), "\n")
		return []piece{p}
	}
	return nil
}

// drawText draws a paragraph; a long one becomes several pieces, broken between lines.
func drawText(t card.Text) []piece {
	var out []piece
	head := ""
	if h := line(t.Heading); h != "" {
		head = bold(short(h, maxTitle))
	}
	if id := snowflakeOf(string(t.Channel)); id != "" {
		head = joined(" · ", head, "<#"+string(id)+">")
	}
	if head != "" {
		out = append(out, piece{text: head})
	}
	for _, part := range chunks(t.Words, 1500) {
		out = append(out, piece{text: part, tight: len(out) > 0})
	}
	return out
}

// chunks draws a text in pieces of at most n, broken between lines, else between words. It stops
// where no message could hold more.
func chunks(text string, n int) []string {
	var out []string
	total := 0
	for l := range strings.SplitSeq(lines(text), "\n") {
		for l != "" && total <= maxEmbedTotal {
			head, rest := "", ""
			if len(l) <= 4*n {
				head = markdown(l)
			}
			if head == "" || size(head) > n {
				kept := len(trunk(l, n/2)) // escaped it is twice as long at most
				if kept == 0 {
					kept = len(stem(l, n/2))
				}
				head, rest = markdown(l[:kept]), strings.TrimSpace(l[kept:])
			}
			total += size(head)
			if k := len(out) - 1; k >= 0 && size(out[k])+1+size(head) <= n {
				out[k] += "\n" + head
			} else {
				out = append(out, head)
			}
			l = rest
		}
	}
	return out
}

// drawQuote draws who said it, the passage with the statement in bold, and the evidence line. A direct
// quotation that makes up most of its passage is not set in bold: it bears its own marks, and a page
// of bold sentences is hard to read.
func drawQuote(q card.Quote, limit int) piece {
	head := short(q.Source, maxShort)
	if line(q.Source) == "" {
		head = "Source not named"
	}
	head = bold(head)
	if line(q.Doubt) != "" {
		head += " (" + short(q.Doubt, maxShort) + ")"
	}
	head = joined(" ", head, short(q.Cue, maxShort))
	head = joined(" · ", head, short(q.When, maxShort))

	passage := tidy(q.Cite.Passage)
	plain := passage
	plain.marks = nil
	within := plain.find(q.Content)
	if within && len(passage.marks) == 0 {
		passage = plain
	}
	if q.Direct && passage.covered() >= 0.6 {
		passage.marks = nil
	}
	p := piece{text: head}
	if !within {
		said := strings.Join(q.Content, " … ")
		if q.Direct && said != "" {
			said = "“" + strings.Trim(said, "\"“”„«»") + "”"
		}
		p.quote(tidy(card.Passage{Text: said}), limit)
	}
	p.quote(passage, limit)
	via := ""
	if v := short(q.Via, maxShort); v != "" {
		via = "as reported by " + v
	}
	p.text += "\n" + evidence(q.Cite, via)
	p.copies(q, limit)
	return p
}

// maxCopies is how many other places of a quotation are drawn; a reader asks for more by its ref.
const maxCopies = 8

// copies adds the other places of a quotation: what one cut out is struck through, what it put in is bold.
func (p *piece) copies(q card.Quote, limit int) {
	more := q.More
	for i, c := range q.Also {
		if i == maxCopies {
			more += len(q.Also) - i
			p.cut = true
			break
		}
		words := short(c.Says(), 2*maxShort)
		if c.Drift != nil {
			drift := c.Drifted(card.Marks{Cut: "~~", CutEnd: "~~", Added: "**", AddedEnd: "**"}, inline)
			if size(drift) > limit { // marks must not be cut in two
				drift = "the wording differs in much"
				p.cut = true
			}
			words = joined(": ", words, drift)
		}
		p.text += "\n" + joined(" — ", evidence(c.Cite, "also"), words)
	}
	if more > 0 {
		p.text += fmt.Sprintf("\n-# and %s", card.Plural(more, "more place"))
	}
	if s := short(q.Shared, limit); s != "" {
		p.text += "\n-# in all of them: “" + s + "”"
	}
}

// quote adds a passage in a block quote.
func (p *piece) quote(m marked, limit int) {
	out, whole := m.quote(limit)
	if out != "" {
		p.text += "\n" + out
	}
	p.cut = p.cut || !whole
}

func drawMoment(m card.Moment, limit int) piece {
	when := short(m.When, maxShort)
	if when == "" {
		when = "undated"
	}
	p := piece{text: joined(" · ", bold(when), short(m.Status, maxShort))}
	p.quote(tidy(m.What), limit)
	if passage := tidy(m.Cite.Passage); passage.text != tidy(m.What).text {
		p.quote(passage, limit)
	}
	if d := short(m.Doubt, 2*maxShort); d != "" {
		p.text += "\n-# Note: " + d
	}
	for _, n := range m.Notes {
		p.text += "\n-# Note: " + short(n, 4*maxShort)
	}
	p.text += "\n" + evidence(m.Cite, short(strings.Join(m.Who, ", "), 2*maxShort))
	if len(m.Course) > 0 {
		p.text += "\n-# " + short(strings.Join(m.Course, " → "), 4*maxShort)
	}
	more := m.More
	for i, c := range m.Also {
		if i == maxCopies {
			more += len(m.Also) - i
			p.cut = true
			break
		}
		p.text += "\n" + evidence(c, "also")
	}
	if more > 0 {
		p.text += fmt.Sprintf("\n-# and %s", card.Plural(more, "more report"))
	}
	return p
}

// drawShift draws two statements and, under them, how the wording moved: what is gone is struck through,
// what is new is bold.
func drawShift(s card.Shift, limit int) []piece {
	then, now := drawQuote(s.Then, limit), drawQuote(s.Now, limit)
	then.text, now.text = "-# then\n"+then.text, "-# now\n"+now.text
	out := []piece{then, now}
	if s.Drift == nil {
		return out
	}
	p := piece{text: s.Moved(card.Marks{Cut: "~~", CutEnd: "~~", Added: "**", AddedEnd: "**"}, inline)}
	if size(p.text) > limit { // marks must not be cut in two
		p.text, p.cut = "the wording differs in much", true
	}
	p.text = bold("What differs") + "\n" + p.text
	return append(out, p)
}

// drawTerm draws what we read into the passage in plain lines, and the passages under it: the one that
// states the condition, and those that tell what became of it.
func drawTerm(t card.Term, limit int) piece {
	holder := short(t.Holder, maxShort)
	if holder == "" {
		holder = "Holder not named"
	}
	head := bold(holder)
	if a := short(t.Addressee, maxShort); a != "" {
		head += " → " + bold(a)
	}
	p := piece{}
	part := func(text string) string {
		words := short(text, limit)
		p.cut = p.cut || words != inline(text)
		if words == "" {
			return ""
		}
		return "*" + words + "*"
	}
	says := ""
	switch joint := short(t.Joint, maxShort); {
	case joint != "" && line(t.Consequent) != "":
		says = joined(" ", part(t.Consequent), bold(joint), part(t.Antecedent))
	case line(t.Consequent) == "" && line(t.Antecedent) != "":
		says = bold("demanded") + " " + part(t.Antecedent)
	case line(t.Antecedent) == "":
		says = part(t.Consequent)
	default:
		says = joined(" ", part(t.Consequent), bold("condition:"), part(t.Antecedent))
	}
	out := short(t.Outcome, 2*maxShort)
	if out == "" {
		out = short(t.Status, maxShort)
	}
	p.text = joined(" · ", joined(": ", head, says), out)
	if n := joined(" · ", short(t.Kind, maxShort), short(t.Notes(), 3*maxShort)); n != "" {
		p.text += "\n-# " + n
	}
	p.quote(tidy(t.Cite.Passage), limit)
	if line(t.Evidence) != "" {
		p.text += "\n" + bold(short(t.Told(), maxShort)) + ":"
		p.quote(tidy(card.Passage{Text: t.Evidence}), limit)
	}
	p.text += "\n" + evidence(t.Cite, "")
	for i, s := range t.Steps {
		if i == maxSteps {
			p.cut = true
			break
		}
		p.text += "\n" + bold(short(s.Status, maxShort)) + ":"
		p.quote(tidy(card.Passage{Text: s.Words}), limit)
		p.text += "\n" + evidence(s.Cite, "")
	}
	return p
}

// maxSteps bounds how much of a history is drawn; the rest is in the file.
const maxSteps = 4

func drawItem(i card.Item, limit int) piece {
	title := i.Cite.Title
	if line(title) == "" {
		title = string(i.Cite.Ref)
	}
	if line(title) == "" {
		title = "Untitled"
	}
	p := piece{text: link(bold(short(title, maxTitle)), i.Cite.Link)}
	p.quote(tidy(i.Snippet), limit)
	if tidy(i.Snippet).text == "" {
		p.quote(tidy(i.Cite.Passage), limit)
	}
	p.tight = !strings.Contains(p.text, "\n")
	if e := joined(" · ", short(i.Cite.Outlet, maxShort), short(i.Cite.Date, maxShort), code(string(i.Cite.Ref))); e != "" {
		p.text += "\n-# " + e
	}
	return p
}

// evidence draws the line that says where a finding stands: who, outlet with its link, date, ref.
func evidence(c card.Cite, first string) string {
	name := c.Outlet
	if line(name) == "" {
		name = c.Title
	}
	if line(name) == "" {
		name = "article"
	}
	return "-# " + joined(" · ", first, link(short(name, maxShort), c.Link), short(c.Date, maxShort), code(string(c.Ref)))
}

// linkEnds escapes once more what ends a masked link: URL.String leaves parentheses as they are.
var linkEnds = strings.NewReplacer("(", "%28", ")", "%29", "<", "%3C", ">", "%3E", "\\", "%5C", "*", "%2A", "`", "%60", "|", "%7C")

// link draws a masked link to an http address; label is drawn already. An address that is none, or
// is too long, leaves the label alone.
func link(label, address string) string {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil || u.Host == "" || u.Scheme != "https" && u.Scheme != "http" {
		return label
	}
	address = linkEnds.Replace(u.String())
	if size(address) > maxURL || clean(address) != address || strings.ContainsAny(address, " \n\"") {
		return label
	}
	return "[" + label + "](" + address + ")"
}

// code draws a reference so that it can be copied. Only letters, digits and # stand in one.
func code(ref string) string {
	if ref == "" || len(ref) > 64 || strings.Trim(strings.ToLower(ref), "abcdefghijklmnopqrstuvwxyz0123456789#") != "" {
		return ""
	}
	return "`" + ref + "`"
}

// joined joins the parts that are not empty.
func joined(sep string, parts ...string) string {
	kept := parts[:0:0]
	for _, s := range parts {
		if s != "" {
			kept = append(kept, s)
		}
	}
	return strings.Join(kept, sep)
}
