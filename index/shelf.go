package index

import (
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"

	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

// shelf is the place of one guild in a Set: its folder and what of it is open.
type shelf struct {
	guild attache.GuildID
	dir   string

	users  int         // calls that hold it; guarded by Set.mu
	used   uint64      // when it was last asked for; guarded by Set.mu
	isOpen atomic.Bool // live is not nil

	// writing is held by whatever changes what the folder holds; mu is held to read while the
	// engines are used and to write while they are exchanged.
	writing sync.Mutex
	mu      sync.RWMutex
	live    *engine // nil while closed or when the guild has no index
	next    *engine // nil unless Reset has begun a new index
	goal    int64   // checkpoint at which next takes the place of live
	// asked says that the feeder knows the checkpoint of the index as it stands, and seen what it
	// was last known to be. A Put by a feeder that does not would leave a hole that nobody would
	// ever fill. Both are changed with mu held to write, or with writing and mu held to read.
	asked bool
	seen  int64
}

// open opens what the folder holds; with create it makes an index when there is none. It returns
// why an index had to be given up, if so, and is called with mu held to write.
func (s *shelf) open(queue *bleve.AnalysisQueue, create bool) (lost error, err error) {
	if s.live != nil {
		return nil, nil
	}
	if err := mend(s.dir); err != nil {
		return nil, err
	}
	path := filepath.Join(s.dir, liveFolder)
	if !create && !exists(path) {
		return nil, nil
	}
	if err := os.MkdirAll(s.dir, 0o700); err != nil {
		return nil, err
	}
	s.live, err = openEngine(path, queue)
	switch {
	case errors.Is(err, ErrDamaged):
		lost, err = err, moveAside(path)
	case errors.Is(err, ErrVersion):
		lost, err = err, os.RemoveAll(path)
	}
	if err != nil {
		return lost, err
	}
	if lost != nil {
		s.asked = false
		// What was being built cannot know any more when it is complete.
		if err := os.RemoveAll(filepath.Join(s.dir, nextFolder)); err != nil {
			return lost, err
		}
		if s.live, err = openEngine(path, queue); err != nil {
			return lost, err
		}
	}
	err = s.openNext(queue)
	var seq int64
	if err == nil {
		seq, err = s.target().checkpoint()
	}
	if err != nil {
		s.shut()
		return lost, err
	}
	if seq < s.seen {
		s.asked = false // bleve has fallen back to what it had before
	}
	s.seen = seq
	s.isOpen.Store(true)
	return lost, nil
}

// openNext goes on with an index that was being built when the set was last closed.
func (s *shelf) openNext(queue *bleve.AnalysisQueue) error {
	path := filepath.Join(s.dir, nextFolder)
	if !exists(path) {
		return nil
	}
	var err error
	if s.goal, err = s.live.checkpoint(); err != nil {
		return err
	}
	s.next, err = openEngine(path, queue)
	if errors.Is(err, ErrDamaged) || errors.Is(err, ErrVersion) {
		s.asked = false
		if err := os.RemoveAll(path); err != nil {
			return err
		}
		s.next, err = openEngine(path, queue)
	}
	return err
}

// shut closes the engines; open opens them again. It is called with mu held to write.
func (s *shelf) shut() {
	for _, e := range []*engine{s.live, s.next} {
		if e != nil {
			e.close()
		}
	}
	s.live, s.next = nil, nil
	s.isOpen.Store(false)
}

// giveUp takes an engine that failed in use out of service, unless somebody has done so before. It
// is called with mu held to write.
func (s *shelf) giveUp(failed *engine) (bool, error) {
	if failed != s.live && failed != s.next {
		return false, nil
	}
	live := failed == s.live
	s.shut()
	s.asked, s.seen = false, 0
	if err := os.RemoveAll(filepath.Join(s.dir, nextFolder)); err != nil || !live {
		return true, err
	}
	return true, moveAside(filepath.Join(s.dir, liveFolder))
}

// target returns the engine that Put writes to.
func (s *shelf) target() *engine {
	if s.next != nil {
		return s.next
	}
	return s.live
}
