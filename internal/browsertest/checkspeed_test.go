package browsertest

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria/criteriatest"
)

var moreSets = flag.String("sets", "", "measure these sets too, in nl and en: a pattern of file names")

// BenchmarkRecalculation measures the recalculation of styles after an answer in a self-check, in a
// browser whose processor is slowed down six times: the mean in processor time, which hardly
// depends on the load of the machine, and the 95th percentile on the clock, with layout. The limits
// of package selector rest on it. Some of its sets are near them.
func BenchmarkRecalculation(b *testing.B) {
	sets := map[string]string{
		"ring":      named("ring", criteriatest.Ring(20)),
		"long-ring": named("long-ring", criteriatest.Ring(54)),
		"different": named("different", criteriatest.AllDifferent(8)),
		"parity":    named("parity", criteriatest.Parity(30)),
		"merging":   criteriatest.Flow(20, 4, 3),
	}
	files, err := filepath.Glob(*moreSets)
	if err != nil {
		b.Fatal(err)
	}
	for _, f := range files {
		yaml, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		sets[strings.TrimSuffix(filepath.Base(f), ".yaml")] = string(yaml)
	}
	made, err := makeChecksOf(sets)
	if err != nil {
		b.Fatal(err)
	}
	s := &checkSite{serve(b, listen(b), made.artifacts), made.sets}
	browser := startBrowser(b)
	for _, set := range s.sets {
		b.Run(set.ID.V, func(b *testing.B) {
			sheet := compiled(b, set)
			tab, closeTab, err := browser.newTab(s.site)
			defer closeTab()
			if err != nil {
				b.Fatal(err)
			}
			// Without the script the whole check is shown, and all of it has a style.
			if err := tab.blockScripts(true); err != nil {
				b.Fatal(err)
			}
			if err := tab.open(s.path(set)); err != nil {
				b.Fatal(err)
			}
			if _, err := chromedp.Call(tab.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 6}); err != nil {
				b.Fatal(err)
			}
			if _, err := chromedp.Call(tab.ctx, performance.Enable, performance.EnableParams{TimeDomain: performance.EnableTimeDomainThreadTicks}); err != nil {
				b.Fatal(err)
			}
			before := recalculated(b, tab)
			slow, answers := 0.0, 0
			for b.Loop() {
				const each = 100
				answers += each
				s, err := probe[float64](tab, "recalculate", each)
				if err != nil {
					b.Fatal(err)
				}
				slow = max(slow, s)
			}
			b.ReportMetric(0, "ns/op") // The time of a whole probe says nothing.
			b.ReportMetric(float64(len(sheet.CSS)), "CSS-bytes")
			b.ReportMetric((recalculated(b, tab)-before)/float64(answers), "style-ms/answer")
			b.ReportMetric(slow, "p95-ms/answer")
		})
	}
}

// recalculated returns the processor time in milliseconds for which a tab has recalculated styles.
func recalculated(b *testing.B, t *tab) float64 {
	b.Helper()
	return 1000 * metric(b, t, "RecalcStyleDuration")
}

// metric returns a metric of a tab's page, times in seconds.
func metric(t testing.TB, tab *tab, name string) float64 {
	t.Helper()
	out, err := chromedp.Call(tab.ctx, performance.GetMetrics, cdp.Empty{})
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range out.Metrics {
		if m.Name == name {
			return m.Value
		}
	}
	t.Fatalf("the browser doesn't report %s", name)
	return 0
}
