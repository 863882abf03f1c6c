package token

import "attache"

func (p *pairing) opened(t int) bool {
	if len(p.stack) == 0 {
		return false
	}
	return p.d.Quotes[p.stack[len(p.stack)-1].quote].Tokens.First == t
}

// find returns the place in the stack of the innermost open quotation of family f, or -1.
func (p *pairing) find(f family) int {
	for k := len(p.stack) - 1; k >= 0; k-- {
		if p.stack[k].family == f {
			return k
		}
	}
	return -1
}

func (p *pairing) open(t int, f family) {
	if len(p.stack) == deepest {
		return
	}
	d := p.d
	parent := -1
	if n := len(p.stack); n > 0 {
		parent = p.stack[n-1].quote
	}
	tok := &d.Tokens[t]
	p.stack = append(p.stack, openQuote{len(d.Quotes), f})
	d.Quotes = append(d.Quotes, Quote{
		Span: tok.Span, Inner: attache.Span{Start: tok.End, End: tok.End}, Tokens: Range{t, t + 1},
		Parent: parent, Prev: -1, Next: -1, Single: f == single || f == smallAngle,
	})
}

// close ends the innermost open quotation of family f at t and reports whether there was one. What
// was opened inside it and not closed ends there too, unclosed.
func (p *pairing) close(t int, f family) bool {
	k := p.find(f)
	if k < 0 {
		return false
	}
	d := p.d
	for i := len(p.stack) - 1; i > k; i-- {
		q := &d.Quotes[p.stack[i].quote]
		q.Tokens.End, q.Span.End, q.Inner.End = t, d.Tokens[t-1].End, d.Tokens[t-1].End
	}
	q := &d.Quotes[p.stack[k].quote]
	q.Closed = true
	q.Tokens.End, q.Span.End, q.Inner.End = t+1, d.Tokens[t].End, max(q.Inner.Start, d.Tokens[t].Start)
	p.stack = p.stack[:k]
	return true
}

// continueUnmarked adds the quotation that the paragraph before left open and that goes on here
// without a mark of its own, up to the mark at t.
func (p *pairing) continueUnmarked(first, t int, f family) {
	d := p.d
	q := len(d.Quotes)
	start := d.Tokens[first].Start
	d.Quotes = append(d.Quotes, Quote{
		Span: attache.Span{Start: start, End: d.Tokens[t].End}, Inner: attache.Span{Start: start, End: d.Tokens[t].Start},
		Tokens: Range{first, t + 1}, Parent: -1, Prev: p.left, Next: -1, Closed: true, Single: f == single || f == smallAngle,
	})
	d.Quotes[p.left].Next = q
}

// compact drops single marks that opened nothing, ends other unclosed quotations where the next one
// opens, and renumbers what is left.
func (p *pairing) compact() {
	d := p.d
	at := make([]int, len(d.Quotes)) // where each quotation goes; -1 when dropped
	n := 0
	for i := range d.Quotes {
		q := &d.Quotes[i]
		lost := !q.Closed && q.Next < 0
		if lost && (q.Single || q.Tokens.Len() < 2) && q.Prev < 0 {
			at[i] = -1
			continue
		}
		at[i] = n
		n++
		if lost && i+1 < len(d.Quotes) && d.Quotes[i+1].Span.Start < q.Span.End && !d.Quotes[i+1].Single {
			q.Tokens.End = d.Quotes[i+1].Tokens.First
			q.Span.End = d.Tokens[q.Tokens.End-1].End
			q.Inner.End = max(q.Inner.Start, q.Span.End)
		}
	}
	kept := make([]Quote, 0, n)
	for i, q := range d.Quotes {
		if at[i] < 0 {
			continue
		}
		for q.Parent >= 0 && (at[q.Parent] < 0 || !d.Quotes[q.Parent].Span.Contains(q.Span)) {
			q.Parent = d.Quotes[q.Parent].Parent
		}
		if q.Parent >= 0 {
			q.Parent = at[q.Parent]
			q.Depth = kept[q.Parent].Depth + 1
		}
		if q.Prev >= 0 {
			q.Prev = at[q.Prev]
		}
		if q.Next >= 0 {
			q.Next = at[q.Next]
		}
		kept = append(kept, q)
	}
	d.Quotes = kept
}
