package bot

import (
	"strings"
	"unicode/utf8"

	"attache"
	"attache/card"
)

// marked is a passage made harmless: clean, single blanks, lines of the original kept.
type marked struct {
	text  string
	marks []attache.Span // in order, not adjoining
	// before and after say that the passage goes on where text does not; cut that we left that out, and
	// not who wrote the card.
	before, after, cut bool
}

// maxPassage bounds the bytes of a passage that are looked at. A paragraph of a megabyte is no
// passage anyone reads in a message.
const maxPassage = 32 << 10

// near cuts a passage that is far too long to what stands around its first mark.
func near(p card.Passage) (cut card.Passage, before, after bool) {
	if len(p.Text) <= maxPassage {
		return p, false, false
	}
	from := 0
	for _, m := range p.Marks {
		if m.Start >= 0 && m.Start < len(p.Text) {
			from = len(stem(p.Text, max(0, m.Start-maxPassage/4)))
			break
		}
	}
	cut.Text = stem(p.Text[from:], maxPassage)
	for _, m := range p.Marks {
		cut.Marks = append(cut.Marks, attache.Span{Start: m.Start - from, End: m.End - from})
	}
	return cut, from > 0, from+len(cut.Text) < len(p.Text)
}

// tidy cleans a passage and carries its marks over. Marks that do not fit the text are dropped.
func tidy(p card.Passage) marked {
	var b strings.Builder
	gap := ""
	write := func(s string) {
		for _, r := range clean(s) {
			switch {
			case r == '\n':
				gap = "\n"
			case r == ' ':
				if gap == "" {
					gap = " "
				}
			default:
				if b.Len() > 0 {
					b.WriteString(gap)
				}
				gap = ""
				b.WriteRune(r)
			}
		}
	}
	var out marked
	whole := p
	p, out.before, out.after = near(p)
	out.cut = out.before || out.after
	out.before, out.after = out.before || whole.Before, out.after || whole.After
	at := 0
	for _, m := range p.Marks {
		if m.Start < at || m.End <= m.Start || m.End > len(p.Text) || !startsRune(p.Text, m.Start) || !startsRune(p.Text, m.End) {
			continue
		}
		write(p.Text[at:m.Start])
		if b.Len() > 0 {
			b.WriteString(gap)
		}
		gap = ""
		start := b.Len()
		write(p.Text[m.Start:m.End])
		out.add(attache.Span{Start: start, End: b.Len()})
		at = m.End
	}
	write(p.Text[at:])
	out.text = b.String()
	return out
}

func startsRune(s string, i int) bool { return i == len(s) || utf8.RuneStart(s[i]) }

// add appends a mark; one that adjoins the last is joined to it, because four asterisks in a row
// are no formatting.
func (p *marked) add(m attache.Span) {
	if m.End <= m.Start {
		return
	}
	if n := len(p.marks); n > 0 && p.marks[n-1].End >= m.Start {
		p.marks[n-1].End = max(p.marks[n-1].End, m.End)
		return
	}
	p.marks = append(p.marks, m)
}

// find marks the places of parts in the passage, in their order. It reports whether all were found.
func (p *marked) find(parts []string) bool {
	at := 0
	found := *p
	found.marks = nil
	for _, part := range parts {
		part = line(part)
		i := strings.Index(strings.ReplaceAll(p.text[at:], "\n", " "), part)
		if part == "" || i < 0 {
			return false
		}
		found.add(attache.Span{Start: at + i, End: at + i + len(part)})
		at += i + len(part)
	}
	*p = found
	return true
}

// covered returns how much of the text is marked, 0 to 1.
func (p marked) covered() float64 {
	n := 0
	for _, m := range p.marks {
		n += m.End - m.Start
	}
	return float64(n) / float64(max(len(p.text), 1))
}

// quote draws the passage as a block quote with its marks in bold, at most limit long. A longer one
// is cut around its first mark; whole reports that it was not.
func (p marked) quote(limit int) (out string, whole bool) {
	if p.text == "" {
		return "", true
	}
	if len(p.text) <= 4*limit {
		if out = p.draw(0, len(p.text)); size(out) <= limit {
			return out, !p.cut
		}
	}
	from := 0
	if len(p.marks) > 0 && p.marks[0].Start > limit/2 {
		from = len(trunk(p.text, p.marks[0].Start-limit/4))
		for from < len(p.text) && (p.text[from] == ' ' || p.text[from] == '\n') {
			from++
		}
	}
	low, high := from, min(len(p.text), from+4*limit)
	for low < high {
		mid := (low + high + 1) / 2
		if size(p.draw(from, len(stem(p.text, mid)))) <= limit {
			low = mid
		} else {
			high = mid - 1
		}
	}
	return p.draw(from, max(from, len(trunk(p.text, low)))), false
}

// draw draws text[from:to], with the mark of omission where it does not reach an end of the text.
func (p marked) draw(from, to int) string {
	var b strings.Builder
	b.WriteString("> ")
	if from > 0 || p.before {
		b.WriteString(escape(card.Omission, false) + " ")
	}
	start := from == 0 && !p.before
	write := func(s string) {
		for i, l := range strings.Split(s, "\n") {
			if i > 0 {
				b.WriteString("\n> ")
				start = true
			}
			b.WriteString(escape(l, start))
			start = start && strings.TrimSpace(l) == ""
		}
	}
	at := from
	for _, m := range p.marks {
		m.Start, m.End = max(m.Start, from), min(m.End, to)
		if m.End <= m.Start {
			continue
		}
		write(p.text[at:m.Start])
		for i, l := range strings.Split(p.text[m.Start:m.End], "\n") {
			if i > 0 {
				b.WriteString("\n> ")
			}
			if l = strings.TrimSpace(l); l != "" {
				b.WriteString("**" + escape(l, false) + "**")
				start = false
			}
		}
		at = m.End
	}
	write(p.text[at:to])
	if to < len(p.text) || p.after {
		b.WriteString(" " + escape(card.Omission, false))
	}
	return b.String()
}
