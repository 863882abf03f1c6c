package ingest

import (
	"sync"
	"time"
)

// desk knows who waits for which outcome in this process.
type desk struct {
	mu       sync.Mutex
	seats    map[int64]*seat
	arriving int // how many are handing in what they will await, and have no number yet
}

// seat is kept for somebody who awaits an outcome, or is about to.
type seat struct {
	sitting int
	until   time.Time // kept free until then
	ready   chan struct{}
}

// manySeats is from how many on seats that were kept in vain are cleared away.
const manySeats = 500

func newDesk() desk { return desk{seats: map[int64]*seat{}} }

func (d *desk) seat(id int64) *seat {
	s := d.seats[id]
	if s == nil {
		s = &seat{ready: make(chan struct{}, 1)}
		d.seats[id] = s
	}
	return s
}

// arrive announces somebody whose number is not known yet. seated is called with it, or with 0 when
// there will be none, and keeps a seat until then.
func (d *desk) arrive() (seated func(id int64, until time.Time)) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.arriving++
	return func(id int64, until time.Time) {
		d.mu.Lock()
		defer d.mu.Unlock()
		d.arriving--
		if id == 0 {
			return
		}
		if len(d.seats) > manySeats { // of people who never came, for outcomes that were told before
			for id, s := range d.seats {
				if s.sitting == 0 && s.until.Add(expected).Before(until) {
					delete(d.seats, id)
				}
			}
		}
		d.seat(id).until = until
	}
}

// sit takes a seat. ready is nudged when the outcome may be there; leave gives the seat up, also for
// whoever it was kept for.
func (d *desk) sit(id int64) (ready <-chan struct{}, leave func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.seat(id)
	s.sitting++
	return s.ready, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		if s.sitting--; s.sitting == 0 {
			delete(d.seats, id)
		}
	}
}

// call nudges whoever sits there and reports whether somebody does or is expected to: then nobody
// else should tell. again says when that ends, if it does by itself.
func (d *desk) call(id int64, now time.Time) (taken bool, again time.Time) {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.seats[id]
	switch {
	case s == nil && d.arriving > 0: // it may be this one's
		return true, now.Add(arrival)
	case s == nil:
		return false, again
	case s.sitting > 0:
		nudge(s.ready)
		return true, again
	case now.Before(s.until):
		return true, s.until
	}
	delete(d.seats, id)
	return false, again
}

// arrival is when to look again whether somebody who arrives has a seat.
const arrival = 20 * time.Millisecond
