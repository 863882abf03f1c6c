package fetch

import (
	"context"
	"net/http"
	"strconv"
	"sync"
	"time"
)

// maxAway is how long a host's Retry-After is obeyed at most. A host that wants a week is asked
// again after an hour.
const maxAway = time.Hour

// pace spaces out the requests to a host. It forgets hosts that may be asked at once.
type pace struct {
	interval time.Duration

	mu   sync.Mutex
	next map[string]time.Time // when a host may be asked next
}

// wait returns when host may be asked, and reserves that moment. It fails with ctx, or with *Later
// when the host wants to be left alone for longer than patience.
func (p *pace) wait(ctx context.Context, host string, patience time.Duration) error {
	p.mu.Lock()
	now := time.Now()
	if p.next == nil || len(p.next) > 1000 {
		kept := map[string]time.Time{}
		for h, t := range p.next {
			if t.After(now) {
				kept[h] = t
			}
		}
		p.next = kept
	}
	at := p.next[host]
	if at.Before(now) {
		at = now
	}
	delay := at.Sub(now)
	if delay > patience {
		p.mu.Unlock()
		return &Later{After: delay}
	}
	if p.interval > 0 {
		p.next[host] = at.Add(p.interval)
	}
	p.mu.Unlock()
	if delay == 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(delay)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

// away keeps requests off host for d.
func (p *pace) away(host string, d time.Duration) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if at := time.Now().Add(min(d, maxAway)); p.next != nil && at.After(p.next[host]) {
		p.next[host] = at
	}
}

// retryAfter reads the Retry-After of a response: seconds or a date. Zero when there is none.
func retryAfter(h http.Header) time.Duration {
	v := h.Get("Retry-After")
	if n, err := strconv.Atoi(v); err == nil && n > 0 {
		return min(time.Duration(n), 1<<20) * time.Second
	}
	if t, err := http.ParseTime(v); err == nil {
		return max(time.Until(t), 0)
	}
	return 0
}
