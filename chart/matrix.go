package chart

import (
	"bytes"
	"cmp"
	"fmt"
	"image"
	"image/png"
	"slices"
	"strings"

	"attache"
	"attache/card"

	"github.com/fogleman/gg"
)

// MaxParties is how many parties a matrix draws on a side.
const MaxParties = 8

// Matrix is who holds out or demands what from whom: conditions by holder and addressee.
type Matrix struct {
	Title string
	Terms []Term
}

// Term is one condition. Names are as people read them, in any script.
type Term struct {
	Holder, Addressee string
	Status            attache.ConditionStatus
}

// DrawMatrix draws a matrix: a row for each holder, a column for each addressee, and in each field how
// many conditions are open, accepted or rejected. Terms without one of the parties, and those withdrawn
// or of unknown end, are counted under it. The error is one of our own fonts.
func DrawMatrix(m Matrix) (card.File, error) {
	f, err := newFaces()
	if err != nil {
		return card.File{}, err
	}
	g := m.grid()
	var b bytes.Buffer
	if err := png.Encode(&b, g.paint(f, m.Title)); err != nil {
		return card.File{}, fmt.Errorf("chart: %w", err)
	}
	return card.File{Name: "matrix.png", Type: "image/png", Bytes: b.Bytes(), Alt: g.alt(m.Title), Glance: true}, nil
}

// outcome is what a field counts, by the status whose shape stands for it: a condition that was met was
// accepted, one that was not was rejected.
type outcome int

const (
	open outcome = iota
	accepted
	rejected
	outcomes
)

var outcomeNames = [outcomes]string{"open", "accepted", "rejected"}

// shapes are those of the timeline: a ring, a disc, a cross.
var shapes = [outcomes]attache.EventStatus{attache.Scheduled, attache.Happened, attache.Cancelled}

func outcomeOf(s attache.ConditionStatus) (outcome, bool) {
	switch s {
	case attache.Open:
		return open, true
	case attache.Accepted, attache.Met:
		return accepted, true
	case attache.Rejected, attache.Unmet:
		return rejected, true
	}
	return 0, false
}

// grid is a matrix counted.
type grid struct {
	rows, columns []string
	fields        map[[2]string][outcomes]int
	left          int // terms that are not drawn
}

func (m Matrix) grid() grid {
	g := grid{fields: map[[2]string][outcomes]int{}}
	holders, addressees := map[string]int{}, map[string]int{}
	for _, t := range m.Terms {
		if _, ok := outcomeOf(t.Status); ok && oneLine(t.Holder) != "" && oneLine(t.Addressee) != "" {
			holders[oneLine(t.Holder)]++
			addressees[oneLine(t.Addressee)]++
		}
	}
	g.rows, g.columns = most(holders), most(addressees)
	for _, t := range m.Terms {
		o, ok := outcomeOf(t.Status)
		holder, addressee := oneLine(t.Holder), oneLine(t.Addressee)
		if !ok || !slices.Contains(g.rows, holder) || !slices.Contains(g.columns, addressee) {
			g.left++
			continue
		}
		at := [2]string{holder, addressee}
		n := g.fields[at]
		n[o]++
		g.fields[at] = n
	}
	return g
}

// most returns the names that occur most, at most MaxParties.
func most(counts map[string]int) []string {
	names := make([]string, 0, len(counts))
	for n := range counts {
		names = append(names, n)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(counts[b], counts[a]), cmp.Compare(a, b)) })
	return names[:min(len(names), MaxParties)]
}

// Measures of a matrix, in pixels.
const (
	nameWidth   = 220.0 // of a holder
	nameLines   = 3
	fieldHeight = 84.0
	headHeight  = 84.0
)

func (g grid) paint(f *faces, title string) image.Image {
	head := wrap(f.title, f.drawable(title), pictureWidth-2*margin, 2)
	top := margin + 34*float64(len(head)) + 20
	field := pictureWidth - 2*margin - nameWidth
	if n := len(g.columns); n > 0 {
		field /= float64(n)
	}
	foot := top + headHeight + fieldHeight*float64(len(g.rows)) + 16
	notes := g.notes()
	height := foot + smallHeight*float64(len(notes)+1) + margin/2
	pixels := image.NewRGBA(image.Rect(0, 0, int(pictureWidth), int(height)))
	c := &canvas{gg.NewContextForRGBA(pixels), pixels}
	c.SetColor(background)
	c.Clear()
	for i, line := range head {
		c.text(f.title, ink, line, margin, margin+26+34*float64(i))
	}
	c.text(f.small, muted, "sets the condition ↓", margin, top+headHeight-30)
	c.text(f.small, muted, "has to meet it →", margin, top+headHeight-10)
	for k, name := range g.columns {
		lines := wrap(f.bold, f.drawable(name), field-16, nameLines)
		for i, line := range lines {
			y := top + headHeight - 12 - 22*float64(len(lines)-1-i)
			c.text(f.bold, ink, line, margin+nameWidth+field*float64(k)+8, y)
		}
	}
	for r, name := range g.rows {
		y := top + headHeight + fieldHeight*float64(r)
		c.SetColor(faint)
		c.SetLineWidth(1)
		c.DrawLine(margin, y, pictureWidth-margin, y)
		c.Stroke()
		for i, line := range wrap(f.bold, f.drawable(name), nameWidth-16, nameLines) {
			c.text(f.bold, ink, line, margin, y+25+22*float64(i))
		}
		for k, other := range g.columns {
			c.field(f, g.fields[[2]string{name, other}], margin+nameWidth+field*float64(k)+8, y+8)
		}
	}
	for i, line := range notes {
		c.text(f.small, muted, line, margin, foot+15+smallHeight*float64(i))
	}
	x, y := margin+8, foot+smallHeight*float64(len(notes))
	for o, name := range outcomeNames {
		c.mark(shapes[o], x, y+10, 6)
		c.text(f.small, muted, name, x+14, y+15)
		x += width(f.small, name) + 44
	}
	return c.Image()
}

// field draws the counts of two parties under each other; nothing where there are none.
func (c *canvas) field(f *faces, n [outcomes]int, x, y float64) {
	for o, count := range n {
		if count == 0 {
			continue
		}
		c.mark(shapes[o], x+8, y+11, 6)
		c.text(f.label, ink, fmt.Sprint(count), x+22, y+18)
		y += 24
	}
}

// notes are the lines under a matrix.
func (g grid) notes() (all []string) {
	if len(g.rows) == 0 {
		all = append(all, "No condition here names both parties.")
	}
	switch {
	case g.left == 1:
		all = append(all, "1 more condition is not drawn: withdrawn, without a party, or of a party named less often.")
	case g.left > 1:
		all = append(all, fmt.Sprintf("%d more conditions are not drawn: withdrawn, without a party, or of parties named less often.", g.left))
	}
	return all
}

// alt says what the picture shows.
func (g grid) alt(title string) string {
	words := cut(oneLine(title), 200)
	if words != "" {
		words += ". "
	}
	words += "Matrix of conditions by who sets them and who has to meet them"
	first, skipped := true, 0
	for _, holder := range g.rows {
		for _, addressee := range g.columns {
			n, ok := g.fields[[2]string{holder, addressee}]
			if !ok {
				continue
			}
			var parts []string
			for o, count := range n {
				if count > 0 {
					parts = append(parts, fmt.Sprintf("%d %s", count, outcomeNames[o]))
				}
			}
			part := cut(holder, 40) + " to " + cut(addressee, 40) + ": " + strings.Join(parts, ", ")
			if len([]rune(words))+len([]rune(part)) > altLimit-60 {
				skipped++
				continue
			}
			if first {
				words += ": "
			} else {
				words += "; "
			}
			words, first = words+part, false
		}
	}
	if skipped > 0 {
		words += fmt.Sprintf("; and %d more pairs", skipped)
	}
	if g.left > 0 {
		words += fmt.Sprintf("; %d not drawn", g.left)
	}
	return words + "."
}
