package main

import (
	"bufio"
	"context"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"
)

// entries is what a person types, an entry at a time: a line, or all lines of a paste.
type entries struct {
	ctx   context.Context
	lines chan string
	out   io.Writer
	paste bool // the terminal was asked to mark where a paste begins and ends
}

// A terminal that was asked to wraps what is pasted in these marks, whether or not the program reads
// letter by letter. Without them an article would arrive as a message for each of its lines.
const (
	markPastes = "\x1b[?2004h"
	markNone   = "\x1b[?2004l"
	pasteFrom  = "\x1b[200~"
	pasteTo    = "\x1b[201~"
)

// newEntries begins to read in; close must be called.
func newEntries(ctx context.Context, in io.Reader, out io.Writer) *entries {
	e := &entries{ctx: ctx, lines: make(chan string), out: out, paste: isTerminal(in)}
	if e.paste {
		_, _ = io.WriteString(out, markPastes)
	}
	go func() {
		defer close(e.lines)
		scan := bufio.NewScanner(in)
		for scan.Buffer(nil, maxFile); scan.Scan(); {
			select {
			case e.lines <- scan.Text():
			case <-ctx.Done():
				return
			}
		}
	}()
	return e
}

func (e *entries) close() {
	if e.paste {
		_, _ = io.WriteString(e.out, markNone)
	}
}

// next waits for an entry; false means that there will be no more.
func (e *entries) next() (string, bool) {
	line, ok := e.line()
	before, pasted, marked := strings.Cut(line, pasteFrom)
	if !ok || !marked {
		return line, ok
	}
	all := []string{before + pasted}
	for !strings.Contains(all[len(all)-1], pasteTo) {
		if line, ok = e.line(); !ok {
			break
		}
		all = append(all, line)
	}
	return strings.Replace(strings.Join(all, "\n"), pasteTo, "", 1), true
}

// until collects entries up to a line that holds a dot alone, as mail programs of old did. A paste is
// complete by itself.
func (e *entries) until() (string, bool) {
	var all []string
	for {
		entry, ok := e.next()
		switch {
		case !ok && len(all) == 0:
			return "", false
		case !ok || entry == ".":
			return strings.Join(all, "\n"), true
		case strings.Contains(entry, "\n") && len(all) == 0:
			return entry, true
		}
		all = append(all, entry)
	}
}

func (e *entries) line() (string, bool) {
	select {
	case line, ok := <-e.lines:
		return line, ok
	case <-e.ctx.Done():
		return "", false
	}
}

func isTerminal(in io.Reader) bool {
	f, ok := in.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}
