package token

// Read annotates a text. It never fails; an empty or blank text gives a Doc without tokens.
func Read(text string) *Doc { return ReadTitled(text, "") }

// ReadTitled is Read for a text whose title is known: paragraphs that repeat it are titles,
// wherever the heuristics would not have seen it.
func ReadTitled(text, title string) *Doc {
	d := &Doc{Text: text}
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	// A token has 4.7 bytes with its space in English news; too small a guess costs one copy.
	s := scanner{text: text, tokens: make([]Token, 0, len(text)/4+8), norm: make([]byte, 0, len(text)+len(text)/32)}
	blocks(text, func(from, to int) {
		first := len(s.tokens)
		s.scan(from, to)
		if len(s.tokens) > first {
			d.Paragraphs = append(d.Paragraphs, Paragraph{Tokens: Range{first, len(s.tokens)}})
		}
	})
	d.Tokens, d.norm = s.tokens, string(s.norm)
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		p.Span = d.Span(p.Tokens)
		for t := p.Tokens.First; t < p.Tokens.End; t++ {
			d.Tokens[t].Paragraph = int32(i)
		}
	}
	d.furnish(title)
	d.pairQuotes()
	d.splitSentences()
	return d
}
