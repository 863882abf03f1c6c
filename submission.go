package attache

import "time"

// Submission is something a person handed in, before it is read. Exactly one of URL, Text and File
// says what.
type Submission struct {
	ID    int64 // given by the inbox
	Guild GuildID
	// Key makes handing in the same thing twice one submission: the message and the ordinal of the
	// part. Empty means that each call is its own.
	Key    string
	Origin Origin
	By     UserID
	At     time.Time

	URL  string
	Text string
	File File

	// Awaited says that somebody is about to wait for the outcome and tell it: it is not told elsewhere
	// until it is clear that nobody comes. It is not kept.
	Awaited bool

	// Hints from the person; they win over what the text or page says of itself.
	Title     string
	Outlet    string
	Published time.Time
}

// File is a document handed in as bytes.
type File struct {
	Name  string
	Type  string // MIME as claimed by who sent it; not to be trusted
	Bytes []byte
}

// Outcome is what became of a Submission.
type Outcome struct {
	Submission Submission
	Article    Article
	Facts      Facts
	Known      bool // the archive had the article already; Article and Facts are the ones it has
	// Copies are other articles of the archive, without their texts, that print the same report; of an
	// article that is new.
	Copies []Article
	Err    error // why nothing was archived; Article is then zero
}

// Stats counts what a guild's archive holds.
type Stats struct {
	Articles, Outlets                int
	Attributions, Events, Conditions int
	Newest                           time.Time // latest publication; zero when none is known
	Waiting                          int       // submissions not read yet
	Unindexed                        int       // articles stored but not searchable yet
}
