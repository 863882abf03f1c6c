package token

import "strings"

// titles marks the headline and the lines that repeat it.
func (d *Doc) titles(given string) {
	var head []uint64
	if given != "" {
		t := Read(given)
		head = t.signature(Range{0, len(t.Tokens)})
	}
	for i := range d.Paragraphs {
		r := d.Paragraphs[i].Tokens
		if r.Len() > 60 {
			continue
		}
		if len(head) > 0 && same(head, d.signature(r)) {
			d.Paragraphs[i].Kind = Title
			continue
		}
		if i == 0 && len(d.Paragraphs) > 1 && d.headline() {
			d.Paragraphs[0].Kind = Title
			if len(head) == 0 {
				head = d.signature(r)
			}
		}
	}
}

// signature is what makes two lines the same headline: their words, marks aside.
func (d *Doc) signature(r Range) []uint64 {
	var words []uint64
	for t := r.First; t < r.End; t++ {
		if !d.Tokens[t].Is(Punct) {
			words = append(words, d.Tokens[t].Hash)
		}
	}
	return words
}

func same(a, b []uint64) bool {
	if len(a) != len(b) || len(a) == 0 {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// headline reports whether the first of several paragraphs is a headline: it is repeated, or ends
// without a stop, or Most Of Its Words Have Capitals, or it is one short line whose words the next
// paragraph tells again at length.
func (d *Doc) headline() bool {
	r, next := d.Paragraphs[0].Tokens, d.Paragraphs[1].Tokens
	if r.Len() > 40 || d.dateOnly(r) || d.datelineEnd(r) > r.First || d.Text[d.Tokens[r.First].Start] == '"' && d.unstopped(r) {
		return false
	}
	first := d.signature(r)
	if len(first) < 2 {
		return false
	}
	if same(first, d.signature(next)) {
		return true
	}
	if by := d.Norm(r.First); by == "by" && d.names(Range{r.First + 1, r.End}) {
		return false
	}
	if d.unstopped(r) {
		return true
	}
	long, capital, stops := 0, 0, 0
	for t := r.First; t < r.End; t++ {
		tok := &d.Tokens[t]
		if tok.Is(Word) && tok.Len() > 3 {
			long++
			if tok.Is(Capital) {
				capital++
			}
		}
		if end := d.terminal(t); end == fullStop || end == exclaim {
			stops++
		}
	}
	if long >= 3 && capital*10 >= long*8 {
		return true
	}
	if stops > 1 {
		return false
	}
	said := strings.Contains(d.Span(r).Of(d.Text), "said")
	if !said && d.datelineEnd(next) > next.First || strings.Contains(d.Span(r).Of(d.Text), "\n") {
		return true // the story begins after it; a headline and its deck
	}
	// A lead of a dozen words is rare, and two long paragraphs after it make it a headline.
	if n := len(d.Paragraphs); !said && n >= 5 && r.Len() <= 14 && next.Len() >= 20 && d.Paragraphs[2].Tokens.Len() >= 20 {
		return true
	}
	// "Envoys agree to reopen border crossing." told again in the first sentence of the story.
	if r.Len() > 18 || next.Len() < r.Len()+r.Len()/3 {
		return false
	}
	told := make(map[uint64]bool, 64)
	for t := next.First; t < next.End && t < next.First+60; t++ {
		told[d.Tokens[t].Hash] = true
	}
	shared, words := 0, 0
	for t := r.First; t < r.End; t++ {
		if tok := &d.Tokens[t]; tok.Is(Word) && tok.Len() > 3 {
			words++
			if told[tok.Hash] {
				shared++
			}
		}
	}
	return shared >= 3 && shared*2 >= words && !said
}
