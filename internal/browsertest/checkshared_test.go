package browsertest

import (
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestCheckShared opens links with answers: the reader is told that somebody else gave them, for
// which version of the criteria, and what couldn't be carried over; answers of the reader's own are
// replaced only when the reader says so.
func TestCheckShared(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	path := s.path(set).path
	for name, link := range map[string]struct {
		fragment string
		at       func(checkStep) bool
		told     []string
		silent   []string
	}{
		"this version": {"#a=age:adult,home:elsewhere&v=2020-01-01", hasResult("ask"),
			[]string{"Someone else", "the rules of 1 January 2020"}, []string{"may be different", "carried over", "Use these"}},
		"another version": {"#a=age:adult,home:elsewhere&v=2018-11-09", hasResult("ask"),
			[]string{"Someone else", "the rules of 2018-11-09", "uses the rules of 1 January 2020", "may be different"}, []string{"carried over"}},
		"no version": {"#a=age:adult,home:elsewhere", hasResult("ask"),
			[]string{"Someone else", "doesn’t say under which rules"}, []string{"carried over"}},
		"an option that is gone": {"#a=age:adult,home:abroad&v=2020-01-01", asks("home"),
			[]string{"Someone else", "carried over", "“Where do you live?”: the answer in the link doesn’t exist"}, []string{"doesn’t know"}},
		"a question that is gone": {"#a=age:adult,home:elsewhere,income:low&v=2020-01-01", hasResult("ask"),
			[]string{"Someone else", "carried over", "Answers that this page doesn’t know: 1"}, []string{"Where do you live"}},
		"an answer cut off": {"#a=age:adult,home:elsewhere,jo", hasResult("ask"),
			[]string{"Someone else", "doesn’t say under which rules", "Answers that this page doesn’t know: 1"}, nil},
		"a question that isn't asked": {"#a=age:adult,home:elsewhere,job:no&v=2020-01-01", hasResult("ask"),
			[]string{"Someone else", "carried over", "doesn’t count"}, nil},
		"encoded by another program": {"#a=age%3Aadult%2Chome%3Aelsewhere&v=2020-01-01", hasResult("ask"),
			[]string{"Someone else", "the rules of 1 January 2020"}, []string{"carried over"}},
		"nothing in it":                         {"#a=&v=2020-01-01", atStart, []string{"incomplete", "can’t be read"}, []string{"Someone else"}},
		"something else":                        {"#b=1", atStart, []string{"incomplete"}, []string{"Someone else"}},
		"not a date":                            {"#a=age:adult,home:elsewhere&v=<b>now</b>", hasResult("ask"), []string{"doesn’t say under which rules"}, []string{"now"}},
		"a first version that isn't known":      {"#a=age:adult,home:elsewhere&v=first", hasResult("ask"), []string{"doesn’t say under which rules"}, []string{"first"}},
		"no version but a name of the language": {"#a=age:adult,home:elsewhere&v=constructor", hasResult("ask"), []string{"doesn’t say under which rules"}, []string{"function"}},
		"a broken encoding":                     {"#a=%E0%A4%A", atStart, []string{"incomplete"}, nil},
	} {
		t.Run(name, func(t *testing.T) {
			tab, closeTab, err := b.newTab(s.site)
			defer closeTab()
			j := &journeyer{T: t, tab: tab}
			j.do(err, tab.open(page{path: path + link.fragment, status: 200}))
			got := j.arrives("what the link leads to", func(c checkStep) bool { return link.at(c) && c.Notice != "" })
			for _, told := range link.told {
				j.holds(strings.Contains(got.Notice, told) && strings.Contains(got.Status, told), "said and announced: "+told, got)
			}
			for _, silent := range link.silent {
				j.holds(!strings.Contains(got.Notice, silent), "nothing said of: "+silent, got)
			}
			j.holds(!strings.Contains(got.Address, "="), "no answers in the address", got)
			// The notice is there after a reload too, where it is about answers.
			if strings.Contains(got.Notice, "Someone else") {
				j.do(chromedp.Do(tab.ctx, chromedp.Reload()))
				again := j.arrives("the same after a reload", link.at)
				j.holds(again.Notice == got.Notice && slices.Equal(again.Checked, got.Checked), "the same notice", again)
			}
		})
	}
}

// TestCheckSharedFirst opens a link with answers of a version that has no first day, in the
// portal's own self-check: the reader is told of the day before which it held.
func TestCheckSharedFirst(t *testing.T) {
	t.Parallel()
	s := portal(t, false)
	b := startBrowser(t)
	for path, told := range map[string][]string{
		"/en/self-check/": {"the rules of the time before 15 August 2026", "uses the rules of 15 August 2026"},
		"/nl/zelftest/":   {"de regels van de tijd vóór 15 augustus 2026", "gebruikt de regels van 15 augustus 2026"},
	} {
		tab, closeTab, err := b.newTab(s)
		defer closeTab()
		j := &journeyer{T: t, tab: tab}
		j.do(err, tab.open(page{path: path + "#a=organisation:national_csirt&v=first", status: 200}))
		got := j.arrives("the result of the link", hasResult("national_csirt"))
		for _, text := range told {
			j.holds(strings.Contains(got.Notice, text), text, got)
		}
	}
}

// atStart is a check at its introduction.
func atStart(s checkStep) bool { return len(s.Questions) == 0 && len(s.Outcomes) == 0 }

// TestCheckSharedBesideOwn opens a link in a tab in which the reader has answers.
func TestCheckSharedBesideOwn(t *testing.T) {
	t.Parallel()
	s := checks(t)
	b := startBrowser(t)
	set := s.set(t, "early")
	press := func(j *journeyer, text string) {
		j.Helper()
		j.script(`[...document.querySelectorAll('#check\\:notice button')].find(b => b.checkVisibility() && b.textContent === %q).click()`, text)
	}
	begin := func(t *testing.T) *journeyer {
		t.Helper()
		j := journeyTo(t, b, s, set)
		j.start()
		j.answer("age", "child")
		own := j.at("the own result", func(c checkStep) bool { return len(c.Outcomes) == 1 })
		j.holds(own.Notice == "" && has("age=child")(own), "own answers", own)
		j.script(`location.hash = '#a=age:adult,home:elsewhere&v=2020-01-01'`)
		shared := j.at("the result of the link", func(c checkStep) bool { return hasResult("ask")(c) && c.Notice != "" })
		j.holds(strings.Contains(shared.Notice, "Use these answers"), "a choice", shared)
		return j
	}
	t.Run("go on with mine", func(t *testing.T) {
		j := begin(t)
		press(j, "Continue with your own answers")
		own := j.at("the own answers", has("age=child"))
		j.holds(own.Notice == "" && len(own.Outcomes) == 1, "the own result", own)
		j.script(`history.back()`)
		j.at("the link's answers again", func(c checkStep) bool { return hasResult("ask")(c) && strings.Contains(c.Notice, "Someone else") })
		j.script(`history.back()`)
		j.at("the own answers again", func(c checkStep) bool { return has("age=child")(c) && c.Notice == "" })
	})
	t.Run("leave", func(t *testing.T) {
		j := begin(t)
		j.do(j.tab.open(page{path: "/en/", status: 200}), j.tab.open(s.path(set)))
		j.at("the own answers", func(c checkStep) bool { return atStart(c) && has("age=child")(c) })
	})
	t.Run("use these", func(t *testing.T) {
		j := begin(t)
		press(j, "Use these answers")
		used := j.at("no notice", func(c checkStep) bool { return hasResult("ask")(c) && c.Notice == "" })
		j.holds(used.Focus == "h1", "focus on the result", used)
		j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
		j.arrives("the answers after a reload", func(c checkStep) bool {
			return hasResult("ask")(c) && has("age=adult", "home=elsewhere")(c) && c.Notice == ""
		})
	})
	t.Run("in the other language", func(t *testing.T) {
		j := begin(t)
		j.script(`document.querySelector('.languages a[hreflang=nl]').click()`)
		j.arrives("the link's answers in Dutch", func(c checkStep) bool {
			return strings.HasPrefix(c.Address, s.origin+"/nl/") && hasResult("ask")(c) && strings.Contains(c.Notice, "Iemand anders")
		})
	})
	t.Run("a broken link", func(t *testing.T) {
		j := journeyTo(t, b, s, set)
		j.start()
		j.answer("age", "adult")
		j.at("the second question", asks("home"))
		j.script(`location.hash = '#a='`)
		kept := j.at("told so", func(c checkStep) bool { return asks("home")(c) && strings.Contains(c.Notice, "incomplete") })
		j.holds(has("age=adult")(kept), "answers kept", kept)
	})
}

// TestCheckOwnLink opens a link to answers that the reader gave in the same tab: there is nothing
// to be told.
func TestCheckOwnLink(t *testing.T) {
	s := checks(t)
	set := s.set(t, "early")
	j := journeyTo(t, startBrowser(t), s, set)
	j.start()
	j.answer("age", "adult")
	j.answer("home", "elsewhere")
	j.at("the result", hasResult("ask"))
	j.script(`Object.defineProperty(navigator, 'clipboard', { value: undefined }); document.getElementById('check:copy').click()`)
	linked := j.at("the link in the address", func(c checkStep) bool {
		return strings.HasSuffix(c.Address, "#a=age:adult,home:elsewhere&v=2020-01-01")
	})
	j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
	j.arrives("the result after a reload", func(c checkStep) bool { return hasResult("ask")(c) && c.Notice == "" })
	_, fragment, _ := strings.Cut(linked.Address, "#")
	j.do(j.tab.open(page{path: "/en/", status: 200}), j.tab.open(page{path: s.path(set).path + "#" + fragment, status: 200}))
	j.arrives("the result by the link", func(c checkStep) bool { return hasResult("ask")(c) && c.Notice == "" })
}

// TestCheckChanged changes answers from the result: what changed is said and announced, once.
func TestCheckChanged(t *testing.T) {
	t.Parallel()
	s := checks(t)
	set := s.set(t, "early")
	j := journeyTo(t, startBrowser(t), s, set)
	j.start()
	j.answer("age", "adult")
	j.answer("home", "here")
	j.answer("job", "no")
	first := j.at("the result", hasResult("welcome"))
	j.holds(first.Notice == "", "nothing changed yet", first)
	j.change("home")
	// A reload on the way doesn't lose what there was.
	j.do(chromedp.Do(j.tab.ctx, chromedp.Reload()))
	j.answer("home", "elsewhere")
	changed := j.at("another result", hasResult("ask"))
	const news = "is now “Not met”. It was “Met”."
	j.holds(strings.Contains(changed.Notice, "Changed: ") && strings.Contains(changed.Notice, news) && strings.Contains(changed.Status, news), "what changed", changed)
	j.change("home")
	back := j.at("the question", asks("home"))
	j.holds(back.Notice == "", "nothing to say at a question", back)
	j.answer("home", "elsewhere")
	same := j.at("the same result", hasResult("ask"))
	j.holds(same.Notice == "", "the answer is the same", same)
	j.change("home")
	j.answer("home", "here")
	again := j.at("the first result, and no question that had an answer", hasResult("welcome"))
	j.holds(strings.Contains(again.Notice, "is now “Met”. It was “Not met”."), "what changed back", again)
}
