package index

import (
	"math/rand"
	"slices"
	"testing"
	"time"
)

func TestStretchesHoldExactlyTheMomentsOfARange(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	within := func(all []stretch, at uint64) int {
		n := 0
		for _, term := range momentTerms(nil, when, at) {
			for _, s := range all {
				if s.first <= term && term <= s.last {
					n++
				}
			}
		}
		return n
	}
	edges := []uint64{0, 1, 255, 256, 257, 1 << 16, 1<<16 - 1, 1 << 22, 1<<22 + 1, end - 1, end}
	for range 3000 {
		from, to := uint64(r.Int63n(1<<uint(1+r.Intn(40)))), uint64(r.Int63n(1<<uint(1+r.Intn(40))))
		if r.Intn(3) == 0 {
			from = edges[r.Intn(len(edges))]
		}
		if r.Intn(3) == 0 {
			to = edges[r.Intn(len(edges))]
		}
		all := stretches(when, from, to)
		for _, at := range []uint64{from - 1, from, from + 1, to - 1, to, to + 1, (from + to) / 2, uint64(r.Int63n(end))} {
			if at >= end {
				continue
			}
			want := 0
			if from <= at && at < to {
				want = 1
			}
			if got := within(all, at); got != want {
				t.Fatalf("[%d, %d) holds %d %d times", from, to, at, got)
			}
		}
	}
}

func TestKeysSortByTimeAndTellTheirRef(t *testing.T) {
	at := time.Date(2031, 3, 1, 12, 0, 0, 0, time.UTC)
	refs := []string{
		key(false, at.AddDate(9, 0, 0), "aaaaaaaaaaaa#e1"),
		key(true, time.Time{}.AddDate(-3000, 0, 0), "aaaaaaaaaaaa#e1"),
		key(true, at.AddDate(-1000, 0, 0), "aaaaaaaaaaaa#e1"),
		key(true, at.AddDate(-61, 0, 0), "zzzzzzzzzzzz"), // before 1970
		key(true, at, "aaaaaaaaaaaa"),
		key(true, at, "aaaaaaaaaaaa#e2"),
		key(true, at, "aaaaaaaaaaaa#e10"),
		key(true, at, "aaaaaaaaaaaa#s10"), // the latest come first, and then in the order of the text
		key(true, at, "aaaaaaaaaaaa#s2"),
		key(true, at, "bbbbbbbbbbbb#c1"),
		key(true, at.Add(time.Second), "aaaaaaaaaaaa"),
		key(true, at.AddDate(7000, 0, 0), "aaaaaaaaaaaa"),
		key(true, time.Unix(1<<60, 0), "aaaaaaaaaaab"),
	}
	if !slices.IsSorted(refs) {
		t.Errorf("not sorted: %q", refs)
	}
	for _, want := range []string{"k7m2q4x9d3hw", "k7m2q4x9d3hw#s3", "k7m2q4x9d3hw#e12345", "k7m2q4x9d3hw#c1"} {
		if got, err := refOf(key(true, at, attacheRef(want))); err != nil || string(got) != want {
			t.Errorf("refOf(key(%s)) = %s, %v", want, got, err)
		}
	}
	for _, bad := range []string{"", "1", "1000000000", "10000000000#", "10000000000#s", "10000000000#sx"} {
		if got, err := refOf(bad); err == nil && bad != "1000000000" {
			t.Errorf("refOf(%q) = %s", bad, got)
		}
	}
}
