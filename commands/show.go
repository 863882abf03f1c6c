package commands

import (
	"strings"
	"time"

	"attache"
	"attache/card"
)

// block draws a fact with its evidence; marks are places in the article's text that a search matched.
func block(c attache.Cited, marks []attache.Span) card.Block {
	switch {
	case c.Attribution != nil:
		return quoteBlock(c)
	case c.Event != nil:
		return momentBlock(c, marks)
	case c.Condition != nil:
		return termBlock(c)
	default:
		return card.Item{Snippet: snippet(c.Article.Text, marks), Cite: cite(c, attache.Span{}, nil)}
	}
}

func quoteBlock(c attache.Cited) card.Quote {
	a, text := c.Attribution, c.Article.Text
	q := card.Quote{
		Source: a.Source.Show(text),
		Cue:    cueWords(*a, text),
		Direct: a.Form == attache.Direct,
		When:   dayOf(a.Said),
		Via:    a.Via.Show(text),
		Cite:   cite(c, a.Extent, a.Content),
	}
	if !a.Source.IsZero() && (a.Source.Sure < certain || a.Score < certain) {
		q.Doubt = "uncertain"
	}
	for _, s := range a.Content {
		q.Content = append(q.Content, oneLine(s.Of(text)))
	}
	return q
}

// certain is the confidence from which a source is shown without a mark.
const certain = 0.5

// cueWords returns the verb to print between source and content. Longer cues ("according to the
// statement of") read badly there; the act's own verb takes their place.
func cueWords(a attache.Attribution, text string) string {
	var words []string
	for _, s := range a.Cue {
		words = append(words, strings.ToLower(oneLine(s.Of(text))))
	}
	cue := strings.Join(words, " … ")
	if cue == "" || strings.HasPrefix(cue, "according") || len(cue) > 24 {
		cue = map[attache.Act]string{
			attache.ActAsk: "asked", attache.ActDemand: "demanded", attache.ActDeny: "denied",
			attache.ActAccept: "accepted", attache.ActReject: "rejected", attache.ActWarn: "warned",
			attache.ActPromise: "promised", attache.ActBelieve: "holds",
		}[a.Act]
		if cue == "" {
			cue = "said"
		}
	}
	return cue
}

func momentBlock(c attache.Cited, marks []attache.Span) card.Moment {
	e, text := c.Event, c.Article.Text
	m := card.Moment{
		When:  When(e.When),
		What:  passage(text, e.Extent, append([]attache.Span{e.Trigger}, marks...)),
		Doubt: e.When.Doubt,
		Cite:  cite(c, attache.Span{}, nil),
	}
	for _, who := range e.Who {
		m.Who = append(m.Who, who.Show(text))
	}
	if e.Status != attache.Happened {
		m.Status = string(e.Status)
	}
	return m
}

func termBlock(c attache.Cited) card.Term {
	t, text := c.Condition, c.Article.Text
	out := card.Term{
		Holder:     t.Holder.Show(text),
		Addressee:  t.Addressee.Show(text),
		Kind:       string(t.Kind),
		Antecedent: oneLine(t.Antecedent.Of(text)),
		Consequent: oneLine(t.Consequent.Of(text)),
		Status:     string(t.Status),
		Evidence:   oneLine(t.Evidence.Of(text)),
		Cite:       cite(c, t.Extent, []attache.Span{t.Antecedent, t.Consequent}),
	}
	if r := oneLine(t.Resolved.Of(text)); r != "" {
		out.Consequent += " (" + r + ")"
	}
	return out
}

// cite returns the evidence line of a fact. An empty extent leaves the passage out: the block shows
// it already.
func cite(c attache.Cited, extent attache.Span, marks []attache.Span) card.Cite {
	return card.Cite{
		Ref:     c.Ref,
		Passage: passage(c.Article.Text, extent, marks),
		Title:   c.Article.Title,
		Outlet:  c.Article.Outlet,
		Date:    published(c.Article),
		Link:    c.Article.Link(),
	}
}

// passage cuts a span out of a text and moves the marks inside it along.
func passage(text string, at attache.Span, marks []attache.Span) card.Passage {
	p := card.Passage{Text: at.Of(text)}
	if p.Text == "" {
		return card.Passage{}
	}
	end := 0
	for _, m := range sorted(marks) {
		m.Start, m.End = m.Start-at.Start, m.End-at.Start
		if m.Start >= end && m.End <= len(p.Text) && !m.Empty() {
			p.Marks = append(p.Marks, m)
			end = m.End
		}
	}
	return p
}

// snippetBytes is about two lines of a Discord message.
const snippetBytes = 240

// snippet returns the stretch of text around the first mark, cut at white space, or the beginning
// of the text when nothing is marked.
func snippet(text string, marks []attache.Span) card.Passage {
	from := 0
	marks = sorted(marks)
	if len(marks) > 0 && marks[0].Start > snippetBytes/3 && marks[0].End <= len(text) {
		from = marks[0].Start - snippetBytes/3
		if i := strings.IndexAny(text[from:], " \n"); i >= 0 {
			from += i + 1
		}
	}
	to := min(len(text), from+snippetBytes)
	if to < len(text) {
		if i := strings.LastIndexAny(text[from:to], " \n"); i > 0 {
			to = from + i
		}
	}
	return passage(text, attache.Span{Start: from, End: to}, marks)
}

func sorted(marks []attache.Span) []attache.Span {
	out := append([]attache.Span(nil), marks...)
	for i := range out {
		for j := i; j > 0 && out[j].Start < out[j-1].Start; j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// published returns the date of an article as people read it.
func published(a attache.Article) string {
	if a.Published.IsZero() {
		return "undated"
	}
	return day(a.Published)
}

func day(t time.Time) string { return t.Format("2 January 2006") }

// When returns a time expression as people read dates: "21 November 2023", "December 2023", "week of
// 13 November 2023", "21–30 November 2023". What has no place in the calendar is "undated".
func When(t attache.Timex) string {
	from, to, ok := t.Range()
	if !ok {
		return "undated"
	}
	last := to.AddDate(0, 0, -1)
	switch t.Precision() {
	case "time":
		return from.Format("2 January 2006, 15:04")
	case "day":
		return day(from)
	case "week":
		return "week of " + day(from)
	case "month":
		return from.Format("January 2006")
	case "quarter":
		return "Q" + string(rune('1'+(int(from.Month())-1)/3)) + " " + from.Format("2006")
	case "season":
		season := map[time.Month]string{time.March: "spring", time.June: "summer", time.September: "autumn", time.December: "winter"}
		return season[from.Month()] + " " + from.Format("2006")
	case "year":
		return from.Format("2006")
	case "decade", "century":
		return from.Format("2006") + "–" + last.Format("2006")
	}
	return Between(from, to)
}

// Between returns a half-open stretch of days as people read it; both ends must be known.
func Between(from, to time.Time) string {
	last := to.AddDate(0, 0, -1)
	switch {
	case !last.After(from):
		return day(from)
	case from.Year() != last.Year():
		return day(from) + " – " + day(last)
	case from.Month() != last.Month():
		return from.Format("2 January") + " – " + day(last)
	}
	return from.Format("2") + "–" + day(last)
}

// during says a half-open stretch of days inside a sentence; a zero end is open.
func during(from, to time.Time) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return "since " + day(from)
	case from.IsZero():
		return "until " + day(to.AddDate(0, 0, -1))
	case !to.AddDate(0, 0, -1).After(from):
		return "on " + day(from)
	}
	return "from " + day(from) + " to " + day(to.AddDate(0, 0, -1))
}

// dayOf is When for a day of saying, empty when the text gives none.
func dayOf(t attache.Timex) string {
	if _, _, ok := t.Range(); !ok {
		return ""
	}
	return When(t)
}
