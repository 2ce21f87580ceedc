package browsertest

import (
	"errors"
	"fmt"

	"github.com/chromedp/chromedp/kb"
)

// controls selects what a reader must be able to get to.
const controls = "a[href], button, input, select, textarea, summary, [tabindex]"

// stop is an element that has the focus.
type stop struct {
	// Index is the element's among the controls, and -1 for any other.
	Index int    `json:"index"`
	Name  string `json:"name"`
	// Href is where a link leads, and Hreflang the language it says is there.
	Href     string `json:"href"`
	Hreflang string `json:"hreflang"`
	// Main reports whether the element is in the main content.
	Main bool `json:"main"`
	// Popover is the id of the popover that the element is in, and Opens of the one it opens.
	Popover  string   `json:"popover"`
	Opens    string   `json:"opens"`
	Problems []string `json:"problems"`
}

// keyboard checks that with scripts off every link and control is reached with the keyboard,
// menus and explanations included, and that focus can be seen wherever it is: WCAG 2.1.1, 2.1.2,
// 2.4.7, 2.4.11 and, as to its size and contrast, 2.4.13.
func keyboard(v view) check { return keyboardAfter(asItIs, v) }

// keyboardAfter is keyboard, but something is done with each page first.
func keyboardAfter(first func(*tab, page) error, v view) check {
	return withoutScripts(v, func(t *tab, p page) ([]string, error) {
		if err := t.open(p); err != nil {
			return nil, err
		}
		if err := first(t, p); err != nil {
			return nil, err
		}
		w := &walk{tab: t, reached: map[int]bool{}}
		err := w.wholePage()
		return w.problems, err
	})
}

// keyboardIn is keyboard, in views that depend on the page.
func keyboardIn(of func(page) []view) check {
	return func(t *tab, p page) (problems []string, err error) {
		for _, v := range of(p) {
			found, err := keyboard(v)(t, p)
			if err != nil {
				return nil, err
			}
			problems = append(problems, found...)
		}
		return problems, nil
	}
}

// withoutScripts makes a check with scripts off, in a view.
func withoutScripts(v view, c check) check {
	return func(t *tab, p page) (problems []string, err error) {
		// With scripts off there is no waiting for a view.
		if err := t.look(v); err != nil {
			return nil, err
		}
		if err := t.disableScripts(true); err != nil {
			return nil, err
		}
		defer func() { err = errors.Join(err, t.disableScripts(false)) }()
		problems, err = c(t, p)
		for i, problem := range problems {
			problems[i] = v.name + ": " + problem
		}
		return problems, err
	}
}

// walk goes through a page with the Tab key.
type walk struct {
	tab      *tab
	reached  map[int]bool
	problems []string
}

func (w *walk) report(format string, args ...any) {
	w.problems = append(w.problems, fmt.Sprintf(format, args...))
}

// wholePage walks through the page, then through what each button on the way opens, and compares
// with all there is.
func (w *walk) wholePage() error {
	names, err := probe[[]string](w.tab, "controls", controls)
	if err != nil {
		return err
	}
	stops, err := w.tabThrough("", 4*len(names)+20)
	if err != nil {
		return err
	}
	if len(stops) == 0 {
		w.report("the Tab key leads nowhere")
	}
	for _, s := range stops {
		if s.Opens != "" {
			if err := w.open(s, len(names)); err != nil {
				return err
			}
		}
	}
	for i, name := range names {
		if name != "" && !w.reached[i] {
			w.report("the keyboard doesn't reach %s", name)
		}
	}
	return nil
}

// tabThrough presses Tab until focus leaves the page, or the popover of that id, or has made as
// many steps as there can be.
func (w *walk) tabThrough(popover string, most int) ([]stop, error) {
	var stops []stop
	for range most {
		if err := w.tab.press(kb.Tab); err != nil {
			return nil, err
		}
		s, err := probe[*stop](w.tab, "focus", controls)
		if err != nil {
			return nil, err
		}
		if s == nil || popover != "" && s.Popover != popover {
			return stops, nil
		}
		for _, problem := range s.Problems {
			w.report("focus on %s: %s", s.Name, problem)
		}
		w.reached[s.Index] = true
		stops = append(stops, *s)
	}
	w.report("focus doesn't get out: the last it was on is %s", stops[len(stops)-1].Name)
	return stops, nil
}

// open opens a popover with the Enter key, walks through it and closes it with Escape.
func (w *walk) open(s stop, most int) error {
	if _, err := probe[bool](w.tab, "refocus", controls, s.Index); err != nil {
		return err
	}
	if err := w.tab.press(kb.Enter); err != nil {
		return err
	}
	state, err := probe[string](w.tab, "popover", s.Opens)
	if err != nil {
		return err
	}
	if state != "open" {
		w.report("Enter on %s doesn't open anything: %s", s.Name, state)
		return nil
	}
	if _, err := w.tabThrough(s.Opens, most); err != nil {
		return err
	}
	if err := w.tab.press(kb.Escape); err != nil {
		return err
	}
	if state, err = probe[string](w.tab, "popover", s.Opens); err != nil {
		return err
	}
	if state != "closed" {
		w.report("Escape doesn't close what %s opened", s.Name)
	}
	return nil
}
