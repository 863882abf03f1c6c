package main

import (
	"fmt"
	"strings"

	"attache"
	"attache/extract/score"
	"attache/extract/token"
	"attache/readable"
	"attache/sample"
)

// sampleScores are the scores of the built-in articles, a layer each.
type sampleScores struct {
	statements score.StatementScore
	events     score.EventScore
	conditions score.ConditionScore
}

// String prints the three tables.
func (s sampleScores) String() string {
	return fmt.Sprintf("statements\n%s\ntimeline\n%s\nconditions\n%s", s.statements, s.events, s.conditions)
}

// scoreSamples extracts from the built-in articles and compares with their gold.
func scoreSamples(listed int) (total sampleScores, err error) {
	entities, err := sample.Entities()
	if err != nil {
		return total, err
	}
	p, err := pipeline("", entities)
	if err != nil {
		return total, err
	}
	files, err := sample.Articles()
	if err != nil {
		return total, err
	}
	var events, eventsFound []score.EventRow
	var terms, termsFound []score.ConditionRow
	for _, f := range files {
		gold, err := sample.GoldOf(f.Name)
		if err != nil {
			return total, err
		}
		a, err := readable.Read(f, readable.Options{})
		if err != nil {
			return total, fmt.Errorf("%s: %w", f.Name, err)
		}
		a.ID = attache.NewArticleID(a.Text)
		facts := p.Extract(a)
		total.statements.Add(score.Statements(f.Name, a.Text, gold.Statements, facts))
		g := goldRows{doc: token.ReadTitled(a.Text, a.Title), offsets: score.NewOffsets(a.Text), name: f.Name, text: a.Text}
		e, err := g.events(gold.Events)
		if err != nil {
			return total, err
		}
		c, err := g.conditions(gold.Conditions)
		if err != nil {
			return total, err
		}
		events, eventsFound = append(events, e), append(eventsFound, score.EventsOf(f.Name, a.Text, facts))
		terms, termsFound = append(terms, c), append(termsFound, score.ConditionsOf(f.Name, a.Text, facts))
	}
	total.events = score.Events(events, eventsFound, score.Options{Errors: listed})
	total.conditions = score.ConditionsFound(terms, termsFound, score.Options{Errors: listed})
	if len(total.statements.Mistakes) > listed {
		total.statements.Mistakes = total.statements.Mistakes[:listed]
	}
	return total, nil
}

// goldRows turns quotations of the gold into rows of the scorers: the unit there is the sentence.
type goldRows struct {
	doc        *token.Doc
	offsets    score.Offsets
	name, text string
}

// sentence returns the sentence around a quotation, in code points.
func (g goldRows) sentence(quote string) (score.Range, error) {
	at, ok := sample.Locate(g.text, quote)
	if !ok {
		return score.Range{}, fmt.Errorf("%s: the gold quotes %q, which is not in the text", g.name, quote)
	}
	return g.offsets.Runes(g.doc.Sentences[g.doc.SentenceAt(at.Start)].Span), nil
}

func (g goldRows) events(gold []sample.Event) (score.EventRow, error) {
	row := score.EventRow{ID: g.name, Text: g.text}
	for i, e := range gold {
		at, err := g.sentence(e.Passage)
		if err != nil {
			return row, err
		}
		row.Events = append(row.Events, score.EventItem{
			Start: at[0], End: at[1], Date: e.Date, Actors: score.Slot{List: e.Actors}, Cluster: fmt.Sprint(i), Optional: e.Optional,
			Status: first(e.Status),
		})
	}
	return row, nil
}

func (g goldRows) conditions(gold []sample.Condition) (score.ConditionRow, error) {
	row := score.ConditionRow{ID: g.name, Text: g.text}
	for i, c := range gold {
		at, err := g.sentence(c.Passage)
		if err != nil {
			return row, err
		}
		cluster := c.Cluster
		if cluster == "" {
			cluster = fmt.Sprint(i)
		}
		row.Conditions = append(row.Conditions, score.ConditionItem{
			Start: at[0], End: at[1], Holder: score.Slot{Text: c.Holder}, Addressee: score.Slot{Text: c.Addressee}, Condition: score.Slot{Text: c.Condition},
			Consequent: score.Slot{Text: c.Consequent}, Kind: first(c.Kind), Status: c.Status, Cluster: cluster, Optional: c.Optional,
		})
	}
	return row, nil
}

// first is the first of several right values: the scorers know one.
func first(values string) string {
	v, _, _ := strings.Cut(values, "|")
	return v
}
