package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"attache/configs"
)

// While one process works in a data folder, others that would work in it too are sent away, and what
// is meant for a running bot's folder works.
func TestOneProcessADataFolder(t *testing.T) {
	data := t.TempDir()
	environ := []string{"ATTACHE_DATA=" + data}
	s, err := configs.Load(configs.Sources{Environ: environ})
	if err != nil {
		t.Fatal(err)
	}
	a, err := open(t.Context(), s, slog.New(slog.DiscardHandler), parts{})
	if err != nil {
		t.Fatal(err)
	}
	attache := func(args ...string) (code int, said string) {
		var out bytes.Buffer
		code = run(t.Context(), args, console{strings.NewReader("A text, the mayor said."), &out, &out, environ})
		return code, out.String()
	}
	for _, args := range [][]string{{"search", "bridge"}, {"submit", "-"}, {"ingest", "."}, {"reindex"}, {"forget", "local"}, {"demo", "--once", "--data", data}} {
		if code, said := attache(args...); code != exitFailed || !strings.Contains(said, "in use by another attache") {
			t.Errorf("%v beside another: exit code %d\n%s", args, code, said)
		}
	}
	if _, err := os.Stat(filepath.Join(data, "index")); err != nil {
		t.Errorf("the index of the other is gone: %v", err)
	}
	for _, args := range [][]string{{"inbox"}, {"backup", filepath.Join(t.TempDir(), "copy.db")}, {"config"}} {
		if code, said := attache(args...); code != exitOK {
			t.Errorf("%v beside another: exit code %d\n%s", args, code, said)
		}
	}
	if _, said := attache("doctor"); !strings.Contains(said, "in use by a running bot") {
		t.Errorf("the doctor does not see the other\n%s", said)
	}
	if err := a.Close(); err != nil {
		t.Fatal(err)
	}
	if code, said := attache("search", "bridge"); code != exitOK {
		t.Errorf("afterwards: exit code %d\n%s", code, said)
	}
}
