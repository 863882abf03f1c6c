package bot

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Text in cards comes from articles, from people and from pages. Three steps make it harmless:
// clean takes out what would act on the reader's screen, markdown escapes what Discord would read
// as formatting, a link or a mention, and isolate keeps right-to-left text from turning what stands
// beside it.

// maxMarks is how many combining marks may follow one letter. Vocalised Hebrew and Arabic, Thai and
// Vietnamese need four at most; stacks that climb over the lines above need dozens.
const maxMarks = 6

// maxText bounds the bytes of one text that are looked at: several times what a message can hold.
const maxText = 64 << 10

// clean drops control, direction and invisible characters, stacks of combining marks and what is
// no UTF-8, gives every line break and blank one form, and drops what is beyond maxText.
func clean(s string) string {
	s = stem(s, maxText)
	var b strings.Builder
	b.Grow(len(s))
	marks := 0
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch {
		case r == '\r' && i < len(s) && s[i] == '\n':
			continue
		case r == '\r' || r == '\v' || r == '\f' || r == '\u0085' || r == '\u2028' || r == '\u2029':
			r = '\n'
		case r == '\n':
		case unicode.IsSpace(r):
			r = ' '
		case invisible(r):
			continue
		}
		if unicode.In(r, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		b.WriteRune(r)
	}
	return b.String()
}

// invisible reports whether r shows nothing of its own. Joiners stay: Persian, Indic scripts and
// emoji are written with them.
func invisible(r rune) bool {
	switch {
	case r == '\u200c' || r == '\u200d':
		return false
	case unicode.IsControl(r), unicode.Is(unicode.Bidi_Control, r), unicode.Is(unicode.Noncharacter_Code_Point, r):
		return true
	case r == '\u00ad', r == '\u034f', r == '\u115f', r == '\u1160', r == '\u3164', r == '\uffa0', r == '\u2800':
		return true // soft hyphen, grapheme joiner, fillers, the blank Braille pattern
	case r == '\u200b', r == '\ufeff', r >= '\u2060' && r <= '\u206f', r == '\u180e', r >= '\ufff9' && r <= '\ufffb':
		return true
	}
	return r >= 0xE0000 && r <= 0xE0FFF // tags and supplementary variation selectors
}

// line cleans s and puts it on one line.
func line(s string) string { return strings.Join(strings.Fields(clean(s)), " ") }

// lines cleans s and keeps its lines, without empty ones at the ends and with at most one between.
func lines(s string) string {
	var out []string
	for l := range strings.SplitSeq(clean(s), "\n") {
		l = strings.Join(strings.Fields(l), " ")
		if l == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, l)
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n")
}

// markdown returns s, cleaned and with its lines kept, so that Discord shows it letter by letter.
func markdown(s string) string { return escape(lines(s), true) }

// inline returns s on one line and escaped, to stand among other words.
func inline(s string) string { return isolate(escape(line(s), false)) }

// escape puts a backslash before every character that Discord's Markdown would act on. start says
// that s begins a line, where more characters act.
func escape(s string, start bool) string {
	var b strings.Builder
	b.Grow(len(s) + len(s)/16)
	whole := start
	for i, r := range s {
		switch r {
		case '\\', '*', '_', '~', '`', '|', '[', ']', '<':
			b.WriteByte('\\')
		case '>', '#', '-', '+':
			if start {
				b.WriteByte('\\')
			}
		case '.':
			if ordinal(s[:i]) && (whole || strings.Contains(s[:i], "\n")) {
				b.WriteByte('\\')
			}
		case ':':
			// An address in the text is shown, but not made a link: only citations link.
			if strings.HasPrefix(s[i:], "://") {
				b.WriteByte('\\')
			}
		case '@':
			if after := strings.ToLower(stem(s[i+1:], 8)); strings.HasPrefix(after, "everyone") || strings.HasPrefix(after, "here") {
				b.WriteByte('\\')
			}
		}
		b.WriteRune(r)
		start = r == '\n' || start && r == ' '
	}
	return b.String()
}

// ordinal reports whether s ends in a line of nothing but digits: "12" before a dot makes a list.
func ordinal(s string) bool {
	digits := 0
	for i := len(s) - 1; i >= 0; i-- {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c == '\n':
			return digits > 0
		default:
			return false
		}
		if digits > 9 {
			return false
		}
	}
	return digits > 0
}

// isolate wraps a text with right-to-left letters in the isolates Unicode has for that (UAX #9), so
// that the words and dates around it keep their order.
func isolate(s string) string {
	if !strings.ContainsFunc(s, rightToLeft) {
		return s
	}
	return "\u2068" + s + "\u2069"
}

func rightToLeft(r rune) bool {
	return r >= 0x590 && unicode.In(r, unicode.Hebrew, unicode.Arabic, unicode.Syriac, unicode.Thaana, unicode.Nko,
		unicode.Samaritan, unicode.Mandaic, unicode.Adlam, unicode.Hanifi_Rohingya)
}
