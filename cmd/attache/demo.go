package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"attache"
	"attache/sample"
	"attache/sandbox"
	"attache/sandbox/page"
)

type demoCmd struct {
	Once bool   `help:"Show the story and end: exit code 0 when every step went well."`
	Addr string `placeholder:"HOST:PORT" help:"Where the sandbox listens; a free port of 127.0.0.1 if left out."`
}

// Run starts a sandbox, connects the real bot to it, tells the story, and then lets the person at
// the terminal go on.
func (c *demoCmd) Run(e env) error {
	if e.settings.From("data") != "--data" { // what the file and the environment say is for real archives
		dir, err := os.MkdirTemp("", "attache-demo-")
		if err != nil {
			return fmt.Errorf("a folder for the demo: %w", err)
		}
		defer os.RemoveAll(dir)
		e.settings.Data = dir
	}
	if e.settings.From("log-level") == "default" { // the log would stand between the lines of the story
		e.settings.LogLevel = "warn"
		e.log = logger(e.err, e.settings)
	}
	story := page.NewStory(plotTitle, plotIntro, plotHow)
	world, err := sandbox.New(sandbox.Options{Addr: c.Addr, Log: e.log, Page: page.Handler(story)})
	if err != nil {
		return &attache.Problem{Say: fmt.Sprintf("The sandbox cannot listen on %s. Nothing was started; give a free port of this machine with --addr, such as 127.0.0.1:8080.", c.Addr), Err: err}
	}
	world.Start()
	defer world.Close()
	entities, err := sample.Entities()
	if err != nil {
		return err
	}
	e.settings.API = world.URL()
	s, err := newService(e.ctx, e.settings, e.log, serviceOptions{token: world.Token(), entities: entities})
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(e.ctx)
	defer stop()
	ended := make(chan error, 1)
	go func() {
		err := s.run(ctx)
		stop() // whoever waits for an answer of the bot need not wait any longer
		ended <- err
	}()
	err = c.show(ctx, e, world, story)
	stop()
	if e.ctx.Err() != nil && err != nil {
		err = nil // interrupted by the person at the terminal
	}
	return errors.Join(err, <-ended)
}

func (c *demoCmd) show(ctx context.Context, e env, world *sandbox.Server, story *page.Story) error {
	t := &teller{ctx: ctx, world: world, out: e.out, page: story}
	fmt.Fprintf(e.out, "Attaché's sandbox listens on %s (a Discord of its own: no token, no network).\nOpen that address in a browser to look at it, and to take part.\n", world.URL())
	if err := t.connected(); err != nil {
		return err
	}
	if err := t.story(); err != nil {
		return err
	}
	if broken := world.Violations(); len(broken) > 0 {
		return fmt.Errorf("the bot broke %d of Discord's rules, first: %v", len(broken), broken[0].Broken)
	}
	if t.failed > 0 {
		return fmt.Errorf("%d steps of the demo went wrong", t.failed)
	}
	fmt.Fprintln(e.out, "\nThat was every step, and all went well.")
	if c.Once {
		return nil
	}
	return t.converse(newEntries(ctx, e.in, e.out))
}

// connected waits until the bot is there and its commands are known.
func (t *teller) connected() error {
	ctx, cancel := context.WithTimeout(t.ctx, time.Minute)
	defer cancel()
	if err := t.world.Until(ctx, func() bool { return t.world.Sessions() > 0 }); err != nil {
		return fmt.Errorf("the bot did not connect to the sandbox: %w", err)
	}
	for x := range t.world.Wire(ctx, 0) { // from the beginning: it may have happened already
		if x.Operation == "bulk_set_application_commands" && x.Status < 300 {
			return nil
		}
	}
	return fmt.Errorf("the bot did not register its commands: %w", ctx.Err())
}
