package timex

import (
	"strings"
	"testing"
	"time"

	"attache"
	"attache/extract/token"
)

// monday is the anchor of the examples in lexicon/rules.tsv.
var monday = attache.Anchor{Value: "2026-11-23", By: attache.ByPublication}

func TestRuleExamples(t *testing.T) {
	for _, r := range theGrammar.rules {
		t.Run(r.id, func(t *testing.T) {
			if r.want == "" {
				if found := Find(token.Read(r.example), monday); len(found) > 0 {
					t.Errorf("%q holds %q, want nothing", r.example, found[0].Span.Of(r.example))
				}
				return
			}
			before, rest, _ := strings.Cut(r.example, "[")
			want, after, ok := strings.Cut(rest, "]")
			if !ok {
				t.Fatalf("line %d: no brackets in %q", r.line, r.example)
			}
			text := before + want + after
			for _, x := range Find(token.Read(text), monday) {
				if x.Span.Start != len(before) {
					continue
				}
				if got := x.Span.Of(text); got != want {
					t.Errorf("%q: found %q, want %q", text, got, want)
				}
				if got := describe(x); got != r.want {
					t.Errorf("%q: read as %s, want %s", text, got, r.want)
				}
				if !strings.HasPrefix(x.Rule, r.id) {
					t.Errorf("%q: read by %s", text, x.Rule)
				}
				return
			}
			t.Errorf("%q: found nothing where %q stands", text, want)
		})
	}
}

func describe(x attache.Timex) string {
	s := string(x.Type) + " " + x.Value
	if x.End != "" {
		s += "/" + x.End
	}
	if x.Mod != "" {
		s += " " + x.Mod
	}
	return s
}

var _ = time.Now
