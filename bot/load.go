package bot

import (
	"context"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"attache"

	"golang.org/x/time/rate"
)

// Load bounds what people may ask for. A field that is zero takes the default in brackets.
type Load struct {
	Running int // commands at one time, of everybody [16]
	Waiting int // commands of one person that wait for an earlier one of theirs [3]

	// Questions are commands, messages and forms: so many at once, then so many a minute.
	UserBurst, UserMinute   int // of one person [20, 5]
	GuildBurst, GuildMinute int // of one server [120, 30]
	// Buttons turn pages and open what is shown already. They cost little and come in series.
	ButtonMinute int // of one person [60]
}

func (l Load) orDefaults() Load {
	for _, f := range []struct {
		field *int
		value int
	}{{&l.Running, 16}, {&l.Waiting, 3}, {&l.UserBurst, 20}, {&l.UserMinute, 5}, {&l.GuildBurst, 120}, {&l.GuildMinute, 30}, {&l.ButtonMinute, 60}} {
		if *f.field <= 0 {
			*f.field = f.value
		}
	}
	return l
}

// doorman lets commands in, one of each person at a time.
type doorman struct {
	load    Load
	figures *figures
	running chan struct{} // one value for each that may run
	waiting atomic.Int32

	mu     sync.Mutex
	people map[attache.UserID]*turn
	rates  map[string]*meter
}

// turn is a person's: who holds it runs.
type turn struct {
	held    chan struct{} // of capacity one
	waiting int           // those that wait for it, and the one that holds it
}

type meter struct {
	limit *rate.Limiter
	used  time.Time
}

func newDoorman(l Load, f *figures) *doorman {
	return &doorman{load: l, figures: f, running: make(chan struct{}, l.Running), people: map[attache.UserID]*turn{}, rates: map[string]*meter{}}
}

// ticket shows how long the queue before a command is.
type ticket struct {
	ahead atomic.Int32
	in    atomic.Bool
}

// admit counts a question or a pressed button, and says in a Problem when there were too many.
func (d *doorman) admit(guild attache.GuildID, who attache.UserID, button bool) error {
	if button {
		if !d.allow("b"+string(who), d.load.ButtonMinute, d.load.ButtonMinute) {
			return tooFast(60 / d.load.ButtonMinute)
		}
		return nil
	}
	if !d.allow("u"+string(who), d.load.UserMinute, d.load.UserBurst) {
		return tooFast(60 / d.load.UserMinute)
	}
	if !d.allow("g"+string(guild), d.load.GuildMinute, d.load.GuildBurst) {
		return &attache.Problem{Say: "This server has asked very much in the last minutes. Nothing was done; please try again in a minute."}
	}
	return nil
}

func tooFast(seconds int) error {
	return &attache.Problem{Say: fmt.Sprintf("That was a lot in a short time. Nothing was done; please ask again in %d seconds.", max(seconds, 1))}
}

// maxMeters bounds the people and servers that are remembered; those who asked nothing for ten
// minutes have their full allowance again and can be forgotten.
const maxMeters = 4096

func (d *doorman) allow(key string, minute, burst int) bool {
	now := time.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	m := d.rates[key]
	if m == nil {
		if len(d.rates) >= maxMeters {
			for k, m := range d.rates {
				if now.Sub(m.used) > 10*time.Minute {
					delete(d.rates, k)
				}
			}
		}
		m = &meter{limit: rate.NewLimiter(rate.Every(time.Minute/time.Duration(minute)), burst)}
		d.rates[key] = m
	}
	m.used = now
	return m.limit.AllowN(now, 1)
}

// enter waits until it is the person's turn and there is room, and returns what to call when the
// command has ended. It refuses with a Problem when too many of theirs wait already.
func (d *doorman) enter(ctx context.Context, who attache.UserID, t *ticket) (leave func(), err error) {
	d.mu.Lock()
	mine := d.people[who]
	if mine == nil {
		mine = &turn{held: make(chan struct{}, 1)}
		d.people[who] = mine
	}
	if mine.waiting > d.load.Waiting {
		d.mu.Unlock()
		return nil, &attache.Problem{Say: fmt.Sprintf("%d of your questions wait for an answer. Nothing was done; please wait for those.", mine.waiting)}
	}
	t.ahead.Store(int32(mine.waiting) + d.waiting.Load())
	mine.waiting++
	d.mu.Unlock()
	d.waiting.Add(1)
	d.figures.update(func(h *Health) { h.Waiting++ })

	done := func() {
		d.mu.Lock()
		if mine.waiting--; mine.waiting == 0 {
			delete(d.people, who)
		}
		d.mu.Unlock()
	}
	err = take(ctx, mine.held)
	if err == nil {
		if err = take(ctx, d.running); err != nil {
			<-mine.held
		}
	}
	d.waiting.Add(-1)
	d.figures.update(func(h *Health) { h.Waiting-- })
	if err != nil {
		done()
		return nil, err
	}
	t.in.Store(true)
	d.figures.update(func(h *Health) { h.Running++ })
	return func() {
		d.figures.update(func(h *Health) { h.Running-- })
		<-d.running
		<-mine.held
		done()
	}, nil
}

func take(ctx context.Context, place chan struct{}) error {
	select {
	case place <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
