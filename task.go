package attache

import "time"

// Task is a submission somebody is working on.
type Task struct {
	Submission Submission
	Try        int // counts from 1, and tells a holder from those before it, whose leases ran out
	Failures   int // how many tries ended in an error
	Crashes    int // how many ended with the process
}

// Marks says how far a submission has come.
type Marks struct {
	ID       int64
	Guild    GuildID
	Finished time.Time // when it was read; zero while it is not
	Indexed  bool      // what came of it can be found, or nothing came of it
	Told     bool      // the person who handed it in knows
	Heard    bool      // those who listen for new articles know
}
