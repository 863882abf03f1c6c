package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"text/tabwriter"

	"attache"
	"attache/sandbox"
	"attache/sandbox/page"
)

type sandboxCmd struct {
	Addr     string   `default:"127.0.0.1:7788" placeholder:"HOST:PORT" help:"Where it listens; 127.0.0.1:0 takes a free port."`
	BotToken string   `placeholder:"TEXT" help:"The token a bot must show; a fixed one that everybody knows if left out."`
	Seed     string   `placeholder:"FILE" help:"Servers, channels, roles and people to begin with, as JSON; --show-seed prints the built-in ones."`
	Content  bool     `help:"Switch on the message content intent, as in the developer portal."`
	Tight    bool     `help:"Rate limits as tight as Discord's."`
	Fault    []string `sep:"none" placeholder:"KIND" help:"Something that goes wrong, such as 429=2s,on=create_message,times=3 or drop,every=30s; may be repeated. --show-faults lists the kinds."`

	ShowSeed   bool `help:"Print the servers it begins with, and end."`
	ShowFaults bool `help:"Print what can go wrong, and end."`
}

// Run serves a sandbox until it is interrupted, and prints what happens in it.
func (c *sandboxCmd) Run(e env) error {
	switch {
	case c.ShowFaults:
		return printFaults(e.out)
	case c.ShowSeed:
		out := json.NewEncoder(e.out)
		out.SetIndent("", "  ")
		return out.Encode(sandbox.Seed())
	}
	opts := sandbox.Options{Addr: c.Addr, Token: c.BotToken, RealLimits: c.Tight, Log: e.log, Page: page.Handler(nil)}
	if c.Content {
		opts.Privileged = sandbox.MessageContentIntent
	}
	if c.Seed != "" {
		var err error
		if opts.Guilds, err = readSeed(c.Seed); err != nil {
			return err
		}
	}
	world, err := sandbox.New(opts)
	if err != nil {
		return &attache.Problem{Say: "The sandbox cannot begin: " + strings.TrimPrefix(err.Error(), "sandbox: ") + "."}
	}
	defer world.Close()
	for _, f := range c.Fault {
		if _, err := world.Order(f); err != nil {
			return &attache.Problem{Say: fmt.Sprintf("There is no fault %q (%s). `attache sandbox --show-faults` lists the kinds.", f, strings.TrimPrefix(err.Error(), "sandbox: "))}
		}
	}
	c.welcome(e.out, world)
	ctx, stop := context.WithCancel(e.ctx)
	defer stop()
	var watching sync.WaitGroup
	out := &lockedWriter{w: e.out}
	watching.Go(func() { printChanges(ctx, out, world) })
	watching.Go(func() { printBreaches(ctx, out, world) })
	err = world.Run(e.ctx)
	stop()
	watching.Wait()
	return err
}

func (c *sandboxCmd) welcome(w io.Writer, world *sandbox.Server) {
	fmt.Fprintf(w, "A Discord of its own listens on %s: no account, no network, and it forgets everything when it ends.\n\nConnect the bot in another terminal:\n\n", world.URL())
	fmt.Fprintf(w, "  DISCORD_TOKEN=%s attache serve --api %s\n\n", world.Token(), world.URL())
	var people []string
	for _, p := range world.People() {
		people = append(people, p.Name)
	}
	fmt.Fprintf(w, "and open %s/ in a browser to be one of %s.\n", world.URL(), strings.Join(people, ", "))
	for _, f := range c.Fault {
		fmt.Fprintf(w, "Ordered: %s\n", f)
	}
	fmt.Fprintln(w)
}

// readSeed reads the servers a sandbox begins with.
func readSeed(name string) ([]sandbox.GuildSeed, error) {
	b, err := os.ReadFile(name)
	if err != nil {
		return nil, &attache.Problem{Say: "I cannot read the seed " + name + ".", Err: err}
	}
	var all []sandbox.GuildSeed
	d := json.NewDecoder(bytes.NewReader(b))
	d.DisallowUnknownFields()
	if err := d.Decode(&all); err != nil {
		return nil, &attache.Problem{Say: "The seed " + name + " is not as `attache sandbox --show-seed` prints it.", Err: err}
	}
	return all, nil
}

func printFaults(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, k := range sandbox.FaultKinds() {
		fmt.Fprintf(t, "%s\t%s\t%s\n\t%s\t\n", k.Name, k.Says, k.Example, strings.Join(k.Takes, "  "))
	}
	return t.Flush()
}

// printChanges prints what people see, as it happens.
func printChanges(ctx context.Context, w io.Writer, world *sandbox.Server) {
	for c := range world.Watch(ctx, 0) {
		switch c.Kind {
		case sandbox.Online:
			fmt.Fprintln(w, "(the bot is online)")
		case sandbox.Offline:
			fmt.Fprintln(w, "(the bot went offline)")
		default:
			if said := strings.TrimSpace(world.RenderChange(c)); said != "" {
				fmt.Fprintf(w, "%s\n\n", said)
			}
		}
	}
}

// printBreaches prints every rule of Discord's that the bot broke.
func printBreaches(ctx context.Context, w io.Writer, world *sandbox.Server) {
	for x := range world.Wire(ctx, 0) {
		for _, b := range x.Broken {
			fmt.Fprintf(w, "!! %s %s: the bot broke a rule: %v\n", x.Operation, x.Path, b)
		}
	}
}

// lockedWriter keeps the lines of two writers apart.
type lockedWriter struct {
	mu sync.Mutex
	w  io.Writer
}

func (l *lockedWriter) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.w.Write(p)
}
