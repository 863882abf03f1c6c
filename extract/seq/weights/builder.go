package weights

import (
	"encoding/binary"
	"fmt"
	"hash/crc32"
)

// Builder puts a file together. The zero Builder is empty and ready.
type Builder struct {
	names []string
	data  [][]byte
}

// Add appends a section. It panics when the name is empty, longer than 24 bytes or taken: names are
// constants of the trainer.
func (b *Builder) Add(name string, data []byte) {
	if name == "" || len(name) > nameSize {
		panic(fmt.Sprintf("weights: section name %q", name))
	}
	for _, n := range b.names {
		if n == name {
			panic(fmt.Sprintf("weights: two sections %q", name))
		}
	}
	b.names = append(b.names, name)
	b.data = append(b.data, data)
}

// Bytes returns the file: the same sections in the same order give the same bytes.
func (b *Builder) Bytes() []byte {
	at := aligned(headerSize + len(b.names)*entrySize)
	file := make([]byte, at)
	for i, name := range b.names {
		e := file[headerSize+i*entrySize:]
		copy(e[:nameSize], name)
		binary.LittleEndian.PutUint32(e[nameSize:], uint32(at))
		binary.LittleEndian.PutUint32(e[nameSize+4:], uint32(len(b.data[i])))
		at = aligned(at + len(b.data[i]))
	}
	for _, d := range b.data {
		file = append(file, d...)
		file = append(file, make([]byte, aligned(len(file))-len(file))...)
	}
	copy(file, magic)
	head := file[len(magic):]
	binary.LittleEndian.PutUint32(head, version)
	binary.LittleEndian.PutUint32(head[4:], uint32(len(b.names)))
	binary.LittleEndian.PutUint32(head[8:], crc32.Checksum(file[headerSize:], castagnoli))
	return file
}

func aligned(n int) int { return (n + alignment - 1) / alignment * alignment }
