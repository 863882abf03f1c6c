package index

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"syscall"
	"time"

	"github.com/blevesearch/bleve/v2/index/scorch"
	bleve "github.com/blevesearch/bleve_index_api"
	bolt "go.etcd.io/bbolt/errors"
)

// Keys of what an index knows of itself, written in the same batch as documents.
var (
	versionKey    = []byte("attache.version")
	checkpointKey = []byte("attache.seq")
)

var (
	// ErrBusy means that another process holds the index. It is left alone.
	ErrBusy = errors.New("index: held by another process")
	// ErrDamaged means that an index could not be read. It was moved aside and an empty one takes
	// its place.
	ErrDamaged = errors.New("index: damaged")
	// ErrVersion means that an index was written by another version of this package. It was
	// removed and an empty one takes its place.
	ErrVersion = errors.New("index: of another version")
)

// engine is one open bleve index.
type engine struct {
	*scorch.Scorch
	dir string
}

// openEngine opens the index in dir, or creates it when there is no such folder. Errors that mean
// that rebuilding helps are ErrDamaged and ErrVersion.
func openEngine(dir string, queue *bleve.AnalysisQueue) (*engine, error) {
	_, err := os.Stat(filepath.Join(dir, "root.bolt"))
	fresh := false
	if errors.Is(err, os.ErrNotExist) {
		files, err := os.ReadDir(dir)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if len(files) > 0 {
			return nil, fmt.Errorf("%w: no root in %s", ErrDamaged, dir)
		}
		fresh = true
	} else if err != nil {
		return nil, err
	} else if err := checkRoot(filepath.Join(dir, "root.bolt")); err != nil {
		return nil, err
	}
	e, err := startScorch(dir, queue)
	if err != nil {
		return nil, err
	}
	if fresh {
		err = e.SetInternal(versionKey, []byte(version))
	} else {
		err = guard(e.check)
	}
	if err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// startScorch opens bleve's files.
func startScorch(dir string, queue *bleve.AnalysisQueue) (e *engine, err error) {
	s, err := scorch.NewScorch(scorch.Name, map[string]any{"path": dir, "bolt_timeout": lockTimeout.String()}, queue)
	if err != nil {
		return nil, err
	}
	e = &engine{s.(*scorch.Scorch), dir}
	if err := judge(guard(e.Open)); err != nil {
		return nil, err
	}
	return e, nil
}

// judge sorts what went wrong on opening: a file that another process holds, a machine that has run
// out of something, where rebuilding would not help, and damage.
func judge(err error) error {
	switch {
	case err == nil || errors.Is(err, ErrDamaged) || ofTheMachine(err):
		return err
	case errors.Is(err, bolt.ErrTimeout):
		return ErrBusy
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// check returns why an opened index is not to be used.
func (e *engine) check() error {
	r, err := e.Reader()
	if err != nil {
		return err
	}
	defer r.Close()
	// When no root can be read bleve opens an empty index without a word. Ours always has a version.
	v, err := r.GetInternal(versionKey)
	switch {
	case err != nil:
		return err
	case v == nil:
		return fmt.Errorf("%w: no version in %s", ErrDamaged, e.dir)
	case string(v) != version:
		return fmt.Errorf("%w: %q, not %q", ErrVersion, v, version)
	}
	return e.verify()
}

// checkpoint returns the seq of the last Put, 0 before the first.
func (e *engine) checkpoint() (int64, error) {
	r, err := e.Reader()
	if err != nil {
		return 0, err
	}
	defer r.Close()
	v, err := r.GetInternal(checkpointKey)
	if err != nil || v == nil {
		return 0, err
	}
	seq, err := strconv.ParseInt(string(v), 10, 64)
	if err != nil {
		return 0, fmt.Errorf("%w: checkpoint: %w", ErrDamaged, err)
	}
	return seq, nil
}

// close closes the index and remembers which of its files are sound. It waits for bleve, but not
// for ever: a goroutine of bleve that died on a damaged file is not worth a process that hangs.
func (e *engine) close() {
	e.seal()
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = guard(e.Close)
	}()
	select {
	case <-done:
	case <-time.After(5 * time.Second):
	}
}

// guard calls f and turns a panic into ErrDamaged. That includes the fault of reading a mapped
// file that has become shorter, which otherwise ends the process.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: panic: %v", ErrDamaged, r)
		}
	}()
	return f()
}

// ofTheMachine reports whether err is about disk, memory, rights or handles.
func ofTheMachine(err error) bool {
	for _, e := range []syscall.Errno{syscall.EMFILE, syscall.ENFILE, syscall.ENOSPC, syscall.ENOMEM,
		syscall.EACCES, syscall.EPERM, syscall.EROFS, syscall.EIO, syscall.EDQUOT} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
