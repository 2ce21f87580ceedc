package browsertest

import (
	"slices"
	"testing"
)

// TestTypedKept holds that what is typed is there again after a reload, also if it is no value and
// wherever the focus was, that it is read anew in another language, and that a fresh start erases
// it.
func TestTypedKept(t *testing.T) {
	t.Parallel()
	s, _ := typedChecks(t)
	j := typed(t, startBrowser(t), s, "en")
	j.start()
	j.at("the first question", asks("people"))
	reload := func(question string, want ...string) {
		t.Helper()
		j.script(`self.before = true; location.reload()`)
		if !j.tab.becomes(`!self.before && document.getElementById('Check').dataset.state === 'question'`) {
			t.Fatal("the page isn't there again")
		}
		j.at("the question again", asks(question))
		if f := j.field(); !slices.Equal(f.Values, want) || f.Error != "" || len(f.Invalid)+len(f.Chosen) > 0 {
			t.Errorf("%s after a reload: %+v, want %q", question, f, want)
		}
	}
	reload("people", "")
	j.enter("people", "1.250")
	j.at("an error", func(s checkStep) bool { return s.Problem != "" })
	reload("people", "1.250")
	j.script(`document.getElementById('check:go').click()`)
	j.at("the error again", func(s checkStep) bool { return s.Error == "Error: Enter a whole number, without decimals" })

	j.script(`document.querySelector('.languages a[hreflang=nl]').click()`)
	if !j.tab.becomes(`document.documentElement.lang === 'nl' && document.getElementById('Check').dataset.state === 'question'`) {
		t.Fatal("the page isn't there in Dutch")
	}
	j.at("the question in Dutch", asks("people"))
	if f := j.field(); !slices.Equal(f.Values, []string{"1.250"}) || f.Error != "" {
		t.Errorf("in Dutch: %+v", f)
	}
	j.script(`document.getElementById('check:go').click()`)
	j.at("the next question, since it is a number in Dutch", asks("income"))

	// Without leaving the field, in the place of nothing and of an answer.
	const focus = `(f => { f.focus(); f.select(); })(document.querySelector('[data-question=income] .typed input'))`
	j.script(focus)
	j.write("veel")
	reload("income", "veel")
	j.enter("income", "40000")
	j.at("a result", func(s checkStep) bool { return len(s.Outcomes) == 1 })
	j.change("income")
	j.script(focus)
	j.write("weinig")
	reload("income", "weinig")

	j.script(`document.getElementById('check:restart').click()`)
	j.at("the introduction", func(s checkStep) bool { return len(s.Outcomes)+len(s.Questions) == 0 })
	j.start()
	j.at("the first question", asks("people"))
	if f := j.field(); !slices.Equal(f.Values, []string{""}) {
		t.Errorf("after a fresh start: %+v", f)
	}
	j.enter("people", "4")
	j.at("the income", asks("income"))
	if f := j.field(); !slices.Equal(f.Values, []string{""}) {
		t.Errorf("after a fresh start: %+v", f)
	}
	j.enter("income", "40000")
	j.enter("born", "31", "2", "")
	j.at("an error", func(s checkStep) bool { return s.Problem != "" })
	reload("born", "31", "2", "")
}

// TestTypedWeight holds that checks with typed questions are as light as others: a small one, and
// those after public rules.
func TestTypedWeight(t *testing.T) {
	small, set := typedChecks(t)
	s := checks(t)
	b := startBrowser(t)
	var w weights
	b.holds(t, small.site, []page{small.in("nl", set), small.in("en", set)}, firstView(w.add))
	var pages []page
	for _, id := range []string{"rent-support", "taxi-licence", "small-trader", "flood", "nis2"} {
		set := s.set(t, id)
		pages = append(pages, s.in("nl", set), s.in("en", set))
	}
	b.holds(t, s.site, pages, firstView(w.add))
	t.Log(w.heaviest(len(pages) + 2))
}
