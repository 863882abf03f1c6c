package attache

// Change is one step an index has to follow to stay equal to a guild's archive.
type Change struct {
	Seq     int64 // rises with every change, in the order they were saved
	Article ArticleID
	Removed bool // else it was added or read again
}
