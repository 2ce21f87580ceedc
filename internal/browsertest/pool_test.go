package browsertest

import (
	"context"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// mostIdle is how many windows are kept for later at most: each has a process of its own.
const mostIdle = 12

// window is a tab that [browser.run] uses for the checks of one site, and later for those of
// others: to open one takes as much time of the processor as to load fifteen pages.
type window struct {
	ctx   context.Context
	close func()
	// origins are those of the sites of which pages were looked at. A window isn't used for the
	// same site again, so that it has neither a cache nor anything kept of it.
	origins map[string]bool
	// forced is set once colours were forced: after that, Chromium paints some of a dark page
	// light.
	forced bool
}

// windows are those that nothing uses, the one that was used last at the end.
type windows struct {
	mu   sync.Mutex
	idle []*window
}

var kept windows

// window returns one for a site, and a function that gives it back, or closes it if a check of it
// failed.
func (b *browser) window(s *site) (t *tab, giveBack func(failed bool), err error) {
	w := kept.take(b, s.origin)
	if w == nil {
		ctx, closeTab, err := b.open()
		if err != nil {
			closeTab()
			return nil, nil, err
		}
		w = &window{ctx: ctx, close: closeTab, origins: map[string]bool{}}
	}
	w.origins[s.origin] = true
	return &tab{w.ctx, s.origin, w}, func(failed bool) {
		if failed || w.forced || w.reset() != nil {
			w.close()
			return
		}
		kept.put(w)
	}, nil
}

// take returns a window in which no page of a site was opened; nil if there is none.
func (k *windows) take(b *browser, origin string) *window {
	k.mu.Lock()
	defer k.mu.Unlock()
	for i := len(k.idle) - 1; i >= 0; i-- {
		w := k.idle[i]
		// A browser that has gone took its windows along.
		if gone := w.ctx.Err() != nil || b.ctx.Err() != nil; !gone && !w.origins[origin] {
			k.idle = append(k.idle[:i], k.idle[i+1:]...)
			return w
		}
	}
	return nil
}

// put keeps a window for later.
func (k *windows) put(w *window) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.idle = append(k.idle, w)
	if len(k.idle) > mostIdle {
		k.idle[0].close()
		k.idle = k.idle[1:]
	}
}

// reset gives a window the screen, the media and the scripts of a new one.
func (w *window) reset() error {
	if _, err := chromedp.Call(w.ctx, emulation.ClearDeviceMetricsOverride, cdp.Empty{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(w.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{})
	return err
}

// TestWindows holds that a window is used again for another site, as it was when it was new, that
// it isn't for the same site, and not after forced colours.
func TestWindows(t *testing.T) {
	b := startBrowser(t)
	sites := []*site{pictures(t, drawings()), pictures(t, drawings())}
	changed := func(v view) *window {
		t.Helper()
		one, giveBack, err := b.window(sites[0])
		if err != nil {
			t.Fatal(err)
		}
		home := page{path: "/en/", status: 200}
		if err := one.open(home); err != nil {
			t.Fatal(err)
		}
		if err := one.look(v); err != nil {
			t.Fatal(err)
		}
		if err := one.disableScripts(true); err != nil {
			t.Fatal(err)
		}
		if err := one.blockScripts(true); err != nil {
			t.Fatal(err)
		}
		giveBack(false)
		return one.window
	}
	first := changed(phoneDark)
	if again := changed(phoneDark); again == first {
		t.Error("a window is used for the same site again")
	}
	if third := changed(deskForced); third.ctx.Err() == nil {
		t.Error("a window is kept after forced colours")
	}
	fresh, closeFresh, err := b.newTab(sites[1])
	if err != nil {
		t.Fatal(err)
	}
	defer closeFresh()
	used, giveBack, err := b.window(sites[1])
	if err != nil {
		t.Fatal(err)
	}
	defer func() { giveBack(t.Failed()) }()
	if len(used.window.origins) < 2 {
		t.Error("no window is used again")
	}
	var looks []string // Pictures may load after the page.
	for _, one := range []*tab{fresh, used} {
		if err := one.open(page{path: "/en/", status: 200}); err != nil {
			t.Fatal(err)
		}
		look, err := chromedp.Run(one.ctx, chromedp.Evaluate[string](`[innerWidth, innerHeight, devicePixelRatio,
			...["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion)", "print", "(scripting: enabled)"].map((m) => matchMedia(m).matches),
			performance.getEntriesByType("resource").filter((r) => r.initiatorType !== "img").map((r) => r.name.split("/").pop() + (r.transferSize > 0)).sort(), sessionStorage.length, localStorage.length].join(" ")`))
		if err != nil {
			t.Fatal(err)
		}
		looks = append(looks, look)
	}
	if looks[0] != looks[1] {
		t.Errorf("a window that was used looks %q, a new one %q", looks[1], looks[0])
	}
}
