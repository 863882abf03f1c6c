// Package entity finds who and what an article names, and decides which mentions are the same.
//
// [Read] gives the mentions of a text in order: names with their titles ("Norlandic Foreign
// Minister Ada Okoro"), surnames, spelling variants, bodies and ministries, states by name, capital
// or people, seats that stand for a government, the pronouns he and she, and
// descriptions of people in office ("the minister"). [Set.Resolve] answers
// who a stretch of text, such as the source of a statement, speaks of.
//
// It would rather leave a mention open than guess: a description ("the minister") gets a name only
// where one person of the text fits, or the tables know one who held the office that day; a surname
// that two people share gets none where the text does not tell; a capital is a city unless its
// government acts ("Oslo rejected the offer", not "a visit to Oslo"). People whom the text does not
// name ("an official", "Norland's envoy") are followed too, because the next "he" may mean them.
// [attache.Mention.Sure] carries what doubt is left.
//
// What it knows of the world comes from [Tables], parsed from files that an operator edits; it
// reads no files itself. Words used here: a title is what stands before a name (Mr., Minister), a
// role what the text says somebody does, a short form a surname or abbreviation, a seat a building
// or capital that stands for those who sit there.
//
//	doc := token.Read(text)
//	set := entity.Read(phrase.Read(doc), tables, published)
//	who := set.Resolve(source) // Mention{Entity: "ada-okoro", Name: "Ada Okoro", Sure: 1}
package entity
