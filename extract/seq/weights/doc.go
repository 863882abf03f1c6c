// Package weights is the file that the learned models live in: named sections of numbers behind one
// checksum, read in place.
//
// Opening a file costs the checksum and nothing else: a section is a slice of the bytes that were
// given, and its tables are read where they lie. The package knows no model. It refuses files of
// another version, with sections that leave the file, or with a wrong checksum.
//
// The words used here: a section is a named stretch of bytes that starts on a multiple of 64. A lane
// is one of the eight signed bytes in a word of 64 bits; [Lanes] is a table of such words whose rows
// are added eight lanes at a time.
//
//	var b weights.Builder
//	b.Add("tagger", weights.PackLanes(w, rows, labels))
//	f, err := weights.Open(b.Bytes())
//	section, err := f.Section("tagger")
//	table, err := weights.ReadLanes(section)
package weights
