package index

import (
	"cmp"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"sync"
	"time"

	bleve "github.com/blevesearch/bleve_index_api"

	"attache"
)

// Options are what may be chosen about a Set. The zero Options are good.
type Options struct {
	// MaxOpen bounds how many guilds' indexes are open at a time; 0 means 64. An open index costs
	// some goroutines and files, a closed one a few milliseconds when it is next asked for.
	MaxOpen int
	// Timeout bounds a search; 0 means two seconds.
	Timeout time.Duration
	// Lost is told when a guild's index was given up and why: ErrDamaged or ErrVersion. Whoever
	// feeds it finds checkpoint 0. It must not call the Set. nil means that nobody wants to know.
	Lost func(guild attache.GuildID, why error)
}

// Set holds the indexes of all guilds. It is safe for concurrent use; one process may hold a
// folder at a time.
type Set struct {
	dir       string
	options   Options
	queue     *bleve.AnalysisQueue
	languages *languages

	mu      sync.Mutex
	shelves map[attache.GuildID]*shelf
	tick    uint64
	closed  bool
	calls   sync.WaitGroup
}

// ErrClosed is returned by every call on a Set after Close.
var ErrClosed = errors.New("index: closed")

// Open returns the set of indexes in dir, which is made when it does not exist. No index is opened
// before it is asked for.
func Open(dir string, options Options) (*Set, error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("index: %w", err)
	}
	if options.MaxOpen <= 0 {
		options.MaxOpen = 64
	}
	if options.Timeout <= 0 {
		options.Timeout = 2 * time.Second
	}
	return &Set{
		dir: dir, options: options, languages: newLanguages(), shelves: map[attache.GuildID]*shelf{},
		queue: bleve.NewAnalysisQueue(runtime.GOMAXPROCS(0)),
	}, nil
}

// Close waits for calls in progress and closes every index. A second Close does nothing.
func (s *Set) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return nil
	}
	s.closed = true
	s.mu.Unlock()
	s.calls.Wait()
	for _, sh := range s.shelves {
		sh.mu.Lock()
		sh.shut()
		sh.mu.Unlock()
	}
	s.queue.Close()
	return nil
}

// take returns the shelf of a guild. Every take needs a giveBack.
func (s *Set) take(guild attache.GuildID) (*shelf, error) {
	name, err := folderOf(guild)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	sh, ok := s.shelves[guild]
	if !ok {
		sh = &shelf{guild: guild, dir: filepath.Join(s.dir, name)}
		s.shelves[guild] = sh
	}
	s.calls.Add(1)
	s.tick++
	sh.users++
	sh.used = s.tick
	return sh, nil
}

// giveBack ends the use of a shelf and, when too many are open, closes those that were longest not
// asked for.
func (s *Set) giveBack(sh *shelf) {
	defer s.calls.Done()
	s.mu.Lock()
	sh.users--
	var idle []*shelf
	surplus := -s.options.MaxOpen
	for _, sh := range s.shelves {
		if sh.isOpen.Load() {
			surplus++
			if sh.users == 0 {
				idle = append(idle, sh)
			}
		}
	}
	slices.SortFunc(idle, func(a, b *shelf) int { return cmp.Compare(a.used, b.used) })
	s.mu.Unlock()
	for _, sh := range idle[:max(0, min(surplus, len(idle)))] {
		// Whoever takes it in between waits, and finds it closed.
		sh.mu.Lock()
		sh.shut()
		sh.mu.Unlock()
	}
}

// errAbsent means that a guild has no index.
var errAbsent = errors.New("index: none")

// use calls f while the index of sh is open and stays so. Without create, a guild that has no index
// gets none, and use returns errAbsent.
func (s *Set) use(sh *shelf, create bool, f func() error) error {
	for {
		sh.mu.RLock()
		if sh.live != nil {
			defer sh.mu.RUnlock()
			return guard(f)
		}
		sh.mu.RUnlock()

		sh.mu.Lock()
		lost, err := sh.open(s.queue, create)
		absent := sh.live == nil
		sh.mu.Unlock()
		if lost != nil && s.options.Lost != nil {
			s.options.Lost(sh.guild, lost)
		}
		if err != nil {
			return fmt.Errorf("index: open: %w", err)
		}
		if absent {
			return errAbsent
		}
	}
}

// giveUp takes an engine that failed in use out of service and tells Options.Lost.
func (s *Set) giveUp(sh *shelf, failed *engine, why error) {
	sh.mu.Lock()
	gone, err := sh.giveUp(failed)
	sh.mu.Unlock()
	if gone && s.options.Lost != nil {
		s.options.Lost(sh.guild, errors.Join(why, err))
	}
}
