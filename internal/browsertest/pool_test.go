package browsertest

import (
	"context"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// mostIdle is how many windows are kept for later at most: each has a process of its own.
const mostIdle = 12

// window is a tab that [browser.run] uses for some checks, and later for others: to open one takes
// as much time of the processor as to load fifteen pages, and what it loads first as much again.
type window struct {
	ctx   context.Context
	close func()
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
	w := kept.take(b)
	if w == nil {
		ctx, closeTab, err := b.open()
		if err != nil {
			closeTab()
			return nil, nil, err
		}
		w = &window{ctx: ctx, close: closeTab}
	}
	t = &tab{w.ctx, s.origin, w}
	return t, func(failed bool) {
		if failed || w.forced || w.reset() != nil || t.forget() != nil {
			w.close()
			return
		}
		kept.put(w)
	}, nil
}

// take returns a window; nil if there is none.
func (k *windows) take(b *browser) *window {
	k.mu.Lock()
	defer k.mu.Unlock()
	for len(k.idle) > 0 {
		w := k.idle[len(k.idle)-1]
		k.idle = k.idle[:len(k.idle)-1]
		// A browser that has gone took its windows along.
		if w.ctx.Err() == nil && b.ctx.Err() == nil {
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

// reset gives a window the screen, the media, the scripts and the history of a new one, and empties
// what the page that is open keeps for as long as its tab.
func (w *window) reset() error {
	// A page that is opened at the address of the one before it takes over its entry in the history.
	err := chromedp.Do(w.ctx, chromedp.Evaluate[chromedp.Void](`sessionStorage.clear()`), chromedp.Navigate("about:blank"))
	if err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, cdppage.ResetNavigationHistory, cdp.Empty{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, emulation.ClearDeviceMetricsOverride, cdp.Empty{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{}); err != nil {
		return err
	}
	if _, err := chromedp.Call(w.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{}); err != nil {
		return err
	}
	_, err = chromedp.Call(w.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{})
	return err
}

// TestWindows holds that a window is used again, also for the same site, as it was when it was new,
// and that it isn't after forced colours.
func TestWindows(t *testing.T) {
	b := startBrowser(t)
	s := pictures(t, drawings())
	home := page{path: "/en/", status: 200}
	changed := func(v view) *window {
		t.Helper()
		one, giveBack, err := b.window(s)
		if err != nil {
			t.Fatal(err)
		}
		if err := one.open(home); err != nil {
			t.Fatal(err)
		}
		if err := one.look(v); err != nil {
			t.Fatal(err)
		}
		keep := `history.pushState({ a: 1 }, ""), [localStorage, sessionStorage].forEach((s) => s.setItem("check:a", "b")), document.cookie = "a=b"`
		if err := chromedp.Do(one.ctx, chromedp.Evaluate[chromedp.Void](keep)); err != nil {
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
	if forced := changed(deskForced); forced.ctx.Err() == nil {
		t.Error("a window is kept after forced colours")
	}
	first := changed(phoneDark)
	fresh, closeFresh, err := b.newTab(s)
	if err != nil {
		t.Fatal(err)
	}
	defer closeFresh()
	used, giveBack, err := b.window(s)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { giveBack(t.Failed()) }()
	if used.window != first {
		t.Error("no window is used again")
	}
	var looks []string // Pictures may load after the page.
	for _, one := range []*tab{fresh, used} {
		if err := one.open(home); err != nil {
			t.Fatal(err)
		}
		look, err := chromedp.Run(one.ctx, chromedp.Evaluate[string](`[innerWidth, innerHeight, devicePixelRatio,
			...["(prefers-color-scheme: dark)", "(forced-colors: active)", "(prefers-reduced-motion)", "print", "(scripting: enabled)"].map((m) => matchMedia(m).matches),
			performance.getEntriesByType("resource").filter((r) => r.initiatorType !== "img").map((r) => r.name.split("/").pop() + (r.transferSize > 0)).sort(),
			performance.getEntriesByType("navigation")[0].type, performance.getEntriesByType("navigation")[0].transferSize > 0,
			sessionStorage.length, localStorage.length, document.cookie, JSON.stringify(history.state)].join(" ")`))
		if err != nil {
			t.Fatal(err)
		}
		looks = append(looks, look)
	}
	if looks[0] != looks[1] {
		t.Errorf("a window that was used looks %q, a new one %q", looks[1], looks[0])
	}
}
