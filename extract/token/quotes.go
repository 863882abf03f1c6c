package token

// deepest is how far quotations nest before further openings are taken for noise.
const deepest = 6

// pairing pairs the marks of one Doc, paragraph by paragraph.
type pairing struct {
	d     *Doc
	stack []openQuote
	// left is the quotation the paragraph before left open, -1 for none.
	left int
	// sure is the last token of the paragraph that certainly closes a single quotation, see closes.
	sure int
}

type openQuote struct {
	quote  int
	family family
}

// pairQuotes fills d.Quotes. A paragraph never depends on more than the one before it, so that one
// lost mark spoils one paragraph.
func (d *Doc) pairQuotes() {
	p := pairing{d: d, left: -1}
	for i := range d.Paragraphs {
		p.paragraph(d.Paragraphs[i].Tokens)
	}
	p.compact()
	for q := range d.Quotes {
		quote := &d.Quotes[q]
		for t := quote.Tokens.First; t < quote.Tokens.End; t++ {
			d.Tokens[t].Quote = int32(q)
		}
		d.Tokens[quote.Tokens.First].Flags |= Opens
		if quote.Closed {
			d.Tokens[quote.Tokens.End-1].Flags |= Closes
		}
		if quote.Prev >= 0 && quote.Inner.Start == quote.Span.Start {
			d.Tokens[quote.Tokens.First].Flags &^= Opens // it goes on without a mark
		}
	}
}

func (p *pairing) paragraph(r Range) {
	d := p.d
	p.stack = p.stack[:0]
	p.sure = -1
	for t := r.End - 1; t >= r.First; t-- {
		if f, _ := p.mark(t); f == single && p.surelyCloses(t, r) {
			p.sure = t
			break
		}
	}
	begun := len(d.Quotes)
	for t := r.First; t < r.End; t++ {
		f, glyph := p.mark(t)
		if f == noFamily {
			continue
		}
		switch p.decide(t, r, f, glyph) {
		case opening:
			p.open(t, f)
			if q := len(d.Quotes) - 1; t == r.First && p.left >= 0 && p.family(p.left) == f {
				d.Quotes[p.left].Next, d.Quotes[q].Prev = q, p.left
			}
		case closing:
			if !p.close(t, f) && p.left >= 0 && p.family(p.left) == f && d.Quotes[p.left].Next < 0 && len(d.Quotes) == begun {
				p.continueUnmarked(r.First, t, f)
			}
		}
	}
	// What is still open goes on in the next paragraph, or was never closed.
	p.left = -1
	for k, o := range p.stack {
		q := &d.Quotes[o.quote]
		q.Tokens.End = r.End
		q.Span.End = d.Tokens[r.End-1].End
		q.Inner.End = q.Span.End
		if k == 0 {
			p.left = o.quote
		}
	}
}

func (p *pairing) mark(t int) (family, role) {
	tok := &p.d.Tokens[t]
	if tok.Flags&(Punct|Word|Digit) != Punct || tok.Len() > 3 {
		return noFamily, either
	}
	if c := p.d.Text[tok.Start]; c != '"' && c != '\'' && c != '`' && c < 0x80 {
		return noFamily, either
	}
	return quoteMark(p.d.Of(t))
}

// decide says what the mark at t does here.
func (p *pairing) decide(t int, r Range, f family, glyph role) role {
	isOpen := p.find(f) >= 0
	context := p.context(t, r)
	if f == single {
		return p.decideSingle(t, r, glyph, context, isOpen)
	}
	switch {
	case glyph == opening && isOpen && context == closing:
		return closing // „so“, »so«, or a mark typed the wrong way round
	case glyph == closing && !isOpen && context == opening:
		return opening // ”so”, »so«
	case glyph != either:
		return glyph
	case context == opening:
		return opening
	case context == closing && !isOpen && t > r.First && p.d.Tokens[t-1].Is(Digit) && !p.d.Tokens[t].Is(SpaceBefore):
		return either // inches
	case context == closing || isOpen:
		return closing
	}
	return opening
}

// decideSingle is decide for single marks, most of which are apostrophes.
func (p *pairing) decideSingle(t int, r Range, glyph, context role, isOpen bool) role {
	switch {
	case glyph == opening:
		return opening
	case context == opening && glyph == either:
		return opening
	case !isOpen || context == opening:
		return either
	case t > r.First && p.d.Tokens[t-1].Is(Word) && !p.d.Tokens[t].Is(SpaceBefore):
		// "the ministers' talks' end": after an s it may be a genitive, when a surer mark follows.
		if word := p.d.Norm(t - 1); word[len(word)-1] == 's' && p.sure > t {
			return either
		}
		return closing
	case context == closing:
		return closing
	}
	return either
}

// surelyCloses reports whether the single mark at t can be no genitive.
func (p *pairing) surelyCloses(t int, r Range) bool {
	if t == r.First || p.context(t, r) != closing {
		return false
	}
	before := &p.d.Tokens[t-1]
	if before.Is(Punct) {
		return true
	}
	word := p.d.Norm(t - 1)
	return word != "" && word[len(word)-1] != 's'
}

// context says what the space and the marks around t suggest.
func (p *pairing) context(t int, r Range) role {
	d := p.d
	open := d.Tokens[t].Is(SpaceBefore)
	if !open && t > r.First {
		switch d.Text[d.Tokens[t-1].Start] {
		case '(', '[', '{', '-', '_', '/':
			open = true
		default:
			s := d.Of(t - 1)
			if f, _ := quoteMark(s); f != noFamily {
				// another mark that has just opened, or is to be read like this one
				open = p.opened(t-1) || p.context(t-1, Range{t - 1, r.End}) == opening
			}
			open = open || s == "—" || s == "–" || s == "―"
		}
	}
	shut := t+1 >= r.End || d.Tokens[t+1].Is(SpaceBefore)
	if !shut && d.Tokens[t+1].Is(Punct) {
		s := d.Of(t + 1)
		f, _ := quoteMark(s)
		shut = f != noFamily && !open
		switch s[0] {
		case '.', ',', ';', ':', '!', '?', ')', ']', '}', '-', '_', '/':
			// "..." may begin a quotation
			shut = !open || s[0] != '.' && s[0] != '['
		}
		shut = shut || s == "—" || s == "–"
	}
	switch {
	case open && !shut:
		return opening
	case shut && !open:
		return closing
	}
	return either
}
