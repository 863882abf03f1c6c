package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

// process is attache in a process of its own.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	lines chan string
	errs  bytes.Buffer
}

func launch(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, cmd: exec.Command("attache", args...), lines: make(chan string, 1000)} // testscript.Main put it into PATH
	p.cmd.Env = append(os.Environ(), env...)
	p.cmd.Stderr = &p.errs
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() {
		defer close(p.lines)
		for scan := bufio.NewScanner(out); scan.Scan(); {
			select {
			case p.lines <- scan.Text():
			default: // nobody reads so far
			}
		}
	}()
	return p
}

// end interrupts the process and wants it to end well.
func (p *process) end() {
	p.t.Helper()
	if err := p.cmd.Process.Signal(os.Interrupt); err != nil {
		p.t.Error(err)
	}
	for range p.lines {
	}
	if err := p.cmd.Wait(); err != nil {
		p.t.Errorf("%v ended with %v\n%s", p.cmd.Args, err, p.errs.String())
	}
}

// line waits for a line of output with a text.
func (p *process) line(with string) string {
	p.t.Helper()
	for l := range p.lines {
		if strings.Contains(l, with) {
			return l
		}
	}
	p.t.Fatalf("%v ended before it said %q\n%s", p.cmd.Args, with, p.errs.String())
	return ""
}

// visitor is what a browser does for alice.
type visitor struct {
	t      *testing.T
	base   string
	events *bufio.Scanner
}

func (p *visitor) post(path, body string) {
	p.t.Helper()
	resp, err := http.Post(p.base+path, "application/json", strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	defer resp.Body.Close()
	if answer, _ := io.ReadAll(resp.Body); resp.StatusCode >= 300 {
		p.t.Fatalf("POST %s: %d %s", path, resp.StatusCode, answer)
	}
}

func (p *visitor) type_(line string) {
	p.t.Helper()
	b, err := json.Marshal(map[string]string{"line": line})
	if err != nil {
		p.t.Fatal(err)
	}
	p.post("/client/people/alice/channels/desk/lines", string(b))
}

// until reads alice's events up to one that holds.
func (p *visitor) until(what string, holds func(sandbox.Event) bool) {
	p.t.Helper()
	for p.events.Scan() {
		data, ok := strings.CutPrefix(p.events.Text(), "data: ")
		if !ok {
			continue
		}
		var e sandbox.Event
		if err := json.Unmarshal([]byte(data), &e); err != nil {
			p.t.Fatal(err)
		}
		if holds(e) {
			return
		}
	}
	p.t.Fatalf("the events ended before %s: %v", what, p.events.Err())
}

func says(e sandbox.Event, text string) bool {
	b, err := json.Marshal(e.Message)
	return err == nil && strings.Contains(string(b), text)
}

const closedPort = `Port of Vell stays closed until the storm has passed

VELL, 23 November 2026 - The port of Vell will stay closed for a third day, harbour master Ilse Brandt said on Monday.

“We open the gates when the storm has passed,” Brandt told reporters. Eleven ships wait off the coast.

The shipping ministry said it would send a tug if the harbour asked for one.`

// A sandbox in one process, the bot in another, a person in a third: as in life.
func TestTheBotServesASandboxInAnotherProcess(t *testing.T) {
	s := launch(t, nil, "sandbox", "--addr=127.0.0.1:0", "--fault=latency=10ms,on=create_message,times=1")
	where := s.line("listens on ")
	base := where[strings.Index(where, "http://"):strings.LastIndex(where, ": no account")]
	hint := s.line("attache serve --api " + base)
	token := strings.Fields(hint)[0]
	s.line("Ordered: latency")
	b := launch(t, []string{token, "ATTACHE_LOG_LEVEL=warn"}, "serve", "--api="+base, "--data="+t.TempDir())

	client := &http.Client{Timeout: time.Minute}
	defer http.DefaultClient.CloseIdleConnections()
	resp, err := client.Get(base + "/client/people/alice/events?after=0")
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	alice := &visitor{t, base, bufio.NewScanner(resp.Body)}
	alice.events.Buffer(nil, 1<<20)
	registered, online := false, false
	alice.until("the bot was there", func(e sandbox.Event) bool {
		registered, online = registered || e.Kind == sandbox.Registered, online || e.Kind == sandbox.Online
		return registered && online
	})
	alice.type_("@bot " + closedPort)
	alice.until("the article was archived", func(e sandbox.Event) bool { return e.Kind == sandbox.Posted && says(e, "Archived") })
	alice.type_("/who-said speaker: Brandt")
	alice.until("the answer", func(e sandbox.Event) bool { return e.Kind == sandbox.Settled && says(e, "We open the gates") })
	alice.post("/client/faults", `{"text":"drop"}`)
	alice.until("the cut", func(e sandbox.Event) bool { return e.Kind == sandbox.Offline })
	alice.type_("/who-said speaker: Brandt topic: storm")
	alice.until("the answer after the cut", func(e sandbox.Event) bool { return e.Kind == sandbox.Settled && says(e, "We open the gates") })
	b.end()
	s.end()
}

func TestSandboxSeeds(t *testing.T) {
	ask := func(args ...string) (int, string, string) {
		var out, errs bytes.Buffer
		code := run(t.Context(), append([]string{"sandbox"}, args...), console{strings.NewReader(""), &out, &errs, nil})
		return code, out.String(), errs.String()
	}
	code, seed, _ := ask("--show-seed")
	if code != exitOK || !strings.Contains(seed, `"name": "Foreign Desk"`) {
		t.Fatalf("%d %s", code, seed)
	}
	if code, kinds, _ := ask("--show-faults"); code != exitOK || !strings.Contains(kinds, "429=2s,on=create_message") {
		t.Errorf("%d %s", code, kinds)
	}
	file := filepath.Join(t.TempDir(), "seed.json")
	for _, tt := range []struct{ name, seed, want string }{
		{"misspelt", strings.Replace(seed, `"members"`, `"folk"`, 1), "is not as"},
		{"empty", `[{"name":"Empty"}]`, "needs a name and a member"},
	} {
		if err := os.WriteFile(file, []byte(tt.seed), 0o600); err != nil {
			t.Fatal(err)
		}
		if code, _, errs := ask("--addr=127.0.0.1:0", "--seed="+file); code != exitFailed || !strings.Contains(errs, tt.want) {
			t.Errorf("%s: %d %s", tt.name, code, errs)
		}
	}
	if code, _, errs := ask("--addr=127.0.0.1:0", "--fault=earthquake"); code != exitFailed || !strings.Contains(errs, "earthquake") || !strings.Contains(errs, "--show-faults") {
		t.Errorf("an unknown fault: %d %s", code, errs)
	}
	if code, _, errs := ask("--addr=0.0.0.0:0"); code != exitFailed || !strings.Contains(errs, "can be reached from outside") {
		t.Errorf("a public address: %d %s", code, errs)
	}
}
