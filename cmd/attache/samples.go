package main

import (
	"fmt"

	"attache"
	"attache/extract/score"
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
		e, c := score.FromSample(f.Name, a.Text, gold)
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
