package weights

import "testing"

// fill returns a table of n features with weights that tell them apart.
func fill(n, labels int) (*Table, func(i, label int) float32) {
	weight := func(i, label int) float32 { return float32((i*7+label*3)%255 - 127) }
	t := &Table{Labels: labels}
	for i := range n {
		w := make([]float32, labels)
		for l := range w {
			w[l] = weight(i, l)
		}
		t.Put(Mix(uint64(i)), float64(n-i), w)
	}
	return t, weight
}

func TestTablesAddWhatWasPut(t *testing.T) {
	const n, rowBits = 300, 12
	t.Run("in lanes", func(t *testing.T) {
		table, weight := fill(n, 45)
		section, kept := table.Lanes(rowBits)
		lanes, err := ReadLanes(section)
		if err != nil || kept < n-8 { // features in one place with two others are dropped
			t.Fatalf("kept %d of %d, %v", kept, n, err)
		}
		sum := make([]uint64, lanes.Sums())
		if got := lanes.Add(sum, []uint64{Mix(3), Mix(5), Mix(uint64(n) + 5)}); got != 2 {
			t.Fatalf("added %d rows, want the 2 that are known", got)
		}
		for l := range 45 {
			if got, want := Lane(sum, l, 2), int(weight(3, l)+weight(5, l)); got != want {
				t.Errorf("label %d: %d, want %d", l, got, want)
			}
		}
	})
	t.Run("in sevens", func(t *testing.T) {
		table, weight := fill(n, 7)
		section, _ := table.Sevens(rowBits)
		sevens, err := ReadSevens(section)
		if err != nil {
			t.Fatal(err)
		}
		for l, got := range sevens.Sum([]uint64{Mix(3), Mix(5), Mix(uint64(n) + 5)}) {
			if want := int32(weight(3, l) + weight(5, l)); got != want {
				t.Errorf("label %d: %d, want %d", l, got, want)
			}
		}
	})
	t.Run("in threes, up to a bias", func(t *testing.T) {
		table, weight := fill(n, 3)
		section, _ := table.Threes(rowBits)
		threes, err := ReadThrees(section)
		if err != nil {
			t.Fatal(err)
		}
		got := threes.Sum([]uint64{Mix(3), Mix(5), Mix(uint64(n) + 5)})
		for l := range 3 {
			if d, want := got[l]-got[0], int32(weight(3, l)+weight(5, l)-weight(3, 0)-weight(5, 0)); d != want {
				t.Errorf("label %d: %d above label 0, want %d", l, d, want)
			}
		}
	})
}

func TestSumsOfManyFeaturesDoNotSpill(t *testing.T) {
	table := &Table{Labels: 7}
	features := make([]uint64, MaxFeatures)
	table.Put(Mix(9), 1, []float32{127, -127, 127, -127, 127, -127, 127})
	for i := range features {
		features[i] = Mix(9)
	}
	section, _ := table.Sevens(4)
	sevens, err := ReadSevens(section)
	if err != nil {
		t.Fatal(err)
	}
	for l, got := range sevens.Sum(features) {
		if want := int32(127 * MaxFeatures * (1 - 2*(l%2))); got != want {
			t.Errorf("label %d: %d, want %d", l, got, want)
		}
	}
}

func TestBestTakesTheLowerOfTwoEquals(t *testing.T) {
	table := &Table{Labels: 10}
	table.Put(Mix(1), 1, []float32{0, 5, 1, 0, 0, 0, 0, 0, 0, 5})
	section, _ := table.Lanes(4)
	lanes, err := ReadLanes(section)
	if err != nil {
		t.Fatal(err)
	}
	sum := make([]uint64, lanes.Sums())
	if got := Best(sum, 10); got != 0 {
		t.Errorf("best of nothing = %d, want 0", got)
	}
	lanes.Add(sum, []uint64{Mix(1)})
	if got := Best(sum, 10); got != 1 {
		t.Errorf("best = %d, want 1", got)
	}
}

func TestRandomIsTheSameEverywhere(t *testing.T) {
	r := NewRandom(1)
	got := [3]uint64{r.Next(), r.Next(), r.Next()}
	if want := [3]uint64{0x86d6fd953217ae03, 0xbcd9dbb49673066b, 0xb1441d254bd86cd7}; got != want {
		t.Errorf("got %#x, want %#x", got, want)
	}
	seen := map[int]bool{}
	for range 1000 {
		seen[r.Below(10)] = true
	}
	if len(seen) != 10 {
		t.Errorf("1000 draws below 10 gave %d numbers", len(seen))
	}
}
