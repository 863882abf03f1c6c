package sandbox

// Operations lists the operations the sandbox answers, for the test that looks them up.
func Operations() (names []string) {
	for _, rt := range routes() {
		names = append(names, rt.operation)
	}
	return names
}

// Sizes counts what a world remembers, for tests that it stays bounded.
func (w *World) Sizes() (interactions, tokens, buckets, sessions int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limits.mu.Lock()
	defer w.limits.mu.Unlock()
	return len(w.interactions), len(w.tokens), len(w.limits.buckets), len(w.sessions)
}

// Begun pretends that so many sessions were begun today, Refused that so many requests were refused:
// the real thing takes minutes.
func (w *World) Begun(n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.starts.until(w.now())
	w.starts.count = n
}

// Refused see Begun.
func (w *World) Refused(n int) {
	for range n {
		w.limits.refuse(w.now(), 403, false)
	}
}
