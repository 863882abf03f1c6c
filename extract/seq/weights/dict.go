package weights

import (
	"encoding/binary"
	"fmt"
)

// Dict maps words of 64 bits to others, in place: an open table of pairs, at most half full. A key that
// is not there gives 0, and so does the key 0.
type Dict struct {
	data []byte
	mask uint64
}

const slotSize = 16

// PackDict stores keys with their values as a section. Zero keys are left out; of two equal keys the
// first counts.
func PackDict(keys, values []uint64) []byte {
	slots := 16
	for slots < 2*len(keys) {
		slots *= 2
	}
	out := make([]byte, slots*slotSize)
	mask := uint64(slots - 1)
	for n, k := range keys {
		if k == 0 {
			continue
		}
		i := k
		for {
			slot := out[(i&mask)*slotSize:]
			if old := binary.LittleEndian.Uint64(slot); old == k {
				break
			} else if old == 0 {
				binary.LittleEndian.PutUint64(slot, k)
				binary.LittleEndian.PutUint64(slot[8:], values[n])
				break
			}
			i++
		}
	}
	return out
}

// ReadDict reads what PackDict stored.
func ReadDict(section []byte) (Dict, error) {
	n := len(section) / slotSize
	if n == 0 || n&(n-1) != 0 || n*slotSize != len(section) {
		return Dict{}, fmt.Errorf("%w: dictionary of %d bytes", ErrBroken, len(section))
	}
	return Dict{section, uint64(n - 1)}, nil
}

// Get returns the value of a key, 0 when there is none.
func (d *Dict) Get(key uint64) uint64 {
	for i, n := key, uint64(0); n <= d.mask; i, n = i+1, n+1 { // the bound is for tables without a free slot
		slot := d.data[(i&d.mask)*slotSize:][:slotSize]
		switch binary.LittleEndian.Uint64(slot) {
		case key:
			return binary.LittleEndian.Uint64(slot[8:])
		case 0:
			return 0
		}
	}
	return 0
}
