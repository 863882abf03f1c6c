package extract_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/attribution"
	"attache/extract/entity"
	"attache/extract/phrase"
	"attache/extract/timex"
	"attache/extract/token"
)

// A voice is one statement of testdata/voices, as a person judged it: whose it is, what is done by
// it, to whom, where and when. The files hold texts of many styles, written for this purpose before
// the extractor was run on them. Each has a head ("title:", "date:", "style:"), the text, and below
// "---" one line a statement:
//
//	source | cue | content | speaker | act | to=…; via=…; in=…; on=…; not; optional
//
// " / " parts what is equally right, " … " the parts of a content, and "-" as speaker stands for
// nobody: a name would be wrong there. "optional" statements count for whose they are, but need not be found.
type voice struct {
	source, cue       attache.Span
	content           []attache.Span
	speaker, act      []string
	to, via           []string
	in, on            string
	negated, optional bool
	line              string
}

// voicesText is one file.
type voicesText struct {
	name    string
	article attache.Article
	voices  []voice
}

// heldOut are texts that nobody looked into while rules were written: their counts alone were read.
func (v voicesText) heldOut() bool {
	switch v.name[:2] {
	case "04", "12", "20", "28", "36":
		return true
	}
	return false
}

func readVoices(t testing.TB) []voicesText {
	t.Helper()
	files, err := filepath.Glob("testdata/voices/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no voices: %v", err)
	}
	var all []voicesText
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		head, rest, ok := strings.Cut(string(b), "\n\n")
		text, gold, also := strings.Cut(rest, "\n---\n")
		if !ok || !also {
			t.Fatalf("%s: no head or no gold", name)
		}
		v := voicesText{name: name, article: attache.Article{ID: attache.NewArticleID(name), Text: text}}
		for _, line := range strings.Split(head, "\n") {
			key, value, _ := strings.Cut(line, ": ")
			switch key {
			case "title":
				v.article.Title = value
			case "date":
				if v.article.Published, err = time.Parse(time.DateOnly, value); err != nil {
					t.Fatalf("%s: %v", name, err)
				}
			}
		}
		for _, line := range strings.Split(strings.TrimSpace(gold), "\n") {
			g, err := readVoice(text, line)
			if err != nil {
				t.Fatalf("%s: %v: %s", name, err, line)
			}
			v.voices = append(v.voices, g)
		}
		all = append(all, v)
	}
	return all
}

func readVoice(text, line string) (voice, error) {
	c := strings.Split(line, " | ")
	if len(c) == 5 {
		c = append(c, "")
	}
	if len(c) != 6 {
		return voice{}, fmt.Errorf("%d columns", len(c))
	}
	v := voice{speaker: strings.Split(c[3], " / "), act: strings.Split(c[4], " / "), line: line}
	at := 0
	for _, part := range strings.Split(c[2], " … ") {
		i := strings.Index(text[at:], part)
		if i < 0 {
			return v, fmt.Errorf("no content %q", part)
		}
		at += i
		v.content = append(v.content, attache.Span{Start: at, End: at + len(part)})
		at += len(part)
	}
	near := v.content[0]
	if c[1] != "-" {
		if v.cue = nearest(text, c[1], near, v.content); v.cue.Empty() {
			return v, fmt.Errorf("no cue %q", c[1])
		}
		near = v.cue
	}
	if c[0] != "-" {
		if v.source = nearest(text, c[0], near, append([]attache.Span{v.cue}, v.content...)); v.source.Empty() {
			return v, fmt.Errorf("no source %q", c[0])
		}
	}
	for _, extra := range strings.Split(c[5], ";") {
		key, value, _ := strings.Cut(strings.TrimSpace(extra), "=")
		switch key {
		case "":
		case "to":
			v.to = strings.Split(value, " / ")
		case "via":
			v.via = strings.Split(value, " / ")
		case "in":
			v.in = value
		case "on":
			v.on = value
		case "not":
			v.negated = true
		case "optional":
			v.optional = true
		default:
			return v, fmt.Errorf("no slot %q", key)
		}
	}
	return v, nil
}

// nearest returns where words stand as whole words, closest to a span and outside taken ones.
func nearest(text, words string, to attache.Span, taken []attache.Span) attache.Span {
	var best attache.Span
	gap := len(text) + 1
	for i := 0; i+len(words) <= len(text); i++ {
		if text[i:i+len(words)] != words {
			continue
		}
		s := attache.Span{Start: i, End: i + len(words)}
		if i > 0 && letter(text[i-1]) || s.End < len(text) && letter(text[s.End]) {
			continue
		}
		clash := false
		for _, x := range taken {
			clash = clash || x.Overlaps(s)
		}
		d := max(s.Start-to.End, to.Start-s.End)
		if !clash && d < gap {
			best, gap = s, d
		}
	}
	return best
}

func letter(b byte) bool { return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= 0x80 }

// given completes the gold's own spans, so that only what is under test here is judged: whose, what
// act, to whom. It returns the attribution of each voice; zero where Complete dropped it.
func given(v voicesText, tables *entity.Tables) []attache.Attribution {
	doc := token.ReadTitled(v.article.Text, v.article.Title)
	tags := phrase.Read(doc)
	anchor := timex.Anchor(doc, v.article.Published)
	t := attribution.Text{Tags: tags, Times: timex.Find(doc, anchor), Names: entity.Read(tags, tables, v.article.Published)}
	var frames []attribution.Frame
	for _, g := range v.voices {
		f := attribution.Frame{Source: g.source, Content: g.content, Rule: "gold", Score: 1}
		if !g.cue.Empty() {
			f.Cue = []attache.Span{g.cue}
		}
		frames = append(frames, f)
	}
	got := attribution.Complete(t, frames)
	all := make([]attache.Attribution, len(v.voices))
	for i, g := range v.voices {
		for _, a := range got {
			if a.Content[0] == g.content[0] && (len(a.Cue) == 0 || a.Cue[0] == g.cue) {
				all[i] = a
			}
		}
	}
	return all
}

// found returns what the pipeline finds for each voice: the statement whose content shares most
// words with the gold's, at least half.
func found(v voicesText, f attache.Facts) []attache.Attribution {
	all := make([]attache.Attribution, len(v.voices))
	for i, g := range v.voices {
		best := 0.5
		for _, a := range f.Attributions {
			if s := overlap(g.content, a.Content); s >= best {
				best, all[i] = s, a
			}
		}
	}
	return all
}

// overlap is the F1 of the bytes of two lists of spans.
func overlap(a, b []attache.Span) float64 {
	both, sum := 0, 0
	for _, x := range a {
		sum += x.Len()
		for _, y := range b {
			both += max(0, min(x.End, y.End)-max(x.Start, y.Start))
		}
	}
	for _, y := range b {
		sum += y.Len()
	}
	return 2 * float64(both) / float64(sum)
}

// tally counts one slot.
type tally struct{ gold, right, open, wrong int }

func (t tally) String() string {
	return fmt.Sprintf("gold %3d  right %3d  open %3d  wrong %3d", t.gold, t.right, t.open, t.wrong)
}

// voicesScore counts what was said about voices.
type voicesScore struct {
	voices, found                 int
	speaker, act, to, via, in, on tally
	negated                       tally
	toExtra, viaExtra, inEx, onEx int
	mistakes                      []string
}

func (s *voicesScore) String() string {
	return fmt.Sprintf("voices %d  found %d\n  speaker    %v\n  act        %v\n  negated    %v\n  addressee  %v  extra %d\n  via        %v  extra %d\n  occasion   %v  extra %d\n  said       %v  extra %d\n%s",
		s.voices, s.found, s.speaker, s.act, s.negated, s.to, s.toExtra, s.via, s.viaExtra, s.in, s.inEx, s.on, s.onEx, strings.Join(s.mistakes, ""))
}

func (s *voicesScore) add(v voicesText, got []attache.Attribution, show bool) {
	text := v.article.Text
	miss := func(slot string, g voice, shown string) {
		if show {
			s.mistakes = append(s.mistakes, fmt.Sprintf("  %-10s %s got [%s]: %s\n", slot, v.name, shown, g.line))
		}
	}
	for i, g := range v.voices {
		a := got[i]
		if len(a.Content) == 0 {
			if !g.optional {
				s.voices++
				miss("MISSED", g, "")
			}
			continue
		}
		s.voices, s.found = s.voices+1, s.found+1
		name := func(slot string, t *tally, extra *int, want []string, m attache.Mention) {
			if want == nil {
				if m.Name != "" && m.Sure >= 0.5 {
					*extra++
					miss(slot+"+", g, m.Name)
				}
				return
			}
			t.gold++
			switch judge(want, m, text) {
			case "right":
				t.right++
			case "open":
				t.open++
				miss(slot+" open", g, m.Show(text))
			default:
				t.wrong++
				miss(slot+" WRONG", g, fmt.Sprintf("%s %.2f", m.Show(text), m.Sure))
			}
		}
		name("speaker", &s.speaker, new(int), g.speaker, a.Source)
		name("to", &s.to, &s.toExtra, g.to, a.Addressee)
		name("via", &s.via, &s.viaExtra, g.via, a.Via)
		s.act.gold++
		if contains(g.act, string(a.Act)) {
			s.act.right++
		} else {
			s.act.wrong++
			miss("act", g, string(a.Act))
		}
		s.negated.gold++
		if g.negated == a.Negated {
			s.negated.right++
		} else {
			s.negated.wrong++
			miss("negated", g, fmt.Sprint(a.Negated))
		}
		part := func(slot string, t *tally, extra *int, want, shown string) {
			switch {
			case want == "" && shown == "":
			case want == "":
				*extra++
				miss(slot+"+", g, shown)
			case strings.Contains(shown, want):
				t.gold, t.right = t.gold+1, t.right+1
			case shown == "":
				t.gold, t.open = t.gold+1, t.open+1
				miss(slot+" open", g, "")
			default:
				t.gold, t.wrong = t.gold+1, t.wrong+1
				miss(slot+" WRONG", g, shown)
			}
		}
		part("in", &s.in, &s.inEx, g.in, a.Occasion.Of(text))
		part("on", &s.on, &s.onEx, g.on, a.Said.Span.Of(text))
	}
}

func contains(all []string, s string) bool {
	for _, x := range all {
		if x == s {
			return true
		}
	}
	return false
}

// judge compares a mention with the names that are right for it. A name of less than half
// confidence is an open one.
func judge(want []string, m attache.Mention, text string) string {
	named := m.Name != "" && m.Sure >= 0.5
	for _, w := range want {
		switch {
		case w == "-":
			if !named {
				return "right"
			}
		case named && attache.NewEntityID(w) == attache.NewEntityID(m.Name):
			return "right"
		case !named && strings.Contains("-"+string(attache.NewEntityID(m.Span.Of(text)))+"-", "-"+string(attache.NewEntityID(w))+"-"):
			return "right"
		}
	}
	if !named {
		return "open"
	}
	return "wrong"
}

func shippedTables(t testing.TB) *entity.Tables {
	t.Helper()
	f, err := os.Open("../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all, err := entity.ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// TestVoices is a floor under whose words statements are. It reads the spans of the gold, and those
// of the extractor.
func TestVoices(t *testing.T) {
	tables, p := shippedTables(t), pipeline(t)
	var open, held, openFound, heldFound voicesScore
	for _, v := range readVoices(t) {
		byGold, byUs := given(v, tables), found(v, p.Extract(v.article))
		if v.heldOut() {
			held.add(v, byGold, false)
			heldFound.add(v, byUs, false)
		} else {
			open.add(v, byGold, true)
			openFound.add(v, byUs, true)
		}
	}
	t.Logf("spans of the gold, seen texts: %v", &open)
	t.Logf("spans of the gold, held out: %v", &held)
	t.Logf("own spans, seen texts: %v", &openFound)
	t.Logf("own spans, held out: %v", &heldFound)
	for _, floor := range []struct {
		name         string
		got          tally
		right, wrong int // of a hundred
	}{
		{"speakers of the gold's spans", open.speaker, 96, 2}, {"the same, held out", held.speaker, 85, 9},
		{"speakers of what is found", openFound.speaker, 94, 3}, {"the same, held out", heldFound.speaker, 80, 10},
		{"act", openFound.act, 98, 2}, {"negation", openFound.negated, 98, 2}, {"addressee", openFound.to, 85, 2},
		{"via", openFound.via, 55, 0}, {"occasion", openFound.in, 95, 3}, {"date of saying", openFound.on, 90, 5},
	} {
		if floor.got.right*100 < floor.right*floor.got.gold || floor.got.wrong*100 > floor.wrong*floor.got.gold {
			t.Errorf("%s: %v, want %d %% right and at most %d %% wrong", floor.name, floor.got, floor.right, floor.wrong)
		}
	}
}
