package browsertest

import (
	"fmt"
	"os"
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
}

// in makes a check of what axe-core finds in some views. A content security policy doesn't hold
// for what the browser's debugger evaluates, so the page is the one that readers get.
func (a axe) in(views ...view) check {
	return a.after(func(*tab, page) error { return nil }, views...)
}

// after is in, but something is done with each page first.
func (a axe) after(first func(*tab, page) error, views ...view) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.open(p); err != nil {
			return nil, err
		}
		if err := first(t, p); err != nil {
			return nil, err
		}
		if err := chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](string(a))); err != nil {
			return nil, fmt.Errorf("load axe-core: %w", err)
		}
		var problems []string
		for _, v := range views {
			if err := t.look(v); err != nil {
				return nil, err
			}
			found, err := a.run(t, v)
			if err != nil {
				return nil, err
			}
			for _, f := range found {
				problems = append(problems, v.name+": "+f)
			}
		}
		return problems, nil
	}
}

func (a axe) run(t *tab, v view) ([]string, error) {
	skipped := []string{}
	if v.forced {
		// The colours are the reader's own then, and axe sees the page's.
		skipped = append(skipped, "color-contrast")
	}
	results, err := probe[axeResults](t, "axe", skipped)
	if err != nil || len(results.Contrast) == 0 {
		return results.Found, err
	}
	low, err := t.lowContrast(v, results.Contrast)
	return append(results.Found, low...), err
}
