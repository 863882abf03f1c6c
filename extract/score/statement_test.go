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
		{"takes half of the content", said(attache.Mention{Span: span("Helen Marsh"), Name: "Helen Marsh"}, "pier is"), StatementScore{Required: 1, Found: 1, Right: 1}},
		{"counts what is not in the gold", said(attache.Mention{Name: "Roger Marsh"}, "doubted it"), StatementScore{Required: 1, Extra: 1}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			got := Statements("a", text, gold, tt.got)
			got.Mistakes = nil
			if got.String() != tt.want.String() {
				t.Errorf("got %swant %s", got, tt.want)
			}
		})
	}
}
