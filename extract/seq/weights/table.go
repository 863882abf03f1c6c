package weights

import (
	"encoding/binary"
	"fmt"
	"math"
	"sort"
)

// Table collects what training has learned of each feature, to be packed for Lanes, Sevens or Threes.
type Table struct {
	Labels int
	rows   []tableRow
	w      []float32
}

type tableRow struct {
	feature uint64
	worth   float64
	first   int // in w
}

// Put adds a feature with one weight a label. worth says which features to keep where room is short:
// how much all sums together would change without it. A feature must be put once; w is copied.
func (t *Table) Put(feature uint64, worth float64, w []float32) {
	if len(w) != t.Labels {
		panic(fmt.Sprintf("weights: %d weights for %d labels", len(w), t.Labels))
	}
	t.rows = append(t.rows, tableRow{feature, worth, len(t.w)})
	t.w = append(t.w, w...)
}

// Len returns the number of features put.
func (t *Table) Len() int { return len(t.rows) }

// Lanes packs the table into 1<<rowBits rows and reports how many features found room.
func (t *Table) Lanes(rowBits uint) (section []byte, kept int) {
	return t.pack(rowBits, (t.Labels+1+7)/8*8) // one byte more than labels: the check
}

// Sevens packs a table of at most seven labels.
func (t *Table) Sevens(rowBits uint) (section []byte, kept int) { return t.pack(rowBits, 8) }

// Threes packs a table of at most three labels.
func (t *Table) Threes(rowBits uint) (section []byte, kept int) { return t.pack(rowBits, 4) }

func (t *Table) pack(rowBits uint, size int) (section []byte, kept int) {
	if t.Labels >= size {
		panic(fmt.Sprintf("weights: %d labels in %d bytes", t.Labels, size))
	}
	scale := Scale(t.w)
	section = make([]byte, tableHeader+size<<rowBits)
	binary.LittleEndian.PutUint32(section, uint32(rowBits))
	binary.LittleEndian.PutUint32(section[4:], uint32(size/8))
	binary.LittleEndian.PutUint32(section[8:], math.Float32bits(scale))
	data := section[tableHeader:]
	for i := range data {
		if i%size != size-1 {
			data[i] = 128
		}
	}
	rows := t.sorted()
	taken := make([]bool, 1<<rowBits)
	for _, r := range rows {
		key := r.feature * spread
		at := int(key >> (64 - rowBits))
		if taken[at] {
			at ^= 1
		}
		w := t.w[r.first:][:t.Labels]
		alike := taken[at^1] && data[(at^1)*size+size-1] == checkOf(key)
		if taken[at] || alike || silent(w, scale) {
			continue
		}
		taken[at] = true
		kept++
		row := data[at*size:][:size]
		for l, v := range w {
			row[l] = byte(128 + int(Quantise(v, scale)))
		}
		row[size-1] = checkOf(key)
	}
	return section, kept
}

// sorted returns the rows, the worthiest first.
func (t *Table) sorted() []tableRow {
	rows := append([]tableRow(nil), t.rows...)
	sort.Slice(rows, func(i, j int) bool {
		if rows[i].worth != rows[j].worth {
			return rows[i].worth > rows[j].worth
		}
		return rows[i].feature < rows[j].feature
	})
	return rows
}

// Worthiest returns the n worthiest features, or all when there are fewer.
func (t *Table) Worthiest(n int) []uint64 {
	rows := t.sorted()
	out := make([]uint64, 0, min(n, len(rows)))
	for _, r := range rows[:min(n, len(rows))] {
		out = append(out, r.feature)
	}
	return out
}

// silent reports whether all of w vanish in steps of scale.
func silent(w []float32, scale float32) bool {
	for _, v := range w {
		if Quantise(v, scale) != 0 {
			return false
		}
	}
	return true
}

// Scale returns what one step of a signed byte is worth when the largest of w is to fit.
func Scale(w []float32) float32 {
	most := float32(0)
	for _, v := range w {
		most = max(most, v, -v)
	}
	if most == 0 {
		return 1
	}
	return most / 127
}

// Quantise returns v in steps of scale, cut to ±127.
func Quantise(v, scale float32) int8 {
	return int8(max(-127, min(127, math.Round(float64(v)/float64(scale)))))
}
