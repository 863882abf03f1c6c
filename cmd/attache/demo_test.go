package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// The demo is the whole product end to end: the real bot against the sandbox, every step checked,
// every request held against Discord's rules.
func TestDemo(t *testing.T) {
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"demo", "--once"}, console{strings.NewReader(""), &out, &errs, os.Environ()})
	if code != exitOK {
		t.Fatalf("demo ended with %d\n%s\n%s", code, errs.String(), out.String())
	}
	for _, want := range []string{"Already archived", "two flags", "unless", "11 new articles", "all went well"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the demo does not show %q", want)
		}
	}
}
