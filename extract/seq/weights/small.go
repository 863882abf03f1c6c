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
		pair := t.data[int(key>>t.shift)&^1*4:][:8]
		check := uint32(checkOf(key))
		a, b := binary.LittleEndian.Uint32(pair), binary.LittleEndian.Uint32(pair[4:])
		v := a&ifZero32(a>>24^check) | b&ifZero32(b>>24^check)
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
	n := uint64(0)
	for _, f := range features {
		key := f * spread
		pair := t.data[int(key>>t.shift)&^1*8:][:16]
		check := uint64(checkOf(key))
		a, b := binary.LittleEndian.Uint64(pair), binary.LittleEndian.Uint64(pair[8:])
		ifA, ifB := ifZero64(a>>56^check), ifZero64(b>>56^check)
		v := a&ifA | b&ifB
		n += ifA | ifB // 0 or -1
		even += v & evenLanes
		odd += v >> 8 & evenLanes
	}
	bias := 128 * int32(-n)
	return [7]int32{
		int32(even&0xffff) - bias, int32(odd&0xffff) - bias, int32(even>>16&0xffff) - bias, int32(odd>>16&0xffff) - bias,
		int32(even>>32&0xffff) - bias, int32(odd>>32&0xffff) - bias, int32(even>>48) - bias,
	}
}

// ifZero32 returns all ones when x is 0 and 0 when it is not; x must be below 1<<31. Looking a row up
// without a branch lets the processor wait for many rows at a time: it cannot guess which are there.
func ifZero32(x uint32) uint32 { return -((x - 1) >> 31) }

// ifZero64 is ifZero32 for x below 1<<63.
func ifZero64(x uint64) uint64 { return -((x - 1) >> 63) }
