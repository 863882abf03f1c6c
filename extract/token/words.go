package token

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"

	"attache"
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

// fused reports whether a word is written as one and is two after its third letter: can|not.
func fused(word string) bool {
	switch len(word) {
	case 6:
		return strings.EqualFold(word, "cannot")
	case 5:
		return strings.EqualFold(word, "gonna") || strings.EqualFold(word, "gotta") || strings.EqualFold(word, "wanna")
	}
	return false
}

// wordEnd returns the end of the word that starts at p. negation is where "n't" starts in it, else
// 0. The loop carries what the marks inside a word depend on: the class before, and how many
// characters the piece since the last stop or hyphen has.
func wordEnd(text string, p int) (end int, flags Flags, negation int) {
	var (
		last  uint8 // class of the last character
		piece = p   // start of the piece
		runes int   // characters in the piece
		dots  int   // stops between single letters, as in U.S
		caps  = true
	)
	i := p
	for i < len(text) {
		class, size := classAt(text, i)
		if wordy(class) {
			if class != mark {
				last = class
				runes++
			}
			caps = caps && class != small
			i += size
			continue
		}
		next := uint8(other)
		if i+size < len(text) {
			next, _ = classAt(text, i+size)
		}
		glued := wordy(next) && next != mark
		switch c := text[i]; {
		case c == '.':
			if last == digit && next == digit {
				i++
				continue
			}
			if last != digit && runes == 1 && glued && next != digit { // U.S, a.m
				i, piece, runes = i+1, i+1, 0
				dots++
				continue
			}
			if strings.EqualFold(text[piece:i], "ph") && glued { // Ph.D
				i, piece, runes = i+1, i+1, 0
				dots++
				continue
			}
			if last == small && next == small && dots == 0 { // will.i.am, report.pdf
				i, piece, runes = i+1, i+1, 0
				continue
			}
			if last == digit && (next == small || next == large) && meridiem(text, i) {
				return i, 0, 0
			}
			if stops(text, p, piece, i, runes, dots, last) {
				i++
				if i+1 < len(text) && text[i] == '-' && wordyAt(text, i+1) { // U.S.-led
					i, piece, runes = i+1, i+1, 0
					continue
				}
				flags |= Stop
			}
			return i, flags, 0
		case c == '-' || isHyphen(text, i, size):
			if !glued {
				return i, flags, 0
			}
			i, piece, runes, dots = i+size, i+size, 0, 0
			continue
		case c == '/' || c == '_':
			if !glued {
				return i, flags, 0
			}
			i, piece, runes, dots = i+1, i+1, 0, 0
			continue
		case c == '&':
			if !glued || !caps || runes > 3 {
				return i, flags, 0
			}
		case c == ',':
			if last != digit || next != digit || !thousands(text, i+1) {
				return i, flags, 0
			}
		case c == ':':
			if last != digit || next != digit {
				return i, flags, 0
			}
		case c == '$': // US$, HK$
			if !caps || last != large || runes > 3 || piece != p {
				return i, flags, 0
			}
			return i + 1, flags, 0
		case c == '\'' || isApostropheAt(text, i, size):
			if !glued || next == digit {
				return i, flags, 0
			}
			if e := cliticEnd(text, i+size); e > 0 {
				if text[i+size]|0x20 == 't' && i > p && text[i-1]|0x20 == 'n' && i-1 > p {
					return e, flags, i - 1
				}
				if text[i+size]|0x20 != 't' {
					return i, flags, 0
				}
			}
		default:
			return i, flags, 0
		}
		i += size
	}
	return i, flags, 0
}

// stops reports whether the full stop at text[i] belongs to the word text[p:i].
func stops(text string, p, piece, i, runes, dots int, last uint8) bool {
	if i+1 < len(text) && text[i+1] == '.' {
		return false // an ellipsis
	}
	if dots > 0 && runes <= 2 {
		return true
	}
	if runes == 1 && last == large && piece == p {
		return text[p:i] != "I" || initialFollows(text, i+1)
	}
	if i-piece > 10 || last == digit {
		return false
	}
	var buf [32]byte
	kind, ok := abbreviations.Get(hash(appendNorm(buf[:0], text[piece:i])))
	if !ok {
		return false
	}
	first, _ := classAt(text, piece)
	if kind.capital && first != large {
		return false
	}
	if kind.class == beforeNumber {
		j := i + 1
		for j < len(text) && j < i+3 && ascii[text[j]&0x7f] == space {
			j++
		}
		return j < len(text) && '0' <= text[j] && text[j] <= '9'
	}
	return true
}

// initialFollows reports whether text[i:] looks like the rest of "I. M. Pei".
func initialFollows(text string, i int) bool {
	return i+2 < len(text) && text[i] == ' ' && ascii[text[i+1]&0x7f] == large && text[i+2] == '.'
}

// thousands reports whether exactly three digits start at text[i].
func thousands(text string, i int) bool {
	n := 0
	for i+n < len(text) && n < 4 && '0' <= text[i+n] && text[i+n] <= '9' {
		n++
	}
	return n == 3
}

// meridiem reports whether text[i:] is the stop of "9.a.m" as some write it; text[i] is a stop.
func meridiem(text string, i int) bool {
	return i+2 < len(text) && (text[i+1]|0x20 == 'a' || text[i+1]|0x20 == 'p') && text[i+2] == '.'
}

// cliticEnd returns the end of the clitic (s, d, m, t, ll, re, ve) whose letters start at text[i],
// or 0 when what stands there is no clitic.
func cliticEnd(text string, i int) int {
	e := i
	switch c := text[i] | 0x20; c {
	case 's', 'd', 'm', 't':
		e = i + 1
	case 'l', 'r', 'v':
		if i+1 < len(text) {
			if d := text[i+1] | 0x20; c == 'l' && d == 'l' || c != 'l' && d == 'e' {
				e = i + 2
			}
		}
	}
	if e == i || wordyAt(text, e) {
		return 0
	}
	return e
}

func isHyphen(text string, i, size int) bool {
	if size != 3 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r == '\u2010' || r == '\u2011'
}

func isApostropheAt(text string, i, size int) bool {
	if size < 2 {
		return false
	}
	r, _ := utf8.DecodeRuneInString(text[i:])
	return r == '’' || r == '´' || r == 'ʼ' || r == '‘'
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

// emit appends the token text[a:b].
func (s *scanner) emit(a, b int, flags Flags) {
	if len(s.tokens) == cap(s.tokens) {
		s.grow(a)
	}
	start := len(s.norm)
	var sh shaper
	simple := true
	for i := a; i < b; i++ {
		c := s.text[i]
		if c >= utf8.RuneSelf {
			simple = false
			break
		}
		s.norm = append(s.norm, lower(c))
		s.shape(&sh, c)
	}
	if !simple {
		s.norm = appendNorm(s.norm[:start], s.text[a:b])
		sh = shaper{}
		for i := a; i < b; {
			if c := s.text[i]; c < utf8.RuneSelf {
				s.shape(&sh, c)
				i++
				continue
			}
			class, size := classAt(s.text, i)
			switch {
			case isHyphen(s.text, i, size):
				sh.add(shapeHyphen)
				sh.inner = true
			case shapeOf[class] > 0:
				sh.add(shapeOf[class])
				sh.inner = sh.inner || class != digit
			}
			i += size
		}
	}
	flags |= sh.flags()
	if s.gap {
		flags |= SpaceBefore
	}
	if s.line {
		flags |= LineBefore
	}
	s.gap, s.line = false, false
	s.tokens = append(s.tokens, Token{
		Span: attache.Span{Start: a, End: b}, Hash: hash(s.norm[start:]), Shape: sh.shape, Flags: flags, Quote: -1, norm: uint32(start),
	})
}

func (s *scanner) shape(sh *shaper, c byte) {
	switch class := ascii[c]; {
	case class != other:
		sh.add(shapeOf[class])
		sh.inner = sh.inner || class != digit
	case c == '.':
		sh.add(shapeStop)
	case c == '-':
		sh.add(shapeHyphen)
		sh.inner = true
	default:
		sh.add(shapeOther)
		sh.inner = sh.inner || c != ',' && c != ':' && c != '/'
	}
}

// grow makes room for the tokens of the rest of the text, judging by what was read so far.
func (s *scanner) grow(read int) {
	want := len(s.tokens)/8 + 64
	if read > 0 {
		want += int(int64(len(s.tokens)) * int64(len(s.text)-read) / int64(read))
	}
	grown := make([]Token, len(s.tokens), len(s.tokens)+want)
	copy(grown, s.tokens)
	s.tokens = grown
}
