package browsertest

import (
	"fmt"
	"slices"
	"testing"

	"baken.example/baken/internal/criteria"
	"baken.example/baken/internal/criteria/selector"
)

// views are those in which axe looks at pages and at the states of a check: light and dark, on a
// desk and 320 px wide.
func views() []view {
	if *thorough {
		return []view{desk, deskDark, phone, phoneDark}
	}
	return []view{desk, phoneDark}
}

// TestCheckAccessible looks with axe at checks in every state: the introduction, each question,
// with an error and without by turns, each result, and, without script, the whole page before and
// after answers.
func TestCheckAccessible(t *testing.T) {
	s := checks(t)
	b := startBrowser(t)
	for _, scripted := range []bool{true, false} {
		var pages []page
		states := map[string]checkState{}
		for _, id := range []string{"collaboration", "boxes"} {
			pages = append(pages, s.statePages(s.set(t, id), scripted, states)...)
		}
		first, fresh := putFirst(states, scripted), needsPage(states, scripted)
		t.Run(fmt.Sprintf("script %v", scripted), func(t *testing.T) {
			b.holds(t, s.site, pages, unscripted(!scripted, loadAxe(t).states(first, byTurns(pages, views()...), fresh)))
		})
		if !*thorough { // Forced colours are the reader's for all states alike.
			pages = pages[:min(6, len(pages))]
		}
		t.Run(fmt.Sprintf("forced colours, script %v", scripted), func(t *testing.T) {
			b.holds(t, s.site, pages, unscripted(!scripted, loadAxe(t).states(first, always(deskForced), fresh)))
		})
	}
}

// unscripted does a check without the page's scripts, if so it is to be. Axe comes from the
// browser's debugger.
func unscripted(off bool, c check) check {
	return func(t *tab, p page) ([]string, error) {
		if err := t.blockScripts(off); err != nil {
			return nil, err
		}
		return c(t, p)
	}
}

// checkState is a state in which a check can be.
type checkState struct {
	answers criteria.Answers
	// mistaken reports whether the reader goes on without an answer, started whether the first
	// question is shown.
	mistaken, started bool
	// question is the id of the next question, and outcome that of the outcome; empty if there is
	// none.
	question, outcome string
}

// isShown reports whether a check is in the state: with its script it shows the next question or the
// result, and without it everything.
func (s checkState) isShown(c checkStep, scripted bool) bool {
	if scripted && s.question != "" {
		return asks(s.question)(c) && (c.Problem != "") == s.mistaken
	}
	return slices.Equal(c.Outcomes, []string{s.outcome}) || s.outcome == "" && len(c.Outcomes) == 0
}

// statesToLookAt returns states that show everything a set can show, by its examples; each question
// with an error or without, and with -thorough both.
func statesToLookAt(set *criteria.Set, scripted bool) []checkState {
	states := []checkState{{}}
	seen := map[string]bool{}
	add := func(what string, s checkState) {
		if !seen[what] {
			seen[what] = true
			states = append(states, s)
		}
	}
	for _, e := range set.Examples {
		r := set.Evaluate(e.Answers)
		before := criteria.Answers{}
		for _, q := range r.Asked {
			// Questions are made alike: one is looked at with an error, the next without.
			at := stateWith(set, before)
			if scripted && (*thorough || q%2 == 0) {
				add(fmt.Sprint("question ", q), at)
			}
			if scripted && (*thorough || q%2 == 1) {
				at.mistaken = true
				add(fmt.Sprint("mistake ", q), at)
			}
			before[q] = e.Answers[q]
		}
		add(fmt.Sprint("outcome ", r.Outcome), stateWith(set, e.Answers))
	}
	return states
}

// stateWith returns the state of a set's check with some answers.
func stateWith(set *criteria.Set, answers criteria.Answers) checkState {
	r := set.Evaluate(answers)
	s := checkState{answers: clone(answers), started: true}
	if r.Next >= 0 {
		s.question = set.Questions[r.Next].ID.V
	}
	if r.Outcome >= 0 {
		s.outcome = set.Outcomes[r.Outcome].ID.V
	}
	return s
}

func clone(a criteria.Answers) criteria.Answers {
	out := criteria.Answers{}
	for q, options := range a {
		out[q] = slices.Clone(options)
	}
	return out
}

// put brings the check that is open into a state. Its script is loaded when the reader does
// anything; until then only the introduction is shown.
func (t *tab) put(s checkState, scripted bool) error {
	if !s.started {
		return nil
	}
	if scripted {
		if err := t.touch(); err != nil {
			return err
		}
	}
	inputs := []string{}
	for q, options := range s.answers {
		for _, o := range options {
			inputs = append(inputs, selector.ID(q, o))
		}
	}
	if _, err := probe[bool](t, "put", inputs, scripted); err != nil {
		return err
	}
	if s.mistaken {
		if _, err := probe[bool](t, "mistake"); err != nil {
			return err
		}
	}
	c, err := probe[checkStep](t, "step")
	if err == nil && !s.isShown(c, scripted) {
		err = fmt.Errorf("the check is at %+v instead of %+v", c, s)
	}
	return err
}

// statePages returns a page for each state of a set's check to look at, and adds the states to
// states by the names of these pages.
func (s *checkSite) statePages(set *criteria.Set, scripted bool, states map[string]checkState) (pages []page) {
	for i, state := range statesToLookAt(set, scripted) {
		p := s.path(set)
		p.artifact = fmt.Sprintf("%s %d", set.ID.V, i)
		states[p.artifact] = state
		pages = append(pages, p)
	}
	return pages
}

// putFirst returns a function that puts the state of a page of [checkSite.statePages] into it.
func putFirst(states map[string]checkState, scripted bool) func(*tab, page) error {
	return func(t *tab, p page) error {
		if _, err := probe[bool](t, "unstick"); err != nil {
			return err
		}
		return t.put(states[p.artifact], scripted)
	}
}

// needsPage returns a function that reports whether a page of [checkSite.statePages] has to be loaded
// for its state: the introduction is the page as it was loaded, and a result names the changes since
// the one before.
func needsPage(states map[string]checkState, scripted bool) func(page) bool {
	return func(p page) bool {
		s := states[p.artifact]
		return !s.started || scripted && s.question == ""
	}
}
