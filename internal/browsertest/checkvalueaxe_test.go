package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// typedStates are states of the check of testdata/typed.yaml, by what a reader does to get there.
// fill types in a field of the question that is shown, next goes on.
var typedStates = map[string]string{
	"a number, empty":          ``,
	"a number, nothing typed":  `next()`,
	"a number, wrong":          `fill('x'), next()`,
	"a number":                 `fill('4')`,
	"an amount, empty":         `fill('4'), next()`,
	"an amount, nothing typed": `fill('4'), next(), next()`,
	"an amount, wrong":         `fill('4'), next(), fill('1,2,3'), next()`,
	"an amount, read":          `fill('4'), next(), fill('1250.5'), fill('1250,5')`,
	"an amount, unsure":        `fill('4'), next(), document.querySelector('[value=unknown]').click()`,
	"a date, empty":            `fill('4'), next(), fill('1250'), next()`,
	"a date, nothing typed":    `fill('4'), next(), fill('1250'), next(), next()`,
	"a date, incomplete":       `fill('4'), next(), fill('1250'), next(), fill('31', '2'), next()`,
	"a date, impossible":       `fill('4'), next(), fill('1250'), next(), fill('31', '2', '1959'), next()`,
	"a date":                   `fill('4'), next(), fill('1250'), next(), fill('28', '2', '1959')`,
	"the result":               `fill('4'), next(), fill('1250'), next(), fill('28', '2', '1959'), next(), fill('150'), next()`,
	"a link's answer":          `location.hash = 'a=people:2..8,income:unknown&v=2026-01-01'`,
}

// TestTypedAccessible looks with axe at questions whose answers are typed, in every state.
func TestTypedAccessible(t *testing.T) {
	s, _ := typedChecks(t)
	b := startBrowser(t)
	var pages []page
	for _, lang := range s.languages {
		if lang != "en" && !*thorough {
			continue
		}
		for state := range typedStates {
			p := s.in(lang, s.sets[0])
			p.artifact = state
			pages = append(pages, p)
		}
	}
	slices.SortFunc(pages, func(a, b page) int { return strings.Compare(a.path+a.artifact, b.path+b.artifact) })
	first := func(t *tab, p page) error {
		// Other states were looked at in the same tab. Their page would put them back.
		if err := t.open(page{path: "/" + p.lang + "/", status: 200}); err != nil {
			return err
		}
		if err := chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](`sessionStorage.clear()`)); err != nil {
			return err
		}
		if err := t.open(p); err != nil {
			return err
		}
		if _, err := probe[bool](t, "unstick"); err != nil {
			return err
		}
		if err := chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](`document.getElementById('check:start').click()`)); err != nil {
			return err
		}
		if !t.becomes(`document.getElementById('Check').dataset.state === 'question'`) {
			return fmt.Errorf("%s: no question", p.artifact)
		}
		return chromedp.Do(t.ctx, chromedp.Evaluate[chromedp.Void](`(() => {
			const next = () => document.getElementById('check:go').click();
			const fill = (...texts) => {
				const fields = [...document.querySelectorAll('[data-question]:not([hidden]) .typed input')];
				texts.forEach((text, i) => {
					fields[i].value = text;
					fields[i].dispatchEvent(new Event('input', { bubbles: true }));
				});
			};
			`+typedStates[p.artifact]+`;
		})()`))
	}
	b.holds(t, s.site, pages, loadAxe(t).each(first, byTurns(pages, views()...)))
	t.Run("forced colours", func(t *testing.T) {
		if !*thorough { // They are the reader's for all states alike.
			pages = pages[:4]
		}
		b.holds(t, s.site, pages, loadAxe(t).after(first, deskForced))
	})
}

// TestTypedReflow holds that no state needs scrolling sideways at 320 pixels, and that it can be
// seen there how an amount is read.
func TestTypedReflow(t *testing.T) {
	t.Parallel()
	s, _ := typedChecks(t)
	b := startBrowser(t)
	for _, lang := range s.languages {
		j := typed(t, b, s, lang)
		j.do(j.tab.look(phone))
		j.start()
		for _, e := range []struct {
			question string
			texts    []string
		}{{"people", []string{"4"}}, {"income", []string{"1250"}}, {"born", []string{"1", "1", "1950"}}, {"area", []string{"150"}}} {
			j.at("a question", asks(e.question))
			j.script(`document.getElementById('check:go').click()`)
			wide, err := chromedp.Run(j.tab.ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`))
			j.do(err)
			if wide {
				t.Errorf("%s, %s is wider than the screen", lang, e.question)
			}
			if e.question == "income" {
				j.script(`document.querySelector('[data-question=income] .typed input').focus()`)
				j.write(map[string]string{"nl": "1250.5", "en": "1250,5"}[lang])
				seen, err := chromedp.Run(j.tab.ctx, chromedp.Evaluate[bool](`(() => {
					const read = document.getElementById('income:read').getBoundingClientRect();
					return read.height > 0 && read.top >= 0 && read.bottom <= document.getElementById('check:go').getBoundingClientRect().top;
				})()`))
				j.do(err)
				if !seen {
					t.Errorf("%s: how the amount is read can't be seen", lang)
				}
			}
			j.enter(e.question, e.texts...)
		}
		j.at("the result", hasResult("likely"))
	}
}

// TestTypedWithoutScript holds that without script a reader chooses an interval, that nothing can
// be typed, and that the verdict is that of the interval.
func TestTypedWithoutScript(t *testing.T) {
	s, set := typedChecks(t)
	b := startBrowser(t)
	for _, lang := range s.languages {
		tab, closeTab, err := b.newTab(s.site)
		t.Cleanup(closeTab)
		j := &journeyer{T: t, tab: tab}
		j.do(err, tab.disableScripts(true), tab.open(s.in(lang, set)))
		f := j.field()
		if want := []string{"1..1", "2..8", "9..9", "10..2000"}; !slices.Equal(f.Options, want) || len(f.Hints) != 1 {
			t.Errorf("%s: the options are %q, with %q", lang, f.Options, f.Hints)
		}
		typable, err := chromedp.Run(tab.ctx, chromedp.Evaluate[int](`[...document.querySelectorAll('#Check input:not([type=radio])')].filter(i => i.checkVisibility()).length`))
		j.do(err)
		if typable > 0 {
			t.Errorf("%s: %d fields to type in", lang, typable)
		}
		for _, q := range typedQuestions()[:2] {
			question := &set.Questions[set.Question(q.question)]
			for _, in := range question.Scale.Intervals {
				j.script(`document.querySelector('[name=%s][value="%s"]').click()`, q.question, question.Scale.IntervalID(in))
				step, err := probe[checkStep](tab, "step")
				j.do(err)
				for _, units := range []int64{in.Low, in.High} {
					if want := q.criterion + "=" + q.verdict(units); !slices.Contains(step.Verdicts, want) {
						t.Errorf("%s, %s, %s: %q, want %s", lang, q.question, question.Scale.IntervalID(in), step.Verdicts, want)
					}
				}
			}
		}
	}
}
