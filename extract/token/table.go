package token

// Table maps words to values by the hash of their normal form. It is what lexicons are made of:
// looking up a token of a Doc costs no string comparison. The zero Table is empty and usable. Fill
// it first, then share it: Get is safe for concurrent use, Put is not.
type Table[V any] struct {
	slots []slot[V] // a power of two of them, at most half full
	n     int
}

type slot[V any] struct {
	hash  uint64 // 0 marks a free slot
	value V
}

// Put stores v under the word, replacing what was there.
func (t *Table[V]) Put(word string, v V) { t.put(nonzero(Hash(word)), v) }

// Get returns the value stored under the word with this hash.
func (t *Table[V]) Get(hash uint64) (v V, ok bool) {
	if t.n == 0 {
		return v, false
	}
	hash = nonzero(hash)
	mask := uint64(len(t.slots) - 1)
	for i := hash & mask; ; i = (i + 1) & mask {
		switch s := &t.slots[i]; s.hash {
		case hash:
			return s.value, true
		case 0:
			return v, false
		}
	}
}

// Len returns the number of words.
func (t *Table[V]) Len() int { return t.n }

func (t *Table[V]) put(hash uint64, v V) {
	if 2*(t.n+1) > len(t.slots) {
		old := t.slots
		t.slots, t.n = make([]slot[V], max(16, 2*len(old))), 0
		for _, s := range old {
			if s.hash != 0 {
				t.put(s.hash, s.value)
			}
		}
	}
	mask := uint64(len(t.slots) - 1)
	i := hash & mask
	for t.slots[i].hash != 0 && t.slots[i].hash != hash {
		i = (i + 1) & mask
	}
	if t.slots[i].hash == 0 {
		t.n++
	}
	t.slots[i] = slot[V]{hash, v}
}

func nonzero(hash uint64) uint64 {
	if hash == 0 {
		return 1
	}
	return hash
}
