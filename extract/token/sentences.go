package token

import (
	_ "embed"
	"strings"
)

//go:embed lexicon/starters.txt
var startersTXT string

// starters are words that, written with a capital inside a paragraph, begin a sentence.
var starters = func() (t Table[struct{}]) {
	for _, line := range strings.Split(startersTXT, "\n") {
		if line != "" && line[0] != '#' {
			t.Put(line, struct{}{})
		}
	}
	return t
}()

// splitSentences cuts each paragraph after its full stops, question and exclamation marks, with the
// marks that close after them. A paragraph always ends a sentence.
func (d *Doc) splitSentences() {
	d.Sentences = make([]Sentence, 0, len(d.Tokens)/22+len(d.Paragraphs)+1) // 24 tokens a sentence in news
	for p := range d.Paragraphs {
		par := &d.Paragraphs[p]
		first := par.Tokens.First
		par.Sentences.First = len(d.Sentences)
		for t := first; t < par.Tokens.End; t++ {
			if !d.Tokens[t].Any(Punct | Stop) {
				continue
			}
			if next := d.after(t, par.Tokens); next > 0 && d.ends(t, next, Range{first, par.Tokens.End}) {
				d.sentence(Range{first, next}, p)
				first, t = next, next-1
			}
		}
		if first < par.Tokens.End {
			d.sentence(Range{first, par.Tokens.End}, p)
		}
		par.Sentences.End = len(d.Sentences)
		d.Tokens[par.Tokens.First].Flags |= FirstOfParagraph
	}
}

func (d *Doc) sentence(r Range, paragraph int) {
	for t := r.First; t < r.End; t++ {
		d.Tokens[t].Sentence = int32(len(d.Sentences))
	}
	d.Tokens[r.First].Flags |= FirstOfSentence
	d.Tokens[r.End-1].Flags |= LastOfSentence
	d.Sentences = append(d.Sentences, Sentence{Tokens: r, Span: d.Span(r), Paragraph: paragraph})
}

// terminal says what kind of end a token may be.
type terminal uint8

const (
	noEnd terminal = iota
	fullStop
	exclaim // also question marks
	ellipsis
	abbreviated // a word with a stop of its own
)

func (d *Doc) terminal(t int) terminal {
	tok := &d.Tokens[t]
	if tok.Is(Stop) {
		return abbreviated
	}
	switch c := d.Text[tok.Start]; {
	case c == '.' && tok.Len() == 1 || strings.HasPrefix(d.Text[tok.Start:], "。"):
		return fullStop
	case c == '!' || c == '?' || strings.HasPrefix(d.Text[tok.Start:], "؟") || strings.HasPrefix(d.Text[tok.Start:], "！") || strings.HasPrefix(d.Text[tok.Start:], "？"):
		return exclaim
	case c == '.' || strings.HasPrefix(d.Text[tok.Start:], "…"):
		return ellipsis
	}
	return noEnd
}

// after returns the token that would begin the next sentence if t ended one: what closes after t is
// passed over. 0 when t ends nothing; r.End when nothing follows.
func (d *Doc) after(t int, r Range) int {
	if d.terminal(t) == noEnd {
		return 0
	}
	n := t + 1
	for n < r.End {
		tok := &d.Tokens[n]
		if !tok.Is(Punct) {
			break
		}
		if end := d.terminal(n); end == fullStop || end == exclaim {
			n++
			continue
		}
		switch c := d.Text[tok.Start]; {
		case tok.Is(Closes):
		case (c == ')' || c == ']' || c == '}' || c == '\'' || c == '"') && !tok.Is(SpaceBefore) && !tok.Is(Opens):
		case strings.HasPrefix(d.Text[tok.Start:], "”") && !tok.Is(Opens):
		default:
			return n
		}
		n++
	}
	return n
}

// ends reports whether a sentence ends after the terminal t, where next would begin the next one.
// r is the rest of the paragraph from the start of the sentence.
func (d *Doc) ends(t, next int, r Range) bool {
	if next >= r.End {
		return true
	}
	if d.Tokens[t].Is(Dateline) && d.Tokens[next].Any(Dateline) {
		return false
	}
	follow := next // the first word that follows, past marks that open
	for follow < r.End && follow < next+3 && (d.Tokens[follow].Is(Opens) || d.opensBracket(follow)) {
		follow++
	}
	if follow == r.End {
		return true
	}
	f := &d.Tokens[follow]
	opened := follow > next
	if f.Is(Clitic) || !opened && f.Is(Punct) && !d.startsItem(follow) {
		return false
	}
	switch d.terminal(t) {
	case fullStop:
		if t-1 == r.First && d.Tokens[t-1].Is(Number) && d.Tokens[t-1].Len() <= 3 {
			return false // "1. Stop the war."
		}
		return opened || !f.Is(Lower)
	case exclaim:
		return !f.Is(Lower)
	case ellipsis:
		// "He was ... Prime Minister" is no end, and neither is what speakers leave out.
		_, starts := starters.Get(f.Hash)
		return starts && f.Is(Capital) && (opened || d.Tokens[next].Is(SpaceBefore))
	}
	return d.endsAbbreviated(t, next, follow, r)
}

// endsAbbreviated decides for a stop that belongs to a word.
func (d *Doc) endsAbbreviated(t, next, follow int, r Range) bool {
	f := &d.Tokens[follow]
	if !f.Is(Capital) {
		return false
	}
	word := d.Norm(t)
	if i := strings.LastIndexByte(word, '-'); i >= 0 {
		word = word[i+1:]
	}
	kind, _ := abbreviations.Get(Hash(strings.TrimSuffix(word, ".")))
	if kind.class == beforeName || kind.class == beforeNumber {
		return false
	}
	_, starts := starters.Get(f.Hash)
	if len(word) == 2 && d.Tokens[t].Is(Capital) {
		// An initial: the middle of a name, unless what follows is no name.
		return starts && follow+1 < r.End && d.Tokens[follow+1].Is(Lower)
	}
	return starts || follow > next && d.Tokens[next].Is(Opens)
}

// opensBracket reports whether t is an opening bracket.
func (d *Doc) opensBracket(t int) bool {
	c := d.Text[d.Tokens[t].Start]
	return c == '(' || c == '[' || c == '{'
}

// startsItem reports whether the mark t may begin a sentence: a dash or bullet of a list, a
// currency, a mention.
func (d *Doc) startsItem(t int) bool {
	switch s := d.Of(t); s {
	case ",", ";", ":", ".", ")", "]", "}", "%", "/", "\"", "'", "”", "’", "''", "»", "›":
		return false
	}
	return true
}
