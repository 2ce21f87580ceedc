package browsertest

import (
	"fmt"
	"maps"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// pocket is the screen of the five tasks.
var pocket = view{name: "light, 390 px", width: 390, height: 780, zoom: 1}

// steps counts the steps of a reader: what is pressed, and screens that are scrolled by.
type steps struct{ clicks, screens int }

func (s steps) sum() int { return s.clicks + s.screens }

// reader does a task in a tab.
type reader struct {
	*tab
	steps
}

// reach scrolls to the first element that matches one of the selectors and holds the text, and
// presses it if press is true.
func (r *reader) reach(press bool, text string, selectors ...string) error {
	type reached struct {
		Screens int
		Leads   string
	}
	for r.ctx.Err() == nil {
		found, err := probe[reached](r.tab, "reach", selectors, text, press)
		if err != nil {
			return err
		}
		if found.Screens < 0 {
			continue // A script may not have shown it yet.
		}
		r.screens += found.Screens
		if press {
			r.clicks++
		}
		if found.Leads != "" {
			return r.open(page{path: found.Leads, status: 200})
		}
		return nil
	}
	return fmt.Errorf("nothing to reach: %q %q", selectors, text)
}

// answer answers every question of a self-check that is asked, until it shows a result.
func (r *reader) answer(answers map[string]string) error {
	if err := r.reach(true, "", `#check\:start`); err != nil {
		return err
	}
	for last := ""; ; {
		s, err := r.step(func(s checkStep) bool {
			return len(s.Questions) == 1 && s.Questions[0] != last || len(s.Questions) == 0 && len(s.Outcomes) == 1
		})
		if err != nil || len(s.Questions) == 0 {
			return err
		}
		last = s.Questions[0]
		if answers[last] == "" {
			return fmt.Errorf("no answer to %q", last)
		}
		if err := r.reach(true, "", fmt.Sprintf(`label:has([name=%q][value=%q])`, last, answers[last])); err != nil {
			return err
		}
		if err := r.reach(true, "", `#check\:go`); err != nil {
			return err
		}
	}
}

// A way is one of the ways in which a reader may do a task, from the home page.
type way func(*reader) error

// TestTasks does the readers' five most frequent tasks on a phone, from the home page, in each of
// the ways that the portal offers, and counts the steps of the shortest: presses, and screens
// scrolled by. None may take more of them than before the home page led to the self-check.
func TestTasks(t *testing.T) {
	t.Parallel()
	s := portal(t, false)
	window, closeTab, err := startBrowser(t).newTab(s)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	able := map[string]string{"organisation": "partnership", "informs": "yes", "confidential": "yes", "lawful": "yes", "purpose": "yes", "ascertainable": "yes"}
	lacking := maps.Clone(able)
	lacking["confidential"] = "no"
	check := func(answers map[string]string, then way) way {
		return func(r *reader) error {
			if err := r.reach(true, "", `main a[href$="/zelftest/"]`); err != nil {
				return err
			}
			if err := r.answer(answers); err != nil {
				return err
			}
			return then(r)
		}
	}
	// byMenu and byLink open a page from the home page.
	byMenu := func(page string, then way) way {
		return func(r *reader) error {
			if err := r.reach(true, "", `[popovertarget="page:menu"]`); err != nil {
				return err
			}
			if err := r.reach(true, "", `[id="page:menu"] a[href$="`+page+`"]`); err != nil {
				return err
			}
			return then(r)
		}
	}
	byLink := func(page string, then way) way {
		return func(r *reader) error {
			if err := r.reach(true, "", `main a[href$="`+page+`"]`, `footer a[href$="`+page+`"]`); err != nil {
				return err
			}
			return then(r)
		}
	}
	see := func(text string, selectors ...string) way {
		return func(r *reader) error { return r.reach(false, text, selectors...) }
	}
	asked := see("NCSC", "main address", "main h2 + p")
	article := see("", `main a[href*="wetten.overheid.nl"]`, "#uit-welke-wet-komen-de-criteria ~ p:last-of-type")
	for _, task := range []struct {
		name string
		ways []way
		most int
	}{
		{"may we receive information?", []way{check(able, see("", "#Check h1"))}, 17},
		{"what do we lack?", []way{check(lacking, see("Vertrouwelijkheid", "#Check a", "#Check :is(h2,h3)"))}, 16},
		{"whom do I ask?", []way{byMenu("/contact/", asked), byLink("/contact/", asked)}, 2},
		{"send my boss the result (from the result)", []way{check(lacking, func(r *reader) error {
			r.steps = steps{}
			return r.reach(true, "", `#Check a[href^="mailto:?"]`, `#check\:copy`)
		})}, 5},
		{"which article says so?", []way{byMenu("/beoordeling/", article), byLink("/beoordeling/", article)}, 6},
	} {
		t.Run(strings.ReplaceAll(task.name, " ", "_"), func(t *testing.T) {
			var best steps
			for i, do := range task.ways {
				r := &reader{tab: window}
				if err := window.look(pocket); err != nil {
					t.Fatal(err)
				}
				if err := window.open(page{path: "/nl/", lang: "nl", status: 200}); err != nil {
					t.Fatal(err)
				}
				// Each task is somebody else's, whose answers aren't kept from the one before.
				if _, err := chromedp.Run(window.ctx, chromedp.Evaluate[bool](`sessionStorage.clear() ?? true`)); err != nil {
					t.Fatal(err)
				}
				_, err := window.within(func(patient *tab) (checkStep, error) {
					r.tab = patient
					return checkStep{}, do(r)
				})
				if err != nil {
					t.Fatal(err)
				}
				if i == 0 || r.sum() < best.sum() {
					best = r.steps
				}
			}
			t.Logf("%s: %d presses, %d screens scrolled by", task.name, best.clicks, best.screens)
			if best.sum() > task.most {
				t.Errorf("more than %d steps", task.most)
			}
		})
	}
}
