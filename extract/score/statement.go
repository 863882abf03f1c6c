package score

import (
	"fmt"
	"strings"

	"attache"
	"attache/sample"
)

// StatementScore counts the statements of articles that are judged by who says what, as a reader
// would: by the name of the speaker instead of the span of the source.
type StatementScore struct {
	Required int // gold statements that are not optional
	Found    int // of them, those whose content was found
	Right    int // of those found, those with the right speaker
	Open     int // of those found, those whose speaker was left open
	Wrong    int // of those found, those with a wrong speaker: the worst error
	Extra    int // predictions that are no gold statement, optional ones included
	Mistakes []string

	// What else the gold states about those found.
	Form, Act, Addressee, Via SlotScore
}

// String prints the counts on one line, and the mistakes below it.
func (s StatementScore) String() string {
	line := fmt.Sprintf("required %d  found %d  right speaker %d  left open %d  wrong speaker %d  extra %d\n",
		s.Required, s.Found, s.Right, s.Open, s.Wrong, s.Extra)
	for _, slot := range []struct {
		name string
		SlotScore
	}{{"form", s.Form}, {"act", s.Act}, {"addressee", s.Addressee}, {"via", s.Via}} {
		line += fmt.Sprintf("  %-10s %d of %d\n", slot.name, slot.Right, slot.N)
	}
	return line + strings.Join(s.Mistakes, "")
}

func (s *SlotScore) count(stated, right bool) {
	s.N += bit(stated)
	s.Right += bit(stated && right)
}

func (s *SlotScore) add(o SlotScore) { s.N, s.Right = s.N+o.N, s.Right+o.Right }

// Add adds the counts of another article.
func (s *StatementScore) Add(o StatementScore) {
	s.Required, s.Found, s.Right = s.Required+o.Required, s.Found+o.Found, s.Right+o.Right
	s.Open, s.Wrong, s.Extra = s.Open+o.Open, s.Wrong+o.Wrong, s.Extra+o.Extra
	s.Mistakes = append(s.Mistakes, o.Mistakes...)
	s.Form.add(o.Form)
	s.Act.add(o.Act)
	s.Addressee.add(o.Addressee)
	s.Via.add(o.Via)
}

// Statements compares the attributions of an article with its gold. A statement is found when the
// words of its content and of a prediction's share at least half (token F1); a speaker is right when
// the name shown, or the words of the source, are one of the gold's names in other words.
func Statements(id, text string, gold []sample.Statement, f attache.Facts) StatementScore {
	var s StatementScore
	used := map[int]bool{}
	for _, g := range gold {
		best, score := -1, half
		for i, a := range f.Attributions {
			if v := slotF1(strings.Join(g.Content, " "), contentOf(a, text), nil); v >= score && (v > score || best < 0) {
				best, score = i, v
			}
		}
		if best >= 0 {
			used[best] = true
		}
		if g.Optional {
			continue
		}
		s.Required++
		if best < 0 {
			s.Mistakes = append(s.Mistakes, fmt.Sprintf("MISSED %s [%s] (%s) %q\n", id, g.Speaker, g.Cue, g.Content))
			continue
		}
		s.Found++
		a := f.Attributions[best]
		s.Form.count(g.Form != "", g.Form == string(a.Form))
		s.Act.count(g.Act != "", g.Act == string(a.Act))
		s.Addressee.count(g.Addressee != "", named(g.Addressee, a.Addressee, text))
		s.Via.count(g.Via != "", named(g.Via, a.Via, text))
		switch {
		case named(g.Speaker, a.Source, text):
			s.Right++
		case a.Source.IsZero() || a.Source.Name == "" || a.Source.Trust() < attache.Plain:
			s.Open++
			s.Mistakes = append(s.Mistakes, fmt.Sprintf("OPEN   %s [%s] got [%s] (%s) %q\n", id, g.Speaker, a.Source.Show(text), g.Cue, g.Content))
		default:
			s.Wrong++
			s.Mistakes = append(s.Mistakes, fmt.Sprintf("WRONG  %s [%s] got [%s] (%s) %q\n", id, g.Speaker, a.Source.Show(text), g.Cue, g.Content))
		}
	}
	for i, a := range f.Attributions {
		if !used[i] {
			s.Extra++
			s.Mistakes = append(s.Mistakes, fmt.Sprintf("EXTRA  %s [%s] %q rule %s score %.2f\n", id, a.Source.Show(text), contentOf(a, text), a.Rule, a.Score))
		}
	}
	return s
}

func contentOf(a attache.Attribution, text string) string {
	var parts []string
	for _, c := range a.Content {
		parts = append(parts, c.Of(text))
	}
	return strings.Join(parts, " ")
}

// named reports whether a mention is one of the gold's names, as it is shown or as it stands in the text.
func named(gold string, m attache.Mention, text string) bool {
	for _, name := range strings.Split(gold, "|") {
		if sameName(name, speaker(m, text)) || m.Name == "" && sameName(name, m.Span.Of(text)) {
			return true
		}
	}
	return false
}

// sameName reports whether two names share more than half of their words, or half when that is all
// the shorter one has: Helen Marsh is Marsh, and is not Roger Marsh.
func sameName(a, b string) bool {
	f := slotF1(a, b, conditionStop)
	shorter := min(len(slotWords(a, conditionStop)), len(slotWords(b, conditionStop)))
	longer := max(len(slotWords(a, conditionStop)), len(slotWords(b, conditionStop)))
	return f > half || f == half && longer == 3*shorter
}
