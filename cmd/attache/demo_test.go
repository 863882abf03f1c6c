package main

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"attache/configs"
	"attache/sample"
	"attache/sandbox"
	"attache/sandbox/openapi"
	"attache/sandbox/page"
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

// secondJudge loads Discord's own description of its API, where it is at hand.
var secondJudge = sync.OnceValues(func() (*openapi.Judge, error) {
	return openapi.Load(filepath.FromSlash("../../../shared/discord/openapi.json"))
})

// judged are the options of a sandbox with a second opinion on every body, if there is one.
func judged(t *testing.T) (o sandbox.Options) {
	t.Helper()
	judge, err := secondJudge()
	if err != nil {
		t.Logf("no second opinion: %v", err)
		return o
	}
	o.Judge = judge.Check
	return o
}

// What the demo sends and is sent is valid by Discord's own description, too.
func TestStoryIsJudged(t *testing.T) {
	world, err := sandbox.New(judged(t))
	if err != nil {
		t.Fatal(err)
	}
	world.Start()
	defer world.Close()
	entities, err := sample.Entities()
	if err != nil {
		t.Fatal(err)
	}
	settings, err := configs.Load(configs.Sources{Environ: []string{"ATTACHE_DATA=" + t.TempDir(), "ATTACHE_API=" + world.URL()}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	s, err := newService(ctx, settings, slog.New(slog.DiscardHandler), serviceOptions{token: world.Token(), entities: entities})
	if err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- s.run(ctx) }()
	var out bytes.Buffer
	teller := &teller{ctx: ctx, world: world, out: &out, page: page.NewStory("", "", "")}
	if err := errors.Join(teller.connected(), teller.story()); err != nil || teller.failed > 0 {
		t.Errorf("the story went wrong: %v\n%s", err, out.String())
	}
	for _, x := range world.Violations() {
		t.Errorf("%s %s: broken %v, judged %v\n%s", x.Operation, x.Path, x.Broken, x.Judged, x.Request)
	}
	stop()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	readmeShows(t, out.String())
}

// readmeShows fails unless every stretch of the transcript in the README, up to a line with an ellipsis,
// stands in the story word for word.
func readmeShows(t *testing.T, story string) {
	t.Helper()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, after, found := strings.Cut(string(readme), "```\n> /")
	transcript, _, closed := strings.Cut(after, "\n```")
	if !found || !closed {
		t.Fatal("the README holds no transcript")
	}
	words := func(s string) string { // lines may be broken elsewhere
		return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '┃' || r == '>' }), " ")
	}
	for _, stretch := range regexp.MustCompile(`(?m)^[ ┃]*…$`).Split(transcript, -1) {
		if !strings.Contains(words(story), words(stretch)) {
			t.Errorf("the demo does not say any more what the README shows:\n%s", stretch)
		}
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
