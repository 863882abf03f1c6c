package weights

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
)

// ErrBroken is what every error of this package wraps: the bytes are no weights of this version.
var ErrBroken = errors.New("broken weights")

const (
	magic   = "attache\x00"
	version = 1

	headerSize = len(magic) + 12 // version, number of sections, checksum of the rest
	nameSize   = 24
	entrySize  = nameSize + 8 // name, offset, length
	alignment  = 64
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// File is an opened file of weights. It is immutable and safe for concurrent use.
type File struct {
	data  []byte
	count int
}

// Open checks data and returns its sections. data must not change afterwards.
func Open(data []byte) (*File, error) {
	if len(data) < headerSize || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: no header", ErrBroken)
	}
	head := data[len(magic):]
	if v := binary.LittleEndian.Uint32(head); v != version {
		return nil, fmt.Errorf("%w: version %d, want %d", ErrBroken, v, version)
	}
	f := &File{data: data, count: int(binary.LittleEndian.Uint32(head[4:]))}
	if f.count > (len(data)-headerSize)/entrySize {
		return nil, fmt.Errorf("%w: %d sections in %d bytes", ErrBroken, f.count, len(data))
	}
	if sum := crc32.Checksum(data[headerSize:], castagnoli); sum != binary.LittleEndian.Uint32(head[8:]) {
		return nil, fmt.Errorf("%w: wrong checksum", ErrBroken)
	}
	for i := range f.count {
		if _, from, to := f.entry(i); from > to || to > uint64(len(data)) {
			return nil, fmt.Errorf("%w: section %d leaves the file", ErrBroken, i)
		}
	}
	return f, nil
}

func (f *File) entry(i int) (name string, from, to uint64) {
	e := f.data[headerSize+i*entrySize:][:entrySize]
	n := 0
	for n < nameSize && e[n] != 0 {
		n++
	}
	from = uint64(binary.LittleEndian.Uint32(e[nameSize:]))
	return string(e[:n]), from, from + uint64(binary.LittleEndian.Uint32(e[nameSize+4:]))
}

// Section returns the bytes of the section with this name. They must not be changed.
func (f *File) Section(name string) ([]byte, error) {
	for i := range f.count {
		if n, from, to := f.entry(i); n == name {
			return f.data[from:to:to], nil
		}
	}
	return nil, fmt.Errorf("%w: no section %q", ErrBroken, name)
}

// Sections calls yield with the name and the size of every section, in the order of the file.
func (f *File) Sections(yield func(name string, size int)) {
	for i := range f.count {
		name, from, to := f.entry(i)
		yield(name, int(to-from))
	}
}
