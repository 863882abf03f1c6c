package weights

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Lanes is a table of rows of small numbers, one row a feature and one column a label. Numbers are
// stored as bytes with a bias of 128 and added eight labels at a time, in two words of four lanes of
// 16 bits each: that is several times as fast as one label after the other, and exact.
//
// A feature is 64 mixed bits. Its place is one of two neighbouring rows; the last byte of a row checks
// whether the row is that feature's or another's, so that features nobody has seen in training add
// nothing (one in 128 slips through).
type Lanes struct {
	data  []byte
	words int  // of eight lanes, in a row
	shift uint // 64 less the bits of a row number
	scale float32
}

const tableHeader = 16

// MaxFeatures is how many features may be added to one sum.
const MaxFeatures = 256

// ReadLanes reads the section that Table.Lanes wrote.
func ReadLanes(section []byte) (Lanes, error) {
	rowBits, words, scale, data, err := readHeader(section)
	if err != nil {
		return Lanes{}, err
	}
	if words < 1 || words > 32 || uint64(len(data)) != uint64(words)<<rowBits*8 {
		return Lanes{}, fmt.Errorf("%w: table of 1<<%d rows of %d words in %d bytes", ErrBroken, rowBits, words, len(data))
	}
	return Lanes{data: data, words: int(words), shift: 64 - rowBits, scale: scale}, nil
}

func readHeader(section []byte) (rowBits uint, words uint32, scale float32, data []byte, err error) {
	if len(section) < tableHeader {
		return 0, 0, 0, nil, fmt.Errorf("%w: table without header", ErrBroken)
	}
	rowBits = uint(binary.LittleEndian.Uint32(section))
	if rowBits < 1 || rowBits > 24 {
		return 0, 0, 0, nil, fmt.Errorf("%w: table of 1<<%d rows", ErrBroken, rowBits)
	}
	scale = math.Float32frombits(binary.LittleEndian.Uint32(section[8:]))
	return rowBits, binary.LittleEndian.Uint32(section[4:]), scale, section[tableHeader:], nil
}

// Sums returns how many words a sum has: two for every eight lanes.
func (t *Lanes) Sums() int { return 2 * t.words }

// Scale returns what one step of a sum is worth.
func (t *Lanes) Scale() float32 { return t.scale }

const evenLanes = 0x00ff00ff00ff00ff

// Add adds the rows of features to sum, which has Sums words, and returns how many there were. Start
// with a zero sum and add at most MaxFeatures; [Lane] and [Best] read it.
func (t *Lanes) Add(sum []uint64, features []uint64) (n int) {
	size := t.words * 8
	sum = sum[:2*t.words]
	for _, f := range features {
		key := f * spread
		check := checkOf(key)
		at := int(key >> t.shift)
		row := t.data[at*size:][:size]
		if row[size-1] != check {
			if row = t.data[(at^1)*size:][:size]; row[size-1] != check {
				continue
			}
		}
		n++
		for i := 0; i+1 < len(sum) && len(row) >= 8; i += 2 {
			v := binary.LittleEndian.Uint64(row)
			row = row[8:]
			sum[i] += v & evenLanes
			sum[i+1] += v >> 8 & evenLanes
		}
	}
	return n
}

// checkOf returns the byte that tells a feature from others in its place. It is never 0, which marks a
// free row.
func checkOf(key uint64) byte {
	c := uint32(key>>8) & 0xff
	return byte(c | (c-1)>>31)
}

// Lane returns the sum of a label less the bias of the n rows that were added.
func Lane(sum []uint64, label, n int) int {
	return int(uint16(sum[label/8*2+label%2]>>(label%8/2*16))) - 128*n
}

// Best returns the label below n with the highest sum, the lower one of two equals.
func Best(sum []uint64, n int) int {
	best, most := 0, -1
	for l := range n {
		if v := int(uint16(sum[l/8*2+l%2] >> (l % 8 / 2 * 16))); v > most {
			best, most = l, v
		}
	}
	return best
}
