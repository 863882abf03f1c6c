package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"

	"github.com/alecthomas/kong"

	"attache"
	"attache/commands"
	"attache/configs"
)

// console is where a run reads and writes, so that tests can be one.
type console struct {
	in       io.Reader
	out, err io.Writer
	environ  []string
}

// cli is the command line: settings, what operators do, and below Bind every command people use.
type cli struct {
	configs.Settings `embed:""`

	Demo    demoCmd    `cmd:"" group:"Start" help:"Show the bot at work against a Discord of its own: no token, no network."`
	Sandbox sandboxCmd `cmd:"" group:"Start" help:"Run a Discord of its own for a bot in another process, without the demo's story, and order faults."`
	Serve   serveCmd   `cmd:"" group:"Start" help:"Run the bot on Discord."`
	Doctor  doctorCmd  `cmd:"" group:"Start" help:"Say what is missing before serve can work."`
	Ingest  ingestCmd  `cmd:"" group:"Archive" help:"Archive files, folders or links from the terminal."`
	Inbox   inboxCmd   `cmd:"" group:"Archive" help:"List what could not be read and was set aside, or try it again."`
	Forget  forgetCmd  `cmd:"" group:"Archive" help:"Delete all that one server's archive holds, for good."`
	Reindex reindexCmd `cmd:"" group:"Archive" help:"Build the search index anew, and read again what an older extractor read."`
	Backup  backupCmd  `cmd:"" group:"Archive" help:"Write a copy of the database while it is in use."`
	Extract extractCmd `cmd:"" group:"Reading" help:"Read articles in JSON lines and write what was found."`
	Eval    evalCmd    `cmd:"" group:"Reading" help:"Score what is found against gold; without files, against the built-in samples."`
	Explain explainCmd `cmd:"" group:"Reading" help:"Show what is found in a text, and which rule or model found it."`
	Config  configCmd  `cmd:"" group:"Operation" help:"Print the settings in force and where each comes from."`
	Health  healthCmd  `cmd:"" group:"Operation" help:"Ask a running bot whether it is well; for containers."`
	Version versionCmd `cmd:"" group:"Operation" help:"Print the version."`
}

// env is what the Run methods of operator commands get.
type env struct {
	console
	ctx      context.Context
	settings configs.Settings
	log      *slog.Logger
}

// Exit codes.
const (
	exitOK     = 0
	exitFailed = 1
	exitUsage  = 2
)

// run is the program: it returns the exit code.
func run(ctx context.Context, args []string, io console) (code int) {
	var c cli
	exited := -1
	options := []kong.Option{
		kong.Name("attache"),
		kong.Description("Attaché archives the articles a team hands it, finds who said what, what happened when and who demands what on which condition, and answers with the passages.\n\nStart with: attache demo"),
		kong.Writers(io.out, io.err),
		kong.Exit(func(code int) { exited = code; panic(exit{}) }),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 100}),
		configs.Kong(),
	}
	defer func() {
		if r := recover(); r != nil {
			if _, left := r.(exit); !left {
				panic(r)
			}
			code = exited
		}
	}()
	for _, group := range terminalCommands() {
		options = append(options, kong.DynamicCommand(group.name, group.help, "Ask", &group, `cmd:"" passthrough:""`))
	}
	parser, err := kong.New(&c, options...)
	if err != nil {
		panic(err) // the declaration above is wrong
	}
	parsed, err := parser.Parse(args)
	if err != nil {
		fmt.Fprintf(io.err, "attache: %v\n", err)
		if flag, _, ok := strings.Cut(err.Error(), ":"); ok && strings.HasPrefix(flag, "--") { // a value: say what else is wrong, too
			if _, err := configs.Load(configs.Sources{Environ: io.environ}); err != nil {
				fmt.Fprintln(io.err, err)
			}
		} else {
			fmt.Fprintln(io.err, "  (attache --help lists the commands; --help after one explains it)")
		}
		return exitUsage
	}
	settings, err := configs.Load(configs.Sources{Environ: io.environ, Flags: parsed})
	if err != nil {
		fmt.Fprintf(io.err, "attache: these settings cannot be used:\n%v\n", err)
		return exitUsage
	}
	e := env{console: io, ctx: ctx, settings: settings, log: logger(io.err, settings)}
	if err := parsed.Run(e); err != nil {
		return report(io.err, err)
	}
	return exitOK
}

// exit unwinds run where kong would end the process.
type exit struct{}

// report tells a person about an error: a Problem in its own words, anything else whole, because
// who sits at the terminal is the operator.
func report(w io.Writer, err error) int {
	var p *attache.Problem
	switch {
	case errors.Is(err, errQuiet):
	case errors.As(err, &p):
		fmt.Fprintf(w, "attache: %s\n", p.Say)
		if p.Err != nil && !errors.Is(p.Err, attache.ErrNotFound) {
			fmt.Fprintf(w, "  (%v)\n", p.Err)
		}
	default:
		fmt.Fprintf(w, "attache: %v\n", err)
	}
	return exitFailed
}

// errQuiet is returned by what has said everything already.
var errQuiet = errors.New("said already")

func logger(w io.Writer, s configs.Settings) *slog.Logger {
	o := &slog.HandlerOptions{Level: s.Level()}
	if s.LogFormat == "json" {
		return slog.New(slog.NewJSONHandler(w, o))
	}
	return slog.New(slog.NewTextHandler(w, o))
}

// terminalCommands gives the commands people use as the first words of a line: "who-said", and
// "article" for everything below it.
func terminalCommands() []terminalCmd {
	var all []terminalCmd
	seen := map[string]bool{}
	for _, cmd := range commands.All() {
		first, second, _ := strings.Cut(cmd.Name, " ")
		if first == "help" || seen[first] {
			continue
		}
		seen[first] = true
		help := cmd.Summary + "."
		if second != "" {
			help = "See `attache " + first + " --help`."
		}
		all = append(all, terminalCmd{name: first, help: help})
	}
	return all
}
