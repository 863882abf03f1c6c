package sandbox

import (
	"hash/fnv"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// limiter counts requests per bucket: a route with its channel, guild or webhook.
type limiter struct {
	mu      sync.Mutex
	real    bool
	buckets map[string]*bucket
	global  bucket
	refused bucket // requests that were refused for want of rights or patience
}

type bucket struct {
	limit int
	left  int
	reset time.Time
	name  string
}

// rate is a limit and the window it counts in.
type rate struct {
	limit  int
	window time.Duration
}

// Rates as observed on Discord; they are not documented and change, which is why a bot must read the
// headers. The wide ones let tests run at full speed.
var (
	wideRate    = rate{100000, time.Second}
	globalRate  = rate{50, time.Second}
	refusedRate = rate{10000, 10 * time.Minute}
	defaultRate = rate{50, time.Second}
	realRates   = map[string]rate{
		"create_message":                  {5, 5 * time.Second},
		"update_message":                  {5, 5 * time.Second},
		"delete_message":                  {5, time.Second},
		"add_my_message_reaction":         {1, 250 * time.Millisecond},
		"delete_my_message_reaction":      {1, 250 * time.Millisecond},
		"execute_webhook":                 {5, 2 * time.Second},
		"update_original_webhook_message": {5, 2 * time.Second},
		"update_webhook_message":          {5, 2 * time.Second},
		"create_dm":                       {10, 10 * time.Second},
		"bulk_set_application_commands":   {2, 20 * time.Second},
		"create_thread_from_message":      {50, 5 * time.Minute},
		"trigger_typing_indicator":        {5, 5 * time.Second},
	}
)

func newLimiter(real bool) *limiter { return &limiter{real: real, buckets: map[string]*bucket{}} }

// maxBuckets bounds what is remembered; interaction tokens make new ones all the time.
const maxBuckets = 4096

// take counts one request and writes the headers. It returns the 429 to answer with when there is
// nothing left.
func (l *limiter) take(h http.Header, now time.Time, operation, major string) *problem {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := wideRate
	if l.real {
		r = defaultRate
		if known, ok := realRates[operation]; ok {
			r = known
		}
	}
	key := operation + " " + major
	b := l.buckets[key]
	if b == nil {
		if len(l.buckets) >= maxBuckets {
			l.sweep(now)
		}
		b = &bucket{name: bucketName(operation)}
		l.buckets[key] = b
	}
	over := b.take(now, r)
	after := b.reset.Sub(now).Seconds()
	h["X-Ratelimit-Limit"] = []string{strconv.Itoa(b.limit)}
	h["X-Ratelimit-Remaining"] = []string{strconv.Itoa(b.left)}
	h["X-Ratelimit-Reset"] = []string{strconv.FormatFloat(float64(b.reset.UnixMilli())/1000, 'f', 3, 64)}
	h["X-Ratelimit-Reset-After"] = []string{strconv.FormatFloat(after, 'f', 3, 64)}
	h["X-Ratelimit-Bucket"] = []string{b.name}
	if over {
		return limited(after, false, "user")
	}
	// Interaction endpoints do not count towards the global limit.
	if l.real && !strings.Contains(operation, "webhook") && operation != "create_interaction_response" && l.global.take(now, globalRate) {
		return limited(l.global.reset.Sub(now).Seconds(), true, "global")
	}
	return nil
}

// refuse counts an answer that Discord's proxy counts: 401, 403 and 429, but for the limits others share.
func (l *limiter) refuse(now time.Time, status int, shared bool) {
	if status != http.StatusUnauthorized && status != http.StatusForbidden && (status != http.StatusTooManyRequests || shared) {
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.refused.take(now, refusedRate)
}

// banned returns how long the address of the bot is shut out for, after too many refused requests.
func (l *limiter) banned(now time.Time) time.Duration {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.refused.limit == 0 || l.refused.left > 0 {
		return 0
	}
	return max(l.refused.reset.Sub(now), 0)
}

// take counts one request and reports whether it was one too many.
func (b *bucket) take(now time.Time, r rate) bool {
	if !now.Before(b.reset) {
		b.limit, b.left, b.reset = r.limit, r.limit, now.Add(r.window)
	}
	if b.left == 0 {
		return true
	}
	b.left--
	return false
}

func (l *limiter) sweep(now time.Time) {
	for key, b := range l.buckets {
		if !now.Before(b.reset) {
			delete(l.buckets, key)
		}
	}
	for key := range l.buckets { // all of them in use: any will do
		if len(l.buckets) < maxBuckets {
			return
		}
		delete(l.buckets, key)
	}
}

func bucketName(operation string) string {
	h := fnv.New64a()
	h.Write([]byte(operation))
	return strconv.FormatUint(h.Sum64(), 16)
}

// limited is a 429.
func limited(after float64, global bool, scope string) *problem {
	return &problem{
		status: http.StatusTooManyRequests, Message: "You are being rate limited.", retryAfter: max(after, 0.001), global: global, scope: scope,
	}
}
