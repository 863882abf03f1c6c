package timex

import (
	"strings"
	"time"

	"attache"
	"attache/extract/token"
)

// Anchor says what relative dates of a text are counted from. That is the day of publication when it
// is known; else a full date in a dateline; else what the full dates of the text establish, together
// with the bare dates around them: a text that was sent "September 11, 2023", was answered "70 days
// later, on November 21" and expects a meeting that "is scheduled for November 30" was written in
// November 2023. What the text fixes only to the month is anchored to the month. When nothing
// establishes a year the anchor is empty. The day on which the text is read plays no part.
//
// published is taken in its own time zone; the zero time means unknown.
func Anchor(doc *token.Doc, published time.Time) attache.Anchor {
	if !published.IsZero() {
		return attache.Anchor{
			Value: published.Format(time.DateOnly), By: attache.ByPublication,
			Why: "published on " + published.Format("2 January 2006"),
		}
	}
	e := gather(doc)
	if a, ok := e.dateline(); ok {
		return a
	}
	if a, ok := e.fromText(); ok {
		return a
	}
	return attache.Anchor{By: attache.ByNothing, Why: "no date of publication, and no full date in the text"}
}

// evidence is the dates of a text, read without an anchor.
type evidence struct {
	doc  *token.Doc
	full []dated // with their year
	bare []dated // month and day only
}

type dated struct {
	x        attache.Timex
	day      day // of full dates
	m, d     int // of bare dates
	dir      direction
	dateline bool
	sum      *attache.Timex // the arithmetic beside it: "70 days later"
}

func gather(doc *token.Doc) evidence {
	e := evidence{doc: doc}
	found := Find(doc, attache.Anchor{})
	for i := range found {
		x := &found[i]
		if x.Type != attache.Date && x.Type != attache.TimeOfDay || !strings.HasPrefix(x.Rule, "date") && !strings.HasPrefix(x.Rule, "range") && x.Type == attache.Date {
			continue
		}
		value, _, _ := strings.Cut(x.Value, "T")
		if len(value) != len("2026-05-04") || value[4] != '-' {
			continue
		}
		tokens := doc.TokensIn(x.Span)
		first := &doc.Tokens[tokens.First]
		d := dated{x: *x, dir: directionOf(doc, tokens.First, tokens.End)}
		d.dateline = first.Is(token.Dateline) || doc.Paragraphs[first.Paragraph].Kind == token.DateLine
		if b := newBase(attache.Anchor{Value: value}); b.known == 3 {
			d.day = b.day
			e.full = append(e.full, d)
			continue
		}
		if n, err := time.Parse("01-02", value[5:]); err == nil && value[:4] == "XXXX" {
			d.m, d.d = int(n.Month()), n.Day()
			if i > 0 && found[i-1].Rule == "later" && x.Span.Start-found[i-1].Span.End < 8 {
				d.sum = &found[i-1]
			}
			e.bare = append(e.bare, d)
		}
	}
	return e
}

// dateline uses a date that stands in a line of its own or before the first sentence, near the top
// of the text. One without its year takes the year that full dates of the text give it.
func (e *evidence) dateline() (attache.Anchor, bool) {
	const top = 8 // paragraphs
	for i := range e.full {
		d := &e.full[i]
		if d.dateline && int(e.doc.Tokens[e.doc.TokensIn(d.x.Span).First].Paragraph) < top {
			return attache.Anchor{Value: d.day.value(), By: attache.ByDateline, Why: "the dateline says " + d.x.Span.Of(e.doc.Text)}, true
		}
	}
	for i := range e.bare {
		d := &e.bare[i]
		latest := e.latest(past)
		if !d.dateline || latest == nil {
			continue
		}
		if t, ok := firstAfter(latest.day, d.m, d.d); ok {
			return attache.Anchor{
				Value: t.value(), By: attache.ByDateline,
				Why: "the dateline says " + d.x.Span.Of(e.doc.Text) + "; the year is that of " + latest.x.Span.Of(e.doc.Text),
			}, true
		}
	}
	return attache.Anchor{}, false
}

// latest returns the last full date that lies not ahead of the text, for past, or the first one that
// does, for future; nil when there is none.
func (e *evidence) latest(side direction) *dated {
	var best *dated
	for i := range e.full {
		d := &e.full[i]
		ahead := d.dir == future
		if ahead != (side == future) {
			continue
		}
		if best == nil || side != future && d.day > best.day || side == future && d.day < best.day {
			best = d
		}
	}
	return best
}

// firstAfter returns the first day on or after t that falls on month m and day d.
func firstAfter(t day, m, d int) (day, bool) {
	y, _, _ := t.date()
	for _, y := range [...]int{y, y + 1} {
		if exists(y, m, d) && newDay(y, m, d) >= t {
			return newDay(y, m, d), true
		}
	}
	return 0, false
}

// nearest returns the day nearest to t that falls on month m and day d.
func nearest(t day, m, d int) (best day, ok bool) {
	y, _, _ := t.date()
	for _, y := range [...]int{y - 1, y, y + 1} {
		if !exists(y, m, d) {
			continue
		}
		n := newDay(y, m, d)
		if !ok || distance(n, t) < distance(best, t) {
			best, ok = n, true
		}
	}
	return best, ok
}

func distance(a, b day) day { return max(a-b, b-a) }

// fromText puts the writing of the text between the last date it tells as past and the first it
// expects.
func (e *evidence) fromText() (attache.Anchor, bool) {
	from := e.latest(past)
	ahead := e.latest(future)
	if from == nil && ahead == nil {
		return attache.Anchor{}, false
	}
	if from == nil {
		y, _, _ := ahead.day.date()
		return attache.Anchor{Value: pad4(y), By: attache.ByText, Why: "the text expects " + ahead.x.Span.Of(e.doc.Text)}, true
	}
	why := "the latest full date in the text is " + from.x.Span.Of(e.doc.Text)
	low := from.day
	high, bounded := day(0), false
	if ahead != nil && ahead.day >= low {
		high, bounded = ahead.day, true
	}
	type placed struct {
		t day
		d *dated
	}
	var all []placed
	for i := range e.bare {
		d := &e.bare[i]
		t, ok := nearest(from.day, d.m, d.d)
		if d.sum != nil { // the sum fixes the year: the date nearest to what it comes to
			if sum, counted := e.sumOf(d); counted {
				if near, found := nearest(sum, d.m, d.d); found && distance(near, sum) <= 31 {
					t, ok = near, true
					why += "; " + d.sum.Span.Of(e.doc.Text) + " fixes " + d.x.Span.Of(e.doc.Text) + " as " + t.value()
				}
			}
		}
		if ok {
			all = append(all, placed{t, d})
		}
	}
	for _, p := range all {
		if p.d.dir != future && p.t > low && (p.t-from.day) < 180 {
			low = p.t
		}
	}
	for _, p := range all {
		if p.d.dir == future && p.t >= low && (!bounded || p.t < high) {
			high, bounded = p.t, true
		}
	}
	if low != from.day {
		why += "; the latest date it tells as past is " + low.value()
	}
	y, m, _ := low.date()
	value := monthValue(y, m)
	if bounded {
		why += "; the first it expects is " + high.value()
		if high-low > 31 {
			if hy, _, _ := high.date(); hy != y {
				value = pad4(y)
			}
		}
	}
	return attache.Anchor{Value: value, By: attache.ByText, Why: why}, true
}

// sumOf counts the arithmetic beside a bare date from the full date before it.
func (e *evidence) sumOf(d *dated) (day, bool) {
	for i := len(e.full) - 1; i >= 0; i-- {
		f := &e.full[i]
		if f.x.Span.End > d.sum.Span.Start || d.sum.Anchor != f.x.Value {
			continue
		}
		b := newBase(attache.Anchor{Value: d.sum.Value})
		if b.known == 3 {
			return b.day, true
		}
	}
	return 0, false
}
