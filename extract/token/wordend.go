package token

import (
	"strings"
	"unicode/utf8"
)

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
