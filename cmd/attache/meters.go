package main

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"

	"attache"
	"attache/bot"
)

// meters are the figures that are counted while the bot works. What can be looked up is looked up when
// somebody asks, see state.
type meters struct {
	registry  *prometheus.Registry
	acks      prometheus.Histogram
	answers   *prometheus.HistogramVec
	outcomes  *prometheus.CounterVec
	freshness prometheus.Histogram
	lateness  prometheus.Histogram
}

func newMeters() *meters {
	seconds := []float64{.005, .01, .025, .05, .1, .25, .5, 1, 1.5, 2, 2.5, 3, 5, 10, 20, 60}
	long := []float64{.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600}
	m := &meters{
		registry: prometheus.NewRegistry(),
		acks: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "attache_interaction_ack_seconds", Help: "Time to the acknowledgement of an interaction; Discord waits 3 s.", Buckets: seconds}),
		answers: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name: "attache_answer_seconds", Help: "Time to the answer of an interaction or question, by what became of it.", Buckets: seconds}, []string{"outcome"}),
		outcomes: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "attache_submissions_total", Help: "Submissions told of, by what became of them."}, []string{"outcome"}),
		freshness: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "attache_submission_seconds", Help: "Time from handing in to being told.", Buckets: long}),
		lateness: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "attache_digest_late_seconds", Help: "How late digests were posted.", Buckets: []float64{1, 5, 15, 30, 60, 120, 300, 900, 3600, 21600}}),
	}
	m.registry.MustRegister(m.acks, m.answers, m.outcomes, m.freshness, m.lateness,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}))
	return m
}

func (m *meters) handled(h bot.Handled) {
	if h.Ack > 0 {
		m.acks.Observe(h.Ack.Seconds())
	}
	m.answers.WithLabelValues(h.Outcome).Observe(h.Took.Seconds())
}

func (m *meters) ingested(o attache.Outcome, now time.Time) {
	outcome := "archived"
	switch {
	case o.Err != nil:
		outcome = "refused"
	case o.Known:
		outcome = "known"
	}
	m.outcomes.WithLabelValues(outcome).Inc()
	m.freshness.Observe(max(now.Sub(o.Submission.At).Seconds(), 0))
}

func (m *meters) posted(late time.Duration) { m.lateness.Observe(late.Seconds()) }
