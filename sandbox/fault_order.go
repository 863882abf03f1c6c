package sandbox

import (
	"fmt"
	"slices"
	"time"
)

// order is a fault that was ordered in words and stands.
type order struct {
	id     int64
	text   string
	struck int64
	ends   []func()
	timer  *time.Timer // of one that comes again and again
	ended  bool
}

func (o *order) stop() {
	o.ended = true
	if o.timer != nil {
		o.timer.Stop()
	}
}

// StandingFault is a fault that was ordered with [World.Order] and has not ended.
type StandingFault struct {
	ID     int64  `json:"id"`
	Text   string `json:"text"`
	Struck int64  `json:"struck"` // how often it befell something
}

// Order orders a fault in words, as on a command line: a kind, perhaps with a value, and conditions.
// [FaultKinds] lists what there is. "429=2s,on=create_message,times=2" refuses two messages; "drop"
// cuts the gateway now, "drop,every=30s" again and again, "drop,on=IDENTIFY" while the bot connects.
// It returns what ends the fault, 0 for one that happened at once and is over.
func (w *World) Order(text string) (id int64, err error) {
	s, err := parseFault(text)
	if err != nil {
		return 0, err
	}
	if s.channel != "" {
		c, err := w.Channel(s.channel)
		if err != nil {
			return 0, err
		}
		s.at = c.ID
	}
	o := &order{text: text}
	fs := w.faults
	fs.mu.Lock()
	if len(fs.orders) >= maxOrders {
		fs.mu.Unlock()
		return 0, fmt.Errorf("%w: more than %d faults at one time", ErrForbidden, maxOrders)
	}
	fs.last++
	o.id = fs.last
	fs.orders = append(fs.orders, o) // before it can strike, so that what ends by striking is not listed for ever
	fs.mu.Unlock()
	if s.kind.now != nil && s.on == "" {
		w.happen(o, s)
	} else {
		ends := s.kind.stand(w, o, s)
		fs.mu.Lock()
		o.ends = ends
		fs.mu.Unlock()
	}
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if o.ended {
		return 0, nil
	}
	return o.id, nil
}

// maxOrders bounds the faults that stand.
const maxOrders = 100

// happen lets something befall the bot now, and again when the order says so.
func (w *World) happen(o *order, s faultSpec) {
	s.kind.now(w, s)
	fs := w.faults
	fs.mu.Lock()
	defer fs.mu.Unlock()
	if o.ended {
		return
	}
	fs.count(o, s.every == 0)
	if s.every > 0 {
		o.timer = time.AfterFunc(s.every, func() { w.happen(o, s) })
	}
}

// count records that o struck, and forgets it when that was the last time. The caller holds the lock.
func (fs *faults) count(o *order, last bool) {
	if o == nil {
		return
	}
	o.struck++
	if !last {
		return
	}
	o.stop()
	fs.orders = slices.DeleteFunc(fs.orders, func(x *order) bool { return x == o })
	fs.all = slices.DeleteFunc(fs.all, func(f *Fault) bool { return f.order == o }) // "expired" stands for several
}

// Standing lists the faults that were ordered in words and have not ended.
func (w *World) Standing() []StandingFault {
	w.faults.mu.Lock()
	defer w.faults.mu.Unlock()
	all := []StandingFault{}
	for _, o := range w.faults.orders {
		all = append(all, StandingFault{o.id, o.text, o.struck})
	}
	return all
}

// End ends a fault that stands. What went wrong stays so: a silent connection is healed by [World.Heal].
func (w *World) End(id int64) error {
	w.faults.mu.Lock()
	i := slices.IndexFunc(w.faults.orders, func(o *order) bool { return o.id == id })
	if i < 0 {
		w.faults.mu.Unlock()
		return fmt.Errorf("%w: fault %d", ErrUnknown, id)
	}
	o := w.faults.orders[i]
	o.stop()
	ends := o.ends
	w.faults.orders = slices.Delete(w.faults.orders, i, i+1)
	w.faults.mu.Unlock()
	for _, end := range ends {
		end()
	}
	return nil
}
