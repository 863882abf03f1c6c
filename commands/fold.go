package commands

import (
	"cmp"
	"slices"
	"time"

	"attache"
	"attache/card"
	"attache/wording"
)

// foldStatements makes one finding of the same statement in several places: a quotation that several
// outlets print, whole, cut or changed, and the sentence of an agency that several copy. The fullest
// wording leads; the other places follow by date.
func foldStatements(all []result) []finding {
	texts := make([]wording.Text, len(all))
	for i, r := range all {
		texts[i] = said(r)
	}
	groups := wording.Fold(texts, func(leader, other int, how wording.Likeness) bool {
		return sameStatement(all[leader].Cited, all[other].Cited, how)
	})
	findings := make([]finding, len(groups))
	for i, g := range groups {
		one := make(finding, len(g))
		for k, at := range g {
			one[k] = all[at]
		}
		findings[i] = earliest(one)
	}
	return findings
}

// earliest puts the first of those that are as full as the leader before it: who printed it first.
func earliest(one finding) finding {
	lead, full := 0, len(said(one[0]).Words)
	for i, r := range one[1:] {
		at, first := r.Article.Published, one[lead].Article.Published
		if !at.IsZero() && (first.IsZero() || at.Before(first)) && len(said(r).Words) == full {
			lead = i + 1
		}
	}
	first := one[lead]
	copy(one[1:lead+1], one[:lead])
	one[0] = first
	slices.SortStableFunc(one[1:], byDate)
	return one
}

func byDate(a, b result) int { return a.Article.Published.Compare(b.Article.Published) }

// said is the wording of a statement.
func said(r result) wording.Text {
	if r.Attribution == nil {
		return wording.Text{}
	}
	parts := make([]string, len(r.Attribution.Content))
	for i, s := range r.Attribution.Content {
		parts[i] = s.Of(r.Article.Text)
	}
	return wording.Read(parts...)
}

// How much wording it takes to see one statement in two: the less alike the rest, the more. Nobody chooses
// the same dozen words twice by chance; four words are said again next week, and a sentence with another
// number in it next quarter.
const (
	wordsForStrangers = 8 // two places name different speakers
	wordsForUnnamed   = 6 // one place names none
	wordsForEver      = 12
	near              = 10 * 24 * time.Hour // between shorter wordings
)

// sameStatement decides about two statements whose wording is alike.
func sameStatement(a, b attache.Cited, how wording.Likeness) bool {
	x, y := a.Attribution, b.Attribution
	if x == nil || y == nil || x.Negated != y.Negated || (x.Act == attache.ActBelieve) != (y.Act == attache.ActBelieve) {
		return false
	}
	against := func(act attache.Act) bool { return act == attache.ActDeny || act == attache.ActReject }
	if against(x.Act) != against(y.Act) && !how.Quoted {
		return false // to deny something and to say it are two things
	}
	switch {
	case x.Source.Entity == y.Source.Entity && x.Source.Entity != "":
	case x.Source.Entity == "" || y.Source.Entity == "":
		if how.Words < wordsForUnnamed {
			return false
		}
	case how.Words < wordsForStrangers || how.Cover < 0.9:
		return false
	}
	apart := a.Article.Published.Sub(b.Article.Published).Abs()
	dated := !a.Article.Published.IsZero() && !b.Article.Published.IsZero()
	return !dated || apart <= near || how.Words >= wordsForEver && how.Cover == 1
}

// shownCopies is how many other places a finding names on a page of several.
const shownCopies = 4

// drawStatement draws a finding with at most most of its other places.
func drawStatement(one finding, most int) card.Block {
	q, ok := card.Show(one[0].Cited, one[0].marks).(card.Quote)
	if !ok || len(one) == 1 {
		return card.Show(one[0].Cited, one[0].marks)
	}
	head, report := said(one[0]), wording.NewSketch(one[0].Article.Text)
	var others []wording.Text
	for i, r := range one[1:] {
		text := said(r)
		others = append(others, text)
		if i >= most {
			q.More++
			continue
		}
		also := card.Copy{
			Cite:   card.CiteOf(r.Cited, attache.Span{}, nil),
			Report: r.Article.ID != one[0].Article.ID && wording.NewSketch(r.Article.Text).Resemblance(report) >= wording.Copy,
		}
		if name := r.Attribution.Source.Show(r.Article.Text); r.Attribution.Source.Entity != one[0].Attribution.Source.Entity {
			also.Source = cmp.Or(oneLine(name), "somebody it does not name")
		}
		if al := wording.Align(head, text); !al.Same() {
			for _, p := range al.Pieces() {
				also.Drift = append(also.Drift, card.Piece{Text: p.Text, Edit: edits[p.Edit]})
			}
		}
		q.Also = append(q.Also, also)
	}
	const fewest = 3 // words that are worth a line
	if words, n := wording.Shared(head, others...); n >= fewest && n < len(head.Words) {
		q.Shared = words
	}
	return q
}

var edits = map[wording.Edit]card.Edit{wording.Kept: card.Kept, wording.Cut: card.Cut, wording.Added: card.Added}

// drawOnPage draws a finding among others.
func drawOnPage(one finding) card.Block { return drawStatement(one, shownCopies) }
