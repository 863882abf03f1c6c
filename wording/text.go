package wording

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"attache"
)

// MaxWords is how many words of a text are compared; what follows is kept for showing alone. A quotation
// of 200 words fills half a column.
const MaxWords = 200

// Text is a text cut into words. The zero Text has none.
type Text struct {
	Words []Word
	text  string
}

// Word is one word of a Text.
type Word struct {
	Span attache.Span // in the joined text, see Read
	Key  uint64       // equal for words that count as the same
	// Quoted says that the word stands in quotation marks.
	Quoted bool
}

// gap joins the parts of a discontinuous text.
const gap = " … "

// Read cuts a text into words. Several parts are one text with omissions between them.
func Read(parts ...string) Text { return read(strings.Join(parts, gap), MaxWords) }

func read(text string, most int) Text {
	t := Text{text: text}
	quoted := false
	for i := 0; i < len(text) && len(t.Words) < most; {
		r, n := utf8.DecodeRuneInString(text[i:])
		if !inWord(r) {
			switch r {
			case '“', '«', '„':
				quoted = true
			case '”', '»':
				quoted = false
			case '"':
				quoted = !quoted
			}
			i += n
			continue
		}
		start := i
		for i < len(text) {
			r, n := utf8.DecodeRuneInString(text[i:])
			if !inWord(r) && !(joins(r) && i+n < len(text) && inWord(first(text[i+n:]))) {
				break
			}
			i += n
		}
		t.Words = append(t.Words, Word{Span: attache.Span{Start: start, End: i}, Key: key(text[start:i]), Quoted: quoted})
	}
	return t
}

func inWord(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r)
}

// joins reports whether r keeps two letters in one word: don't, 1,000.
func joins(r rune) bool { return r == '\'' || r == '’' || r == ',' || r == '.' }

func first(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

// key hashes a word (FNV-1a) by its letters in lower case, without accents and joints.
func key(word string) uint64 {
	const offset, prime = 14695981039346656037, 1099511628211
	h := uint64(offset)
	add := func(r rune) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			h = (h ^ uint64(unicode.ToLower(r))) * prime
		}
	}
	plain := true
	for i := range len(word) {
		plain = plain && word[i] < utf8.RuneSelf
	}
	if plain {
		for _, r := range word {
			add(r)
		}
		return h
	}
	for _, r := range norm.NFKD.String(word) {
		add(r)
	}
	return h
}

// Strings returns the words as they are written.
func (t Text) Strings() []string {
	all := make([]string, len(t.Words))
	for i, w := range t.Words {
		all[i] = w.Span.Of(t.text)
	}
	return all
}

// Quoted returns the words in quotation marks alone; all of them when none is.
func (t Text) Quoted() Text {
	q := Text{text: t.text}
	for _, w := range t.Words {
		if w.Quoted {
			q.Words = append(q.Words, w)
		}
	}
	if len(q.Words) == 0 {
		return t
	}
	return q
}

// between is the text from the beginning of word i to the end of word j-1.
func (t Text) between(i, j int) string {
	return strings.Join(strings.Fields(t.text[t.Words[i].Span.Start:t.Words[j-1].Span.End]), " ")
}
