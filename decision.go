package attache

import "time"

// Decision is what an analyst decided about the names of an archive. Decisions are kept in the order
// they were made and never changed; undoing one takes it out of what counts, and the record says who
// did that. They outlast every new reading of the articles.
type Decision struct {
	N    int64 // numbers the decisions of a guild's archive, rising; given by the store
	Kind DecisionKind
	At   time.Time
	By   UserID

	Entity EntityID // who or what is decided on
	Name   string   // its name when that was decided

	// Into is who Entity is from now on: the other of a merge, whose alias it is, whom the mentions of
	// an article are given to. Empty for a split that takes Entity out of a merge.
	Into     EntityID
	IntoName string

	Article ArticleID // of a split that concerns one article; else empty

	Undone   time.Time // zero while it counts
	UndoneBy UserID
}

// DecisionKind says what a decision does.
type DecisionKind string

// The kinds of decision.
const (
	Merged  DecisionKind = "merge" // two names are one entity, Into
	Aliased DecisionKind = "alias" // Name is another name of Into, seen or not
	Parted  DecisionKind = "split" // Entity is out of its merge, or in Article somebody else: Into
)

// Dossier is what an archive holds about one entity.
type Dossier struct {
	Entity     Entity
	Articles   int
	Statements int
	Facts      int
	Members    []Count    // the names merged into it, with the number of their facts
	Decisions  []Decision // that concern it, the latest first
}
