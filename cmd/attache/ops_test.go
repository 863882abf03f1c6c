package main

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http/httptest"
	"os"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"attache"
	"attache/sandbox"
)

// visit asks the operator's server for a path.
func (w *ward) visit(host, path string) (int, string) {
	w.t.Helper()
	r := httptest.NewRequestWithContext(w.t.Context(), "GET", path, nil)
	r.Host = host
	rec := httptest.NewRecorder()
	w.ops.handler().ServeHTTP(rec, r)
	body, err := io.ReadAll(rec.Result().Body)
	if err != nil {
		w.t.Fatal(err)
	}
	return rec.Code, string(body)
}

// soon looks again and again whether something holds that tells nobody when it does.
func (w *ward) soon(what string, holds func() bool) {
	w.t.Helper()
	tick, end := time.NewTicker(5*time.Millisecond), time.After(time.Minute)
	defer tick.Stop()
	for !holds() {
		select {
		case <-tick.C:
		case <-end:
			w.t.Fatalf("waited in vain until %s", what)
		}
	}
}

func TestTheOperatorSeesHowItIs(t *testing.T) {
	w := admit(t, sandbox.Options{})
	text := ""
	for s := range wire(1) {
		text = s.Text
	}
	handed, err := w.world.User("alice").PasteTo("newsroom", text)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := handed.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	created, err := w.world.User("carla").Slash("desk", "digest create", sandbox.Opt("name", "morning <b>"), sandbox.Opt("channel", "digest"), sandbox.Opt("at", w.due.Format("15:04")), sandbox.Opt("zone", "UTC"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := created.Wait(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.answer(w.world.User("alice"))
	w.log.Warn("something odd", "url", "<script>alert(1)</script>")
	w.soon("the figures are in", func() bool { return w.bot.Health().Interactions >= 2 })

	code, page := w.visit("127.0.0.1:8090", "/")
	if code != 200 {
		t.Fatalf("%d %s", code, page)
	}
	for _, want := range []string{"Attaché is <span class=\"good\">well", "Discord", "on time", "something odd", "&lt;script&gt;", "1 <span class=\"soft\">in 1 archive<"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page does not show %q", want)
		}
	}
	if outside := regexp.MustCompile(`(src|href)="(https?:)?//`).FindString(page); outside != "" || strings.Contains(page, "<script>") || strings.Contains(page, "<b>") {
		t.Errorf("the page asks others or runs something: %q\n%s", outside, page)
	}
	if strings.Contains(page, w.world.Token()) || strings.Contains(page, text[:200]) {
		t.Error("the page holds the token or what people handed in")
	}
	if name := os.Getenv("ATTACHE_OPS_PAGE"); name != "" { // to look at it
		if err := os.WriteFile(name, []byte(page), 0o600); err != nil {
			t.Fatal(err)
		}
	}

	code, metrics := w.visit("localhost", "/metrics")
	if code != 200 {
		t.Fatalf("%d %s", code, metrics)
	}
	for _, want := range []string{
		"attache_up 1", "attache_discord_connected 1", "attache_articles 1", `attache_digests{state="active"} 1`, "attache_digest_overdue_seconds 0",
		`attache_submissions_total{outcome="archived"} 1`, `attache_answer_seconds_count{outcome="answered"} 2`, "attache_interaction_ack_seconds_count 2", "go_goroutines", "process_open_fds",
	} {
		if !strings.Contains(metrics, want) {
			t.Errorf("the metrics do not hold %q", want)
		}
	}
	if problems, err := testutil.GatherAndLint(w.meters.registry); err != nil || len(problems) > 0 {
		t.Errorf("%v %v", problems, err)
	}
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 200, "/debug/pprof/goroutine?debug=1": 200, "/debug/pprof/cmdline": 404, "/nothing": 404} {
		if code, body := w.visit("[::1]:8090", path); code != want {
			t.Errorf("%s: %d, want %d\n%.200s", path, code, want, body)
		}
	}
	for _, host := range []string{"evil.example", "evil.example:8090", "10.0.0.1", ""} {
		if code, _ := w.visit(host, "/debug/pprof/goroutine?debug=1"); code != 403 {
			t.Errorf("%q is answered with %d", host, code)
		}
	}

	// What is late is late at once, and so says /readyz of what is down.
	w.world.FailGateway(sandbox.GatewayFault{On: "CONNECT", HTTPStatus: 503, Times: 1000})
	w.world.DropGateway()
	w.soon("it is offline", func() bool { return !w.bot.Health().Connected })
	if code, body := w.visit("localhost", "/readyz"); code != 503 || !strings.Contains(body, "not connected") {
		t.Errorf("%d %s", code, body)
	}
	if _, page := w.visit("localhost", "/"); !strings.Contains(page, "Attaché is unwell") {
		t.Error("the page says that it is well")
	}
	all, err := w.schedules(t.Context(), w.due.AddDate(0, 0, 1).Add(90e9))
	if err != nil || len(all) != 1 || all[0].Late.String() != "1m30s" {
		t.Errorf("a digest that did not come: %+v, %v", all, err)
	}
}

func TestTheOperatorsPageStaysOnThisMachine(t *testing.T) {
	o := &ops{service: &service{app: &app{log: slog.New(slog.DiscardHandler)}}}
	for _, addr := range []string{":8090", "0.0.0.0:0", "example.org:80", "10.0.0.1:8090"} {
		o.addr = addr
		stop, err := o.serve(t.Context())
		if err == nil {
			stop()
		}
		var p *attache.Problem
		if !errors.As(err, &p) || !strings.Contains(p.Say, "--ops") {
			t.Errorf("%s: %v", addr, err)
		}
	}
}

func TestTheJournalForgets(t *testing.T) {
	j := &journal{}
	log := slog.New(noting{Handler: slog.DiscardHandler, journal: j}).With("guild", 7)
	log.Info("quiet")
	for n := range 3 * maxEntries {
		log.WithGroup("deep").Error("loud", "n", n, "err", strings.Repeat("é", 2*maxEntry))
	}
	all, seen := j.latest()
	if len(all) != maxEntries || seen != 3*maxEntries || !strings.HasPrefix(all[0].Text, fmt.Sprintf("loud guild=7 n=%d err=é", 3*maxEntries-1)) {
		t.Errorf("%d of %d, the last %.60q", len(all), seen, all[0].Text)
	}
	if n := len([]rune(all[0].Text)); n != maxEntry+1 {
		t.Errorf("%d characters", n)
	}
}

// Every figure stands in the table of docs/OPERATING.md.
func TestFiguresAreDocumented(t *testing.T) {
	doc, err := os.ReadFile("../../docs/OPERATING.md")
	if err != nil {
		t.Fatal(err)
	}
	descs := make(chan *prometheus.Desc, 100)
	gauges{}.Describe(descs)
	m := newMeters()
	for _, c := range []prometheus.Collector{m.acks, m.answers, m.outcomes, m.freshness, m.lateness} {
		c.Describe(descs)
	}
	close(descs)
	for d := range descs {
		name := regexp.MustCompile(`fqName: "([^"]+)"`).FindStringSubmatch(d.String())[1]
		if !strings.Contains(string(doc), "`"+name+"`") {
			t.Errorf("%s is not documented", name)
		}
	}
}
