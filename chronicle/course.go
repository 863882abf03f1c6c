package chronicle

import "attache"

// course follows the status through reports in the order of telling. It returns where it ended, and the
// turns it took when there was more than one.
func course(reports []*report) (attache.EventStatus, []Turn) {
	var turns []Turn
	now := attache.EventStatus("")
	for _, r := range reports {
		next := r.Event.Status
		if now == "" || turned(now, next) {
			now = next
			turns = append(turns, Turn{next, r.Cited})
		}
	}
	if len(turns) < 2 {
		turns = nil
	}
	return now, turns
}

// turned reports whether a later report with status next changes what was known. A plan told again
// changes nothing once more is known; one that was called off may be set anew. A claim weakens nothing.
func turned(now, next attache.EventStatus) bool {
	if now == next {
		return false
	}
	switch next {
	case attache.Scheduled:
		return now == attache.Cancelled
	case attache.Claimed:
		return now == attache.Scheduled
	case attache.Cancelled:
		return now == attache.Scheduled
	}
	return true // it happened
}
