// Package readable turns the bytes a person hands in into the fields of an [attache.Article]:
// title, byline, date, language and the text itself.
//
//	a, err := readable.Read(attache.File{Name: "grain.html", Bytes: page}, readable.Options{
//		URL: "https://news.example/2026/11/21/grain-talks",
//	})
//
// It reads web pages, plain and pasted text, Word files (DOCX) and mail (EML). What a file is
// gets decided by its bytes; the type and name a sender claims are not believed. PDF, pictures,
// old Word files and everything binary are refused with an [attache.Problem] that says what to do
// instead (docs/adr/0003-pdf.md says why PDF is among them).
//
// The text that comes out is valid UTF-8 in NFC. A paragraph is one line, paragraphs are parted by
// one blank line, no-break and typographic spaces are plain spaces, and characters that cannot be
// seen (controls, soft hyphens, zero-width and bidirectional marks) are gone. Beyond that it is
// verbatim: titles, bylines and datelines of pasted text stay in it, because facts point into it.
// Only lines that a person put above a pasted text to describe it ("Title: …", "Date: …") do not
// belong to it.
//
// Words: a hint is such a line; furniture is what frames an article without being its body; a wall
// is a page that stands in front of the article (consent, login, payment).
//
// The package is pure: no file, no network, no clock, no goroutine; the same bytes give the same
// article. It leaves ID, Added, AddedBy, Origin and Revises to its caller. Time and memory are
// linear in the size of the input, which is bounded by [MaxBytes] and [MaxText].
package readable
