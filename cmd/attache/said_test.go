package main

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"attache/configs"
	"attache/sandbox"
)

// The same quotation, whole, cut and with a word changed.
var dredgers = []string{
	"Title: Ministry plays down dredging\nOutlet: Halden Wire\nDate: 16 November 2026\n\nHALDEN — The channel at Sarn has been too shallow for grain ships since the floods of spring, and the port has lost two lines.\n\n" +
		"\"We will not stop the dredgers because somebody shouts at them from the bank,\" Transport Minister Edda Quist told reporters.",
	"Title: Quist stays firm\nOutlet: Bay Courier\nDate: 17 November 2026\n\nFishermen fear for the spawning grounds.\n\n" +
		"\"We will not stop the dredgers because somebody yells at them from the bank,\" Transport Minister Edda Quist said.",
	"Title: Dredgers at Sarn\nOutlet: Mirel Gazette\nDate: 18 November 2026\n\nTransport Minister Edda Quist said the ministry would \"not stop the dredgers because somebody shouts\".",
}

// An analyst asks who said something, presses what stands under the answer, and presses it again when the
// bot was started anew.
func TestWhoSaidOnDiscord(t *testing.T) {
	world, err := sandbox.New(judged(t))
	if err != nil {
		t.Fatal(err)
	}
	world.Start()
	defer world.Close()
	settings, err := configs.Load(configs.Sources{Environ: []string{"ATTACHE_DATA=" + t.TempDir(), "ATTACHE_API=" + world.URL()}})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	serve := func() (stop func()) {
		t.Helper()
		s, err := newService(ctx, settings, slog.New(slog.DiscardHandler), serviceOptions{token: world.Token()})
		if err != nil {
			t.Fatal(err)
		}
		running, end := context.WithCancel(ctx)
		ended := make(chan error, 1)
		go func() { ended <- s.run(running) }()
		if err := world.Until(ctx, func() bool {
			all, err := world.User("alice").Commands("desk")
			return err == nil && len(all) > 0 && world.Sessions() > 0
		}); err != nil {
			t.Fatal("the bot did not connect")
		}
		return func() {
			end()
			if err := <-ended; err != nil {
				t.Error(err)
			}
		}
	}
	alice, bruno := world.User("alice"), world.User("bruno")
	wait := func(p *sandbox.Pending, err error) sandbox.Response {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		r, err := p.Wait(ctx)
		if err != nil || r.Message == nil {
			t.Fatalf("no answer: %v", err)
		}
		return r
	}
	says := func(r sandbox.Response, all ...string) {
		t.Helper()
		text := world.Render(r.Message)
		for _, e := range r.Message.Embeds {
			text += "\n" + e.Description // with its Markdown
		}
		for _, want := range all {
			if !strings.Contains(text, want) {
				t.Errorf("the answer does not say %q:\n%s", want, text)
			}
		}
	}

	stop := serve()
	for _, a := range dredgers {
		wait(alice.PasteTo("newsroom", a))
	}
	answer := wait(alice.Slash("desk", "who-said", sandbox.Opt("speaker", "Quist"), sandbox.Opt("topic", "dredgers")))
	says(answer, "1 statement by Edda Quist about “dredgers”", "2 places that say the same are folded in", "~~shouts~~ **yells**", "Bay Courier", "Mirel Gazette",
		"in all of them: “not stop the dredgers because somebody”")

	press := func() {
		t.Helper()
		why := wait(bruno.Click(answer.Message, "Why this?"))
		says(why, "source: ", "content: ", "Found by", "Confidence", "Edda Quist")
		files := wait(bruno.Click(answer.Message, "Export"))
		if !why.Ephemeral || !files.Ephemeral {
			t.Error("what one person pressed is shown to all")
		}
		var names []string
		for _, f := range files.Message.Attachments {
			names = append(names, f.Name)
			got := download(t, f.URL)
			if !strings.Contains(got, "Halden Wire") || !strings.Contains(got, "yells") {
				t.Errorf("%s holds %s", f.Name, got)
			}
		}
		if !slices.Equal(names, []string{"statements-by-edda-quist-about-dredgers.csv", "statements-by-edda-quist-about-dredgers.json", "statements-by-edda-quist-about-dredgers.md"}) {
			t.Errorf("the files are %v", names)
		}
	}
	press()
	stop()
	defer serve()()
	press()

	// Plain words reach the same, and what nobody denied is not made up.
	says(wait(alice.Mention("desk", "What did Quist say about the dredgers since 1 November 2026?")), "Read as /who-said --speaker edda-quist", "Halden Wire")
	says(wait(alice.Mention("desk", "Who denied anything about the dredgers?")), "No denial about “dredgers”")
	if broken := world.Violations(); len(broken) > 0 {
		t.Errorf("the bot broke Discord's rules: %v, %v", broken[0].Broken, broken[0].Judged)
	}
}

func download(t *testing.T, url string) string {
	t.Helper()
	r, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil || r.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", url, r.Status, err)
	}
	return string(b)
}
