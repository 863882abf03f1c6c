// Package event finds what an analyst would put on a timeline: meetings, calls, visits, attacks,
// votes, rulings, accords, announcements, deadlines and the like, each with its date, its actors,
// its place and whether it happened, is scheduled, was cancelled or is only claimed.
//
// It starts from the time expressions of the text. Each that names a place in the calendar is asked
// which word it dates, the trigger: the noun it stands with ("the accord of May 4"), else the verb
// of its clause ("On Friday the council rejected …"). Speech alone is no event ("X said on Friday
// that …"), an act of speech is one (an announcement, a demand, a statement issued); states, habits
// and comparisons with last year are none. Undated meetings, calls and the like are given without a
// date when the article is about them; what has no date never gets the article's own.
//
// Several mentions of one event in one article become one event, at its best mention. The package
// decides nothing across articles. Titles and other furniture are not read.
//
//	events := event.Find(event.Text{Tags: tags, Names: names, Times: times, Anchor: anchor})
//	for _, e := range events {
//		fmt.Println(e.When.Value, e.Status, e.Trigger.Of(text))
//	}
package event
