package timex

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache"
	"attache/extract/token"
)

// TestCorpus reads sentences with all their expressions in brackets; testdata/corpus/README.md says
// how they are written down.
func TestCorpus(t *testing.T) {
	names, err := filepath.Glob("testdata/corpus/*.txt")
	if err != nil || len(names) == 0 {
		t.Fatalf("no corpus: %v", err)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txt"), func(t *testing.T) {
			b, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			anchor := monday
			for n, line := range strings.Split(string(b), "\n") {
				switch {
				case line == "" || line[0] == '#':
					continue
				case line[0] == '@':
					anchor = attache.Anchor{Value: strings.TrimSpace(line[1:]), By: attache.ByPublication}
					continue
				}
				marked, values, _ := strings.Cut(line, "\t")
				text, want := unbracket(marked, values)
				var got []string
				for _, x := range Find(token.Read(text), anchor) {
					got = append(got, x.Span.Of(text)+" = "+describe(x))
				}
				if g := strings.Join(got, "; "); g != want {
					t.Errorf("%s:%d: %s\n\tgot  %s\n\twant %s", filepath.Base(name), n+1, text, g, want)
				}
			}
		})
	}
}

// unbracket takes the brackets out of a line and returns the text with what is to be found in it.
func unbracket(marked, values string) (text, want string) {
	var all []string
	read := strings.Split(values, "; ")
	for i := 0; ; i++ {
		before, rest, ok := strings.Cut(marked, "[")
		text += before
		if !ok {
			return text, strings.Join(all, "; ")
		}
		inside, after, _ := strings.Cut(rest, "]")
		value := "?"
		if i < len(read) {
			value = strings.TrimSpace(read[i])
		}
		all = append(all, inside+" = "+value)
		text, marked = text+inside, after
	}
}
