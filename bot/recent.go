package bot

import "sync"

// recent remembers the last ids it was shown. Discord may tell of one thing twice, above all when
// a session is resumed.
type recent struct {
	mu   sync.Mutex
	ring []snowflake
	next int
	set  map[snowflake]bool
}

func newRecent(n int) *recent {
	return &recent{ring: make([]snowflake, n), set: make(map[snowflake]bool, n)}
}

// first reports whether id is new, and remembers it.
func (r *recent) first(id snowflake) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.set[id] {
		return false
	}
	delete(r.set, r.ring[r.next])
	r.ring[r.next] = id
	r.set[id] = true
	r.next = (r.next + 1) % len(r.ring)
	return true
}
