package browsertest

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// checkStep is the visible step of a self-check, and its focus.
type checkStep struct {
	Title                         string
	H1                            []string
	Questions, Verdicts, Outcomes []string
	// Problem is the text of the error summary, Progress where the question stands among the
	// others.
	Problem, Status, Progress string
	// Error is the message between a question and its answers, Notice what is said of whose answers
	// these are or what a changed one changed.
	Error, Notice string
	// Strips is how many menus and strips of the page there are around the check.
	Strips        int
	StatusInGroup bool
	// Checked are the inputs that are, as question=option; Answers is how many the result lists.
	Checked []string
	Answers int
	// Focus is the kind of element that has the focus.
	Focus, FocusID, FocusName, FocusText string
	Address                              string
}

// step looks at a self-check until it is as it should be.
func (t *tab) step(will func(checkStep) bool) (checkStep, error) {
	var s checkStep
	for t.ctx.Err() == nil {
		var err error
		if s, err = probe[checkStep](t, "step"); err != nil || will(s) {
			return s, err
		}
	}
	return s, fmt.Errorf("the check stays at %+v", s)
}

// asks is a check at one question.
func asks(question string) func(checkStep) bool {
	return func(s checkStep) bool { return slices.Equal(s.Questions, []string{question}) }
}

// hasResult is a check at an outcome.
func hasResult(outcome string) func(checkStep) bool {
	return func(s checkStep) bool { return slices.Equal(s.Outcomes, []string{outcome}) && len(s.Questions) == 0 }
}

// touch moves a pointer on the self-check, whose script is loaded only then, and waits for that.
func (t *tab) touch() error {
	err := chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](`document.body.dispatchEvent(new PointerEvent("pointermove", { bubbles: true, movementX: 1 }))`))
	if err == nil && !t.becomes(`document.querySelector("#Check[data-state]")`) {
		err = errors.New("the script of the self-check isn't loaded")
	}
	return err
}

// tabUntil presses Tab until a check is as it should be: the focus, above all.
func (t *tab) tabUntil(what string, will func(checkStep) bool) (checkStep, error) {
	for range 200 {
		if err := t.press(kb.Tab); err != nil {
			return checkStep{}, err
		}
		s, err := probe[checkStep](t, "step")
		if err != nil || will(s) {
			return s, err
		}
	}
	return checkStep{}, impassable("Tab doesn't lead to " + what)
}

// choose goes to the radios or check boxes of a question, with the keyboard alone, and chooses an
// option: the arrow keys choose among radios, the space bar ticks a box.
func (t *tab) choose(question, option string) error {
	if _, err := t.tabUntil("the answers to "+question, func(s checkStep) bool { return s.FocusName == question }); err != nil {
		return err
	}
	want := question + "=" + option
	if err := t.press(" "); err != nil {
		return err
	}
	for range 20 {
		s, err := probe[checkStep](t, "step")
		if err != nil || slices.Contains(s.Checked, want) {
			return err
		}
		if err := t.press(kb.ArrowDown); err != nil {
			return err
		}
	}
	return impassable("the arrow keys don't choose " + want)
}

// answer chooses an option and presses Enter on it.
func (t *tab) answer(question, option string) error {
	if _, err := t.step(asks(question)); err != nil {
		return err
	}
	if err := t.choose(question, option); err != nil {
		return err
	}
	return t.press(kb.Enter)
}

// mistaken reports whether a title announces an error.
func mistaken(title, word string) bool { return strings.HasPrefix(title, word) }
