package main

import (
	"attache"
	"attache/extract/score"
	"attache/extract/seq"
	"attache/extract/seq/statement"
	"attache/extract/token"
)

// compared are the lines of the scorer that the note keeps.
var compared = []string{"attribution all", "attribution quoted", "attribution indirect", "attribution speech", "exact source", "exact cue", "exact content"}

// compare scores what a model finds in articles against what people marked there.
func compare(m *seq.Model, articles []*article) (string, error) {
	var gold, pred []score.AttributionRow
	for _, a := range articles {
		at := score.NewOffsets(a.Text)
		fragments := func(all []token.Range) (out score.Fragments) {
			for _, r := range all {
				out = append(out, at.Runes(a.doc.Span(r)))
			}
			return out
		}
		g, p := score.AttributionRow{ID: a.ID, Text: a.Text}, score.AttributionRow{ID: a.ID}
		for _, s := range a.Attributions {
			g.Attributions = append(g.Attributions, score.AttributionItem{Source: ranges(s.Source), Cue: ranges(s.Cue), Content: ranges(s.Content)})
		}
		for _, s := range m.Statements(m.Analyse(a.doc)) {
			p.Attributions = append(p.Attributions, score.AttributionItem{Source: fragments(s.Source), Cue: fragments(s.Cue), Content: fragments(s.Content)})
		}
		gold, pred = append(gold, g), append(pred, p)
	}
	result, err := score.Attributions(gold, pred, score.Options{})
	if err != nil {
		return "", err
	}
	var kept score.AttributionScore
	for _, name := range compared {
		kept.Lines = append(kept.Lines, result.Line(name))
	}
	return kept.String(), nil
}

func ranges(all [][2]int) (out score.Fragments) {
	for _, r := range all {
		out = append(out, score.Range(r))
	}
	return out
}

// statements returns the annotations of an article over its tokens.
func (a *article) statements() (out []statement.Parts) {
	over := func(all [][2]int) (out []token.Range) {
		for _, f := range all {
			if r := a.doc.TokensIn(attache.Span{Start: a.offsets.Byte(f[0]), End: a.offsets.Byte(f[1])}); r.Len() > 0 {
				out = append(out, r)
			}
		}
		return out
	}
	for _, s := range a.Attributions {
		out = append(out, statement.Parts{Source: over(s.Source), Cue: over(s.Cue), Content: over(s.Content)})
	}
	return out
}
