package score

import (
	"strings"
	"testing"

	"attache"
	"attache/sample"
)

func TestStatements(t *testing.T) {
	const text = "Helen Marsh said the pier is safe. Roger Marsh doubted it."
	span := func(words string) attache.Span {
		i := strings.Index(text, words)
		return attache.Span{Start: i, End: i + len(words)}
	}
	gold := []sample.Statement{{Speaker: "Helen Marsh", Content: []string{"the pier is safe"}}}
	said := func(source attache.Mention, content string) attache.Facts {
		if source.Name != "" && source.Sure == 0 {
			source.Sure = 1
		}
		return attache.Facts{Attributions: []attache.Attribution{{Source: source, Content: []attache.Span{span(content)}}}}
	}
	for _, tt := range []struct {
		name string
		got  attache.Facts
		want StatementScore
	}{
		{"takes the full name", said(attache.Mention{Span: span("Helen Marsh"), Name: "Helen Marsh"}, "the pier is safe"), StatementScore{Required: 1, Found: 1, Right: 1}},
		{"takes a short form", said(attache.Mention{Span: span("Marsh"), Name: "Marsh"}, "the pier is safe"), StatementScore{Required: 1, Found: 1, Right: 1}},
		{"refuses another person of the same surname", said(attache.Mention{Span: span("Roger Marsh"), Name: "Roger Marsh"}, "the pier is safe"), StatementScore{Required: 1, Found: 1, Wrong: 1}},
		{"counts a source without a name as open", said(attache.Mention{Span: span("the pier")}, "the pier is safe"), StatementScore{Required: 1, Found: 1, Open: 1}},
		{"counts a doubtful name as open", said(attache.Mention{Span: span("Roger Marsh"), Name: "Roger Marsh", Sure: 0.4}, "the pier is safe"), StatementScore{Required: 1, Found: 1, Open: 1}},
		{"takes half of the content", said(attache.Mention{Span: span("Helen Marsh"), Name: "Helen Marsh"}, "pier is"), StatementScore{Required: 1, Found: 1, Right: 1}},
		{"counts what is not in the gold", said(attache.Mention{Name: "Roger Marsh"}, "doubted it"), StatementScore{Required: 1, Extra: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Statements("a", text, gold, tt.got)
			got.Mistakes, got.Form, got.Act, got.Addressee, got.Via = nil, SlotScore{}, SlotScore{}, SlotScore{}, SlotScore{}
			if got.String() != tt.want.String() {
				t.Errorf("got %swant %s", got, tt.want)
			}
		})
	}
}

func TestStatementSlots(t *testing.T) {
	const text = "Ida Moor asked Léo Brandt to sign, the harbour office said."
	span := func(words string) attache.Span {
		i := strings.Index(text, words)
		return attache.Span{Start: i, End: i + len(words)}
	}
	gold := []sample.Statement{{Speaker: "Ida Moor", Content: []string{"to sign"}, Form: "indirect", Act: "ask", Addressee: "Léo Brandt", Via: "harbour office"}}
	asked := attache.Attribution{
		Source: attache.Mention{Span: span("Ida Moor"), Name: "Ida Moor", Sure: 1}, Content: []attache.Span{span("to sign")},
		Form: attache.Indirect, Act: attache.ActAsk, Addressee: attache.Mention{Span: span("Ida Moor")}, Via: attache.Mention{Span: span("the harbour office")},
	}
	s := Statements("a", text, gold, attache.Facts{Attributions: []attache.Attribution{asked}})
	if s.Form.Right != 1 || s.Act.Right != 1 || s.Via.Right != 1 {
		t.Errorf("form, act and via are right, got %s", s)
	}
	if s.Addressee.N != 1 || s.Addressee.Right != 0 {
		t.Errorf("the addressee is another person, got %s", s)
	}
}
