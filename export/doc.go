// Package export writes findings as files for other programs and for people: CSV for spreadsheets,
// JSON for programs, Markdown for notes and reports. It is pure: a [Report] in, a [card.File] out.
//
// Every row cites its finding with a ref that stays good, and gives times in ISO 8601. What came from
// an article is data and nothing else in the file: cells of a CSV begin no formula, Markdown is escaped.
// A new format is one file here and one line in [Formats].
//
//	file, err := export.Write(export.CSV, export.Report{Kind: attache.KindAttribution, Card: answer, Findings: found})
package export
