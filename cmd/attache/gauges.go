package main

import (
	"context"
	"strconv"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// gauges tells Prometheus the state of a service at each scrape.
type gauges struct{ *service }

func desc(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc("attache_"+name, help, labels, nil)
}

var (
	upDesc         = desc("up", "Whether every part is well, as /readyz says.")
	connectedDesc  = desc("discord_connected", "Whether a session with Discord's gateway is up.")
	latencyDesc    = desc("discord_heartbeat_seconds", "Time Discord took to acknowledge the last heartbeat.")
	silenceDesc    = desc("discord_silence_seconds", "Time since Discord acknowledged a heartbeat.")
	reconnectDesc  = desc("discord_reconnects_total", "Connections after the first.")
	identifiesDesc = desc("discord_identifies_total", "Sessions begun; Discord allows 1000 a day.")
	abandonedDesc  = desc("discord_abandoned_sessions_total", "Sessions left behind because they did not come back from opening.")
	closesDesc     = desc("discord_closes_total", "Connections that ended, by close code; 0 for those that just broke.", "code")
	errorsDesc     = desc("discord_refusals_total", "Requests Discord refused, by its code or the HTTP status.", "code")
	limitedDesc    = desc("discord_rate_limited_total", "Requests answered 429.")
	brokenDesc     = desc("discord_broken_requests_total", "Requests that broke off.")
	interactDesc   = desc("interactions_total", "Interactions and questions dealt with.")
	slowDesc       = desc("slow_acks_total", "Interactions acknowledged later than 2 s.")
	panicsDesc     = desc("panics_total", "Panics that were caught.")
	problemsDesc   = desc("log_problems_total", "Warnings and errors in the log.")
	commandsDesc   = desc("commands", "Commands now.", "state")
	serversDesc    = desc("servers", "Servers the bot is in.")
	articlesDesc   = desc("articles", "Articles in all archives.")
	findingsDesc   = desc("findings", "Findings in all archives.", "kind")
	behindDesc     = desc("index_behind", "Archives whose index is being brought up to date.")
	waitingDesc    = desc("submissions_waiting", "Submissions that wait to be read.")
	oldestDesc     = desc("submissions_oldest_seconds", "How long the first of them has waited.")
	asideDesc      = desc("submissions_aside", "Submissions set aside because reading them failed.")
	stuckDesc      = desc("submissions_stuck", "Readers that hang over an article.")
	digestsDesc    = desc("digests", "Schedules.", "state")
	lateDesc       = desc("digest_overdue_seconds", "How late the latest digest is that should have been posted; 0 when none is.")
)

// Describe implements prometheus.Collector.
func (g gauges) Describe(out chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		upDesc, connectedDesc, latencyDesc, silenceDesc, reconnectDesc, identifiesDesc, abandonedDesc, closesDesc, errorsDesc, limitedDesc, brokenDesc,
		interactDesc, slowDesc, panicsDesc, problemsDesc, commandsDesc, serversDesc, articlesDesc, findingsDesc, behindDesc,
		waitingDesc, oldestDesc, asideDesc, stuckDesc, digestsDesc, lateDesc,
	} {
		out <- d
	}
}

// scrapeWithin bounds the look at the parts that one scrape takes.
const scrapeWithin = 5 * time.Second

// Collect implements prometheus.Collector.
func (g gauges) Collect(out chan<- prometheus.Metric) {
	ctx, cancel := context.WithTimeout(context.Background(), scrapeWithin)
	defer cancel()
	now := time.Now()
	st, err := g.look(ctx, now)
	gauge := func(d *prometheus.Desc, v float64, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, v, labels...)
	}
	total := func(d *prometheus.Desc, v int, labels ...string) {
		out <- prometheus.MustNewConstMetric(d, prometheus.CounterValue, float64(v), labels...)
	}
	h := st.Bot
	gauge(upDesc, truth(g.ops.pulse(ctx).OK))
	gauge(connectedDesc, truth(h.Connected))
	gauge(latencyDesc, h.Latency.Seconds())
	if !h.LastAck.IsZero() {
		gauge(silenceDesc, now.Sub(h.LastAck).Seconds())
	}
	total(reconnectDesc, h.Reconnects)
	total(identifiesDesc, h.Identifies)
	total(abandonedDesc, h.Abandoned)
	for code, n := range h.Closes {
		total(closesDesc, n, strconv.Itoa(code))
	}
	for code, n := range h.Errors {
		total(errorsDesc, n, strconv.Itoa(code))
	}
	total(limitedDesc, h.RateLimited)
	total(brokenDesc, h.NoAnswer)
	total(interactDesc, h.Interactions)
	total(slowDesc, h.SlowAcks)
	total(panicsDesc, h.Panics)
	total(problemsDesc, st.Problems)
	gauge(commandsDesc, float64(h.Running), "running")
	gauge(commandsDesc, float64(h.Waiting), "waiting")
	gauge(serversDesc, float64(st.Servers))
	if err != nil {
		out <- prometheus.NewInvalidMetric(articlesDesc, err)
		return
	}
	gauge(articlesDesc, float64(st.Archive.Articles))
	gauge(findingsDesc, float64(st.Archive.Attributions), "attribution")
	gauge(findingsDesc, float64(st.Archive.Events), "event")
	gauge(findingsDesc, float64(st.Archive.Conditions), "condition")
	gauge(behindDesc, float64(st.Archive.Unindexed))
	gauge(waitingDesc, float64(st.Waiting))
	gauge(oldestDesc, st.Waited().Seconds())
	gauge(asideDesc, float64(st.Aside))
	gauge(stuckDesc, float64(st.Stuck))
	active, paused, late := 0, 0, time.Duration(0)
	for _, d := range st.Digests {
		if late = max(late, d.Late); d.Paused {
			paused++
		} else {
			active++
		}
	}
	gauge(digestsDesc, float64(active), "active")
	gauge(digestsDesc, float64(paused), "paused")
	gauge(lateDesc, late.Seconds())
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}
