package browsertest

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
)

// probes are the scripts that look at a page from inside. Each is one function, which gets its
// arguments as JSON and gives back JSON.
//
//go:embed probes/*.js
var probes embed.FS

// tab is a window of the browser.
type tab struct {
	ctx    context.Context
	origin string
	// window is the one that it is in; nil for one that nothing else will use.
	window *window
}

// open goes to a page and waits until it is loaded.
func (t *tab) open(p page) error {
	response, err := chromedp.Run(t.ctx, chromedp.NavigateResponse(t.origin+p.path))
	if err != nil {
		return fmt.Errorf("open %s: %w", p.path, err)
	}
	if response == nil || int(response.Status) != p.status {
		return fmt.Errorf("open %s: status %v instead of %d", p.path, response.Status, p.status)
	}
	return nil
}

// becomes waits until an expression is true in the page, which may be loaded anew meanwhile, and
// reports whether it is. The page itself looks, as often as it draws, and for a second at most: one
// that is gone can't be waited for.
func (t *tab) becomes(expression string) bool {
	look := `new Promise((resolve) => {
		const until = performance.now() + 1000;
		const look = () => {
			let ok = false;
			try { ok = Boolean(` + expression + `); } catch { /* what it asks of isn't there yet */ }
			ok || performance.now() > until ? resolve(ok) : requestAnimationFrame(look);
		};
		look();
	})`
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	for ctx.Err() == nil {
		// While a page is being replaced there is nobody to ask.
		if ok, err := chromedp.Run(ctx, chromedp.Evaluate[bool](look, chromedp.EvalAwaitPromise)); err == nil && ok {
			return true
		}
	}
	return false
}

// press presses a key, one of package kb's.
func (t *tab) press(key string) error {
	return chromedp.Do(t.ctx, chromedp.KeyEvent(key))
}

// disableScripts turns scripts off, or on again, for the pages opened from now on. Probes run in
// any case, as long as they don't wait for anything.
func (t *tab) disableScripts(off bool) error {
	_, err := chromedp.Call(t.ctx, emulation.SetScriptExecutionDisabled,
		emulation.SetScriptExecutionDisabledParams{Value: off})
	return err
}

// within does something that may not take longer than a check of a page.
func (t *tab) within(do func(*tab) (checkStep, error)) (checkStep, error) {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	return do(&tab{ctx, t.origin, t.window})
}

// probe runs a probe in a tab.
func probe[T any](t *tab, name string, arguments ...any) (result T, err error) {
	source, err := probes.ReadFile("probes/" + name + ".js")
	if err != nil {
		return result, err
	}
	if arguments == nil {
		arguments = []any{}
	}
	list, err := json.Marshal(arguments)
	if err != nil {
		return result, err
	}
	// The arguments are applied rather than written between parentheses, so that the probe's
	// last line may be a comment.
	call := fmt.Sprintf("(%s\n)(...%s)", source, list)
	result, err = chromedp.Run(t.ctx, chromedp.Evaluate[T](call, chromedp.EvalAwaitPromise))
	if err != nil {
		return result, fmt.Errorf("probe %s: %w", name, err)
	}
	return result, nil
}

// blockScripts keeps the pages opened from now on from loading scripts, or lets them again. Unlike
// pages with scripts off, these can be waited for.
func (t *tab) blockScripts(off bool) error {
	if _, err := chromedp.Call(t.ctx, network.Enable, network.EnableParams{}); err != nil {
		return err
	}
	_, err := chromedp.Call(t.ctx, network.SetBlockedURLs, network.SetBlockedURLsParams{
		URLPatterns: []*network.BlockPattern{{URLPattern: t.origin + "/*.js", Block: off}},
	})
	return err
}
