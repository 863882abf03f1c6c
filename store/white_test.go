package store

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"attache"
)

func openWhite(t testing.TB) *DB {
	t.Helper()
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "a.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

// A table that Purge does not know would keep what a guild asked to forget.
func TestPurgeKnowsEveryTable(t *testing.T) {
	db := openWhite(t)
	there, err := column[string](t.Context(), db.r, db.dialect.tables)
	if err != nil {
		t.Fatal(err)
	}
	known := slices.Sorted(slices.Values(tables))
	if !slices.Equal(there, known) {
		t.Errorf("the database has the tables %v, Purge knows %v", there, known)
	}
	for _, table := range there {
		if _, err := db.r.ExecContext(t.Context(), `SELECT guild FROM `+table); err != nil {
			t.Errorf("table %s belongs to no guild: %v", table, err)
		}
	}
}

func TestTextHash(t *testing.T) {
	long := strings.Repeat("word ", 100) + strings.Repeat("x", 500)
	for _, tt := range []struct {
		name, a, b string
		same       bool
	}{
		{"ignores blanks", "a  b\n\nc", "a b c", true},
		{"ignores quotation marks", "“a” b", "\"a\" b", true},
		{"ignores case", "A ÉB", "a éb", true},
		{"keeps words apart", "ab c", "a bc", false},
		{"keeps words in order", "a b", "b a", false},
		{"reads words longer than its buffer", long, long + " ", true},
		{"reads to the end of them", long, long + "x", false},
		{"keeps numbers", "27 January", "28 January", false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := string(textHash(tt.a)) == string(textHash(tt.b)); got != tt.same {
				t.Errorf("textHash(%q) == textHash(%q) is %v, want %v", tt.a, tt.b, got, tt.same)
			}
		})
	}
}

func FuzzTextHash(f *testing.F) {
	f.Add("The commission meets on Friday.", " ")
	f.Fuzz(func(t *testing.T, text, between string) {
		words := strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(" \t\n.,", r) })
		a, b := textHash(strings.Join(words, " ")), textHash(strings.Join(words, ",\n"))
		if string(a) != string(b) {
			t.Errorf("%q and its words on lines of their own differ", text)
		}
	})
}

func TestRenumber(t *testing.T) {
	at := func(n, from, to int) numbered { return numbered{n, attache.Span{Start: from, End: to}} }
	for _, tt := range []struct {
		name       string
		old, found []numbered
		highest    int
		numbers    []int
		moved      map[int]int
	}{
		{"keeps what stays", []numbered{at(1, 0, 9), at(2, 10, 19)}, []numbered{at(1, 0, 9), at(2, 10, 19)}, 2, []int{1, 2}, nil},
		{"keeps numbers when one comes before", []numbered{at(1, 10, 19)}, []numbered{at(1, 0, 9), at(2, 10, 19)}, 1, []int{2, 1}, nil},
		{"gives no number twice", []numbered{at(1, 0, 9)}, []numbered{at(1, 20, 29)}, 7, []int{8}, map[int]int{1: 0}},
		{"keeps the number of one that grew", []numbered{at(3, 5, 9)}, []numbered{at(1, 0, 20)}, 3, []int{3}, nil},
		{"forwards the shorter of two that became one", []numbered{at(1, 0, 5), at(2, 6, 20)}, []numbered{at(1, 0, 20)}, 2, []int{2}, map[int]int{1: 2}},
		{"gives the longer part of one that fell apart its number", []numbered{at(1, 0, 20)}, []numbered{at(1, 0, 5), at(2, 6, 20)}, 1, []int{2, 1}, nil},
		{"tells twins at one place apart by order", []numbered{at(1, 0, 5), at(2, 0, 5)}, []numbered{at(1, 0, 5), at(2, 0, 5)}, 2, []int{1, 2}, nil},
		{"lets a fact without a place go", []numbered{at(1, 0, 0)}, []numbered{at(1, 3, 4)}, 1, []int{2}, map[int]int{1: 0}},
		{"keeps nothing of nothing", nil, nil, 0, nil, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			numbers, moved := renumber(tt.old, tt.found, tt.highest)
			if fmt.Sprint(numbers) != fmt.Sprint(tt.numbers) || fmt.Sprint(moved) != fmt.Sprint(nonNil(tt.moved)) {
				t.Errorf("renumber = %v, moved %v; want %v, %v", numbers, moved, tt.numbers, tt.moved)
			}
		})
	}
}

func nonNil(m map[int]int) map[int]int {
	if m == nil {
		return map[int]int{}
	}
	return m
}

// Whatever the places, no number is given twice and none of an old fact to a fact elsewhere.
func FuzzRenumber(f *testing.F) {
	f.Add([]byte{0, 5, 6, 20}, []byte{0, 20, 3, 4})
	f.Fuzz(func(t *testing.T, a, b []byte) {
		read := func(bytes []byte) (all []numbered) {
			for i := 0; i+1 < len(bytes); i += 2 {
				from := int(bytes[i])
				all = append(all, numbered{len(all) + 1, attache.Span{Start: from, End: from + int(bytes[i+1])%40}})
			}
			return all
		}
		old, found := read(a), read(b)
		numbers, moved := renumber(old, found, len(old))
		given := map[int]bool{}
		for j, n := range numbers {
			if n < 1 || given[n] {
				t.Fatalf("number %d of %v is given twice", n, numbers)
			}
			given[n] = true
			if n <= len(old) && old[n-1].place != found[j].place && !old[n-1].place.Overlaps(found[j].place) {
				t.Fatalf("fact %v got the number of %v, which stands elsewhere", found[j], old[n-1])
			}
		}
		for n := 1; n <= len(old); n++ {
			to, lost := moved[n]
			if lost == given[n] {
				t.Fatalf("number %d is both given and moved, or neither: %v, %v", n, numbers, moved)
			}
			if to > 0 && !given[to] {
				t.Fatalf("number %d moved to %d, which nobody has: %v", n, to, numbers)
			}
		}
	})
}

func FuzzFold(f *testing.F) {
	f.Add("Łukasz O’Brien")
	f.Add("%_\\")
	f.Fuzz(func(t *testing.T, name string) {
		folded := fold(name)
		if folded != "" && folded[0] != ' ' || strings.ContainsAny(folded, "%_\\\n") {
			t.Errorf("fold(%q) = %q means something to LIKE", name, folded)
		}
		if again := fold(folded); again != folded {
			t.Errorf("fold(%q) = %q, folded again %q", name, folded, again)
		}
	})
}
