package card

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"attache"
)

// Show draws what a search found with its evidence: a fact as the block of its kind, an article as
// an Item. marks are places in the article's text that the search matched; nil will do.
func Show(c attache.Cited, marks []attache.Span) Block {
	switch {
	case c.Attribution != nil:
		return quoteBlock(c)
	case c.Event != nil:
		return momentBlock(c, marks)
	case c.Condition != nil:
		return termBlock(c)
	default:
		return Item{Snippet: Snippet(c.Article, marks), Cite: CiteOf(c, attache.Span{}, nil)}
	}
}

func quoteBlock(c attache.Cited) Quote {
	a, text := c.Attribution, c.Article.Text
	q := Quote{
		Source: a.Source.Show(text),
		Cue:    cueWords(*a, text),
		Direct: a.Form == attache.Direct,
		When:   dayOf(a.Said),
		Via:    a.Via.Show(text),
		Cite:   CiteOf(c, a.Extent, a.Content),
	}
	if a.Trust() < attache.Plain {
		q.Doubt = "uncertain"
	}
	for _, s := range a.Content {
		q.Content = append(q.Content, oneLine(s.Of(text)))
	}
	return q
}

func momentBlock(c attache.Cited, marks []attache.Span) Moment {
	e, text := c.Event, c.Article.Text
	m := Moment{
		When:  When(e.When),
		What:  passage(text, e.Extent, append([]attache.Span{e.Trigger}, marks...)),
		Doubt: e.When.Doubt,
		Cite:  CiteOf(c, attache.Span{}, nil),
	}
	for _, who := range e.Who {
		m.Who = append(m.Who, who.Show(text))
	}
	if e.Status != attache.Happened {
		m.Status = string(e.Status)
	}
	return m
}

func termBlock(c attache.Cited) Term {
	t, text := c.Condition, c.Article.Text
	out := Term{
		Holder:     marked(t.Holder, text),
		Addressee:  marked(t.Addressee, text),
		Kind:       string(t.Kind),
		Antecedent: oneLine(t.Antecedent.Of(text)),
		Consequent: oneLine(t.Consequent.Of(text)),
		Joint:      joint(*t, text),
		Due:        dayOf(t.Deadline),
		Status:     string(t.Status),
		Outcome:    outcome(*t, text),
		Reported:   reported(c),
		ByHand:     byHand(*t),
		Cite:       CiteOf(c, t.Extent, []attache.Span{t.Antecedent, t.Consequent}),
	}
	for _, s := range t.History {
		if s.In == attache.Ref(c.Article.ID) {
			continue // the passage of its own article is Evidence
		}
		on := ""
		if !s.On.IsZero() {
			on = s.On.Format("2 January 2006")
		}
		out.Steps = append(out.Steps, Step{Status: string(s.Status), Words: oneLine(s.Words), Cite: Cite{Ref: s.In, Title: s.Title, Outlet: s.Outlet, Date: on, Link: s.Link}})
	}
	if len(out.Steps) == 0 || len(t.History) > len(out.Steps) {
		out.Evidence = oneLine(t.Evidence.Of(text))
	}
	switch r := oneLine(t.Resolved.Of(text)); {
	case r != "":
		out.Consequent = r
	case out.Joint != "" && t.Marker.End == t.Consequent.End && t.Marker.Start > t.Consequent.Start:
		// "Veldara would answer a closure": the marker is part of the consequent, and is said once.
		out.Consequent = oneLine(attache.Span{Start: t.Consequent.Start, End: t.Marker.Start}.Of(text))
	}
	return out
}

// outcome says how a condition stands, with who brought that about.
func outcome(t attache.Condition, text string) string {
	by := ""
	switch t.Status {
	case attache.Accepted, attache.Rejected:
		by = oneLine(t.Addressee.Show(text))
	case attache.Withdrawn:
		by = oneLine(t.Holder.Show(text))
	}
	if by == "" {
		return string(t.Status)
	}
	return string(t.Status) + " by " + by
}

// reported says who told a condition, where that is not the holder, and who reports that.
func reported(c attache.Cited) string {
	v, text := c.Voiced, c.Article.Text
	if v == nil {
		return ""
	}
	told, via := oneLine(v.Source.Show(text)), oneLine(v.Via.Show(text))
	if told == oneLine(c.Condition.Holder.Show(text)) {
		told = ""
	}
	if told != "" {
		told = "as told by " + told
	}
	if via != "" {
		via = "as reported by " + via
	}
	return join(", ", told, via)
}

// byHand lists what an analyst set.
func byHand(t attache.Condition) string {
	var slots []string
	for _, c := range t.Corrected {
		slots = append(slots, string(c.Slot))
	}
	slices.Sort(slots)
	return strings.Join(slots, ", ")
}

// marked returns the name of a mention, with a mark where it was resolved on thin evidence.
func marked(m attache.Mention, text string) string {
	name := oneLine(m.Show(text))
	if name != "" && m.Trust() < attache.Plain {
		name += " (uncertain)"
	}
	return name
}

// joint returns the marker of a condition when it stands right before the antecedent, so that it can
// join the two parts whatever their order in the text. "Unless" and "until" turn the sense round: it
// must never be replaced by "if".
func joint(t attache.Condition, text string) string {
	if t.Joint != "" {
		return t.Joint
	}
	m := t.Marker
	if m.Empty() || t.Antecedent.Empty() || t.Consequent.Empty() && t.Resolved.Empty() {
		return ""
	}
	between := attache.Span{Start: m.End, End: t.Antecedent.Start}
	if m.End > t.Antecedent.Start || strings.Trim(between.Of(text), " ,\n") != "" {
		return ""
	}
	return strings.ToLower(oneLine(m.Of(text)))
}

// CiteOf returns the evidence line of a fact. An empty extent leaves the passage out: the block shows
// it already.
func CiteOf(c attache.Cited, extent attache.Span, marks []attache.Span) Cite {
	return Cite{
		Ref:     c.Ref,
		Passage: passage(c.Article.Text, extent, marks),
		Title:   c.Article.Title,
		Outlet:  c.Article.Outlet,
		Date:    published(c.Article),
		Link:    c.Article.Link(),
	}
}

// passage cuts a span out of a text and moves the marks inside it along.
func passage(text string, at attache.Span, marks []attache.Span) Passage {
	p := Passage{Text: at.Of(text)}
	if p.Text == "" {
		return Passage{}
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

// Snippet returns the stretch of an article's text around the first mark, or its beginning when
// nothing is marked. The title and the byline, which stand above it, are not repeated. It begins with
// the sentence of the mark when that is near, and is otherwise cut at white space, or between
// characters where a script has none.
func Snippet(a attache.Article, marks []attache.Span) Passage {
	text, from := a.Text, afterTop(a)
	marks = slices.DeleteFunc(sorted(marks), func(m attache.Span) bool { return m.Start < from })
	cut := false
	if len(marks) > 0 && marks[0].Start > from+snippetBytes/3 && marks[0].End <= len(text) {
		at := marks[0].Start
		if start, near := sentenceStart(text[from:at]); near {
			from += start
		} else {
			cut = true
			from = at - snippetBytes/3
			if i := strings.IndexAny(text[from:at], " \n"); i >= 0 {
				from += i + 1
			}
			for !utf8.RuneStart(text[from]) {
				from++
			}
		}
	}
	to := min(len(text), from+snippetBytes)
	if to < len(text) {
		if i := strings.LastIndexAny(text[from:to], " \n"); i > 0 {
			to = from + i
		}
		for !utf8.RuneStart(text[to]) {
			to--
		}
	}
	p := passage(text, attache.Span{Start: from, End: to}, marks)
	p.Before, p.After = cut, strings.TrimSpace(text[to:]) != ""
	return p
}

// sentenceStart returns where the sentence begins that before ends in; near is false when that is too
// far away for what follows to be shown. It need not be exact: it tells where to cut, no more.
func sentenceStart(before string) (start int, near bool) {
	at := strings.LastIndex(before, "\n") + 1
	for _, end := range []string{". ", "? ", "! ", ".” ", ".\" "} {
		if i := strings.LastIndex(before, end); i >= 0 {
			at = max(at, i+len(end))
		}
	}
	return at, len(before)-at <= snippetBytes/2
}

// afterTop returns where the text goes on after the lines that repeat the title or name the author.
func afterTop(a attache.Article) int {
	at := 0
	for {
		line, _, more := strings.Cut(a.Text[at:], "\n")
		bare := strings.TrimSpace(line)
		isTitle := a.Title != "" && strings.EqualFold(strings.TrimSuffix(bare, "."), strings.TrimSuffix(a.Title, "."))
		isByline := a.Byline != "" && len(bare) < 2*len(a.Byline)+len("by ") && strings.Contains(strings.ToLower(bare), strings.ToLower(a.Byline))
		if bare != "" && !isTitle && !isByline || !more {
			return at
		}
		at += len(line) + 1
	}
}

func sorted(marks []attache.Span) []attache.Span {
	out := slices.Clone(marks)
	slices.SortStableFunc(out, func(a, b attache.Span) int { return a.Start - b.Start })
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

// dayOf is When for a day of saying, empty when the text gives none.
func dayOf(t attache.Timex) string {
	if _, _, ok := t.Range(); !ok {
		return ""
	}
	return When(t)
}
