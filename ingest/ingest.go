package ingest

import (
	"context"
	"errors"
	"log/slog"
	"sync"
	"sync/atomic"
	"time"

	"attache"
)

// Options is what an Inbox is made of. Fields without a default are needed.
type Options struct {
	Queue   Queue
	Guild   func(attache.GuildID) Archive
	Index   Indexer
	Fetch   Fetcher
	Read    Reader
	Extract func(attache.Article) attache.Facts
	// Pipeline is the version of Extract; it is stored with what Extract gave.
	Pipeline string

	// Teller tells the person who handed something in, unless somebody awaits the outcome. Listeners
	// are given every outcome. Without a Teller, outcomes that nobody awaits are left for a process that
	// has one: a terminal must not swallow what Discord waits for.
	Teller    Listener
	Listeners []Listener

	// Retry says whether what failed with err may succeed later, and how much later at the earliest.
	// nil: only what ran out of time.
	Retry func(err error) (after time.Duration, ok bool)

	// Shared says that other processes work on the same Queue. Otherwise every lease found at the
	// start is that of a dead process, and is taken over at once.
	Shared bool

	Workers  int           // submissions read at a time; 0 means 4
	Waiting  int           // submissions of one guild that may wait; 0 means 1000
	Pause    time.Duration // before the second try; each further one waits four times longer. 0 means 5 s
	Limit    time.Duration // for reading or extracting one article; 0 means 30 s
	Patience time.Duration // for fetching one page; 0 means 90 s

	// GiveUp is for how long an outcome is tried to be told; 0 means three days. After that nobody
	// wants to know.
	GiveUp time.Duration

	Now func() time.Time // nil means time.Now
	Log *slog.Logger     // nil means slog.Default()
}

// MaxSubmission is the size, in bytes, of the largest text or file that is taken in.
const MaxSubmission = 10 << 20

const (
	lease = time.Minute     // renewed at a third of it
	sweep = time.Minute     // how often all that could have been missed is looked for
	poll  = 2 * time.Second // how often submissions of other processes are looked for
)

// Inbox takes submissions in and works on them. It is safe for concurrent use.
type Inbox struct {
	Options
	desk  desk
	stuck atomic.Int64

	toTake, toFeed, toTell chan struct{} // of one place each: something is there

	feeding sync.Map // attache.GuildID → *sync.Mutex: one feeds an index at a time
}

// New returns an Inbox, or an error that says which option is missing.
func New(o Options) (*Inbox, error) {
	var missing []error
	for name, given := range map[string]bool{"Queue": o.Queue != nil, "Guild": o.Guild != nil, "Index": o.Index != nil, "Fetch": o.Fetch != nil,
		"Read": o.Read != nil, "Extract": o.Extract != nil, "Pipeline": o.Pipeline != ""} {
		if !given {
			missing = append(missing, errors.New("ingest: option "+name+" is missing"))
		}
	}
	if missing != nil {
		return nil, errors.Join(missing...)
	}
	if o.Retry == nil {
		o.Retry = func(err error) (time.Duration, bool) { return 0, errors.Is(err, context.DeadlineExceeded) }
	}
	setDefault(&o.Workers, 4)
	setDefault(&o.Waiting, 1000)
	setDefault(&o.Pause, 5*time.Second)
	setDefault(&o.Limit, 30*time.Second)
	setDefault(&o.Patience, 90*time.Second)
	setDefault(&o.GiveUp, 3*24*time.Hour)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.Default()
	}
	return &Inbox{Options: o, desk: newDesk(), toTake: make(chan struct{}, 1), toFeed: make(chan struct{}, 1), toTell: make(chan struct{}, 1)}, nil
}

func setDefault[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// Run reads, indexes and tells until ctx ends. It returns when all that it began has ended: what is
// half read is given back to the queue.
func (in *Inbox) Run(ctx context.Context) error {
	var parts sync.WaitGroup
	parts.Go(func() { in.work(ctx) })
	parts.Go(func() { in.feedAll(ctx) })
	if in.Teller != nil {
		parts.Go(func() { in.tellAll(ctx) })
	}
	parts.Wait()
	return nil
}

// Stuck returns how many extractions did not end in time and still run. They cost a core each until
// the process ends.
func (in *Inbox) Stuck() int { return int(in.stuck.Load()) }

// nudge says that something is there. It never blocks: one nudge is as good as many.
func nudge(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// sleep waits for a nudge, for d or for ctx; false means that ctx ended.
func sleep(ctx context.Context, c <-chan struct{}, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-c:
	case <-timer.C:
	}
	return ctx.Err() == nil
}
