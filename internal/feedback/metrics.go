package feedback

import (
	"fmt"
	"io"
	"strings"
	"sync/atomic"
	"time"

	"baken.example/baken/internal/feedback/problem"
	"baken.example/baken/internal/feedback/redact"
)

// buckets returns the upper bounds of the histogram of the store's latency.
func buckets() []time.Duration {
	return []time.Duration{
		time.Millisecond, 2500 * time.Microsecond, 5 * time.Millisecond, 10 * time.Millisecond, 25 * time.Millisecond,
		50 * time.Millisecond, 100 * time.Millisecond, 250 * time.Millisecond, time.Second, 5 * time.Second,
	}
}

// metrics are the handler's counters. None is by person or page.
type metrics struct {
	results  [results]atomic.Int64
	refused  [32]atomic.Int64 // by problem.Kind
	redacted [8]atomic.Int64  // in the order of redact.Kinds
	robots   atomic.Int64
	failures atomic.Int64
	// failing reports whether storing the last answer failed; failed is the time of the failure.
	failing atomic.Bool
	failed  atomic.Int64
	// faster counts observations by bucket, not cumulatively.
	faster [16]atomic.Int64
	count  atomic.Int64
	micros atomic.Int64
}

func (m *metrics) refuse(k problem.Kind) { m.refused[k].Add(1) }

func (m *metrics) redact(found redact.Found) {
	for kind, n := range found {
		m.redacted[kind].Add(int64(n))
	}
}

func (m *metrics) observe(d time.Duration) {
	m.count.Add(1)
	m.micros.Add(d.Microseconds())
	for i, bound := range buckets() {
		if d <= bound {
			m.faster[i].Add(1)
			return
		}
	}
}

// WriteMetrics writes the counters since New in the text format of Prometheus
// (https://prometheus.io/docs/instrumenting/exposition_formats/). The client library, which is
// larger than this package, isn't worth its size here.
func (h *Handler) WriteMetrics(w io.Writer) error {
	m := &h.metrics
	var b strings.Builder
	begin := func(name, kind, help string) {
		fmt.Fprintf(&b, "# HELP baken_feedback_%s %s\n# TYPE baken_feedback_%s %s\n", name, help, name, kind)
	}
	begin("answers_total", "counter", "Answers that reached the store, by what became of them.")
	for i := range m.results {
		fmt.Fprintf(&b, "baken_feedback_answers_total{result=%q} %d\n", Result(i), m.results[i].Load())
	}
	begin("refused_total", "counter", "Requests that were refused, by the code of the problem.")
	for _, k := range problem.Kinds() {
		fmt.Fprintf(&b, "baken_feedback_refused_total{code=%q} %d\n", k.Code(), m.refused[k].Load())
	}
	begin("redacted_total", "counter", "Personal data removed from comments, by kind.")
	for _, k := range redact.Kinds() {
		fmt.Fprintf(&b, "baken_feedback_redacted_total{kind=%q} %d\n", k, m.redacted[k].Load())
	}
	begin("robots_total", "counter", "Answers of robots, which aren't stored.")
	fmt.Fprintf(&b, "baken_feedback_robots_total %d\n", m.robots.Load())
	begin("failures_total", "counter", "Answers that couldn't be stored.")
	fmt.Fprintf(&b, "baken_feedback_failures_total %d\n", m.failures.Load())
	begin("store_seconds", "histogram", "How long it took to store an answer durably.")
	sum := int64(0)
	for i, bound := range buckets() {
		sum += m.faster[i].Load()
		fmt.Fprintf(&b, "baken_feedback_store_seconds_bucket{le=\"%g\"} %d\n", bound.Seconds(), sum)
	}
	count := m.count.Load()
	fmt.Fprintf(&b, "baken_feedback_store_seconds_bucket{le=\"+Inf\"} %d\n", count)
	fmt.Fprintf(&b, "baken_feedback_store_seconds_sum %g\n", float64(m.micros.Load())/1e6)
	fmt.Fprintf(&b, "baken_feedback_store_seconds_count %d\n", count)
	_, err := io.WriteString(w, b.String())
	return err
}
