package index

import (
	"strings"

	"attache"
)

// Everything a query filters by exactly is a term of one field, told apart by its first byte: one
// dictionary for all of them costs less than one for each. Terms of moments live there too.
const (
	tagField = "tag"

	tagArticle = "i" // article id: of the article and all its facts
	tagKind    = "k" // kind of fact, see kindTag
	tagSource  = "s" // entity: source of an attribution, holder of a condition or whom it acts for
	tagParty   = "p" // entity in any role, or whom it acts for
	tagOutlet  = "o" // folded name
	tagForm    = "f" // of attributions
	tagAct     = "a" // of attributions
	tagStatus  = "t" // of events and conditions
	tagTo      = "d" // entity: addressee of a condition or whom it acts for
	tagTerms   = "c" // kind of condition, and whether it is a promise
)

// kindTag returns the term that selects documents of a kind. Statements have four: all of them, those
// that somebody uttered, those that are not held back, and those that are both. One term for each is
// counted without looking at a document.
func kindTag(kind attache.FactKind, beliefs, held bool) string {
	tag := tagKind + string(kind)
	if kind != attache.KindAttribution {
		return tag
	}
	if !beliefs {
		tag += "!"
	}
	if !held {
		tag += "+"
	}
	return tag
}

// outletTag folds the name of an outlet as Query.Outlet asks: case does not count.
func outletTag(name string) string {
	return tagOutlet + strings.ToLower(strings.TrimSpace(name))
}
