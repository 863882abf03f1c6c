package readable

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// paragraphs cuts a cleaned text. Blank lines part paragraphs. A single line break does too, unless
// the text is hard-wrapped, as mail is: then lines are joined where the first word of the next line
// would not have fitted.
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

// wrapWidth returns the width a text was wrapped at, in characters, or 0 when it was not. Wrapped
// text has breaks that a greedy wrapper would make and lines that end in the middle of a sentence;
// one-line paragraphs end with one.
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
		if !endsSentence(lines[i-1]) {
			inside++
		}
	}
	if width < narrow || breaks < 2 || inside*2 < breaks {
		return 0
	}
	soft := 0
	for i, l := range lines {
		if i > 0 && l != "" && lines[i-1] != "" && softBreak(lines[i-1], l, width) {
			soft++
		}
	}
	if soft*10 < breaks*6 {
		return 0
	}
	return width
}

// softBreak reports whether a wrapper at width would have broken between the two lines.
func softBreak(line, next string, width int) bool {
	if strings.HasPrefix(next, "- ") || strings.HasPrefix(next, "* ") || strings.HasPrefix(next, "• ") {
		return false
	}
	word, _, _ := strings.Cut(next, " ")
	return utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > width
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
