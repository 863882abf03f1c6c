package commands

import (
	"strings"
	"time"

	"attache"
	"attache/card"
)

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

func day(t time.Time) string { return t.Format("2 January 2006") }

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

// item is an article as a line of a list.
func item(a attache.Article, snippet card.Passage) card.Item {
	return card.Item{Snippet: snippet, Cite: card.CiteOf(attache.Cited{Ref: attache.Ref(a.ID), Article: a}, attache.Span{}, nil)}
}
