package browsertest

import (
	"fmt"
	"strings"
	"testing"
)

// pocket is the screen of the five tasks.
var pocket = view{name: "light, 390 px", width: 390, height: 780, zoom: 1}

// steps counts the steps of a reader: what is pressed, and screens that are scrolled by.
type steps struct{ clicks, screens int }

// reader does a task in a tab.
type reader struct {
	*tab
	steps
}

// reach scrolls to the first element that matches one of the selectors and holds the text, and
// presses it if press is true.
func (r *reader) reach(press bool, text string, selectors ...string) error {
	type reached struct{ Screens int }
	for r.ctx.Err() == nil {
		found, err := probe[reached](r.tab, "reach", selectors, text, press)
		if err != nil {
			return err
		}
		if found.Screens < 0 {
			continue // The page may still be on its way.
		}
		r.screens += found.Screens
		if press {
			r.clicks++
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

// TestTasks does the readers' five most frequent tasks on a phone, from the home page, by the
// shortest way that a page offers, and counts the steps: presses, and screens scrolled by.
func TestTasks(t *testing.T) {
	s := portal(t, false)
	window, closeTab, err := startBrowser(t).newTab(s)
	defer closeTab()
	if err != nil {
		t.Fatal(err)
	}
	able := map[string]string{"organisation": "partnership", "informs": "yes", "confidential": "yes", "lawful": "yes", "purpose": "yes", "ascertainable": "yes"}
	lacking := map[string]string{"organisation": "partnership", "informs": "yes", "confidential": "no", "lawful": "yes", "purpose": "yes", "ascertainable": "yes"}
	check := func(r *reader, answers map[string]string) error {
		if err := r.reach(true, "", `main a[href$="/zelftest/"]`); err != nil {
			return err
		}
		return r.answer(answers)
	}
	for _, task := range []struct {
		name string
		do   func(*reader) error
		most steps
	}{
		{"may we receive information?", func(r *reader) error {
			if err := check(r, able); err != nil {
				return err
			}
			return r.reach(false, "", "#Check h1")
		}, steps{99, 99}},
		{"what do we lack?", func(r *reader) error {
			if err := check(r, lacking); err != nil {
				return err
			}
			return r.reach(false, "Vertrouwelijkheid", "#Check a", "#Check :is(h2,h3)")
		}, steps{99, 99}},
		{"whom do I ask?", func(r *reader) error {
			if err := r.reach(true, "Contact", `main a[href$="/contact/"]`, `footer a[href$="/contact/"]`); err != nil {
				return err
			}
			return r.reach(false, "NCSC", "main address", "main h2 + p")
		}, steps{99, 99}},
		{"send my boss the result (from the result)", func(r *reader) error {
			if err := check(r, lacking); err != nil {
				return err
			}
			r.steps = steps{}
			return r.reach(true, "", `#Check a[href^="mailto:?"]`, `#check\:copy`)
		}, steps{99, 99}},
		{"which article says so?", func(r *reader) error {
			if err := r.reach(true, "", `main a[href$="/beoordeling/"]`); err != nil {
				return err
			}
			return r.reach(false, "", `main a[href*="wetten.overheid.nl"]`, "#uit-welke-wet-komen-de-criteria ~ p:last-of-type")
		}, steps{99, 99}},
	} {
		t.Run(strings.Map(func(r rune) rune {
			if r == ' ' || r == '?' {
				return '_'
			}
			return r
		}, task.name), func(t *testing.T) {
			if err := window.look(pocket); err != nil {
				t.Fatal(err)
			}
			if err := window.open(page{path: "/nl/", lang: "nl", status: 200}); err != nil {
				t.Fatal(err)
			}
			r := &reader{tab: window}
			if _, err := window.within(func(patient *tab) (checkStep, error) {
				r.tab = patient
				return checkStep{}, task.do(r)
			}); err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %d presses, %d screens scrolled by", task.name, r.clicks, r.screens)
			if r.clicks > task.most.clicks || r.screens > task.most.screens {
				t.Errorf("more than %+v", task.most)
			}
		})
	}
}
