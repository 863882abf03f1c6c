package chronicle

import (
	"cmp"
	"strings"
	"time"
	"unicode"

	"attache"
)

// report is one article's telling of an event, with what it is compared by.
type report struct {
	attache.Cited
	from, to time.Time // of the event; zero when undated
	finest   int       // how finely it is dated, see fineness
	told     time.Time // when the article was published, else added
	kinds    kinds
	trigger  string
	who      map[string]bool // those who take part, by id or folded name
	where    string
	words    map[string]bool // of the passage: what is no name, date or filler
}

func newReport(c attache.Cited) report {
	e, text := c.Event, c.Article.Text
	r := report{Cited: c, told: c.Article.Published, who: map[string]bool{}, words: map[string]bool{}}
	if r.told.IsZero() {
		r.told = c.Article.Added
	}
	if from, to, ok := e.When.Range(); ok {
		r.from, r.to = day(from), day(to.Add(24*time.Hour-1))
		r.finest = fineness(r.to.Sub(r.from))
	}
	r.trigger = strings.ToLower(e.Trigger.Of(text))
	r.kinds = kindsNear(text, e.Extent, e.Trigger)
	for _, m := range e.Who {
		if id := identity(m, text); id != "" {
			r.who[id] = true
		}
	}
	r.where = identity(e.Where, text)
	aside := map[string]bool{} // names and the date say nothing of what happened
	for _, m := range append(e.Who[:len(e.Who):len(e.Who)], e.Where) {
		mark(aside, m.Show(text))
		mark(aside, m.Span.Of(text))
	}
	mark(aside, e.When.Span.Of(text))
	for _, w := range words(e.Extent.Of(text)) {
		if !aside[w] && telling(w) {
			r.words[stem(w)] = true
		}
	}
	return r
}

// kindsNear returns the kinds of a trigger; those of the next word that has any, where the trigger says
// little by itself.
func kindsNear(text string, extent, trigger attache.Span) kinds {
	word := strings.ToLower(trigger.Of(text))
	if k := kindsOf[word]; k != 0 && !light[word] {
		return k
	}
	const reach = 8 // words
	after := words(attache.Span{Start: trigger.End, End: extent.End}.Of(text))
	for _, w := range after[:min(reach, len(after))] {
		if k := kindsOf[w]; k != 0 && !light[w] {
			return k
		}
	}
	before := words(attache.Span{Start: extent.Start, End: trigger.Start}.Of(text))
	for i := len(before) - 1; i >= max(0, len(before)-reach); i-- {
		if k := kindsOf[before[i]]; k != 0 && !light[before[i]] {
			return k
		}
	}
	return kindsOf[word]
}

// words cuts a text into folded words.
func words(text string) []string { return strings.Split(string(attache.NewEntityID(text)), "-") }

func mark(set map[string]bool, text string) {
	for _, w := range words(text) {
		set[w] = true
	}
}

// identity is what a mention is recognized by in other articles.
func identity(m attache.Mention, text string) string {
	if m.IsZero() {
		return ""
	}
	return string(cmp.Or(m.Entity, attache.NewEntityID(m.Show(text))))
}

// telling reports whether a folded word says something of its own.
func telling(w string) bool {
	if len(w) < 4 || fillers[w] {
		return false
	}
	for _, r := range w {
		if unicode.IsDigit(r) {
			return false
		}
	}
	return true
}

// fillers are long words that every report may hold.
var fillers = func() map[string]bool {
	all := map[string]bool{}
	for w := range strings.FieldsSeq(`that this with from have been were will would could should their they them there these those which while after before
		about also said says told into over under more most than then when where what whom whose during between among against because since until still
		other some such only very just even both each every first last next year years month months week weeks days monday tuesday wednesday thursday friday
		saturday sunday january february march april june july august september october november december today yesterday tomorrow`) {
		all[w] = true
	}
	return all
}()

// stem takes off the endings that tell forms of one word apart.
func stem(w string) string {
	for _, end := range [...]string{"ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s"} {
		if s, ok := strings.CutSuffix(w, end); ok && len(s) >= 4 {
			return s
		}
	}
	return w
}

func day(t time.Time) time.Time { return t.Truncate(24 * time.Hour) }

// fineness says how finely a stretch of time dates: 4 for a day, 3 for a week or a range of days, 2 for a
// month, 1 for what is longer.
func fineness(d time.Duration) int {
	const oneDay = 24 * time.Hour
	switch {
	case d <= oneDay:
		return 4
	case d <= 10*oneDay:
		return 3
	case d <= 31*oneDay:
		return 2
	}
	return 1
}
