// Package timex finds the time expressions of an English news text and gives each a TIMEX3 value:
// "last Tuesday" read on 2026-11-23 is DATE 2026-11-17.
//
// It reads no clock. [Anchor] says what relative expressions are counted from: the day of
// publication, else the dateline, else what the full dates of the text establish, never the day an
// article was handed in. What needs an anchor and has none keeps a value with holes: "XXXX-WXX-2".
//
// The grammar is data: lexicon/words.tsv gives words their classes, lexicon/rules.tsv says which
// sequences of classes are an expression, how they are read, and shows an example that the tests
// run. The longest sequence wins. A rule names a reading, a function that computes TYPE, VALUE and
// MOD as the TimeML annotation guidelines (1.2.1) ask: spans without prepositions, "last week" is
// 2026-W47, "two weeks" is P2W, "daily" is a SET of P1D, "recently" is PAST_REF.
//
// What it refuses to do: it reads no other language and no other calendar, gives ages no value
// ("a 27-year-old"), and does not correct what a text says wrongly: "Tuesday, May 4" keeps its value
// and gets a [attache.Timex.Doubt] when that day was a Monday.
//
//	doc := token.Read("They met on Tuesday and will meet again next month.")
//	anchor := timex.Anchor(doc, published)
//	for _, t := range timex.Find(doc, anchor) {
//		fmt.Println(t.Span.Of(doc.Text), t.Value) // Tuesday 2026-11-17, next month 2026-12
//	}
package timex
