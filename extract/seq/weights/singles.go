package weights

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
)

// Singles maps features to one weight each, four bytes a feature: 16 bits of weight, 16 of check.
type Singles struct {
	data  []byte
	shift uint
	scale float32
}

// ReadSingles reads what PackSingles stored.
func ReadSingles(section []byte) (Singles, error) {
	rowBits, _, scale, data, err := readHeader(section)
	if err != nil {
		return Singles{}, err
	}
	if uint64(len(data)) != 4<<rowBits {
		return Singles{}, fmt.Errorf("%w: table of 1<<%d singles in %d bytes", ErrBroken, rowBits, len(data))
	}
	return Singles{data, 64 - rowBits, scale}, nil
}

// Sum returns the sum of the weights of features.
func (t *Singles) Sum(features []uint64) float32 {
	sum := int32(0)
	for _, f := range features {
		key := f * spread
		pair := t.data[int(key>>t.shift)&^1*4:][:8]
		check := checkOf16(key)
		a, b := binary.LittleEndian.Uint32(pair), binary.LittleEndian.Uint32(pair[4:])
		v := a&ifZero32(a&0xffff^check) | b&ifZero32(b&0xffff^check)
		sum += int32(v) >> 16
	}
	return float32(sum) * t.scale
}

// checkOf16 is checkOf with 16 bits.
func checkOf16(key uint64) uint32 {
	c := uint32(key>>8) & 0xffff
	return c | (c-1)>>31
}

// PackSingles stores weights under their features in 1<<rowBits rows, the worthiest first where room is
// short, and reports how many found room. Features must differ.
func PackSingles(rowBits uint, features []uint64, w []float32, worth []float64) (section []byte, kept int) {
	scale := Scale(w) * 127 / math.MaxInt16
	section = make([]byte, tableHeader+4<<rowBits)
	binary.LittleEndian.PutUint32(section, uint32(rowBits))
	binary.LittleEndian.PutUint32(section[8:], math.Float32bits(scale))
	order := make([]int, len(features))
	for i := range order {
		order[i] = i
	}
	sort.Slice(order, func(a, b int) bool {
		i, j := order[a], order[b]
		if worth[i] != worth[j] {
			return worth[i] > worth[j]
		}
		return features[i] < features[j]
	})
	taken := make([]bool, 1<<rowBits)
	for _, i := range order {
		key := features[i] * spread
		at := int(key >> (64 - rowBits))
		if taken[at] {
			at ^= 1
		}
		q := int16(max(-math.MaxInt16, min(math.MaxInt16, math.Round(float64(w[i])/float64(scale)))))
		check := checkOf16(key)
		alike := taken[at^1] && binary.LittleEndian.Uint32(section[tableHeader+4*(at^1):])&0xffff == check
		if taken[at] || alike || q == 0 {
			continue
		}
		taken[at] = true
		kept++
		binary.LittleEndian.PutUint32(section[tableHeader+4*at:], uint32(uint16(q))<<16|check)
	}
	return section, kept
}
