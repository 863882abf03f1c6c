package token

import (
	_ "embed"
	"strings"

	"attache"
)

//go:embed lexicon/furniture.tsv
var furnitureTSV string

// phrase is how a paragraph that is no body text begins.
type phrase struct {
	words []uint64 // hashes of the normal forms
	kind  Kind
	alone bool // only when the paragraph is short
}

// phrases lists them under the hash of their first word.
var phrases = func() (t Table[[]phrase]) {
	kinds := map[string]Kind{"boilerplate": Boilerplate, "caption": Caption, "byline": Byline, "dateline": DateLine}
	for _, row := range rows(furnitureTSV, 3) {
		p := phrase{kind: kinds[row[1]], alone: row[2] == "short"}
		if p.kind == Body {
			panic("lexicon/furniture.tsv: no kind " + row[1])
		}
		for _, w := range strings.Fields(row[0]) {
			p.words = append(p.words, Hash(w))
		}
		list, _ := t.Get(p.words[0])
		t.Put(strings.Fields(row[0])[0], append(list, p))
	}
	return t
}()

// furnish finds what is no body text.
func (d *Doc) furnish(title string) {
	d.titles(title)
	labels := d.labels()
	for i := range d.Paragraphs {
		p := &d.Paragraphs[i]
		if p.Kind != Body {
			continue
		}
		p.Kind = d.kind(i)
		if p.Kind != Body {
			continue
		}
		if n := d.datelineEnd(p.Tokens); n > p.Tokens.First {
			if n == p.Tokens.End {
				p.Kind = DateLine
				continue
			}
			p.Dateline = d.flag(Range{p.Tokens.First, n}, Dateline)
		} else if l := d.label(p.Tokens); l.Len() > 0 && d.transcribed(l, labels) {
			p.Label = d.flag(l, Label)
		}
	}
}

func (d *Doc) flag(r Range, f Flags) attache.Span {
	for t := r.First; t < r.End; t++ {
		d.Tokens[t].Flags |= f
	}
	return d.Span(r)
}

// kind classifies a paragraph that is no title.
func (d *Doc) kind(i int) Kind {
	r := d.Paragraphs[i].Tokens
	first := r.First
	for first < r.End-1 && d.Tokens[first].Is(Punct) && d.Text[d.Tokens[first].Start] != '"' {
		first++ // "(Reporting by", "© 2026", "• Read more"
	}
	list, _ := phrases.Get(d.Tokens[r.First].Hash)
	if len(list) > 0 {
		first = r.First // "© 2026"
	} else {
		list, _ = phrases.Get(d.Tokens[first].Hash)
	}
	for _, p := range list {
		if first+len(p.words) > r.End || p.alone && r.Len() > 14 {
			continue
		}
		same := true
		for k, h := range p.words {
			same = same && d.Tokens[first+k].Hash == h
		}
		if same && (p.kind != Byline || d.names(Range{first + len(p.words), r.End})) {
			return p.kind
		}
	}
	switch {
	case d.dateOnly(r):
		return DateLine
	case i > 0 && r.Len() <= 8 && i+1 < len(d.Paragraphs) && d.Tokens[r.First].Is(Capital) && d.unstopped(r) && d.allPlain(r):
		return Heading
	}
	return Body
}

// names reports whether r holds nothing but names: a byline after its "By".
func (d *Doc) names(r Range) bool {
	if r.Len() == 0 || r.Len() > 24 {
		return false
	}
	capitals := 0
	for t := r.First; t < r.End; t++ {
		tok := &d.Tokens[t]
		switch {
		case tok.Any(Capital | Stop | Address):
			capitals++
		case tok.Is(Punct):
			if c := d.Text[tok.Start]; c == '.' || c == '!' || c == '?' || c == '"' {
				return false
			}
		case !smallWords[d.Norm(t)] && !tok.Any(Digit):
			return false
		}
	}
	return capitals > 0
}

// smallWords may stand in lower case between the names of a byline.
var smallWords = map[string]bool{
	"and": true, "in": true, "for": true, "with": true, "at": true, "of": true, "the": true, "de": true,
	"von": true, "van": true, "al": true, "bin": true, "ibn": true, "den": true, "der": true, "la": true, "el": true,
	"correspondent": true, "editor": true, "reporter": true, "staff": true, "writer": true, "political": true, "diplomatic": true,
}

// unstopped reports whether a paragraph ends without a mark that ends a sentence.
func (d *Doc) unstopped(r Range) bool {
	for t := r.End - 1; t >= r.First; t-- {
		if end := d.terminal(t); end == fullStop || end == exclaim || end == ellipsis {
			return false
		}
		if d.Text[d.Tokens[t].Start] == ':' {
			return false
		}
		if !d.Tokens[t].Is(Punct) {
			return true
		}
	}
	return false
}

// allPlain reports whether r holds words and commas only: a heading quotes nobody and has no dash
// of a dialogue.
func (d *Doc) allPlain(r Range) bool {
	for t := r.First; t < r.End; t++ {
		if d.Tokens[t].Is(Punct) {
			if c := d.Text[d.Tokens[t].Start]; c != ',' && c != '&' && c != '-' && c != '\'' {
				return false
			}
		}
	}
	return true
}
