package browsertest

import (
	"flag"
	"fmt"
	"maps"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/performance"
	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/selector"
)

// mostToPaint is how long a reader may wait for a verdict after a click, in milliseconds, where the
// processor is slowed down six times: half of the clicks are within it. The step to the result that
// the script makes also writes the result's texts and lays out another page, which is no
// evaluation: it has mostToStep.
const (
	mostToPaint = 50
	mostToStep  = 300
	slowed      = 6
)

var (
	verdictsTimed = flag.Int("verdicts", 4, "time this many verdicts of each large self-check, and twice as many with -thorough")
	onTheClock    = flag.Bool("clock", false, "time them on the clock too, on a processor that the browser slows down: for a machine that does nothing else")
)

// lastClick is the click that leads to a verdict, as the probe takes it.
type lastClick struct {
	Checked  []string `json:"checked"`
	Question string   `json:"question"`
	Last     string   `json:"last"`
}

// TestClickToPaint holds that a verdict is painted soon after the click that leads to it, in the
// checks with the largest style sheets that people wrote, with script and without. The limits hold
// with -thorough, on a machine that does nothing else; otherwise the test fails at three times as
// much. With -thorough it also prints the times of sets that are near the limits by construction. A
// browser that slows itself down does so by the clock, which multiplies all time that other
// processes take, so the limit is on the processor time of the page's main thread: script, styles,
// layout and painting.
func TestClickToPaint(t *testing.T) {
	b := startBrowser(t)
	all := checks(t)
	timed := &checkSite{site: all.site}
	made := []string{"forty", "ring", "different"}
	for _, id := range []string{"collaboration", "flood", "nis2"} {
		timed.sets = append(timed.sets, all.set(t, id))
	}
	if *thorough {
		for _, id := range made {
			timed.sets = append(timed.sets, all.set(t, id))
		}
	}
	for _, s := range []*checkSite{timed, drafts(t)} {
		for _, set := range s.sets {
			sheet := compiled(t, set)
			clicks := lastClicks(set, unless(1, 2)**verdictsTimed)
			for _, scripted := range []bool{false, true} {
				name := fmt.Sprintf("%s, script %v", set.ID.V, scripted)
				spent, _ := timeClicks(t, b, s, set, clicks, scripted, 1)
				half, limit := slowed*quantile(spent, 0.5), float64(mostToPaint)
				if scripted {
					limit = mostToStep
				}
				if !*thorough {
					limit *= 3
				}
				if half > limit && !slices.Contains(made, set.ID.V) {
					t.Errorf("%s: a verdict is painted after %.1f ms, more than %.0f", name, half, limit)
				}
				t.Logf("%-26s %5d bytes of CSS, %4d compressed; from click to painted verdict %.1f ms, nine in ten within %.1f",
					name, len(sheet.CSS), selector.Compressed(sheet.CSS), half, slowed*quantile(spent, 0.9))
				if *onTheClock {
					_, waited := timeClicks(t, b, s, set, clicks, scripted, slowed)
					t.Logf("%-26s on the clock %.1f ms, nine in ten within %.1f", name, quantile(waited, 0.5), quantile(waited, 0.9))
				}
			}
		}
	}
}

// lastClicks returns n clicks that lead to a verdict, some of them maybe alike.
func lastClicks(set *criteria.Set, n int) (out []lastClick) {
	for _, answers := range complete(set, n) {
		asked := set.Evaluate(answers).Asked
		last := asked[len(asked)-1]
		before := maps.Clone(answers)
		delete(before, last)
		if set.Evaluate(before).Next != last {
			continue // The script would ask an earlier question first.
		}
		options := answers[last]
		out = append(out, lastClick{inputsOf(answers), set.Questions[last].ID.V, selector.ID(last, options[len(options)-1])})
	}
	for i := 0; len(out) < n; i++ {
		out = append(out, out[i])
	}
	return out[:n]
}

// timeClicks returns the processor time that clicks take and the time on the clock, in milliseconds
// each, in a browser whose processor is slowed down.
func timeClicks(t *testing.T, b *browser, s *checkSite, set *criteria.Set, clicks []lastClick, scripted bool, rate float64) (spent, waited []float64) {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	defer closeTab()
	j := &journeyer{T: t, tab: tab}
	j.do(err, tab.blockScripts(!scripted), tab.open(s.path(set)))
	if scripted {
		j.do(tab.touch())
	}
	_, err = chromedp.Call(tab.ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: rate})
	j.do(err)
	_, err = chromedp.Call(tab.ctx, performance.Enable, performance.EnableParams{})
	j.do(err)
	for _, click := range clicks {
		_, err := probe[float64](tab, "paint", click, scripted, "before")
		j.do(err)
		before := metric(t, tab, "ThreadTime")
		wait, err := probe[float64](tab, "paint", click, scripted, "click")
		j.do(err)
		spent = append(spent, 1000*(metric(t, tab, "ThreadTime")-before))
		waited = append(waited, wait)
		outcomes, err := probe[int](tab, "paint", click, scripted, "after")
		j.do(err)
		if outcomes != 1 {
			t.Errorf("%s, script %v: %d verdicts with %q", set.ID.V, scripted, outcomes, click.Checked)
		}
	}
	return spent, waited
}

// quantile returns the value that a share of the values doesn't exceed.
func quantile(values []float64, share float64) float64 {
	return slices.Sorted(slices.Values(values))[int(share*float64(len(values)-1)+0.5)]
}
