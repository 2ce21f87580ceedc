package browsertest

import (
	"context"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/css"
	"github.com/chromedp/cdproto/dom"
	"github.com/chromedp/chromedp"
)

// patience is how long one check of one page may take before it counts as hanging. It is generous
// because continuous integration is slow and shared, and tests run beside each other.
const patience = 2 * time.Minute

// process is the Chromium of all tests: the first that needs one starts it, and one that finds it
// gone starts another.
type process struct {
	mu  sync.Mutex
	ctx context.Context
	end func()
}

var running process

func TestMain(m *testing.M) {
	m.Run()
	if running.end != nil {
		running.end()
	}
}

// context returns the context of the browser, once it runs.
func (p *process) context(t testing.TB) context.Context {
	t.Helper()
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.ctx != nil && p.ctx.Err() == nil {
		return p.ctx
	}
	if p.end != nil {
		p.end()
	}
	p.ctx, p.end = nil, nil
	options := slices.Clone(chromedp.DefaultExecAllocatorOptions[:])
	for _, flag := range []string{
		// The pages are this repository's own, so there is nothing to be shielded from, and many
		// containers don't allow what the sandbox needs.
		"no-sandbox",
		"disable-gpu", "disable-quic", "disable-component-update", "disable-domain-reliability",
		"no-pings", "no-proxy-server",
	} {
		options = append(options, chromedp.Flag(flag, true))
	}
	// A process that waits for the next site is one that nothing here needs.
	options = append(options, chromedp.Flag("disable-features", "Translate,SpareRendererForSitePerProcess"))
	// The reader's language is one that no site has, so that the language chooser stays where it
	// is.
	options = append(options, chromedp.ExecPath(chromium(t)), chromedp.Flag("accept-lang", "und"))
	if !*thorough {
		// Each page is loaded anew, so the scripts that look at it hardly run long enough to win
		// back what it takes to optimize them. With -thorough, which holds limits on time as they
		// are, the browser has the compilers that readers have.
		options = append(options, chromedp.Flag("js-flags", "--no-opt,--no-maglev"))
	}

	allocator, stop := chromedp.NewExecAllocator(context.Background(), options...)
	ctx, closeBrowser := chromedp.NewContext(allocator)
	end := func() { closeBrowser(); stop() }
	if err := chromedp.Do(ctx); err != nil {
		end()
		t.Fatalf("start the browser: %v", err)
	}
	p.ctx, p.end = ctx, end
	return ctx
}

// browser is Chromium.
type browser struct{ ctx context.Context }

// startBrowser returns the browser.
func startBrowser(t testing.TB) *browser {
	t.Helper()
	return &browser{running.context(t)}
}

// newTab opens a window with an empty profile of its own.
func (b *browser) newTab(s *site) (*tab, func(), error) {
	ctx, cancel, err := b.open()
	return &tab{ctx, s.origin, nil}, cancel, err
}

// open opens an empty window.
func (b *browser) open() (context.Context, context.CancelFunc, error) {
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	if err := chromedp.Do(ctx); err != nil {
		return ctx, cancel, err
	}
	// Chromedp enables the domains of an inspector, for which the browser tracks each element and
	// parses style sheets a second time.
	if _, err := chromedp.Call(ctx, css.Disable, cdp.Empty{}); err != nil {
		return ctx, cancel, err
	}
	_, err := chromedp.Call(ctx, dom.Disable, cdp.Empty{})
	return ctx, cancel, err
}

// A check opens one page and says what is wrong with it. Its error means that it couldn't look. It
// leaves the tab as it found it, but for the page and the view.
type check func(*tab, page) (problems []string, err error)

// run does a check on pages, several at a time, and returns what is wrong with each. With -v it
// says which pages took longest.
func (b *browser) run(t *testing.T, s *site, pages []page, c check) [][]string {
	t.Helper()
	if len(pages) == 0 {
		t.Fatal("there are no pages to look at")
	}
	problems := make([][]string, len(pages))
	errs := make([]error, len(pages))
	took := make([]time.Duration, len(pages))
	start := time.Now()
	next := make(chan int)
	var wg sync.WaitGroup
	// There is much waiting in it, so there are more tabs than processors.
	for range min(2*runtime.GOMAXPROCS(0), 8, len(pages)) {
		wg.Go(func() {
			tab, giveBack, err := b.window(s)
			failed := false
			for i := range next {
				if errs[i] = err; err == nil {
					start := time.Now()
					problems[i], errs[i] = tab.check(pages[i], c)
					took[i] = time.Since(start)
					failed = failed || errs[i] != nil
				}
			}
			if err == nil {
				giveBack(failed)
			}
		})
	}
	for i := range pages {
		next <- i
	}
	close(next)
	wg.Wait()
	longest := slices.Max(took)
	t.Logf("%d pages in %.1f s, %.1f of them for %s", len(pages), time.Since(start).Seconds(), longest.Seconds(), pages[slices.Index(took, longest)].path)
	for i, err := range errs {
		if err != nil {
			t.Errorf("%s: %v", pages[i].path, err)
		}
	}
	return problems
}

func (t *tab) check(p page, c check) ([]string, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return c(&tab{ctx, t.origin, t.window}, p)
}

// holds fails the test for everything that a check finds on any of the pages, once for all pages
// that have the same.
func (b *browser) holds(t *testing.T, s *site, pages []page, c check) {
	t.Helper()
	var found []string
	on := map[string][]string{}
	for i, problems := range b.run(t, s, pages, c) {
		for _, problem := range problems {
			if on[problem] == nil {
				found = append(found, problem)
			}
			on[problem] = append(on[problem], pages[i].path)
		}
	}
	for _, problem := range found {
		t.Errorf("%s\n\ton %s", problem, strings.Join(on[problem], "\n\ton "))
	}
}
