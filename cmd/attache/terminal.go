package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"attache"
	"attache/commands"
	"attache/configs"
)

// local is the guild of what is archived and asked on the terminal.
const local attache.GuildID = "local"

// terminalCmd runs a command people use: `attache who-said --speaker Maren corridor`.
type terminalCmd struct {
	Args []string `arg:"" optional:""`

	name, help string
}

// Run reads the arguments as the command does, asks the local archive and prints the card.
func (t *terminalCmd) Run(e env) error {
	argv := append([]string{t.name}, t.Args...)
	if slices.Contains(t.Args, "--help") || slices.Contains(t.Args, "-h") {
		argv = []string{"help", t.name}
	}
	if err := e.misplaced(argv); err != nil {
		return err
	}
	return e.within(parts{}, func(a *app) error { return e.ask(a, argv) })
}

// misplaced explains where a setting goes that stands behind a command.
func (e env) misplaced(argv []string) error {
	cmd, rest, ok := commands.Find(commands.All(), argv)
	for _, word := range rest {
		flag, _, _ := strings.Cut(word, "=")
		name, dashed := strings.CutPrefix(flag, "--")
		if !dashed {
			continue
		}
		isSetting := slices.ContainsFunc(e.settings.List(), func(s configs.Setting) bool { return s.Name == name })
		isOption := slices.ContainsFunc(cmd.AllOptions(), func(o commands.Option) bool { return o.Name == name })
		if ok && isSetting && !isOption {
			return &attache.Problem{Say: fmt.Sprintf("--%s is a setting of attache, not an option of %s. Nothing was done; write it before the command: attache --%s … %s …", name, cmd.Name, name, cmd.Name)}
		}
	}
	return nil
}

// within opens the archive for a short visit and closes it again.
func (e env) within(p parts, visit func(*app) error) (err error) {
	a, err := open(e.ctx, e.settings, e.log, p)
	if err != nil {
		return err
	}
	defer func() {
		if closing := a.Close(); err == nil {
			err = closing
		}
	}()
	return visit(a)
}

// ask runs one command line against the local archive and prints the answer.
func (e env) ask(a *app, argv []string) error {
	cmd, rest, ok := commands.Find(commands.All(), argv)
	if !ok {
		if len(argv) == 1 { // "attache article" alone
			cmd, rest, _ = commands.Find(commands.All(), []string{"help", argv[0]})
		} else {
			return commands.Unknown(strings.Join(argv, " "))
		}
	}
	// What is asked is answered from a whole index: one that was deleted is built first.
	if err := a.inbox.Feed(e.ctx, local); err != nil {
		return err
	}
	world, err := a.env(e.ctx, local)
	if err != nil {
		return err
	}
	handed := commands.Handed{}
	if cmd.Name == "submit" {
		if rest, handed, err = e.handed(rest); err != nil {
			return err
		}
	}
	call, err := commands.Parse(cmd, rest, time.Now().In(a.settings.Zone.Location()))
	if err != nil {
		return err
	}
	call.Asker = commands.Asker{User: "terminal", Guild: local, Can: commands.Admin}
	call.Handed = handed
	if cmd.Name == "submit" { // what is handed in is read by this very process
		ctx, stop := context.WithCancel(e.ctx)
		done := make(chan struct{})
		go func() { defer close(done); _ = a.inbox.Run(ctx) }()
		defer func() { stop(); <-done }()
	}
	c, err := cmd.Run(e.ctx, world, call)
	if err != nil {
		return err
	}
	return e.show(c, rest)
}

// handed takes files named among the words of submit, and "-" or nothing for standard input.
func (e env) handed(argv []string) (rest []string, h commands.Handed, err error) {
	for _, word := range argv {
		path := strings.TrimPrefix(word, "--file=")
		switch info, err := os.Stat(path); {
		case word == "-":
			if h.Text, err = e.input(); err != nil {
				return nil, h, err
			}
		case err == nil && info.Mode().IsRegular():
			f, err := readFile(path)
			if err != nil {
				return nil, h, err
			}
			h.Files = append(h.Files, f)
		case word == "--file":
		default:
			rest = append(rest, word)
		}
	}
	if len(argv) == 0 {
		h.Text, err = e.input()
	}
	return rest, h, err
}

func (e env) input() (string, error) {
	b, err := io.ReadAll(io.LimitReader(e.in, maxFile+1))
	if err != nil {
		return "", fmt.Errorf("standard input: %w", err)
	}
	if len(b) > maxFile {
		return "", &attache.Problem{Say: "Standard input holds more than 10 MB. Nothing was saved."}
	}
	return string(b), nil
}

// maxFile is the size of the largest file that is read.
const maxFile = 10 << 20

func readFile(path string) (attache.File, error) {
	info, err := os.Stat(path)
	if err != nil {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("I cannot read %s. Nothing was saved from it.", path), Err: err}
	}
	if info.Size() > maxFile {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("%s is larger than 10 MB. Nothing was saved from it.", path)}
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return attache.File{}, &attache.Problem{Say: fmt.Sprintf("I cannot read %s. Nothing was saved from it.", path), Err: err}
	}
	return attache.File{Name: filepath.Base(path), Bytes: b}, nil
}

// width is the width to print at: what the shell says, within reason.
func width() int {
	var n int
	if _, err := fmt.Sscan(os.Getenv("COLUMNS"), &n); err != nil {
		return 100
	}
	return max(40, min(n, 120))
}
