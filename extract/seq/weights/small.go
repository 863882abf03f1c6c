package weights

import (
	"encoding/binary"
	"fmt"
)

// Threes is Lanes for three labels, four bytes a row.
type Threes struct {
	data  []byte
	shift uint
	scale float32
}

// ReadThrees reads the section that Table.Threes wrote.
func ReadThrees(section []byte) (Threes, error) {
	rowBits, _, scale, data, err := readHeader(section)
	if err != nil {
		return Threes{}, err
	}
	if uint64(len(data)) != 4<<rowBits {
		return Threes{}, fmt.Errorf("%w: table of 1<<%d threes in %d bytes", ErrBroken, rowBits, len(data))
	}
	return Threes{data, 64 - rowBits, scale}, nil
}

// Sum returns the sums of the three labels over at most MaxFeatures features, all with the same bias:
// only their differences mean something.
func (t *Threes) Sum(features []uint64) [3]int32 {
	var even, odd uint32
	for _, f := range features {
		key := f * spread
		at := int(key>>t.shift) * 4
		v := binary.LittleEndian.Uint32(t.data[at:])
		if byte(v>>24) != checkOf(key) {
			if v = binary.LittleEndian.Uint32(t.data[at^4:]); byte(v>>24) != checkOf(key) {
				continue
			}
		}
		even += v & 0x00ff00ff
		odd += v >> 8 & 0xff
	}
	return [3]int32{int32(even & 0xffff), int32(odd), int32(even >> 16)}
}

// Sevens is Lanes for seven labels, eight bytes a row.
type Sevens struct {
	data  []byte
	shift uint
	scale float32
}

// ReadSevens reads the section that Table.Sevens wrote.
func ReadSevens(section []byte) (Sevens, error) {
	rowBits, _, scale, data, err := readHeader(section)
	if err != nil {
		return Sevens{}, err
	}
	if uint64(len(data)) != 8<<rowBits {
		return Sevens{}, fmt.Errorf("%w: table of 1<<%d sevens in %d bytes", ErrBroken, rowBits, len(data))
	}
	return Sevens{data, 64 - rowBits, scale}, nil
}

// Scale returns what one step of a sum is worth.
func (t *Sevens) Scale() float32 { return t.scale }

// Sum returns the sums of the seven labels over at most MaxFeatures features.
func (t *Sevens) Sum(features []uint64) (sums [7]int32) {
	var even, odd uint64
	n := int32(0)
	for _, f := range features {
		key := f * spread
		at := int(key>>t.shift) * 8
		v := binary.LittleEndian.Uint64(t.data[at:])
		if byte(v>>56) != checkOf(key) {
			if v = binary.LittleEndian.Uint64(t.data[at^8:]); byte(v>>56) != checkOf(key) {
				continue
			}
		}
		n++
		even += v & evenLanes
		odd += v >> 8 & evenLanes
	}
	bias := 128 * n
	return [7]int32{
		int32(even&0xffff) - bias, int32(odd&0xffff) - bias, int32(even>>16&0xffff) - bias, int32(odd>>16&0xffff) - bias,
		int32(even>>32&0xffff) - bias, int32(odd>>32&0xffff) - bias, int32(even>>48) - bias,
	}
}
