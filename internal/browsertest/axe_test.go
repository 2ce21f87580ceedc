package browsertest

import (
	"fmt"
	"os"
	"slices"
	"sync"
	"testing"

	"github.com/chromedp/chromedp"
)

// axe is the source of axe-core.
type axe string

func loadAxe(t *testing.T) axe {
	t.Helper()
	source, err := os.ReadFile(module(t, "axe-core/axe.min.js"))
	if err != nil {
		t.Fatal(err)
	}
	return axe(source)
}

// axeResults are what the probe of that name gives back.
type axeResults struct {
	Found []string `json:"found"`
	// Contrast are the elements that axe couldn't decide about.
	Contrast []string `json:"contrast"`
	// Opened describe the menus and explanations that it opened, by what they are made of.
	Opened []string `json:"opened"`
}

// in makes a check of what axe-core finds in some views. A content security policy doesn't hold
// for what the browser's debugger evaluates, so the page is the one that readers get.
func (a axe) in(views ...view) check {
	return a.after(asItIs, views...)
}

// asItIs leaves a page as it is.
func asItIs(*tab, page) error { return nil }

// after is in, but something is done with each page first.
func (a axe) after(first func(*tab, page) error, views ...view) check {
	return a.each(first, always(views...))
}

// each is after, in views that depend on the page.
func (a axe) each(first func(*tab, page) error, views func(page) []view) check {
	return a.states(first, views, func(page) bool { return true })
}

// states is each, for pages that are states of the same page. One that needs no fresh page is made
// of the one before: to load a page, and axe into it, takes longer than to look at it.
func (a axe) states(first func(*tab, page) error, views func(page) []view, fresh func(page) bool) check {
	var mu sync.Mutex
	opened := map[view][]string{}
	ready := map[*window]string{} // the address of the page that is open, with axe in it
	return func(t *tab, p page) ([]string, error) {
		mu.Lock()
		there := t.window != nil && ready[t.window] == p.path && !fresh(p)
		delete(ready, t.window)
		mu.Unlock()
		if !there {
			if err := t.open(p); err != nil {
				return nil, err
			}
		}
		if err := first(t, p); err != nil {
			return nil, err
		}
		if !there {
			if err := chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](string(a))); err != nil {
				return nil, fmt.Errorf("load axe-core: %w", err)
			}
		}
		var problems []string
		for _, v := range views(p) {
			if err := t.look(v); err != nil {
				return nil, err
			}
			mu.Lock()
			known := slices.Clone(opened[v])
			mu.Unlock()
			found, more, err := a.run(t, v, known)
			if err != nil {
				return nil, err
			}
			mu.Lock()
			opened[v] = append(opened[v], more...)
			mu.Unlock()
			for _, f := range found {
				problems = append(problems, v.name+": "+f)
			}
		}
		mu.Lock()
		ready[t.window] = p.path
		mu.Unlock()
		return problems, nil
	}
}

// run looks at the open page, and at the menus and explanations that aren't known. It returns what
// is wrong, and the descriptions of those that it opened.
func (a axe) run(t *tab, v view, known []string) (found, opened []string, err error) {
	skipped := []string{}
	if v.forced {
		// The colours are the reader's own then, and axe sees the page's.
		skipped = append(skipped, "color-contrast")
	}
	if known == nil {
		known = []string{}
	}
	results, err := probe[axeResults](t, "axe", skipped, known)
	if err != nil || len(results.Contrast) == 0 {
		return results.Found, results.Opened, err
	}
	low, err := t.lowContrast(v, results.Contrast)
	return append(results.Found, low...), results.Opened, err
}
