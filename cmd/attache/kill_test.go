package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/sandbox"
)

// serveChild starts `attache serve` as a process of its own.
func serveChild(t *testing.T, world *sandbox.Server, data string) *exec.Cmd {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), exe)
	cmd.Args = []string{"attache", "serve", "--api", world.URL(), "--data", data, "--log-level", "warn"} // TestMain goes by the name
	cmd.Env = append(os.Environ(), "DISCORD_TOKEN="+world.Token())
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	return cmd
}

// Fifty articles are handed in on Discord while the bot is killed again and again, in the middle of
// what crosses the wire. In the end each is archived once, can be found and was answered once.
func TestServeKilled(t *testing.T) {
	const articles, kills = 50, 5
	seed := uint64(1088865482006292847)
	t.Logf("seed %d", seed)
	rnd := rand.New(rand.NewPCG(seed, 0))
	world, err := sandbox.New(judged(t))
	if err != nil {
		t.Fatal(err)
	}
	world.Start()
	defer world.Close()
	data := t.TempDir()
	alice := world.User("alice")
	ctx, cancel := context.WithTimeout(t.Context(), 4*time.Minute)
	defer cancel()

	posted := make([]*sandbox.Message, articles)
	hand := func(from, to int) {
		for i := from; i < to; i++ {
			text := fmt.Sprintf("Title: Ferry report %d\nOutlet: Lom Post\nDate: 3 May 2024\n\nThe harbour master of Lom said on Friday that ferry number%dx would not sail before the storm has passed.", i, i)
			p, err := alice.PasteTo("newsroom", text)
			if err != nil {
				t.Fatal(err)
			}
			posted[i] = p.Message
		}
	}
	crossed := func(n int) { // waits until n requests of the bot crossed the wire from now on
		var last int64
		if all := world.Exchanges(); len(all) > 0 {
			last = all[len(all)-1].Seq
		}
		for x := range world.Wire(ctx, last) {
			if !x.Gateway {
				if n--; n <= 0 {
					return
				}
			}
		}
	}
	cmd := serveChild(t, world, data)
	if err := world.Until(ctx, func() bool { return world.Sessions() > 0 }); err != nil {
		t.Fatal(err)
	}
	for k := range kills {
		hand(k*articles/kills, (k+1)*articles/kills-2)
		crossed(1 + rnd.IntN(20))
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait()
		hand((k+1)*articles/kills-2, (k+1)*articles/kills) // while nobody is there
		cmd = serveChild(t, world, data)
		crossed(3)
	}
	answers := func() map[sandbox.ID]int {
		all, err := alice.History("newsroom")
		if err != nil {
			t.Fatal(err)
		}
		n := map[sandbox.ID]int{}
		for _, m := range all {
			if m.Author.ID == world.Bot().ID && m.Reference != nil {
				n[m.Reference.Message]++
			}
		}
		return n
	}
	if err := world.Until(ctx, func() bool { return len(answers()) == articles }); err != nil {
		t.Errorf("%d of %d articles were answered", len(answers()), articles)
	}
	for i, m := range posted {
		if n := answers()[m.ID]; n != 1 {
			t.Errorf("article %d was answered %d times", i, n)
		}
	}
	ask := func(p *sandbox.Pending, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Wait(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return world.Render(r.Message)
	}
	if said := ask(alice.Slash("desk", "article list")); !strings.Contains(said, fmt.Sprintf("%d articles", articles)) {
		t.Errorf("the archive does not hold %d articles\n%s", articles, said)
	}
	world.Advance(time.Hour) // stay below what one person may ask
	for _, i := range []int{0, 8, 9, 25, 39, 49} {
		world.Advance(time.Minute)
		if said := ask(alice.Slash("desk", "who-said", sandbox.Opt("topic", fmt.Sprintf("number%dx", i)))); !strings.Contains(said, "1 statement about") {
			t.Errorf("article %d cannot be found once\n%s", i, said)
		}
	}
	// The buttons under what the first process said work for the last one.
	all, err := alice.History("newsroom")
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(all, func(m *sandbox.Message) bool { return m.Author.ID == world.Bot().ID })
	world.Advance(time.Minute)
	if said := ask(alice.Click(all[i], "Statements")); !strings.Contains(said, "would not sail") {
		t.Errorf("a button of an earlier process gives\n%s", said)
	}
	if broken := world.Violations(); len(broken) > 0 {
		t.Errorf("the bot broke Discord's rules: %v, %v", broken[0].Broken, broken[0].Judged)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("serve ended with %v", err)
	}
}
