// Package golden compares output with a file under testdata that a person has read.
package golden

import (
	"flag"
	"os"
	"path/filepath"
	"testing"
)

var update = flag.Bool("update", false, "rewrite golden files with what the tests got")

// Equal compares got with testdata/name and fails the test where they differ. With -update it
// rewrites the file instead: read the diff before you commit it.
func Equal(t *testing.T, name, got string) {
	t.Helper()
	EqualFile(t, filepath.Join("testdata", name), got)
}

// EqualFile is Equal for a file outside testdata: a generated page of docs.
func EqualFile(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v (go test -update writes it)", err)
	}
	if string(want) != got {
		t.Errorf("%s differs from what the test got; run go test -update and read the diff\n--- got\n%s\n--- want\n%s", path, got, want)
	}
}
