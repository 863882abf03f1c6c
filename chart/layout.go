package chart

import (
	"fmt"
	"time"

	"attache"
	"attache/card"
)

// Measures of the picture, in pixels. Rows stand under each other, so that no label can meet another;
// the strip above them shows the same events to scale.
const (
	pictureWidth = 1080.0
	margin       = 44.0
	whenRight    = 226.0 // dates end here
	spine        = 252.0 // the line of time
	labelLeft    = 284.0
	labelRight   = pictureWidth - margin
	lineHeight   = 26.0
	smallHeight  = 21.0
	rowGap       = 22.0
	labelLines   = 3
	whenLines    = 2
	stripHeight  = 62.0
	longGap      = 45 * 24 * time.Hour // a gap that is worth a word
)

// rect is a rectangle of the picture.
type rect struct{ x0, y0, x1, y1 float64 }

func (r rect) overlaps(o rect) bool {
	return r.x0 < o.x1 && o.x0 < r.x1 && r.y0 < o.y1 && o.y0 < r.y1
}

// plan is where everything goes.
type plan struct {
	height float64
	title  []string
	strip  *strip // nil for a moment or none
	rows   []row
	today  float64 // height of the mark, 0 for none
	asOf   string
	foot   []string
	footY  float64
	legend []attache.EventStatus
}

// row is one event of the list.
type row struct {
	status attache.EventStatus
	when   []string
	label  []string
	state  string // small, above the label: the status unless it happened
	note   string // behind it
	gap    string // how much time passed since the row before; empty when little
	mark   float64
	box    rect // of date and label
	last   bool
}

// lay plans a picture. It draws nothing.
func lay(f *faces, t Timeline, events []Event, left int) *plan {
	p := &plan{title: wrap(f.title, f.drawable(t.Title), pictureWidth-2*margin, 2)}
	y := margin + 34*float64(len(p.title))
	if len(events) > 1 {
		if p.strip = newStrip(f, events, t.Today, y); p.strip != nil {
			y += stripHeight + 20
		}
	}
	y += 14
	marked := t.Today.IsZero()
	for i, e := range events {
		if !marked && e.From.After(t.Today) {
			marked = true
			if i > 0 {
				p.today, p.asOf = y+4, "today, "+t.Today.Format("2 January 2006")
				y += smallHeight + rowGap
			}
		}
		r := row{status: e.Status, when: wrap(f.bold, f.drawable(e.When), whenRight-margin, whenLines), last: i == len(events)-1}
		label := f.drawable(e.Label)
		if e.Number > 0 {
			label = fmt.Sprintf("%d. %s", e.Number, label)
		}
		r.label = wrap(f.label, label, labelRight-labelLeft, labelLines)
		if lines := wrap(f.small, f.drawable(e.Note), labelRight-labelLeft-120, 1); len(lines) > 0 {
			r.note = lines[0]
		}
		if e.Status != attache.Happened {
			r.state = string(e.Status)
		}
		if i > 0 {
			if d := e.From.Sub(events[i-1].From); d >= longGap {
				r.gap = later(d)
				y += smallHeight
			}
		}
		height := max(lineHeight*float64(len(r.label)), lineHeight*float64(len(r.when)))
		if r.note != "" || r.state != "" {
			height += smallHeight
		}
		r.box = rect{margin, y, labelRight, y + height}
		r.mark = y + lineHeight/2
		p.rows = append(p.rows, r)
		y += height + rowGap
	}
	p.legend = statuses(events)
	p.footY = y + 10
	if len(events) == 0 {
		p.foot = append(p.foot, "No event here has a date.")
	}
	if left > 0 {
		p.foot = append(p.foot, card.Plural(left, "more event")+" of this answer are not drawn.")
		if left == 1 {
			p.foot[len(p.foot)-1] = "1 more event of this answer is not drawn."
		}
	}
	y = p.footY + smallHeight*float64(len(p.foot))
	if len(p.legend) > 0 {
		y += smallHeight + 6
	}
	p.height = y + margin/2
	return p
}

// statuses lists the statuses that the legend has to explain, in a fixed order.
func statuses(events []Event) (all []attache.EventStatus) {
	for _, s := range [...]attache.EventStatus{attache.Happened, attache.Scheduled, attache.Cancelled, attache.Claimed} {
		for _, e := range events {
			if e.Status == s {
				all = append(all, s)
				break
			}
		}
	}
	return all
}

// later says how much time passed, in round words.
func later(d time.Duration) string {
	days := int(d / (24 * time.Hour))
	switch {
	case days >= 2*365:
		return fmt.Sprintf("%d years later", (days+182)/365)
	case days >= 60:
		return fmt.Sprintf("%d months later", (days+15)/30)
	}
	return fmt.Sprintf("%d weeks later", (days+3)/7)
}
