// Package attache holds the nouns of Attaché: what an article is, what is found in one, and how
// both are cited.
//
// An [Article] is what a team handed in. Reading it gives [Facts]: an [Attribution] says who said
// what, an [Event] says what happened or is due when, a [Condition] says who offers or demands
// what in exchange for what. Facts never copy text: they point into Article.Text with a [Span], so
// that every answer can show its evidence, and a fact without a place in the text cannot be
// written down. A [Ref] cites one fact, an [ArticleID] one article.
//
// The package imports nothing but the standard library, does no I/O, reads no clock and declares
// no interface. Everything else in this module imports it; it imports nothing of ours. The map of
// the packages is docs/ARCHITECTURE.md, the words are explained in docs/GLOSSARY.md.
package attache
