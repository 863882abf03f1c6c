package main

import (
	"bytes"
	"os"
	"slices"
	"strings"
	"testing"
)

// The demo is the whole product end to end: the real bot against the sandbox, every step checked,
// every request held against Discord's rules. Then somebody types at the terminal.
func TestDemo(t *testing.T) {
	typed := strings.Join([]string{
		"/who-said speaker: Kestner topic: drivers",
		"/submit", "Title: Ferry strike called off", "", "The ferry crews of Lom called off their strike, their union said.", ".", "Lom Post", "3 May 2024",
		":press Statements",
		":in @bot", "/status",
		":in nowhere", ":as nobody", ":press Nothing", "/nonsense", ":nonsense", ":help",
		":quit",
	}, "\n")
	var out, errs bytes.Buffer
	code := run(t.Context(), []string{"demo"}, console{strings.NewReader(typed), &out, &errs, os.Environ()})
	if code != exitOK {
		t.Fatalf("demo ended with %d\n%s\n%s", code, errs.String(), out.String())
	}
	story, talk, ended := strings.Cut(out.String(), "all went well")
	if !ended {
		t.Fatalf("the story does not end\n%s", story)
	}
	for _, want := range []string{"Already archived", "two flags", "unless", "11 new articles"} {
		if !strings.Contains(story, want) {
			t.Errorf("the story does not show %q", want)
		}
	}
	for _, want := range []string{
		"2 statements by Ivo Kestner about “drivers”", "▣ Hand in an article", "Archived: Ferry strike called off", "3 May 2024 (given with the text)",
		"Lom Post", "their union said", "alice @bot> ", `channel "nowhere"`, `nobody called "nobody"`, `command "nonsense"`, "there is no :nonsense here", "be somebody else",
	} {
		if !strings.Contains(talk, want) {
			t.Errorf("the talk does not show %q", want)
		}
	}
	if t.Failed() {
		t.Log(talk)
	}
}

func TestEntries(t *testing.T) {
	for _, tt := range []struct {
		name, typed string
		want        []string
	}{
		{"are lines", "one\ntwo\n", []string{"one", "two"}},
		{"keep a paste together", "\x1b[200~one\n\ntwo\x1b[201~\nthree\n", []string{"one\n\ntwo", "three"}},
		{"keep what was typed around a paste", "see \x1b[200~one\ntwo\x1b[201~!\n", []string{"see one\ntwo!"}},
		{"keep a paste that breaks off", "\x1b[200~one\ntwo", []string{"one\ntwo"}},
		{"keep a paste of one line", "\x1b[200~one\x1b[201~\n", []string{"one"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			e := newEntries(t.Context(), strings.NewReader(tt.typed), new(bytes.Buffer))
			defer e.close()
			var got []string
			for entry, ok := e.next(); ok; entry, ok = e.next() {
				got = append(got, entry)
			}
			if !slices.Equal(got, tt.want) {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
	t.Run("are collected up to a dot", func(t *testing.T) {
		e := newEntries(t.Context(), strings.NewReader("one\n\ntwo.\n.\nthree\n"), new(bytes.Buffer))
		defer e.close()
		text, _ := e.until()
		after, _ := e.next()
		if text != "one\n\ntwo." || after != "three" {
			t.Errorf("got %q, then %q", text, after)
		}
	})
}
