package weights

import (
	"bytes"
	"errors"
	"testing"
)

func sample() []byte {
	var b Builder
	b.Add("one", []byte("hello"))
	b.Add("two", bytes.Repeat([]byte{7}, 100))
	b.Add("empty", nil)
	return b.Bytes()
}

func TestFileGivesBackItsSections(t *testing.T) {
	f, err := Open(sample())
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"one": "hello", "two": string(bytes.Repeat([]byte{7}, 100)), "empty": ""} {
		got, err := f.Section(name)
		if err != nil || string(got) != want {
			t.Errorf("Section(%q) = %q, %v, want %q", name, got, err, want)
		}
	}
	if _, err := f.Section("three"); !errors.Is(err, ErrBroken) {
		t.Errorf("Section of no name: %v, want ErrBroken", err)
	}
}

func TestOpenRefuses(t *testing.T) {
	good := sample()
	changed := func(at int, to byte) []byte {
		b := bytes.Clone(good)
		b[at] = to
		return b
	}
	for _, tt := range []struct {
		name string
		data []byte
	}{
		{"nothing", nil},
		{"half a header", good[:10]},
		{"another magic", changed(0, 'A')},
		{"another version", changed(8, 99)},
		{"more sections than fit", changed(15, 0xff)},
		{"a changed byte", changed(len(good)-100, 1)},
		{"a file cut short", good[:len(good)-1]},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if _, err := Open(tt.data); !errors.Is(err, ErrBroken) {
				t.Errorf("Open: %v, want ErrBroken", err)
			}
		})
	}
}

// The embedded file is ours, but a mirror or a disk may break it: no bytes may make Open panic or hand
// out a table that reads outside itself.
func FuzzOpen(f *testing.F) {
	var tables Builder
	table := Table{Labels: 3}
	table.Put(Mix(1), 1, []float32{1, -1, 0})
	lanes, _ := table.Lanes(4)
	threes, _ := table.Threes(4)
	tables.Add("l", lanes)
	tables.Add("t", threes)
	f.Add(sample())
	f.Add(tables.Bytes())
	f.Fuzz(func(t *testing.T, data []byte) {
		file, err := Open(data)
		if err != nil {
			return
		}
		file.Sections(func(name string, _ int) {
			section, err := file.Section(name)
			if err != nil {
				t.Fatal(err)
			}
			features := []uint64{0, 1, 2, ^uint64(0), Mix(3)}
			if l, err := ReadLanes(section); err == nil {
				l.Add(make([]uint64, l.Sums()), features)
			}
			if s, err := ReadSevens(section); err == nil {
				s.Sum(features)
			}
			if s, err := ReadThrees(section); err == nil {
				s.Sum(features)
			}
		})
	})
}
