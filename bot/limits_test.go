package bot

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"attache/card"
)

func TestSentencesAtTheLimit(t *testing.T) {
	for name, letter := range map[string]string{"Latin": "a", "Cyrillic": "ж", "CJK": "会", "combining": "e\u0301", "emoji": "👩‍👩‍👧‍👦", "escaped": "*"} {
		t.Run(name, func(t *testing.T) {
			per := size(markdown(letter))
			for _, times := range []int{maxContent / per, maxContent/per + 1, 3 * maxContent} {
				text := strings.Repeat(letter, times)
				got := sentence(text).Content
				if n := utf8.RuneCountInString(got); n > maxContent {
					t.Errorf("%d letters: content has %d characters", times, n)
				}
				if whole := times <= maxContent/per; whole == strings.HasSuffix(got, "…") {
					t.Errorf("%d letters: whole is %v, but it ends in %q", times, whole, got[len(got)-6:])
				}
				if !utf8.ValidString(got) {
					t.Errorf("%d letters: not valid UTF-8", times)
				}
			}
		})
	}
}

func TestLongAnswersAreAttachedWhole(t *testing.T) {
	c := card.Card{Title: "many"}
	for range 40 {
		c.Blocks = append(c.Blocks, card.Quote{Source: "Oda Maren", Cue: "said", Content: []string{"x"},
			Cite: with(cite, card.Passage{Text: strings.Repeat("The lock stays shut. ", 9)})})
	}
	m := draw(c, drawing{address: addressed})
	text := m.Embeds[len(m.Embeds)-1].Description
	shown := shownBlocks(m, c)
	if shown < 15 || shown > 39 {
		t.Errorf("%d of 40 findings are shown", shown)
	}
	if want := "more: the whole answer is in answer.txt"; !strings.Contains(text, want) {
		t.Errorf("the last description says nothing of what is missing:\n%s", text[max(0, len(text)-300):])
	}
	if len(m.files) != 1 || strings.Count(string(m.files[0].Bytes), "Oda Maren said") != 40 {
		t.Errorf("answer.txt does not hold all findings")
	}
}

// The judge of the property test must be able to fail.
func TestJudgeComplains(t *testing.T) {
	for name, spoil := range map[string]func(*message){
		"content": func(m *message) { m.Content = strings.Repeat("ж", 2001) },
		"total": func(m *message) {
			m.Embeds = []embed{{Description: strings.Repeat("a", 4000)}, {Description: strings.Repeat("a", 2001)}}
		},
		"label": func(m *message) {
			m.Components = []row{{Type: 1, Components: []any{button{Type: 2, Style: 2, CustomID: "x"}}}}
		},
		"twice": func(m *message) {
			b := button{Type: 2, Style: 2, Label: "l", CustomID: "x"}
			m.Components = []row{{Type: 1, Components: []any{b, b}}}
		},
		"mentions": func(m *message) { m.Mentions.Parse = nil },
		"empty":    func(m *message) { m.Content = "" },
		"file":     func(m *message) { m.Attachments = []attachment{{ID: "0", Filename: "f"}} },
	} {
		m := sentence("fine")
		spoil(&m)
		body, _ := json.Marshal(m)
		if len(judge(body, 0)) == 0 {
			t.Errorf("%s: the judge says nothing", name)
		}
		if name != "mentions" && name != "file" && len(m.problems()) == 0 {
			t.Errorf("%s: problems says nothing", name)
		}
	}
	body, _ := json.Marshal(sentence("fine"))
	if f := judge(body, 0); len(f) > 0 {
		t.Errorf("the judge complains about a plain sentence: %v", f)
	}
}

func TestCustomIDs(t *testing.T) {
	for _, c := range []customID{
		{mode: modeUpdate, line: "who-said --page 2 corridor"},
		{mode: modePrivate, kept: true, line: "9f2c"},
		{mode: modeForm, line: "submit --private"},
		{mode: modeOff},
	} {
		for n := range 25 {
			got, err := decodeCustomID(c.encode(n))
			if err != nil || got != c {
				t.Errorf("decode(%q) = %+v, %v, want %+v", c.encode(n), got, err, c)
			}
		}
	}
	for _, s := range []string{"", "1u", "2u0:help", "1z0:help", "1u!:help", "1u0help", "héé"} {
		if c, err := decodeCustomID(s); err == nil {
			t.Errorf("decode(%q) = %+v, want an error", s, c)
		}
	}
}

func FuzzCustomID(f *testing.F) {
	f.Add("1u0:who-said --page 2 corridor")
	f.Add("1P3:9f2c")
	f.Add("0\xff:")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := decodeCustomID(s)
		if err != nil {
			return
		}
		if back, err := decodeCustomID(c.encode(3)); err != nil || back != c {
			t.Errorf("%q decodes to %+v and back to %+v, %v", s, c, back, err)
		}
	})
}
