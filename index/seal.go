package index

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/blevesearch/bleve/v2/index/scorch"
	segment "github.com/blevesearch/scorch_segment_api/v2"
)

// bleve writes a checksum at the end of every segment and never reads it: a segment with bytes
// overwritten opens, and answers wrongly. So segments are summed when an index is opened. They
// never change once written; a file beside them, the seal, names those that were found sound, with
// size and time of writing, and only what it does not name is read again: after a clean end
// nothing, after a crash what was written last.

const sealFile = "sound"

// verify returns ErrDamaged when a segment in use does not have the sum it was written with.
func (e *engine) verify() error {
	sound := e.readSeal()
	paths, err := e.segments()
	if err != nil {
		return err
	}
	for _, path := range paths {
		line, err := sealLine(path)
		if err != nil {
			return fmt.Errorf("%w: %w", ErrDamaged, err)
		}
		if sound[line] {
			continue
		}
		if err := checksum(path); err != nil {
			return err
		}
	}
	return nil
}

// seal writes down the segments in use. It only saves time, so that errors do not matter.
func (e *engine) seal() {
	var paths []string
	if err := guard(func() (err error) { paths, err = e.segments(); return err }); err != nil {
		return
	}
	var b strings.Builder
	for _, path := range paths {
		if line, err := sealLine(path); err == nil {
			b.WriteString(line + "\n")
		}
	}
	name := filepath.Join(e.dir, sealFile)
	if err := os.WriteFile(name+".new", []byte(b.String()), 0o600); err == nil {
		_ = os.Rename(name+".new", name)
	}
}

func (e *engine) readSeal() map[string]bool {
	sound := map[string]bool{}
	f, err := os.Open(filepath.Join(e.dir, sealFile))
	if err != nil {
		return sound
	}
	defer f.Close()
	for lines := bufio.NewScanner(io.LimitReader(f, 1<<20)); lines.Scan(); {
		sound[lines.Text()] = true
	}
	return sound
}

// segments returns the files of the index as it stands. Other files in its folder are left over
// and will be removed by bleve.
func (e *engine) segments() (paths []string, err error) {
	r, err := e.Reader()
	if err != nil {
		return nil, err
	}
	defer r.Close()
	snapshot, ok := r.(*scorch.IndexSnapshot)
	if !ok {
		return nil, fmt.Errorf("index: reader is %T", r)
	}
	for _, s := range snapshot.Segments() {
		if kept, ok := s.Segment().(segment.PersistedSegment); ok {
			paths = append(paths, kept.Path())
		}
	}
	return paths, nil
}

func sealLine(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s %d %d", filepath.Base(path), info.Size(), info.ModTime().UnixNano()), nil
}

// checksum compares the sum of a segment with the one in its last four bytes.
func checksum(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	var sum hash.Hash32 = crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-4); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	var tail [4]byte
	if _, err := io.ReadFull(f, tail[:]); err != nil {
		return fmt.Errorf("%w: %s: %w", ErrDamaged, filepath.Base(path), err)
	}
	if got, want := sum.Sum32(), binary.BigEndian.Uint32(tail[:]); got != want {
		return fmt.Errorf("%w: %s has sum %08x, not %08x", ErrDamaged, filepath.Base(path), got, want)
	}
	return nil
}
