package token

import (
	"unicode/utf8"

	"attache"
)

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
