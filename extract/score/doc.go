// Package score measures what the extract packages find against gold standards: precision, recall
// and F1 of attributions, time expressions, timeline events and conditions.
//
// It holds no opinion of its own about what is right. Each of the four [Layer]s is scored by the
// rules of the scorer its gold standard came with (a Python program beside the data), and gives
// the same numbers and the same table; where both are at hand the tests compare them. It reads
// and writes their format, one JSON object a line with offsets in Unicode code points, and turns
// those into the bytes that [attache.Span] counts. It opens no files: a caller passes readers, and
// compressed input (gzip) is recognised by its first bytes.
//
// Words used here: a unit is a contiguous fragment of a role; a gold row is an annotator's reading
// of one article; a prediction row is ours; a cluster is a set of mentions of the same condition or
// event, of which finding one is enough.
//
//	gold, err := score.ReadAttributions(goldFile)
//	pred, err := score.ReadAttributions(predFile)
//	s, err := score.Attributions(gold, pred, score.Options{})
//	fmt.Print(s) // the table
package score
