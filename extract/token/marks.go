package token

import (
	"strings"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/words"
)

// mark emits what starts with the punctuation or symbol at p and returns where to go on.
func (s *scanner) mark(text string, p, size int) int {
	c := text[p]
	if c == '\'' || isApostropheAt(text, p, size) {
		return s.apostrophe(text, p, size)
	}
	e := p + size
	switch c {
	case '`', '.', '-', '!', '?', '*', '=', '~', '_':
		// runs are one token: `` ... -- !!! ?! ***
		for e < len(text) && (text[e] == c || (c == '!' || c == '?') && (text[e] == '!' || text[e] == '?')) {
			e++
		}
		switch {
		case c == '`' && e > p+2:
			e = p + 2
		case c == '.' && e == p+1:
			for strings.HasPrefix(text[e:], " . .") || e > p+1 && strings.HasPrefix(text[e:], " .") {
				e += 2 // ". . ." is one ellipsis
			}
		}
	case '<':
		e = tagEnd(text, p)
	case '@', '#':
		for e < len(text) && (wordyAt(text, e) || text[e] == '_') {
			_, n := classAt(text, e)
			e += n
		}
		if e > p+1 {
			s.emit(p, e, Address)
			return e
		}
	default:
		if c >= utf8.RuneSelf {
			e = p + symbol(text, p, size)
		}
	}
	s.emit(p, e, 0)
	return e
}

// tagEnd returns the end of the markup that starts with the "<" at p, or p+1 when it is none.
func tagEnd(text string, p int) int {
	const longest = 512
	rest := text[p+1 : min(len(text), p+longest)]
	if rest == "" || rest[0] != '/' && rest[0] != '!' && (rest[0]|0x20 < 'a' || rest[0]|0x20 > 'z') {
		return p + 1
	}
	if i := strings.IndexAny(rest, "<>\n"); i > 0 && rest[i] == '>' {
		return p + 1 + i + 1
	}
	return p + 1
}

// symbol returns the length of the symbol at text[p], which has size bytes and may be the first
// character of several: an emoji with its modifiers, or a run of dashes.
func symbol(text string, p, size int) int {
	r, _ := utf8.DecodeRuneInString(text[p:])
	if r < 0x2300 {
		e := p + size
		if r == '—' || r == '–' || r == '―' || r == '…' {
			for strings.HasPrefix(text[e:], text[p:p+size]) {
				e += size
			}
		}
		return e - p
	}
	// Emoji sequences are shorter than this; looking further would not be linear.
	const longest = 64
	end := min(p+longest, len(text))
	if it := words.FromString(text[p:end]); it.Next() && it.End() >= size && it.End() < end-p {
		return it.End()
	}
	return size
}

// apostrophe emits what starts with a single quotation mark: a clitic, '80s, or the mark.
func (s *scanner) apostrophe(text string, p, size int) int {
	after := p + size
	if after < len(text) && text[p] == '\'' && text[after] == '\'' {
		s.emit(p, after+1, 0) // '' closes what `` opens
		return after + 1
	}
	if !wordyAt(text, after) {
		s.emit(p, after, 0)
		return after
	}
	glued := len(s.tokens) > 0 && s.tokens[len(s.tokens)-1].End == p && !s.tokens[len(s.tokens)-1].Is(Punct)
	if glued {
		if e := cliticEnd(text, after); e > 0 {
			s.emit(p, e, Clitic)
			return e
		}
		s.emit(p, after, 0)
		return after
	}
	if e := clipped(text, after); e > 0 {
		s.emit(p, e, 0)
		return e
	}
	s.emit(p, after, 0)
	return after
}

// clipped returns the end of a word that begins with an apostrophe for letters or digits left out
// ('80s, 'em, 'til), where text[i] follows the apostrophe; 0 when it is none.
func clipped(text string, i int) int {
	isDigit := func(j int) bool { return j < len(text) && '0' <= text[j] && text[j] <= '9' }
	if isDigit(i) && isDigit(i+1) {
		e := i + 2
		if e < len(text) && text[e]|0x20 == 's' {
			e++
		}
		if wordyAt(text, e) {
			return 0
		}
		return e
	}
	for _, w := range [...]string{"em", "til", "cause", "tis", "twas"} {
		if e := i + len(w); e <= len(text) && strings.EqualFold(text[i:e], w) && !wordyAt(text, e) {
			return e
		}
	}
	return 0
}

// address returns the end of the web or mail address that starts at p, or 0. An address is looked
// for only where a word starts, and no further than its longest sensible form.
func address(text string, p int) int {
	const longest = 2048
	rest := text[p:min(len(text), p+longest)]
	switch {
	case hasFold(rest, "http://"), hasFold(rest, "https://"), hasFold(rest, "www."):
	default:
		return bareAddress(text, p)
	}
	e := 0
	for e < len(rest) {
		if c := rest[e]; c <= ' ' || c == '"' || c == '<' || c == '>' || c >= utf8.RuneSelf {
			break
		}
		e++
	}
	for e > 0 && strings.IndexByte(".,;:!?)]}'", rest[e-1]) >= 0 {
		e--
	}
	return p + e
}

// bareAddress finds addresses without a scheme: name@example.org, example.com/page. It gives up at
// the first character that can be in none.
func bareAddress(text string, p int) int {
	const longest = 80
	dot, at := 0, 0
	e := p
	end := min(len(text), p+longest)
	for ; e < end; e++ {
		c := text[e]
		switch {
		case c == '.':
			dot = e
		case c == '@':
			if at > 0 || e == p {
				return 0
			}
			at, dot = e, 0
		case c < utf8.RuneSelf && wordy(ascii[c]) || c == '-' || c == '_' && at == 0:
		default:
			goto found
		}
	}
found:
	if dot == 0 && at == 0 {
		return 0
	}
	for e > p && !wordy(ascii[text[e-1]&0x7f]) {
		e--
	}
	host := text[p:e]
	last := strings.LastIndexByte(host, '.')
	if last <= 0 || at > 0 && p+last < at {
		return 0
	}
	if !strings.Contains(" com org net gov edu info int mil tv io eu uk de fr ru ua tr gr cy il ", " "+host[last+1:]+" ") {
		return 0
	}
	if at == 0 && strings.ToLower(host) != host && strings.Count(host, ".") < 2 {
		return 0 // "said.Com" is two sentences without a space; "Booking.com" is lost here, and harmless
	}
	if e < len(text) && text[e] == '/' {
		for e < len(text) && e < p+2048 && text[e] > ' ' && text[e] < utf8.RuneSelf && text[e] != '"' && text[e] != '<' && text[e] != ')' {
			e++
		}
		for strings.IndexByte(".,;:!?'", text[e-1]) >= 0 {
			e--
		}
	}
	return e
}

func hasFold(s, prefix string) bool {
	return len(s) >= len(prefix) && strings.EqualFold(s[:len(prefix)], prefix)
}
