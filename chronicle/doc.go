// Package chronicle joins what several articles tell of the same events into one timeline: an [Entry]
// is one event with every report of it, the date and the status they come to, how the status moved as
// later reports came in, and what they disagree about. A meeting that one article announces, a second
// reports and a third sees called off is one entry.
//
// It never averages and never corrects. Where outlets name different days, the entry stands at the day
// of the report it is shown by and its Disputes list who says what. What a later report says of the
// status counts, but a plan told again does not undo what was told as done, and a claim does not weaken
// what others report as fact.
//
// Two reports are of one event when their dates can be one, they name the same kind of happening
// (lexicon/kinds.tsv: "summit" and "met"), and share those who take part or much of the wording. Reports
// a day apart must agree in all of that. One article gives an entry one report at most: what it tells as
// two events stays two.
//
// Join is pure; the result depends on the set of reports and not on their order.
package chronicle
