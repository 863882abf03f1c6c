package card

import (
	"strings"
	"testing"

	"attache"
)

const report = "Harbour master Ilse Brandvold said the ferry would “sail again” on Sunday. " +
	"Ostrand agreed to lower the tax if Veldara opens its harbours. The lock was opened on 14 March."

func part(words string) attache.Span {
	at := strings.Index(report, words)
	return attache.Span{Start: at, End: at + len(words)}
}

func cited() attache.Cited {
	return attache.Cited{Ref: "k7m2q4x9d3hw#s1", Article: attache.Article{
		ID: "k7m2q4x9d3hw", Title: "Ferry", Outlet: "Harbour Post", Text: report, URL: "https://post.example/ferry",
	}}
}

func TestShow(t *testing.T) {
	statement, event, condition := cited(), cited(), cited()
	statement.Attribution = &attache.Attribution{
		Source: attache.Mention{Span: part("Ilse Brandvold"), Name: "Ilse Brandvold", Sure: 0.9}, Score: 0.9, Form: attache.Mixed,
		Cue: []attache.Span{part("said")}, Content: []attache.Span{part("the ferry would “sail again” on Sunday")},
		Extent: part("Harbour master Ilse Brandvold said the ferry would “sail again” on Sunday."),
	}
	event.Event = &attache.Event{
		Trigger: part("opened"), Extent: part("The lock was opened on 14 March."), Status: attache.Scheduled,
		When: attache.Timex{Type: attache.Date, Value: "2031-03-14"}, Who: []attache.Mention{{Span: part("lock")}},
	}
	condition.Condition = &attache.Condition{
		Holder: attache.Mention{Name: "Ostrand", Sure: 0.9}, Marker: part("if"), Addressee: attache.Mention{Name: "Veldara", Sure: 0.4}, Antecedent: part("Veldara opens its harbours"), Consequent: part("lower the tax"),
		Extent: part("Ostrand agreed to lower the tax if Veldara opens its harbours."), Kind: attache.Offer, Status: attache.Open,
	}

	q, ok := Show(statement, nil).(Quote)
	if !ok || q.Source != "Ilse Brandvold" || q.Cue != "said" || q.Direct || q.Doubt != "" ||
		len(q.Content) != 1 || q.Content[0] != "the ferry would “sail again” on Sunday" {
		t.Errorf("a statement is %+v", q)
	}
	if len(q.Cite.Passage.Marks) != 1 || q.Cite.Passage.Marks[0].Of(q.Cite.Passage.Text) != q.Content[0] {
		t.Errorf("its passage is %+v", q.Cite.Passage)
	}
	statement.Attribution.Source.Sure = 0.3
	if q := Show(statement, nil).(Quote); q.Doubt == "" {
		t.Error("a source that is not sure is shown as certain")
	}
	m, ok := Show(event, []attache.Span{part("14 March"), part("ferry")}).(Moment)
	if !ok || m.When != "14 March 2031" || m.Status != "scheduled" || len(m.Who) != 1 || m.Who[0] != "lock" || len(m.What.Marks) != 2 {
		t.Errorf("an event is %+v", m)
	}
	c, ok := Show(condition, nil).(Term)
	if !ok || c.Holder != "Ostrand" || c.Addressee != "Veldara (uncertain)" || c.Joint != "if" || c.Antecedent != "Veldara opens its harbours" || c.Status != "open" {
		t.Errorf("a condition is %+v", c)
	}
	condition.Condition.Marker, condition.Condition.Antecedent, condition.Condition.Consequent = part("agreed to"), part("lower the tax"), part("Ostrand agreed to")
	if c := Show(condition, nil).(Term); c.Consequent+" "+c.Joint+" "+c.Antecedent != "Ostrand agreed to lower the tax" {
		t.Errorf("a condition whose consequent ends in its marker is %+v", c)
	}
	i, ok := Show(cited(), []attache.Span{part("lock")}).(Item)
	if !ok || i.Cite.Outlet != "Harbour Post" || len(i.Snippet.Marks) != 1 || i.Snippet.Marks[0].Of(i.Snippet.Text) != "lock" {
		t.Errorf("an article is %+v", i)
	}
}

// Spans out of the text, out of order or over each other must never break a card.
func TestShowSurvivesFaultySpans(t *testing.T) {
	for _, s := range []attache.Span{{Start: -1, End: 5}, {Start: 5, End: 1}, {Start: 0, End: 1 << 30}, {}, {Start: len(report), End: len(report)}} {
		c := cited()
		c.Attribution = &attache.Attribution{Content: []attache.Span{s, s, {Start: 0, End: 9}}, Extent: s, Cue: []attache.Span{s}}
		Show(c, []attache.Span{s})
		c.Attribution = nil
		c.Event = &attache.Event{Extent: s, Trigger: s}
		Show(c, []attache.Span{s, {Start: 3, End: 4}})
		c.Event = nil
		c.Condition = &attache.Condition{Extent: s, Antecedent: s, Consequent: s, Evidence: s}
		Show(c, nil)
		c.Condition = nil
		Show(c, []attache.Span{s, {Start: 150, End: 155}, s})
	}
}

func TestWhen(t *testing.T) {
	for value, want := range map[string]string{
		"2031-03-14": "14 March 2031", "2031-03": "March 2031", "2031-W10": "week of 3 March 2031", "2031-Q3": "Q3 2031",
		"2031": "2031", "2031-SP": "spring 2031", "PXD": "undated", "": "undated",
	} {
		if got := When(attache.Timex{Value: value}); got != want {
			t.Errorf("When(%q) = %q, want %q", value, got, want)
		}
	}
	if got := When(attache.Timex{Value: "2031-03-03", End: "2031-03-05"}); got != "3–5 March 2031" {
		t.Errorf("a range is %q", got)
	}
}

func TestSnippetCutsBetweenCharacters(t *testing.T) {
	text := strings.Repeat("外", 300)
	for start := 0; start < 600; start += 3 {
		s := Snippet(attache.Article{Text: text}, []attache.Span{{Start: start, End: start + 3}})
		if strings.Trim(s.Text, "外") != "" || s.Text == "" || len(s.Marks) != 1 {
			t.Fatalf("at %d: %q", start, s.Text)
		}
	}
}

func TestSnippetDoesNotRepeatTheTitle(t *testing.T) {
	a := attache.Article{Title: "Ferry to sail", Text: "Ferry to sail\n\nFerry to sail.\n\nThe ferry will sail on Monday."}
	for _, marks := range [][]attache.Span{nil, {{Start: 0, End: 5}}} {
		if s := Snippet(a, marks); s.Text != "The ferry will sail on Monday." || len(s.Marks) > 0 {
			t.Errorf("got %+v", s)
		}
	}
	a.Byline, a.Text = "Ada Marlowe", "Ferry to sail\n\nBy Ada Marlowe in Lom\n\nThe ferry will sail on Monday, Ada Marlowe reports."
	if s := Snippet(a, nil); s.Text != "The ferry will sail on Monday, Ada Marlowe reports." {
		t.Errorf("under a byline: %+v", s)
	}
	if s := Snippet(attache.Article{Title: "Ferry to sail", Text: "Ferry to sail"}, nil); s.Text != "Ferry to sail" {
		t.Errorf("an article that is its title gives %q", s.Text)
	}
}

func TestSnippetSaysWhereItWasCut(t *testing.T) {
	text := strings.Repeat("The council met and parted. ", 20) + "The lock at Lom was opened again. " + strings.Repeat("Nobody came to see it. ", 20)
	at := strings.Index(text, "lock")
	s := Snippet(attache.Article{Text: text}, []attache.Span{{Start: at, End: at + 4}})
	if !strings.HasPrefix(s.Text, "The lock at Lom") || s.Before || !s.After {
		t.Errorf("got %+v, want it from the sentence on, cut at its end", s)
	}
	if got := s.Draw("*", "*", nil); !strings.HasPrefix(got, "The *lock* at Lom") || !strings.HasSuffix(got, " […]") {
		t.Errorf("drawn as %q", got)
	}
	long := strings.Repeat("and on and on ", 60) + "the lock"
	at = strings.Index(long, "lock")
	if s := Snippet(attache.Article{Text: long}, []attache.Span{{Start: at, End: at + 4}}); !s.Before || s.After || !strings.HasPrefix(s.Draw("", "", nil), "[…] ") {
		t.Errorf("got %+v, want it cut at its beginning", s)
	}
	if s := Snippet(attache.Article{Text: "The lock was opened."}, nil); s.Before || s.After {
		t.Errorf("a whole text is %+v", s)
	}
}
