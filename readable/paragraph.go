package readable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs cuts a cleaned text. Blank lines part paragraphs. A single line break does too, unless
// the text is hard-wrapped, as mail is: then a line is joined to a full one before it, or when it
// goes on in small letters.
func paragraphs(text string) []string {
	lines := strings.Split(text, "\n")
	for i, l := range lines {
		if isRule(l) {
			lines[i] = ""
		}
	}
	width := wrapWidth(lines)
	var all []string
	var current strings.Builder
	flush := func() {
		if current.Len() > 0 {
			all = append(all, current.String())
			current.Reset()
		}
	}
	for i, l := range lines {
		switch {
		case l == "":
			flush()
			continue
		case i == 0 || lines[i-1] == "":
		case width > 0 && softBreak(lines[i-1], l, width):
			if !hyphenated(lines[i-1], l) {
				current.WriteByte(' ')
			}
		default:
			flush()
		}
		current.WriteString(l)
	}
	flush()
	return all
}

// wrapWidth returns the width a text was wrapped at, in characters, or 0 when it was not. In wrapped
// text at least half of the lines inside a paragraph go on in small letters after a line that ends
// no sentence; lists, verses and one-line paragraphs do not look so.
func wrapWidth(lines []string) int {
	const narrow, wide = 40, 100
	width, breaks, inside := 0, 0, 0
	for i, l := range lines {
		if n := utf8.RuneCountInString(l); n > width {
			if width = n; width > wide {
				return 0
			}
		}
		if i == 0 || l == "" || lines[i-1] == "" {
			continue
		}
		breaks++
		if r, _ := utf8.DecodeRuneInString(l); !endsSentence(lines[i-1]) && unicode.IsLower(r) {
			inside++
		}
	}
	if width < narrow || inside == 0 || inside*2 < breaks {
		return 0
	}
	return width
}

// softBreak reports whether a break between the two lines of a text wrapped at width parts no
// paragraphs. Wrapping is seldom exact: people type it, and programs count bytes.
func softBreak(line, next string, width int) bool {
	const slack = 8
	if strings.HasPrefix(next, "- ") || strings.HasPrefix(next, "* ") || strings.HasPrefix(next, "• ") {
		return false
	}
	first, _ := utf8.DecodeRuneInString(next)
	word, _, _ := strings.Cut(next, " ")
	length := utf8.RuneCountInString(line)
	return unicode.IsLower(first) && length*2 > width || length+1+utf8.RuneCountInString(word) > width-slack
}

// hyphenated reports whether a line break fell inside a hyphenated word. The hyphen is kept: whether
// the writer put it there or the wrapper did cannot be told.
func hyphenated(line, next string) bool {
	stem, ok := strings.CutSuffix(line, "-")
	before, _ := utf8.DecodeLastRuneInString(stem)
	after, _ := utf8.DecodeRuneInString(next)
	return ok && unicode.IsLetter(before) && unicode.IsLower(after)
}

func endsSentence(line string) bool {
	return strings.HasSuffix(strings.TrimRight(line, `"'”’»)]`), ".") || strings.ContainsAny(lastRune(strings.TrimRight(line, `"'”’»)]`)), "!?…:;")
}

func lastRune(s string) string {
	_, n := utf8.DecodeLastRuneInString(s)
	return s[len(s)-n:]
}

// isRule reports whether a line only draws a rule: "---", "* * *", "=====".
func isRule(line string) bool {
	return len(line) >= 3 && strings.Trim(line, "-*_=~# —–") == "" && strings.Count(line, "#") == 0
}
