package card

import (
	"slices"
	"strings"

	"attache"
)

// Labelled returns the text with each part in brackets behind its role: "[source: Ada Marlowe] [cue: said]
// …". The words of the parts are marked. Like the text it may hold anything: it is escaped by who draws it.
func (a Anatomy) Labelled() Passage {
	parts := slices.Clone(a.Parts)
	slices.SortStableFunc(parts, func(x, y Part) int { return x.Span.Start - y.Span.Start })
	var b strings.Builder
	var p Passage
	at := 0
	for _, part := range parts {
		s := part.Span
		if s.Start < at || s.Empty() || s.End > len(a.Text) {
			continue
		}
		b.WriteString(a.Text[at:s.Start] + "[" + part.Role + ": ")
		from := b.Len()
		b.WriteString(a.Text[s.Start:s.End])
		p.Marks = append(p.Marks, attache.Span{Start: from, End: b.Len()})
		b.WriteByte(']')
		at = s.End
	}
	p.Text = b.String() + a.Text[at:]
	return p
}

// TakeApart returns the passage of a fact with the words its parts were read from. The zero Anatomy is for
// what is no fact, or has no place in the text.
func TakeApart(c attache.Cited) Anatomy {
	var at attache.Span
	var parts []Part
	add := func(role string, spans ...attache.Span) {
		for _, s := range spans {
			if !s.Empty() {
				parts = append(parts, Part{role, s})
			}
		}
	}
	switch {
	case c.Attribution != nil:
		a := c.Attribution
		at = a.Extent
		add("cue", a.Cue...)
		add("source", a.Source.Span)
		add("content", a.Content...)
		add("addressee", a.Addressee.Span)
		add("reported by", a.Via.Span)
		add("occasion", a.Occasion)
		add("when", a.Said.Span)
	case c.Event != nil:
		e := c.Event
		at = e.Extent
		add("event", e.Trigger)
		add("when", e.When.Span)
		for _, m := range e.Who {
			add("actor", m.Span)
		}
		add("place", e.Where.Span)
	case c.Condition != nil:
		t := c.Condition
		at = t.Extent
		add("marker", t.Marker)
		add("holder", t.Holder.Span)
		add("addressee", t.Addressee.Span)
		add("what must happen", t.Antecedent)
		add("what follows", t.Consequent)
		add("deadline", t.Deadline.Span)
	}
	text := c.Article.Text
	out := Anatomy{Text: at.Of(text), Cite: CiteOf(c, attache.Span{}, nil)}
	if out.Text == "" {
		return Anatomy{Cite: out.Cite}
	}
	for _, p := range parts {
		if at.Contains(p.Span) {
			p.Span.Start, p.Span.End = p.Span.Start-at.Start, p.Span.End-at.Start
			out.Parts = append(out.Parts, p)
		}
	}
	return out
}
