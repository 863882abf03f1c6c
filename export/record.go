package export

import (
	"strings"
	"time"

	"attache"
)

// record is a finding as named values in the order of the columns. A value is a string, a list of
// strings, a number, or a yes or no; every record of a kind has the same names.
type record []value

type value struct {
	name string
	v    any
}

// recordOf writes down what is known of a finding.
func recordOf(kind attache.FactKind, f Finding) record {
	var r record
	switch kind {
	case attache.KindAttribution:
		r = statement(f)
	case attache.KindEvent:
		r = event(f)
	case attache.KindCondition:
		r = condition(f)
	}
	return append(append(record{{"ref", string(f.Ref)}, {"same_as", string(f.Same)}}, r...), article(f.Article)...)
}

func statement(f Finding) record {
	a := f.Attribution
	if a == nil {
		a = &attache.Attribution{}
	}
	text := f.Article.Text
	return append(append(record{}, who("speaker", a.Source, text)...), record{
		{"cue", strings.Join(words(text, a.Cue...), " … ")},
		{"act", string(a.Act)},
		{"form", string(a.Form)},
		{"negated", a.Negated},
		{"content", words(text, a.Content...)},
		{"reported_by", oneLine(a.Via.Show(text))},
		{"addressee", oneLine(a.Addressee.Show(text))},
		{"occasion", oneLine(a.Occasion.Of(text))},
		{"said", span(a.Said)},
		{"passage", oneLine(a.Extent.Of(text))},
		{"start", a.Extent.Start},
		{"end", a.Extent.End},
		{"rule", a.Rule},
		{"confidence", round(a.Score)},
	}...)
}

func event(f Finding) record {
	e := f.Event
	if e == nil {
		e = &attache.Event{}
	}
	text := f.Article.Text
	var actors []string
	for _, m := range e.Who {
		actors = append(actors, oneLine(m.Show(text)))
	}
	first, last := days(e.When)
	return record{
		{"first_day", first},
		{"last_day", last},
		{"when", span(e.When)},
		{"precision", e.When.Precision()},
		{"date_doubt", e.When.Doubt},
		{"status", string(e.Status)},
		{"status_now", string(f.status())},
		{"trigger", oneLine(e.Trigger.Of(text))},
		{"actors", actors},
		{"place", oneLine(e.Where.Show(text))},
		{"passage", oneLine(e.Extent.Of(text))},
		{"start", e.Extent.Start},
		{"end", e.Extent.End},
		{"rule", e.Rule},
		{"confidence", round(e.Score)},
	}
}

func condition(f Finding) record {
	c := f.Condition
	if c == nil {
		c = &attache.Condition{}
	}
	text := f.Article.Text
	consequent := c.Consequent
	if !c.Resolved.Empty() {
		consequent = c.Resolved
	}
	r := append(who("holder", c.Holder, text), who("addressee", c.Addressee, text)...)
	return append(r, record{
		{"kind", string(c.Kind)},
		{"status", string(c.Status)},
		{"marker", oneLine(c.Marker.Of(text))},
		{"antecedent", oneLine(c.Antecedent.Of(text))},
		{"consequent", oneLine(consequent.Of(text))},
		{"deadline", span(c.Deadline)},
		{"status_evidence", oneLine(c.Evidence.Of(text))},
		{"voiced_in", string(c.Voiced)},
		{"passage", oneLine(c.Extent.Of(text))},
		{"start", c.Extent.Start},
		{"end", c.Extent.End},
		{"rule", c.Rule},
		{"confidence", round(c.Score)},
	}...)
}

// article is where a finding stands; it ends every record.
func article(a attache.Article) record {
	return record{
		{"outlet", a.Outlet},
		{"title", a.Title},
		{"published", instant(a.Published)},
		{"published_by", a.PublishedBy},
		{"link", a.Link()},
		{"language", a.Language},
		{"article", string(a.ID)},
	}
}

// who is a mention: the words of the text, the name they were resolved to, and how surely.
func who(role string, m attache.Mention, text string) record {
	return record{
		{role, oneLine(m.Show(text))},
		{role + "_id", string(m.Entity)},
		{role + "_in_text", oneLine(m.Span.Of(text))},
		{role + "_confidence", round(m.Sure)},
	}
}

func words(text string, spans ...attache.Span) (all []string) {
	for _, s := range spans {
		if w := oneLine(s.Of(text)); w != "" {
			all = append(all, w)
		}
	}
	return all
}

// span is a time expression as a TIMEX3 value or, for a range, an ISO 8601 interval of two.
func span(t attache.Timex) string {
	if t.End != "" {
		return t.Value + "/" + t.End
	}
	return t.Value
}

// days are the first and the last day of a time expression, or "".
func days(t attache.Timex) (first, last string) {
	from, to, ok := t.Range()
	if !ok {
		return "", ""
	}
	const day = "2006-01-02"
	return from.Format(day), to.Add(-time.Nanosecond).Format(day)
}

// instant writes a time as ISO 8601; what is known to the day alone is a day.
func instant(t time.Time) string {
	switch {
	case t.IsZero():
		return ""
	case t.Hour() == 0 && t.Minute() == 0 && t.Second() == 0:
		return t.Format("2006-01-02")
	}
	return t.Format(time.RFC3339)
}

// round keeps two digits of a confidence: more are noise.
func round(x float32) float64 { return float64(int(x*100+0.5)) / 100 }

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
