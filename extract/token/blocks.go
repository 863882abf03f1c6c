package token

import (
	"strings"
	"unicode/utf8"
)

// blocks calls yield for each paragraph of text: what stands between blank lines, cut further at
// line breaks that end a line instead of wrapping it. Pasted text often has one line a paragraph and
// no blank lines at all; mail and old wire copy break lines at a fixed width.
func blocks(text string, yield func(from, to int)) {
	var lines []line // of the block at hand
	flush := func() {
		width := 0
		for _, l := range lines {
			width = max(width, l.to-l.from)
		}
		for i := 0; i < len(lines); {
			j := i + 1
			for j < len(lines) && wrapped(text, lines[j-1], lines[j], width) {
				j++
			}
			yield(lines[i].from, lines[j-1].to)
			i = j
		}
		lines = lines[:0]
	}
	for p := 0; p < len(text); {
		l, next := nextLine(text, p)
		if l.from == l.to {
			flush()
		} else {
			lines = append(lines, l)
		}
		p = next
	}
	flush()
}

// line is a line without the space around it.
type line struct{ from, to int }

// nextLine returns the line that starts at p and where the one after it starts.
func nextLine(text string, p int) (l line, next int) {
	end := len(text)
	next = end
	for i := p; i < len(text); i++ {
		c := text[i]
		if c != '\n' && c != '\r' && (c != "\u2028"[0] || !separator(text[i:])) {
			continue
		}
		end, next = i, i+1
		switch {
		case c == '\r' && next < len(text) && text[next] == '\n':
			next++
		case c >= utf8.RuneSelf:
			next = end + len("\u2028")
		}
		break
	}
	l = line{p, end}
	for l.from < l.to {
		class, size := classAt(text, l.from)
		if class != space {
			break
		}
		l.from += size
	}
	for l.from < l.to {
		r, size := utf8.DecodeLastRuneInString(text[l.from:l.to])
		if c := classOf(r); r == utf8.RuneError && size == 1 || r < utf8.RuneSelf && ascii[r] != space || r >= utf8.RuneSelf && c != space {
			break
		}
		l.to -= size
	}
	return l, next
}

// separator reports whether s begins with Unicode's line or paragraph separator.
func separator(s string) bool {
	return strings.HasPrefix(s, "\u2028") || strings.HasPrefix(s, "\u2029")
}

// wrapped reports whether the break between two lines of a block whose longest line has width bytes
// is only a wrapping: the next line goes on in lower case or the line ends inside a clause, or the
// next word would not have fitted.
func wrapped(text string, a, b line, width int) bool {
	const widest = 100 // nobody wraps by hand at more
	if class, _ := classAt(text, b.from); class == small {
		return true
	}
	switch text[a.to-1] {
	case ',', ';':
		return true
	}
	word := strings.IndexByte(text[b.from:b.to], ' ')
	if word < 0 {
		word = b.to - b.from
	}
	return width <= widest && a.to-a.from >= 40 && a.to-a.from+1+word > width
}
