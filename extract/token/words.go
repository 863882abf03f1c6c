package token

import (
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// scanner cuts a text into tokens from left to right, looking ahead no further than a bounded
// number of bytes, so that time is linear whatever comes in.
type scanner struct {
	text   string
	tokens []Token
	norm   []byte

	gap, line bool // space, a line break stands before the next token
}

// scan cuts text[from:to], a paragraph.
func (s *scanner) scan(from, to int) {
	text := s.text[:to]
	s.gap, s.line = true, true
	for p := from; p < to; {
		class, size := classAt(text, p)
		switch {
		case class == space || class == newline:
			s.gap = true
			s.line = s.line || class == newline
			p += size
		case wordy(class):
			p = s.word(text, p)
		case class == spaceless:
			p = s.spaceless(text, p)
		case class == broken:
			e := p + 1
			for e < to {
				if c, _ := classAt(text, e); c != broken {
					break
				}
				e++
			}
			s.emit(p, e, 0)
			p = e
		default:
			p = s.mark(text, p, size)
		}
	}
}

// word emits what starts with the letter or digit at p and returns where to go on.
func (s *scanner) word(text string, p int) int {
	// Most words are ASCII letters with a space after them, and need none of what follows.
	e := p
	for e < len(text) && text[e] < utf8.RuneSelf && wordy(ascii[text[e]]) {
		e++
	}
	if e > p && (e == len(text) || text[e] == ' ' || text[e] == ',' && e+1 < len(text) && text[e+1] == ' ') && (e-p != 5 && e-p != 6 || !fused(text[p:e])) {
		s.emit(p, e, 0)
		return e
	}
	if e := address(text, p); e > p {
		s.emit(p, e, Address)
		return e
	}
	e, flags, negation := wordEnd(text, p)
	switch {
	case negation > p: // did|n't
		s.emit(p, negation, flags)
		s.emit(negation, e, Clitic)
	case fused(text[p:e]):
		s.emit(p, p+3, flags)
		s.emit(p+3, e, Clitic)
	default:
		s.emit(p, e, flags)
	}
	return e
}

// spaceless emits the words of a run of letters that uses no spaces, as UAX #29 cuts them.
func (s *scanner) spaceless(text string, p int) int {
	e := p
	for e < len(text) {
		class, size := classAt(text, e)
		if class != spaceless && class != mark {
			break
		}
		e += size
	}
	for it := words.FromString(text[p:e]); it.Next(); {
		s.emit(p+it.Start(), p+it.End(), 0)
	}
	return e
}
