package browsertest

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/inspector"
	cdppage "github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"baken.example/baken/internal/criteria"
)

// journeyTo opens the check of a set in a tab of its own.
func journeyTo(t *testing.T, b *browser, s *checkSite, set *criteria.Set) *journeyer {
	t.Helper()
	tab, closeTab, err := b.newTab(s.site)
	t.Cleanup(closeTab)
	j := &journeyer{T: t, tab: tab}
	j.do(err, tab.open(s.path(set)))
	return j
}

// script evaluates a script in the page.
func (j *journeyer) script(format string, args ...any) {
	j.Helper()
	j.do(chromedp.Do(j.tab.ctx, chromedp.Evaluate[chromedp.Void](fmt.Sprintf(format, args...))))
}

// start begins a check.
func (j *journeyer) start() {
	j.Helper()
	j.script(`document.getElementById('check:start').click()`)
}

// answer chooses an option of the question that is shown and goes on.
func (j *journeyer) answer(question, option string) {
	j.Helper()
	j.at("the question "+question, asks(question))
	j.script(`document.querySelector('#Check [name=%s][value=%s]').click(); document.getElementById('check:go').click()`, question, option)
}

// change follows the link in the result that changes the answer to a question.
func (j *journeyer) change(question string) {
	j.Helper()
	j.script(`[...document.querySelectorAll('[data-change=%s]')].find(a => a.checkVisibility()).click()`, question)
	j.at("the question to change", asks(question))
}

// arrives waits until the check is as it should be, in a tab whose page is being replaced.
func (j *journeyer) arrives(what string, will func(checkStep) bool) checkStep {
	j.Helper()
	ctx, cancel := context.WithTimeout(j.tab.ctx, patience)
	defer cancel()
	for {
		s, err := probe[checkStep](&tab{ctx, j.tab.origin, nil}, "step")
		if err == nil && will(s) {
			return s
		}
		if ctx.Err() != nil {
			j.Fatalf("%s: %v, the check is at %+v", what, err, s)
		}
	}
}

// has reports whether these inputs are checked, and no other.
func has(checked ...string) func(checkStep) bool {
	return func(s checkStep) bool { return slices.Equal(s.Checked, checked) }
}

// crash ends the process that shows the tab's page, as a browser does that is short of memory.
func (t *tab) crash() error {
	ctx, cancel := context.WithTimeout(t.ctx, patience)
	defer cancel()
	crashed := make(chan struct{}, 1)
	err := chromedp.Listen(ctx, func(event any) {
		if _, ok := event.(*inspector.EventTargetCrashed); ok {
			select {
			case crashed <- struct{}{}:
			default:
			}
		}
	})
	if err != nil {
		return err
	}
	// The process doesn't live to answer.
	go func() { _, _ = chromedp.Call(ctx, cdppage.Crash, cdp.Empty{}) }()
	select {
	case <-crashed:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("the page lives on: %w", ctx.Err())
	}
}

// TestCheckKept holds that answers, and the question at which the reader is, survive a reload, a
// tab that the browser discards and restores, and leaving the page and coming back; and that
// another tab, or the same tab after starting again, knows nothing of them.
func TestCheckKept(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	j := journeyTo(t, b, s, set)
	j.start()
	j.answer("age", "adult")
	j.answer("home", "here")
	third := j.at("the third question", asks("job"))
	j.holds(third.Progress == "Question 3 of at most 4", "the exact number of questions", third)

	kept := func(when string) {
		j.Helper()
		s := j.arrives(when, func(s checkStep) bool { return asks("job")(s) && has("age=adult", "home=here")(s) })
		j.holds(s.Progress == third.Progress && s.Title == third.Title, "the same question", s)
	}
	j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
	kept("after a reload")
	j.do(j.tab.open(page{path: "/en/", status: 200}), chromedp.Do(j.tab.ctx, chromedp.NavigateBack()))
	kept("after coming back")
	j.script(`history.back()`)
	j.at("the question before", asks("home"))
	j.script(`history.forward()`)
	kept("forward again")
	j.do(j.tab.crash(), chromedp.Do(j.tab.ctx, chromedp.Reload()))
	kept("in a restored tab")

	// Who comes in anew starts with the introduction, and can go on from there.
	j.do(j.tab.open(page{path: "/en/", status: 200}), j.tab.open(s.path(set)))
	intro := j.at("the introduction", func(s checkStep) bool { return len(s.Questions) == 0 })
	j.holds(len(intro.Outcomes) == 0 && has("age=adult", "home=here")(intro), "the answers are there", intro)
	j.tabTo("the button that goes on", func(s checkStep) bool { return s.FocusID == "check:start" && s.FocusText == "Continue" })
	j.do(j.tab.press("\r"))
	j.at("the question where it was left off", asks("job"))
	j.answer("job", "no")
	j.at("the result", hasResult("welcome"))
	j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
	j.at("the result after a reload", hasResult("welcome"))

	other := journeyTo(t, b, s, set)
	other.start()
	first := other.at("the first question", asks("age"))
	other.holds(len(first.Checked) == 0, "another reader's tab has no answers", first)

	j.script(`[...document.querySelectorAll('#check\\:restart, [data-restart]')].find(e => e.checkVisibility()).click()`)
	j.at("nothing", func(s checkStep) bool { return len(s.Checked) == 0 && len(s.Questions) == 0 })
	j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
	j.start()
	j.at("nothing after a reload", func(s checkStep) bool { return asks("age")(s) && len(s.Checked) == 0 })
}

// TestCheckLanguage holds that a check goes on in the other language where the reader is, and that
// the browser's Back leads to answers as they are now.
func TestCheckLanguage(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	j := journeyTo(t, b, s, set)
	switchTo := func(code string) {
		j.Helper()
		j.script(`document.querySelector('.languages a[hreflang=%s]').click()`, code)
		j.arrives("the other language", func(c checkStep) bool { return strings.HasPrefix(c.Address, s.origin+"/"+code+"/") })
	}
	j.start()
	j.answer("age", "adult")
	j.at("the second question", asks("home"))
	switchTo("nl")
	dutch := j.at("the second question in Dutch", asks("home"))
	j.holds(has("age=adult")(dutch) && dutch.Progress == "Vraag 2 van hoogstens 4", "answer and place", dutch)
	j.answer("home", "elsewhere")
	j.at("the result in Dutch", hasResult("ask"))
	switchTo("en")
	english := j.at("the result in English", hasResult("ask"))
	j.holds(has("age=adult", "home=elsewhere")(english) && english.Notice == "", "the answers, and nothing to be told", english)
	j.script(`history.back()`)
	j.at("the introduction", func(s checkStep) bool { return len(s.Questions) == 0 && len(s.Outcomes) == 0 && len(s.Checked) == 2 })
	j.do(chromedp.Do(j.tab.ctx, chromedp.NavigateBack()))
	back := j.arrives("the Dutch result", func(c checkStep) bool {
		return strings.HasPrefix(c.Address, s.origin+"/nl/") && hasResult("ask")(c)
	})
	j.holds(has("age=adult", "home=elsewhere")(back), "the answers as they are now", back)
}

// TestCheckStorage holds that a check works where the tab's storage is blocked, full, or holds what
// this page never wrote.
func TestCheckStorage(t *testing.T) {
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	key := "check:early@" + set.ValidFrom.Format(time.DateOnly)
	for name, source := range map[string]string{
		"blocked":   `Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('blocked', 'SecurityError'); } })`,
		"absent":    `Object.defineProperty(window, 'sessionStorage', { value: null })`,
		"full":      `Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }`,
		"foreign":   fmt.Sprintf(`sessionStorage.getItem(%q) || sessionStorage.setItem(%[1]q, '{"answers":[1,2,{}]}|\u0000|constructor')`, key),
		"malformed": fmt.Sprintf(`sessionStorage.getItem(%q) || sessionStorage.setItem(%[1]q, 'age:,:adult,age:adult:x||home|||')`, key),
	} {
		t.Run(name, func(t *testing.T) {
			tab, closeTab, err := b.newTab(s.site)
			defer closeTab()
			j := &journeyer{T: t, tab: tab}
			j.do(err)
			_, err = chromedp.Call(tab.ctx, cdppage.AddScriptToEvaluateOnNewDocument, cdppage.AddScriptToEvaluateOnNewDocumentParams{Source: source})
			j.do(err, tab.open(s.path(set)))
			first, err := probe[checkStep](tab, "step")
			j.do(err)
			j.holds(len(first.Checked) == 0, "no answer that nobody gave", first)
			if !asks("age")(first) {
				j.start()
			}
			j.answer("age", "adult")
			j.answer("home", "here")
			j.answer("job", "no")
			j.at("the result", hasResult("welcome"))
			j.change("home")
			j.answer("home", "elsewhere")
			changed := j.at("another result", hasResult("ask"))
			j.holds(strings.Contains(changed.Notice, "Changed: "), "what changed", changed)
			j.script(`history.back()`)
			j.at("the question again", asks("home"))
		})
	}
}
