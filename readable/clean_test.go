package readable

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"golang.org/x/text/encoding/charmap"

	"attache"
)

func TestClean(t *testing.T) {
	for _, tt := range []struct{ name, in, want string }{
		{"makes every line break one", "a\r\nb\rc\u2028d\u0085e\ff", "a\nb\nc\nd\ne\nf"},
		{"makes every space one", "a\u00A0b \t c\u202Fd\u3000e", "a b c d e"},
		{"trims lines", "  a  \n\u00A0 b ", "a\nb"},
		{"composes", "Cafe\u0301", "Café"},
		{"removes soft hyphens and zero-width characters", "cal\u00ADen\u200Bdar\uFEFF", "calendar"},
		{"removes bidirectional marks", "a\u202Eb\u2066c\u2069\u200Fd", "abcd"},
		{"removes controls", "a\x00b\x1B[0mc\x7F\u009Dd", "ab[0mcd"},
		{"removes tags and noncharacters", "a\U000E0041b\uFFFEc\U0001FFFFd", "abcd"},
		{"keeps the joiner that spells Persian", "می\u200Cرود", "می\u200Cرود"},
		{"removes it from Latin text", "a\u200Cb", "ab"},
		{"shows what was lost", "a\xFFb", "a\uFFFDb"},
		{"keeps what is visible", "Əliyev – “x” €5 😀 №7 ½", "Əliyev – “x” €5 😀 №7 ½"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := clean(tt.in); got != tt.want {
				t.Errorf("clean(%q) = %q, want %q", tt.in, got, tt.want)
			}
		})
	}
}

func TestParagraphs(t *testing.T) {
	for _, tt := range []struct {
		name, text string
		want       []string
	}{
		{"parts at blank lines", "One.\n\n\n\nTwo.", []string{"One.", "Two."}},
		{"parts at single breaks of text that is not wrapped", "One sentence.\nAnother one.\nA third.", []string{"One sentence.", "Another one.", "A third."}},
		{"keeps lists apart", "Present were:\nOdile Brandt\nTomas Reyl\nIlse Corr", []string{"Present were:", "Odile Brandt", "Tomas Reyl", "Ilse Corr"}},
		{"joins wrapped lines", "The mediator said on Monday that both delegations\nwould meet again before the end of the month and\nthat Weir had offered a room.", []string{"The mediator said on Monday that both delegations would meet again before the end of the month and that Weir had offered a room."}},
		{"joins a name to a full line", "The mediator said on Monday that the judge and Odile\nBrandt had met twice in Weir, once at noon and once in\nthe evening.", []string{"The mediator said on Monday that the judge and Odile Brandt had met twice in Weir, once at noon and once in the evening."}},
		{"leaves long lines alone", strings.Repeat("word ", 30) + "\nnext line", []string{strings.Repeat("word ", 30), "next line"}},
		{"drops rules", "One.\n---\nTwo.\n* * *\nThree.", []string{"One.", "Two.", "Three."}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := paragraphs(tt.text); !slices.Equal(got, tt.want) {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// Old encodings come in undeclared; the sentence must come out whatever they are, and a claim is
// not believed against UTF-8.
func TestDecode(t *testing.T) {
	const english = "The mayor said “not now” – and left the café before the council had voted on the ferry."
	const russian = "Мэр города сообщила совету, что министерство ещё не ответило на письмо о пароме."
	encode := func(cm *charmap.Charmap, s string) []byte {
		b, err := cm.NewEncoder().Bytes([]byte(s))
		if err != nil {
			t.Fatal(err)
		}
		return b
	}
	wide := func(s, mark string, hi, lo int) []byte {
		b := []byte(mark)
		for _, u := range utf16.Encode([]rune(s)) {
			pair := [2]byte{}
			pair[hi], pair[lo] = byte(u>>8), byte(u)
			b = append(b, pair[0], pair[1])
		}
		return b
	}
	for _, tt := range []struct {
		name  string
		bytes []byte
		claim string
		want  string
	}{
		{"UTF-8", []byte(english), "windows-1252", english},
		{"Windows-1252, undeclared", encode(charmap.Windows1252, english), "", english},
		{"Windows-1251, undeclared", encode(charmap.Windows1251, russian), "", russian},
		{"KOI8-R, undeclared", encode(charmap.KOI8R, russian), "", russian},
		{"Windows-1251, declared", encode(charmap.Windows1251, russian), "CP1251", russian},
		{"Windows-1251, wrongly declared as UTF-8", encode(charmap.Windows1251, russian), "utf-8", russian},
		{"UTF-16 with a mark", wide(russian, "\xFF\xFE", 1, 0), "", russian},
		{"UTF-16, big-endian, with a mark", wide(russian, "\xFE\xFF", 0, 1), "", russian},
		{"UTF-16 without a mark", wide(english, "", 1, 0), "", english},
		{"UTF-8 with one byte lost", []byte(russian[:len(russian)-2]), "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a, err := Read(attache.File{Bytes: tt.bytes}, Options{Charset: tt.claim})
			if err != nil {
				t.Fatal(err)
			}
			if tt.want == "" {
				if !strings.HasSuffix(a.Text, "\uFFFD") || strings.Count(a.Text, "\uFFFD") != 1 {
					t.Errorf("got %.80q", a.Text)
				}
			} else if a.Text != tt.want {
				t.Errorf("got  %q\nwant %q", a.Text, tt.want)
			}
		})
	}
}
