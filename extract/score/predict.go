package score

import (
	"io"
	"time"

	"attache"
)

// Write writes the facts of one article as one line of a layer's format. id is the article's name
// in the gold file, text the text the spans point into.
func Write(w io.Writer, layer Layer, id, text string, f attache.Facts) error {
	switch layer {
	case Attribution:
		return writeRow(w, AttributionsOf(id, text, f))
	case Timex:
		return writeRow(w, TimexesOf(id, text, f))
	case Timeline:
		return writeRow(w, EventsOf(id, text, f))
	case Conditions:
		return writeRow(w, ConditionsOf(id, text, f))
	}
	_, err := ParseLayer(string(layer))
	return err
}

// AttributionsOf returns the attributions of f as a row of predictions, by the conventions of PolNeAR:
// a "that" in front of a content is part of it, and of statements inside each other only the
// outermost is marked.
func AttributionsOf(id, text string, f attache.Facts) AttributionRow {
	at := NewOffsets(text)
	row := AttributionRow{ID: id, Attributions: []AttributionItem{}}
	for i, a := range f.Attributions {
		if nested(f.Attributions, i) {
			continue
		}
		a.Content = append([]attache.Span(nil), a.Content...)
		const that = "that "
		if s := a.Content[0]; s.Start >= len(that) && text[s.Start-len(that):s.Start] == that {
			a.Content[0].Start -= len(that)
		}
		row.Attributions = append(row.Attributions, AttributionItem{
			Source: at.fragments(a.Source.Span), Cue: at.fragments(a.Cue...), Content: at.fragments(a.Content...),
			Speaker: speaker(a.Source, text), Form: string(a.Form), Act: string(a.Act), Negated: a.Negated,
			Addressee: a.Addressee.Show(text), Via: a.Via.Show(text), Rule: a.Rule, Score: a.Score,
		})
	}
	return row
}

// nested reports whether attribution i lies in the content of another. All are in the order of the
// text, so only neighbours can hold it.
func nested(all []attache.Attribution, i int) bool {
	const near = 8
	for k := max(0, i-near); k < min(len(all), i+near); k++ {
		for _, s := range all[k].Content {
			inside := k != i && len(all[i].Cue) > 0
			for _, x := range append(all[i].Cue[:len(all[i].Cue):len(all[i].Cue)], all[i].Content...) {
				inside = inside && s.Contains(x)
			}
			if inside {
				return true
			}
		}
	}
	return false
}

// TimexesOf returns the time expressions of f as a row of predictions.
func TimexesOf(id, text string, f attache.Facts) TimexRow {
	at := NewOffsets(text)
	row := TimexRow{ID: id, Timexes: []TimexItem{}}
	for _, t := range f.Timexes {
		r := at.Runes(t.Span)
		row.Timexes = append(row.Timexes, TimexItem{
			Start: r[0], End: r[1], Type: string(t.Type), Value: t.Value, Mod: t.Mod,
			EndValue: t.End, Rule: t.Rule, Doubt: t.Doubt,
		})
	}
	return row
}

// EventsOf returns the dated events of f as a row of predictions. The gold holds no undated ones,
// so they are left out.
func EventsOf(id, text string, f attache.Facts) EventRow {
	at := NewOffsets(text)
	row := EventRow{ID: id, Events: []EventItem{}}
	for _, e := range f.Events {
		date := isoDate(e.When)
		if date == "" {
			continue
		}
		r := at.Runes(e.Extent)
		item := EventItem{
			Start: r[0], End: r[1], Date: date, Actors: Slot{List: []string{}}, Status: string(e.Status),
			What: e.Trigger.Of(text), Rule: e.Rule, Score: e.Score,
		}
		for _, who := range e.Who {
			item.Actors.List = append(item.Actors.List, who.Show(text))
		}
		row.Events = append(row.Events, item)
	}
	return row
}

// ConditionsOf returns the conditions of f as a row of predictions.
func ConditionsOf(id, text string, f attache.Facts) ConditionRow {
	at := NewOffsets(text)
	row := ConditionRow{ID: id, Conditions: []ConditionItem{}}
	for _, c := range f.Conditions {
		r := at.Runes(c.Extent)
		row.Conditions = append(row.Conditions, ConditionItem{
			Start: r[0], End: r[1],
			Holder: Slot{Text: c.Holder.Show(text)}, Addressee: Slot{Text: c.Addressee.Show(text)},
			Condition: Slot{Text: c.Antecedent.Of(text)}, Consequent: Slot{Text: c.Consequent.Of(text)},
			Kind: string(c.Kind), Status: string(c.Status), Rule: c.Rule, Score: c.Score,
		})
	}
	return row
}

func (o Offsets) fragments(spans ...attache.Span) Fragments {
	out := Fragments{}
	for _, s := range spans {
		if !s.Empty() {
			out = append(out, o.Runes(s))
		}
	}
	return out
}

// isoDate writes a point or stretch of the calendar as the timeline gold does: a day, week, month
// or year by its name, anything else as first day/last day; "" when t names none.
func isoDate(t attache.Timex) string {
	from, to, ok := t.Range()
	if !ok {
		return ""
	}
	switch t.Precision() {
	case "week", "month", "year":
		return t.Value
	case "day", "time":
		return from.Format(time.DateOnly)
	}
	return from.Format(time.DateOnly) + "/" + to.AddDate(0, 0, -1).Format(time.DateOnly)
}

// speaker is the name to measure: a doubtful one is no answer, and the words of the text stand instead.
func speaker(m attache.Mention, text string) string {
	if m.Trust() < attache.Plain && !m.Span.Empty() {
		return m.Span.Of(text)
	}
	return m.Show(text)
}
