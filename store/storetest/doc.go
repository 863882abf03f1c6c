// Package storetest holds the claims that any database under package store has to fulfil, and
// articles to try them with:
//
//	func TestSQLite(t *testing.T) {
//		storetest.Run(t, func(t *testing.T) *store.DB { … })
//	}
//
// open gives a new, empty database each time and closes it when the test ends.
package storetest

import (
	"testing"

	"attache/store"
)

// Run checks every claim against databases that open gives.
func Run(t *testing.T, open func(t *testing.T) *store.DB) {
	for _, claim := range []struct {
		name  string
		check func(*testing.T, *store.DB)
	}{
		{"gives back what was saved", givesBack},
		{"knows an article by its page and its words", knowsArticles},
		{"keeps the versions of a page in a chain", keepsVersions},
		{"saves all of a batch or nothing", savesAllOrNothing},
		{"lists articles newest first", listsArticles},
		{"cites in order and leaves out what is gone", cites},
		{"keeps the refs of a second reading", keepsRefs},
		{"rereads what another version read", findsOutdated},
		{"knows copies of one report", knowsCopies},
		{"follows conditions into later articles", followsConditions},
		{"forgets answers with the articles that told them", answersComeAndGo},
		{"lets corrections win", correctionsWin},
		{"completes names at word starts", completesNames},
		{"completes outlets and titles", completesTitles},
		{"counts what it holds", counts},
		{"hands each article to the index once", handsToIndex},
		{"stays sound whatever comes and goes", staysSound},
		{"takes the same thing in once", takesInOnce},
		{"lets guilds take turns", takesTurns},
		{"gives a task to one holder", leasesTasks},
		{"keeps what crashed the process apart", keepsSuspectsApart},
		{"remembers what became of a submission", remembersOutcomes},
		{"sets aside and tries again", setsAside},
		{"gives a claim to one holder", claims},
		{"keeps schedules", keepsSchedules},
		{"keeps lines and small values", keepsSmallThings},
		{"follows what analysts decide about names", decides},
		{"forgets a guild", purges},
		{"prunes bookkeeping alone", prunes},
		{"serves many at once", servesMany},
	} {
		t.Run(claim.name, func(t *testing.T) { claim.check(t, open(t)) })
	}
	t.Run("shows a guild nothing of another", func(t *testing.T) { isolates(t, open) })
}
