package attache

import "time"

// Claim is the right of one process to do one thing once: post the digest of a slot, send an
// alert. Guild, Kind and Key name the thing; only one claim on it is live at a time.
type Claim struct {
	Guild     GuildID
	Kind, Key string    // "digest", "morning@2026-11-23T06:00:00Z"
	Token     int64     // tells a holder from those before it, whose leases ran out
	Until     time.Time // when the lease runs out and another may take over
	Done      bool      // the thing was done; Message is what came of it, if anything
	Message   MessageID
}
