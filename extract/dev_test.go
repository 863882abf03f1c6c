package extract_test

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"attache/extract"
	"attache/extract/entity"
	"attache/extract/score"
)

// shared is where the gold standards lie when they are at hand.
const shared = "../../shared"

func pipeline(t testing.TB) *extract.Pipeline {
	t.Helper()
	f, err := os.Open("../configs/entities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	tables, err := entity.ParseTables(f)
	if err != nil {
		t.Fatal(err)
	}
	p, err := extract.New(extract.Options{Tables: tables})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func gold(t testing.TB, name string) io.Reader {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(shared, "eval", name))
	if err != nil {
		t.Skipf("SKIPPED: %v: the score was not measured", err)
	}
	return bytes.NewReader(b)
}

// texts finds the articles that a gold file refers to.
func texts(t testing.TB) score.Texts {
	return func(ref, id string) (string, error) {
		f, err := os.Open(filepath.Join(shared, ref))
		if err != nil {
			return "", err
		}
		defer f.Close()
		return score.FindText(f, id)
	}
}

func TestDev(t *testing.T) {
	layer := score.Layer(os.Getenv("LAYER"))
	if layer == "" {
		t.Skip()
	}
	n := 0
	fmt.Sscan(os.Getenv("ERRORS"), &n)
	s, err := pipeline(t).Evaluate(layer, gold(t, os.Getenv("GOLD")), texts(t), score.Options{Errors: n, ByType: true})
	if err != nil {
		t.Fatal(err)
	}
	fmt.Println(s)
}
