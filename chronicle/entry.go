package chronicle

import (
	"cmp"
	"slices"

	"attache"
)

// Entry is one event with everything that is reported of it.
type Entry struct {
	// Reports hold the one the entry is shown by first, the others by when they were told.
	Reports []attache.Cited
	When    attache.Timex       // as the first report gives it
	Status  attache.EventStatus // as of the latest report
	// Course is how the status moved, a turn for each change in the order of telling. It is empty when all
	// reports agree.
	Course []Turn
	// Disputes are what the reports disagree in. A status that moved with time is none.
	Disputes []Dispute
	// Moved is the new date where the report that calls it off names one; zero when none does.
	Moved attache.Timex
}

// Turn is a report that changed the status of an event, or gave the first.
type Turn struct {
	Status attache.EventStatus
	Report attache.Cited
}

// Dispute is something that reports say differently: the "date", the "status" or a number ("people").
type Dispute struct {
	About string
	Sides []Side
}

// Side is what some reports say of what is in dispute.
type Side struct {
	Says    string
	Reports []attache.Cited
}

// Join makes entries of reports. Every report is in one entry; what is no event is left out. Entries
// come by date, the undated last.
func Join(reports []attache.Cited) []Entry {
	all := make([]report, 0, len(reports))
	for _, c := range reports {
		if c.Event != nil {
			all = append(all, newReport(c))
		}
	}
	slices.SortFunc(all, func(a, b report) int { return cmp.Or(a.told.Compare(b.told), cmp.Compare(a.Ref, b.Ref)) })
	var groups []*group
	for i := range all {
		r := &all[i]
		var to *group
		for _, g := range groups {
			if g.takes(r) {
				to = g
				break
			}
		}
		if to == nil {
			to = &group{}
			groups = append(groups, to)
		}
		to.reports = append(to.reports, r)
	}
	entries := make([]Entry, len(groups))
	for i, g := range groups {
		entries[i] = g.entry()
	}
	moved(entries)
	slices.SortStableFunc(entries, byDate)
	return entries
}

// group is an entry in the making: reports in the order of telling.
type group struct{ reports []*report }

// compared bounds how many reports of a group a new one is compared with: the first ones and the last.
const compared = 4

// takes reports whether r tells of the event of the group.
func (g *group) takes(r *report) bool {
	yes := false
	for i, have := range g.reports {
		if have.Article.ID == r.Article.ID {
			return false // two events of one article stay two
		}
		if !yes && (i < compared || i >= len(g.reports)-compared) {
			yes = oneEvent(have, r)
		}
	}
	return yes
}

func (g *group) entry() Entry {
	var e Entry
	e.Status, e.Course = course(g.reports)
	lead := slices.MinFunc(g.reports, func(a, b *report) int { return better(a, b, e.Status) })
	e.When = lead.Event.When
	e.Reports = append(e.Reports, lead.Cited)
	for _, r := range g.reports {
		if r != lead {
			e.Reports = append(e.Reports, r.Cited)
		}
	}
	e.Disputes = disputes(g.reports)
	return e
}

// better orders reports by how well they show an event that came to a status: those that say so, then
// the finest date, the one without doubts, the surest, the earliest told.
func better(a, b *report, status attache.EventStatus) int {
	says := func(r *report) int {
		if r.Event.Status == status {
			return 0
		}
		return 1
	}
	doubts := func(r *report) int {
		if r.Event.When.Doubt != "" {
			return 1
		}
		return 0
	}
	return cmp.Or(cmp.Compare(says(a), says(b)), cmp.Compare(b.finest, a.finest), cmp.Compare(doubts(a), doubts(b)),
		cmp.Compare(b.Event.Score, a.Event.Score), a.told.Compare(b.told), cmp.Compare(a.Ref, b.Ref))
}

// byDate orders entries: dated ones by their beginning, what is shorter first, the undated by when they
// were told.
func byDate(a, b Entry) int {
	af, at, aok := a.When.Range()
	bf, bt, bok := b.When.Range()
	switch {
	case aok && bok:
		return cmp.Or(af.Compare(bf), at.Compare(bt), cmp.Compare(a.Reports[0].Ref, b.Reports[0].Ref))
	case aok:
		return -1
	case bok:
		return 1
	}
	return cmp.Or(a.Reports[0].Article.Published.Compare(b.Reports[0].Article.Published), cmp.Compare(a.Reports[0].Ref, b.Reports[0].Ref))
}

// moved notes on what was called off when it will be instead, where the same sentence says so.
func moved(entries []Entry) {
	due := map[attache.ArticleID][]*attache.Event{}
	for i := range entries {
		for _, r := range entries[i].Reports {
			if r.Event.Status == attache.Scheduled {
				due[r.Article.ID] = append(due[r.Article.ID], r.Event)
			}
		}
	}
	for i := range entries {
		e := &entries[i]
		if e.Status != attache.Cancelled {
			continue
		}
		r := e.Reports[0]
		old, _, _ := r.Event.When.Range()
		for _, d := range due[r.Article.ID] {
			if from, _, ok := d.When.Range(); ok && d.Extent == r.Event.Extent && d.Trigger == r.Event.Trigger && from.After(old) {
				e.Moved = d.When
			}
		}
	}
}
