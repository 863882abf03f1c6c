package timex

import (
	"strconv"
	"strings"

	"attache/extract/token"
)

// number sets classes and value of an item from the digits it begins with: 5, 1,000, 3.5, 21st,
// 1990s, 9:30, 7pm. It reports whether it could read text.
func (it *item) number(text string) bool {
	n := 0
	for n < len(text) && '0' <= text[n] && text[n] <= '9' {
		n++
	}
	if n == 0 || n > 9 {
		return false
	}
	whole, _ := strconv.Atoi(text[:n])
	it.num = float64(whole)
	switch rest := text[n:]; {
	case rest == "":
		it.classes = cNum.bit()
		if n <= 2 && 1 <= whole && whole <= 31 {
			it.classes |= cDay.bit()
		}
		if n <= 2 && whole <= 24 {
			it.classes |= cHour.bit()
		}
		if n == 2 {
			it.classes |= cTwo.bit()
		}
		if n == 4 && 1000 <= whole && whole <= 2199 {
			it.classes |= cYear.bit()
		}
		if n == 4 && whole <= 2400 && whole%100 < 60 {
			it.classes |= cHHMM.bit()
		}
	case rest[0] == ',':
		// The tokenizer leaves commas only between groups of three.
		v, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
		if err != nil {
			return false
		}
		it.num, it.classes = float64(v), cNum.bit()
	case rest[0] == '.':
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			return false
		}
		it.num, it.classes = v, cNum.bit()
	case rest[0] == ':':
		minutes, _, _ := strings.Cut(rest[1:], ":")
		m, err := strconv.Atoi(minutes)
		if err != nil || len(minutes) != 2 || m > 59 || whole > 24 || n > 2 {
			return false
		}
		it.num, it.classes = float64(whole*100+m), cClock.bit()
	default:
		return it.suffixed(whole, n, strings.ToLower(strings.ReplaceAll(rest, "’", "'")))
	}
	return true
}

// suffixed reads a number of n digits with letters glued to it.
func (it *item) suffixed(whole, n int, rest string) bool {
	switch rest {
	case "st", "nd", "rd", "th":
		it.classes = cOrd.bit()
	case "s", "'s":
		switch {
		case n == 4 && whole%10 == 0 && 1000 <= whole && whole < 2200:
			it.classes = cDecade.bit()
		case n == 2 && whole%10 == 0 && whole >= 20:
			it.classes = cDecade.bit()
		default:
			return false
		}
	case "q":
		if whole < 1 || whole > 4 {
			return false
		}
		it.classes = cQCode.bit()
	case "h":
		if whole < 1 || whole > 2 {
			return false
		}
		it.classes = cHCode.bit()
	default:
		return false
	}
	return true
}

// digits appends the items of a token that holds digits.
func (z *itemizer) digits(t int) {
	tok := &z.doc.Tokens[t]
	text := z.doc.Of(t)
	it := item{start: tok.Start, end: tok.End, first: t, end1: t + 1, glued: !tok.Is(token.SpaceBefore)}
	switch c := text[0]; {
	case len(text) > 40:
		z.gap(t)
	case tok.Is(token.Address):
		z.gap(t)
	case c == '\'' || c >= 0x80: // '90s, ’98
		text = strings.TrimLeft(text, "'’‘")
		if text == "" || text[0] < '0' || text[0] > '9' || !it.number(text) {
			z.gap(t)
			return
		}
		if it.classes&cTwo.bit() != 0 { // '98
			if it.num += 1900; it.num < 1930 {
				it.num += 100
			}
			it.classes = cYear.bit()
		}
		z.items = append(z.items, it)
	case c < '0' || c > '9':
		z.coded(t, it, text)
	case len(text) >= len("2026-05-04T18:05") && text[4] == '-' && text[7] == '-' && text[10] == 'T':
		z.stamp(t, text)
	case strings.IndexByte(text, '-') > 0 && strings.IndexByte(text, '/') > strings.IndexByte(text, '-'): // 2-1/2
		dash := strings.IndexByte(text, '-')
		z.cutFrom(t, tok.Start, text[:dash], '-', z.g.hyphen)
		z.items = append(z.items, item{start: tok.Start + dash, end: tok.Start + dash + 1, first: t, end1: t + 1, literal: z.g.hyphen, glued: true})
		z.cutFrom(t, tok.Start+dash+1, text[dash+1:], '/', z.g.slash)
	case tok.Is(token.Number) && strings.IndexByte(text, '/') >= 0:
		z.cut(t, text, '/', z.g.slash)
	case tok.Is(token.Number) && strings.Count(text, ".") == 2:
		z.cut(t, text, '.', z.g.stop)
	case tok.Is(token.Hyphenated):
		z.split(t)
	case it.number(text):
		z.items = append(z.items, it)
	default:
		z.clockGlued(t, it, text)
	}
}

// clockGlued reads 7pm, 7.30pm and 7:30pm as a number and what is glued to it.
func (z *itemizer) clockGlued(t int, it item, text string) {
	n := strings.IndexFunc(text, func(r rune) bool { return r != ':' && r != '.' && (r < '0' || r > '9') })
	if n <= 0 {
		z.gap(t)
		return
	}
	w := z.g.lex.look(token.Hash(text[n:]))
	whole := it
	whole.end = it.start + n
	if w.classes&(cMeridiem.bit()|cZone.bit()|cUnit.bit()|cUnits.bit()) == 0 || !whole.number(text[:n]) {
		z.gap(t)
		return
	}
	it.start, it.glued = it.start+n, true
	it.classes, it.code, it.num, it.literal = w.classes, w.code, w.num, w.literal
	z.items = append(z.items, whole, it)
}

// coded reads Q3, H1, FY2026.
func (z *itemizer) coded(t int, it item, text string) {
	n := strings.IndexAny(text, "0123456789")
	if n < 0 { // digits of another script
		z.gap(t)
		return
	}
	v, err := strconv.Atoi(text[n:])
	switch strings.ToLower(text[:n]) {
	case "q":
		it.classes = cQCode.bit()
		if err != nil || v < 1 || v > 4 {
			it.classes = 0
		}
	case "h":
		it.classes = cHCode.bit()
		if err != nil || v < 1 || v > 2 {
			it.classes = 0
		}
	case "fy":
		it.classes = cFY.bit()
		if v < 100 {
			v += 2000
		}
	}
	if it.classes == 0 || err != nil {
		if z.doc.Tokens[t].Is(token.Hyphenated) {
			z.split(t)
		} else {
			z.gap(t)
		}
		return
	}
	it.num = float64(v)
	z.items = append(z.items, it)
}

// stamp appends the parts of 2026-05-04T18:05:00Z.
func (z *itemizer) stamp(t int, text string) {
	tok, before := &z.doc.Tokens[t], len(z.items)
	z.cut(t, text[:len("2026-05-04")], '-', z.g.hyphen)
	clock := item{start: tok.Start + len("2026-05-04T"), end: tok.End, first: t, end1: t + 1, glued: true}
	if len(z.items) != before+5 || !clock.number(text[len("2026-05-04T"):len("2026-05-04T18:05")]) {
		z.items = z.items[:before]
		z.gap(t)
		return
	}
	z.items = append(z.items, clock)
}

// cut appends the numbers of a token like 1/2/2026 and the marks between them.
func (z *itemizer) cut(t int, text string, mark byte, lit uint16) {
	z.cutFrom(t, z.doc.Tokens[t].Start, text, mark, lit)
}

// cutFrom is cut for a part of token t that starts at a byte of the text.
func (z *itemizer) cutFrom(t, start int, text string, mark byte, lit uint16) {
	tok := &z.doc.Tokens[t]
	for from := 0; from < len(text); {
		to := len(text)
		if i := strings.IndexByte(text[from:], mark); i >= 0 {
			to = from + i
		}
		it := item{start: start + from, end: start + to, first: t, end1: t + 1, glued: start+from > tok.Start || !tok.Is(token.SpaceBefore)}
		if to == from || !it.number(text[from:to]) {
			z.gap(t)
			return
		}
		z.items = append(z.items, it)
		if to < len(text) {
			z.items = append(z.items, item{start: start + to, end: start + to + 1, first: t, end1: t + 1, literal: lit, glued: true})
		}
		from = to + 1
	}
}
