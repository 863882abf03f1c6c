package sandbox

import "time"

// startsADay is how often a bot may begin a session in 24 hours; after that Discord takes its token away.
const startsADay = 1000

// startsApart is how far apart two shards may begin (max_concurrency 1).
const startsApart = 5 * time.Second

// starts counts the sessions that were begun. The world's lock guards it.
type starts struct {
	count int
	since time.Time // when the count began
	last  time.Time
}

// until returns when the count begins anew.
func (s *starts) until(now time.Time) time.Duration {
	if now.Sub(s.since) >= 24*time.Hour {
		s.count, s.since = 0, now
	}
	return s.since.Add(24 * time.Hour).Sub(now)
}

// take counts one, and reports whether there was one left.
func (s *starts) take(now time.Time) bool {
	s.until(now)
	if s.count >= startsADay {
		return false
	}
	s.count++
	return true
}
