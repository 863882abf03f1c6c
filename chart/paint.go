package chart

import (
	"image"
	"image/color"
	"image/png"
	"io"

	"attache"

	"github.com/fogleman/gg"
	"golang.org/x/image/font"
	"golang.org/x/image/math/fixed"
)

// The colours stand out from the background by 4.5 to 1 at least (WCAG 2.2, contrast minimum).
var (
	background = color.RGBA{0x22, 0x26, 0x2e, 0xff}
	ink        = color.RGBA{0xec, 0xef, 0xf4, 0xff}
	muted      = color.RGBA{0xa9, 0xb3, 0xc3, 0xff}
	faint      = color.RGBA{0x4a, 0x52, 0x61, 0xff}
	accents    = map[attache.EventStatus]color.RGBA{
		attache.Happened:  {0x5c, 0xbf, 0xac, 0xff},
		attache.Scheduled: {0x86, 0xb4, 0xff, 0xff},
		attache.Cancelled: {0xf2, 0x8b, 0x82, 0xff},
		attache.Claimed:   {0xea, 0xb8, 0x62, 0xff},
	}
)

// paint draws a plan as a PNG.
func paint(p *plan, f *faces, w io.Writer) error {
	pixels := image.NewRGBA(image.Rect(0, 0, int(pictureWidth), int(p.height)))
	c := &canvas{gg.NewContextForRGBA(pixels), pixels}
	c.SetColor(background)
	c.Clear()
	for i, line := range p.title {
		c.text(f.title, ink, line, margin, margin+26+34*float64(i))
	}
	if p.strip != nil {
		c.strip(p, f)
	}
	c.rows(p, f)
	if p.today > 0 {
		c.SetColor(muted)
		c.SetLineWidth(1)
		c.SetDash(5, 5)
		c.DrawLine(margin, p.today+smallHeight/2, pictureWidth-margin, p.today+smallHeight/2)
		c.Stroke()
		c.SetDash()
		w := width(f.small, p.asOf)
		c.SetColor(background)
		c.DrawRectangle(labelLeft-10, p.today, w+20, smallHeight)
		c.Fill()
		c.text(f.small, muted, p.asOf, labelLeft, p.today+15)
	}
	y := p.footY
	for _, line := range p.foot {
		c.text(f.small, muted, line, margin, y+15)
		y += smallHeight
	}
	c.legend(p, f, y+6)
	e := png.Encoder{CompressionLevel: png.BestSpeed}
	return e.Encode(w, c.Image())
}

type canvas struct {
	*gg.Context
	pixels *image.RGBA
}

// text writes a line with its baseline at y, on whole pixels: the text of the drawing library is blurred
// and ten times slower.
func (c *canvas) text(face font.Face, ink color.Color, s string, x, y float64) {
	d := font.Drawer{Dst: c.pixels, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(int(x+0.5), int(y+0.5))}
	d.DrawString(s)
}

func (c *canvas) rows(p *plan, f *faces) {
	for i, r := range p.rows {
		if !r.last { // the line goes on to the next mark
			next := p.rows[i+1]
			c.SetColor(faint)
			c.SetLineWidth(3)
			if next.gap != "" {
				c.SetDash(3, 8)
			}
			c.DrawLine(spine, r.mark, spine, next.mark)
			c.Stroke()
			c.SetDash()
			if next.gap != "" {
				y := next.box.y0 - smallHeight - rowGap/2 + 15
				c.text(f.small, muted, next.gap, whenRight-width(f.small, next.gap), y)
			}
		}
	}
	for _, r := range p.rows {
		for k, line := range r.when {
			w := width(f.bold, line)
			c.text(f.bold, ink, line, whenRight-w, r.box.y0+19+lineHeight*float64(k))
		}
		y := r.box.y0
		if r.note != "" || r.state != "" {
			x := labelLeft
			c.text(f.small, accents[shownAs(r.status)], r.state, x, y+15)
			if r.state != "" {
				x += width(f.small, r.state) + 14
			}
			c.text(f.small, muted, r.note, x, y+15)
			y += smallHeight
		}
		for k, line := range r.label {
			c.text(f.label, ink, line, labelLeft, y+19+lineHeight*float64(k))
		}
		c.SetColor(background)
		c.DrawCircle(spine, r.mark, 12)
		c.Fill()
		c.mark(r.status, spine, r.mark, 9)
	}
}

// shownAs is the status whose colour and shape a status has.
func shownAs(s attache.EventStatus) attache.EventStatus {
	if _, ok := accents[s]; ok {
		return s
	}
	return attache.Happened
}

// mark draws the shape of a status: a disc, a ring, a cross, a broken ring.
func (c *canvas) mark(s attache.EventStatus, x, y, r float64) {
	s = shownAs(s)
	c.SetColor(accents[s])
	c.SetLineWidth(r / 3)
	switch s {
	case attache.Happened:
		c.DrawCircle(x, y, r)
		c.Fill()
	case attache.Cancelled:
		c.DrawLine(x-r*.75, y-r*.75, x+r*.75, y+r*.75)
		c.DrawLine(x-r*.75, y+r*.75, x+r*.75, y-r*.75)
		c.Stroke()
	case attache.Claimed:
		c.SetDash(4, 4)
		c.DrawCircle(x, y, r-1)
		c.Stroke()
		c.SetDash()
	default:
		c.DrawCircle(x, y, r-1)
		c.Stroke()
	}
}

// strip draws the events to scale: a stretch of time as a bar, a day as its mark.
func (c *canvas) strip(p *plan, f *faces) {
	s := p.strip
	c.SetColor(faint)
	c.SetLineWidth(2)
	c.DrawLine(stripLeft, s.y, stripRight, s.y)
	c.Stroke()
	for _, t := range s.ticks {
		c.SetColor(faint)
		c.SetLineWidth(2)
		c.DrawLine(t.x, s.y, t.x, s.y+10)
		c.Stroke()
		if t.label != "" {
			c.text(f.small, muted, t.label, t.left, s.y+31)
		}
	}
	if s.today > 0 {
		c.SetColor(muted)
		c.SetLineWidth(1)
		c.SetDash(4, 4)
		c.DrawLine(s.today, s.y-18, s.today, s.y+12)
		c.Stroke()
		c.SetDash()
	}
	for _, m := range s.marks {
		status := p.rows[m.event].status
		if m.x1-m.x0 > 14 {
			a := accents[shownAs(status)]
			a.A = 0x66
			c.SetColor(color.NRGBA(a))
			c.DrawRoundedRectangle(m.x0, s.y-5, m.x1-m.x0, 10, 5)
			c.Fill()
		}
	}
	for _, m := range s.marks {
		if m.x1-m.x0 <= 14 {
			c.mark(p.rows[m.event].status, (m.x0+m.x1)/2, s.y, 6)
		}
	}
}

// legend explains the shapes in use.
func (c *canvas) legend(p *plan, f *faces, y float64) {
	x := margin + 8
	for _, s := range p.legend {
		c.mark(s, x, y+10, 6)
		c.text(f.small, muted, string(s), x+14, y+15)
		x += width(f.small, string(s)) + 44
	}
}
