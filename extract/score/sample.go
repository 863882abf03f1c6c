package score

import (
	"strings"
	"unicode/utf8"

	"attache"
	"attache/sample"
)

// FromSample writes the project's own gold of one article as rows of the timeline and condition
// layers, so that the same scorers measure it. Passages become the sentences that hold them; what is
// not in the text is left out. Statements name speakers instead of sources and have a measure of
// their own, [Statements].
func FromSample(id, text string, g sample.Gold) (EventRow, ConditionRow) {
	at := NewOffsets(text)
	events := EventRow{ID: id, Text: text, Events: []EventItem{}}
	for _, e := range g.Events {
		span, ok := sample.Locate(text, e.Passage)
		if !ok {
			continue
		}
		r := at.Runes(sentenceOf(text, span))
		events.Events = append(events.Events, EventItem{
			Start: r[0], End: r[1], Date: e.Date, Status: e.Status, Actors: Slot{List: append([]string{}, e.Actors...)},
			Cluster: e.Date + e.Passage, Optional: e.Optional, DateAlt: e.DateAlt,
		})
	}
	conditions := ConditionRow{ID: id, Text: text, Conditions: []ConditionItem{}}
	for _, c := range g.Conditions {
		span, ok := sample.Locate(text, c.Passage)
		if !ok {
			continue
		}
		r := at.Runes(sentenceOf(text, span))
		cluster := c.Cluster
		if cluster == "" {
			cluster = c.Passage
		}
		conditions.Conditions = append(conditions.Conditions, ConditionItem{
			Start: r[0], End: r[1], Holder: Slot{Text: c.Holder}, Addressee: Slot{Text: c.Addressee},
			Condition: Slot{Text: c.Condition}, Consequent: Slot{Text: c.Consequent},
			Kind: c.Kind, Status: c.Status, Cluster: cluster, Optional: c.Optional,
		})
	}
	return events, conditions
}

// sentenceOf widens a span to the sentence that holds it, by stops and line breaks alone: good enough
// for gold, which is matched by overlap.
func sentenceOf(text string, s attache.Span) attache.Span {
	for s.Start > 0 && text[s.Start-1] != '\n' {
		if before := text[:s.Start]; strings.HasSuffix(before, ". ") || strings.HasSuffix(before, ".\" ") {
			break
		}
		s.Start--
	}
	for s.End < len(text) && text[s.End] != '\n' {
		if text[s.End-1] == '.' && text[s.End] == ' ' {
			break
		}
		s.End++
	}
	for s.Start > 0 && !utf8.RuneStart(text[s.Start]) {
		s.Start--
	}
	return s
}
