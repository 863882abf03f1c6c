package extract

import (
	"fmt"
	"strings"

	"attache"
	"attache/extract/attribution"
	"attache/extract/condition"
	"attache/extract/entity"
	"attache/extract/token"
)

// Trace tells how an article was read: every fact with the rule that found it, and what the layers
// below saw. It prints as text for people.
type Trace struct {
	Facts    attache.Facts
	Mentions []entity.Mention

	text string
	doc  *token.Doc
}

// Explain reads an article and keeps what led to each fact. The facts are those of Extract.
func (p *Pipeline) Explain(a attache.Article) Trace {
	r := p.read(a)
	return Trace{Facts: r.facts(), Mentions: r.names.Mentions, text: a.Text, doc: r.doc}
}

// Why explains the rule of an attribution or condition in a sentence for people; a rule it does not
// know is given by its name.
func Why(rule string) string {
	if s, ok := attribution.Why(rule); ok {
		return s
	}
	if s, ok := condition.Why(rule); ok {
		return s
	}
	return "Rule " + rule + "."
}

// String prints the trace: paragraphs with their kinds, the anchor, mentions, then each fact with
// its words, its rule and its confidence.
func (t Trace) String() string {
	var b strings.Builder
	for i := range t.doc.Paragraphs {
		p := &t.doc.Paragraphs[i]
		fmt.Fprintf(&b, "paragraph %d: %s, %d sentences, %s\n", i+1, p.Kind, p.Sentences.Len(), t.quote(p.Span, 60))
	}
	fmt.Fprintf(&b, "anchor %s by %s: %s\n", orNone(t.Facts.Anchor.Value), t.Facts.Anchor.By, t.Facts.Anchor.Why)
	for _, m := range t.Mentions {
		fmt.Fprintf(&b, "mention %s %s %s %.2f\n", t.quote(m.Span, 60), orNone(string(m.Kind)), orNone(m.Mention.Name), m.Sure)
	}
	for _, x := range t.Facts.Timexes {
		fmt.Fprintf(&b, "time %s %s %s rule %s\n", t.quote(x.Span, 60), x.Type, orNone(x.Value), x.Rule)
	}
	for _, s := range t.Facts.Attributions {
		fmt.Fprintf(&b, "%s %s %s, score %.2f\n", s.Ref, s.Form, s.Act, s.Score)
		t.line(&b, "source", s.Source)
		for _, c := range s.Cue {
			fmt.Fprintf(&b, "  cue %s\n", t.quote(c, 80))
		}
		for _, c := range s.Content {
			fmt.Fprintf(&b, "  content %s\n", t.quote(c, 200))
		}
		t.line(&b, "addressee", s.Addressee)
		t.line(&b, "via", s.Via)
		fmt.Fprintf(&b, "  rule %s: %s\n", s.Rule, Why(s.Rule))
	}
	for _, e := range t.Facts.Events {
		fmt.Fprintf(&b, "%s %s %s %s, score %.2f\n", e.Ref, t.quote(e.Trigger, 40), orNone(e.When.Value), e.Status, e.Score)
		for _, w := range e.Who {
			t.line(&b, "actor", w)
		}
		fmt.Fprintf(&b, "  rule %s\n", e.Rule)
	}
	for _, c := range t.Facts.Conditions {
		fmt.Fprintf(&b, "%s %s %s, score %.2f\n", c.Ref, c.Kind, c.Status, c.Score)
		t.line(&b, "holder", c.Holder)
		t.line(&b, "addressee", c.Addressee)
		for _, part := range []struct {
			name string
			at   attache.Span
		}{{"marker", c.Marker}, {"antecedent", c.Antecedent}, {"consequent", c.Consequent}, {"resolved", c.Resolved}, {"evidence", c.Evidence}} {
			if !part.at.Empty() {
				fmt.Fprintf(&b, "  %s %s\n", part.name, t.quote(part.at, 160))
			}
		}
		fmt.Fprintf(&b, "  rule %s: %s\n", c.Rule, Why(c.Rule))
	}
	return b.String()
}

func (t Trace) line(b *strings.Builder, role string, m attache.Mention) {
	if !m.IsZero() {
		fmt.Fprintf(b, "  %s %s = %s %.2f\n", role, t.quote(m.Span, 80), orNone(m.Name), m.Sure)
	}
}

// quote is the text of a span on one line with its place, cut to about n bytes.
func (t Trace) quote(s attache.Span, n int) string {
	words := strings.Join(strings.Fields(s.Of(t.text)), " ")
	if len(words) > n {
		words = strings.ToValidUTF8(words[:n], "") + "…"
	}
	return fmt.Sprintf("%d:%d “%s”", s.Start, s.End, words)
}

func orNone(s string) string {
	if s == "" {
		return "-"
	}
	return s
}
