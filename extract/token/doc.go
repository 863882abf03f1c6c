// Package token reads a text once and hands every extractor the same annotated [Doc]: tokens,
// sentences, paragraphs and quotations, each a byte [attache.Span] of the text as it was given.
//
// The text is never changed, repaired or normalised, and any bytes may come in: invalid UTF-8, NUL,
// a megabyte without a space. Reading takes linear time and allocates a handful of slabs a text,
// nothing a token. What it refuses to do: it knows no parts of speech, no names and no meaning.
//
// The words used here:
//
//   - A token is a word, number or mark as the Penn Treebank cuts them: "did|n't", "Baku|'s",
//     "$|3.5|million", "U.S.", "well-known", "9:30", "…". Tokens are in order and never overlap;
//     between them lies only space.
//   - The normal form of a token is lower case with straight apostrophes; [Token.Hash] is its hash,
//     the same on every machine, so that lexicons and models compare numbers instead of strings.
//   - A paragraph is what blank lines part (and line breaks that do not look like wrapping). Its
//     [Kind] tells the body from furniture: titles, bylines, datelines, "Read more".
//   - A quotation is a pair of marks and what they hold. One that runs on through several
//     paragraphs is one [Quote] a paragraph, linked.
//
// An example:
//
//	doc := token.Read("\"We will come,\" she said. \"When?\"")
//	for _, q := range doc.Quotes {
//		fmt.Println(q.Inner.Of(doc.Text)) // We will come,   When?
//	}
package token
